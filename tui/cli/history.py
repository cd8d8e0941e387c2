"""`archive history`: the changes of the archive, of one article, or of one of its fields, newest first."""

from __future__ import annotations

import sys

import click

from store.article import PartialDate
from store.articles.details import details
from store.log import field_history, undo
from store.log.field_history import KEPT, Moment, State
from tui import fields, typed_values
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, output, print_json
from tui.history import sentence
from tui.i18n import N_, _
from tui.moment import moment

_FIELDS = (*typed_values.FIELDS, *KEPT)


@subcommand(
    "history",
    about=N_(
        "List the changes, newest first: all of the archive, or with an ID those of one article and what each field was"
        " before and after. --take-back takes one change back and leaves those after it."
    ),
    examples=(
        ("archive history", N_("the last changes of the archive")),
        ("archive history 3fa9c1", N_("what was changed in one article")),
        ("archive history 3fa9c1 --field published", N_("what one field was")),
        ("archive history --take-back 0198c2", N_("one change taken back by itself")),
    ),
)
@click.argument("id", metavar="[ID]", required=False)
@click.option("--field", cls=Option, type=click.Choice(_FIELDS), help=N_("Only this field."))
@click.option(
    "--limit", cls=Option, type=click.IntRange(1), default=50, metavar="N", help=N_("At most so many.")
)
@click.option(
    "--take-back", "step", cls=Option, metavar="CHANGE", help=N_("Take back the change with this id.")
)
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_context
def command(  # noqa: PLR0917 - click hands over all of them by name
    ctx: click.Context,
    id: str | None,  # noqa: A002 - the contract's word
    field: str | None,
    limit: int,
    step: str | None,
    as_json: bool,
) -> int:
    """Print the changes, or take one back."""
    invocation = ctx.ensure_object(Invocation)
    if field is not None and id is None:
        raise click.UsageError(_("Name the article whose field is meant."), ctx)
    if step is not None:
        return _take_back(invocation, step, as_json=as_json)
    if id is None:
        return _all(invocation, limit, as_json=as_json)
    with opened(invocation) as archive:
        stored = archive.article(id)
        with archive.read() as conn:
            imported = details(conn, stored.id).imported
            found = [
                (name, one)
                for name in ((field,) if field else _FIELDS)
                for one in field_history.history(conn, stored.id, name, imported)
                if field or one.change.kind != "import"
            ]
    found.sort(key=lambda one: one[1].change.id, reverse=True)
    if as_json:
        print_json({"id": stored.id, "changes": [_moment_json(name, one) for name, one in found[:limit]]})
        return 0
    _print_moments(invocation, found[:limit])
    return 0


def _all(invocation: Invocation, limit: int, *, as_json: bool) -> int:
    with opened(invocation) as archive, archive.read() as conn:
        changes = undo.history(conn, limit, of_all=True)
    if as_json:
        rows = [
            {
                "change": change.id,
                "at": change.at,
                "operator": change.operator,
                "kind": change.kind,
                "articles": change.count,
                "summary": change.summary,
                "taken_back": change.undone,
            }
            for change in changes
        ]
        print_json({"changes": rows})
        return 0
    if not changes:
        print_nothing_changed(invocation)
        return 0
    with output(invocation) as out:
        for change in changes:
            out.items(
                (
                    Item(change.id[:16], "ltr", "dim"),
                    Item(moment(change.at), "ltr", "dim"),
                    Item(sentence(change)),
                    Item(_("(taken back)") if change.undone else "", tone="dim"),
                    Item(change.operator, tone="dim"),
                )
            )
    return 0


def print_nothing_changed(invocation: Invocation) -> None:
    """Say that there are no changes, and how some come about."""
    with output(invocation, sys.stderr) as err:
        err.say(_("Nothing has been changed yet. 'archive import PATH…' brings articles in."))


def _take_back(invocation: Invocation, step: str, *, as_json: bool) -> int:
    with opened(invocation) as archive, archive.write() as conn:
        change = undo.take_back(conn, undo.full_id(conn, step), archive.operator)
    if as_json:
        print_json({"change": change.id, "articles": change.count, "summary": change.summary})
    else:
        with output(invocation) as out:
            out.items((Item(sentence(change)),))
    return 0


def _print_moments(invocation: Invocation, found: list[tuple[str, Moment]]) -> None:
    with output(invocation) as out:
        if not found:
            out.say(_("Nobody has changed anything in this article."))
        for name, one in found:
            out.items(
                (
                    Item(moment(one.change.at), "ltr", "dim"),
                    Item(f"{fields.name(name)}:", tone="dim"),
                    Item(_shown(name, one.before)),
                    Item("→", tone="dim"),
                    Item(_shown(name, one.after)),
                    Item(_("(as the source says)") if one.imported else "", tone="dim"),
                    Item(one.change.operator, tone="dim"),
                )
            )


def _shown(field: str, state: State) -> str:
    if field == "starred":
        return "★" if state else _("empty")
    return typed_values.shown(field, state) or _("empty")


def _moment_json(field: str, one: Moment) -> dict[str, object]:
    return {
        "field": field,
        "change": one.change.id,
        "at": one.change.at,
        "operator": one.change.operator,
        "before": _data(one.before),
        "after": _data(one.after),
        "as_imported": one.imported,
    }


def _data(state: State) -> object:
    if isinstance(state, PartialDate):
        return {"value": state.value, "precision": state.precision, "evidence": state.evidence}
    return list(state) if isinstance(state, tuple) else state
