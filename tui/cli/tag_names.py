"""`archive tags label|alias|starter`: what a tag is called besides, and a vocabulary to begin with."""

from __future__ import annotations

import click

from store.log.changes import Change
from store.thesaurus.names import LANGUAGES
from store.thesaurus.thesaurus import Thesaurus
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.known_names import Tag
from tui.cli.opened import opened
from tui.cli.output import Item, output, print_json
from tui.history import sentence
from tui.i18n import N_, _


def _report(invocation: Invocation, change: Change, *, as_json: bool) -> int:
    if as_json:
        print_json({"change": change.id or None})
        return 0
    with output(invocation) as out:
        out.items((Item(sentence(change) if change.id else _("It is so already; nothing was changed.")),))
    return 0


@subcommand(
    "label",
    about=N_("Say what a tag is called in Arabic, French or English. The name that articles have stays."),
    examples=(
        ("archive tags label سجن fr=Prison en=Prison", N_("two languages at once")),
        ("archive tags label سجن fr=", N_("no French name any more")),
    ),
)
@click.argument("name", type=Tag(), metavar="NAME")
@click.argument("labels", nargs=-1, required=True, metavar="LANGUAGE=LABEL…")
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_context
def label(ctx: click.Context, name: str, labels: tuple[str, ...], as_json: bool) -> int:
    """Give a tag its name in a language."""
    given = {}
    for each in labels:
        code, mark, text = each.partition("=")
        if not mark or code not in LANGUAGES:
            raise click.UsageError(_("Write ar=…, fr=… or en=…, not {text}.").format(text=each), ctx)
        given[code] = text.strip()
    invocation = ctx.ensure_object(Invocation)
    with opened(invocation) as archive:
        book = Thesaurus(archive)
        return _report(invocation, book.name(book.resolve([name])[0], labels=given), as_json=as_json)


@subcommand(
    "alias",
    about=N_(
        "Say what else a tag is called: abbreviations, other spellings, the name it had. Each finds the tag."
    ),
    examples=(
        ("archive tags alias 'حقوق الإنسان' DH 'droits humains'", N_("two more names for a tag")),
        ("archive tags alias --remove 'حقوق الإنسان' DH", N_("one name less")),
    ),
)
@click.argument("name", type=Tag(), metavar="NAME")
@click.argument("aliases", nargs=-1, required=True, metavar="ALIAS…")
@click.option("--remove", cls=Option, is_flag=True, help=N_("Take these names away instead."))
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_obj
def alias(invocation: Invocation, name: str, aliases: tuple[str, ...], remove: bool, as_json: bool) -> int:
    """Give a tag more names."""
    with opened(invocation) as archive:
        book = Thesaurus(archive)
        tag = book.resolve([name])[0]
        change = book.name(tag, drop=aliases) if remove else book.name(tag, aliases=aliases)
        return _report(invocation, change, as_json=as_json)


@subcommand(
    "starter",
    about=N_(
        "A vocabulary to begin with: rights, violations, procedures, institutions, agreements, activities, groups, themes"
        " and regions, in three languages. Without an option it says how much of it is in the archive."
    ),
    examples=(
        ("archive tags starter", N_("how much of it is in the archive")),
        ("archive tags starter --take", N_("take it in; 'archive undo' takes it out again")),
        ("archive tags starter --leave", N_("take out what no article uses")),
    ),
)
@click.option(
    "--take", cls=Option, is_flag=True, help=N_("Take it in. Tags that are there keep their names.")
)
@click.option("--leave", cls=Option, is_flag=True, help=N_("Take out of it what no article uses."))
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_context
def starter(ctx: click.Context, take: bool, leave: bool, as_json: bool) -> int:
    """Take the starter vocabulary in or out, or say how much of it is there."""
    if take and leave:
        raise click.UsageError(_("Say --take or --leave, not both."), ctx)
    invocation = ctx.ensure_object(Invocation)
    with opened(invocation) as archive:
        book = Thesaurus(archive)
        if take or leave:
            return _report(invocation, book.take_starter() if take else book.leave_starter(), as_json=as_json)
        state = book.starter()
    if as_json:
        print_json(state._asdict())
        return 0
    with output(invocation) as out:
        out.say(
            _("{concepts} concepts; {taken} of them are in this archive, {used} on articles.").format(
                **state._asdict()
            )
        )
    return 0


COMMANDS = (label, alias, starter)
