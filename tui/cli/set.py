"""`archive set ID FIELD=VALUE …`: fields of a record, set as one step that can be undone."""

from __future__ import annotations

import click

from store import edits
from store.articles import reading
from store.errors import BadValue
from tui import reasons, typed_values
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, output, print_json
from tui.history import sentence
from tui.i18n import N_, _


@subcommand(
    "set",
    about=N_(
        "Set fields of an article's record, as one step: title, author, source, section, language, url, published,"
        " event_date, and people, institutions, places, kind with several values between semicolons. Dates may be written"
        " in words. FIELD= gives back what the source says, FIELD=- empties the field."
    ),
    examples=(
        ("archive set 3fa9c1 published='28 شتنبر 2019' source=هسبريس", N_("two fields, one step")),
        ("archive set 3fa9c1 people='Amina Alaoui; ليلى'", N_("several values")),
        ("archive set 3fa9c1 title=", N_("the title as its source has it")),
    ),
)
@click.argument("id", metavar="ID")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE…")
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_context
def command(ctx: click.Context, id: str, values: tuple[str, ...], as_json: bool) -> int:  # noqa: A002 - the contract's word
    """Set them all, or none where one of them can't be."""
    typed = dict(_pair(ctx, text) for text in values)
    with opened(ctx.ensure_object(Invocation)) as archive:
        published = archive.article(id).article.published
        wanted = {field: _read(ctx, field, text, published) for field, text in typed.items()}
        with archive.write() as conn:
            change = edits.change_all(conn, reading.full_id(conn, id), wanted, archive.operator)
    if as_json:
        print_json({"change": change.id or None, "articles": change.count, "fields": list(wanted)})
    else:
        with output(ctx.ensure_object(Invocation)) as out:
            said = sentence(change) if change.id else _("Nothing changed: it was so already.")
            out.items((Item(said),))
    return 0


def _pair(ctx: click.Context, text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(_("Write FIELD=VALUE, not {text}.").format(text=text), ctx)
    name = field.strip().replace("-", "_")
    if name not in typed_values.FIELDS:
        known = ", ".join(typed_values.FIELDS)
        raise click.UsageError(
            _("There is no field {field}; there are {fields}.").format(field=field, fields=known), ctx
        )
    return name, value


def _read(ctx: click.Context, field: str, text: str, published: object) -> edits.Value:
    from store.article import PartialDate  # noqa: PLC0415 - for the check only

    try:
        return typed_values.read(field, text, published if isinstance(published, PartialDate) else None)
    except BadValue as error:
        reason = reasons.say(str(error.values["reason"]))
        raise click.UsageError(_("{field}: {reason}.").format(field=field, reason=reason), ctx) from None
