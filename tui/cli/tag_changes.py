"""`archive tags rename|merge|move|delete`: one step each, with the numbers before and after; `--dry-run` only says them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import click

from store.log.changes import Change
from store.names import is_within
from store.thesaurus.effects import Effect
from store.thesaurus.thesaurus import Thesaurus
from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.known_names import Tag
from tui.cli.opened import opened
from tui.cli.output import Item, output, print_json
from tui.history import sentence
from tui.i18n import N_, _, ngettext


class Step(NamedTuple):
    """A step of the vocabulary: what it would do, and doing it. Both are called with the same."""

    foretold: Callable[..., Effect]
    done: Callable[..., Change]


RENAME = Step(Thesaurus.if_renamed, Thesaurus.rename)
MERGE = Step(Thesaurus.if_merged, Thesaurus.merge)
MOVE = Step(Thesaurus.if_moved, Thesaurus.move)
DELETE = Step(Thesaurus.if_deleted, Thesaurus.delete)


def _options(function: Callable[..., int]) -> Callable[..., int]:
    """What all of these take, and hand on to `_carry_out` as `how`."""
    dry = click.option(
        "--dry-run", cls=Option, is_flag=True, help=N_("Say what would change, and change nothing.")
    )
    return dry(click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))(function))


def _carry_out(
    invocation: Invocation, step: Step, typed: Sequence[str], *into: str, as_json: bool, dry_run: bool
) -> int:
    """Do a step with the tags that are meant by what was `typed`, or only foretell it.

    `into` is the name or the parent they get. 1 where none of the tags exists and so nothing was done; of several, those that
    do not exist are named.
    """
    with opened(invocation) as archive:
        book = Thesaurus(archive)
        meant = book.resolve(typed)
        there = {entry.name for entry in book.entries()}
        given = _given(book, step, meant, into)
        effect = step.foretold(book, *given)
        change = None if dry_run or effect.is_nothing else step.done(book, *given)
    if not effect.is_nothing and (missing := [name for name in meant if not _is_there(name, there)]):
        with output(invocation, sys.stderr) as err:
            err.say(_("There is no tag {name}; it was passed over.").format(name=", ".join(missing)))
    if as_json:
        rows = [row._asdict() for row in effect.rows]
        ident = (change.id or None) if change else None
        print_json({"change": ident, "articles": effect.articles, "dry_run": dry_run, "tags": rows})
        return int(effect.is_nothing)
    if effect.is_nothing:
        with output(invocation, sys.stderr) as err:
            err.say(_("No article has the tag {name}, so nothing was changed.").format(name=", ".join(typed)))
        return 1
    with output(invocation) as out:
        for row in effect.rows:
            other = row.into if row.into != row.name else ""
            out.items(
                (
                    Item(f"{row.before:>6} → {row.after}", "ltr", "dim"),
                    Item(row.name),
                    Item("=" if other else "", "ltr", "dim"),
                    Item(other or ""),
                )
            )
        if change is not None:
            out.items((Item(sentence(change)),))
        else:
            would = ngettext(
                "{count} article would change; nothing was changed.",
                "{count} articles would change; nothing was changed.",
                effect.articles,
            )
            out.say(would.format(count=effect.articles))
    return 0


def _given(book: Thesaurus, step: Step, meant: list[str], into: tuple[str, ...]) -> tuple[object, ...]:
    """What the step is called with: a new name as it is typed, otherwise the tag that is meant by it where there is one."""
    if step is RENAME:
        return (meant[0], *into)
    target = [book.resolve([name])[0] if name else name for name in into]
    if not set(target).isdisjoint(meant):
        target = list(into)  # a tag that is to be spelled like one of its other names
    return ([name for name in meant if step is not MERGE or name not in target], *target)


def _is_there(name: str, there: Collection[str]) -> bool:
    return any(is_within(one, name) for one in there)


@subcommand(
    "rename",
    about=N_("Give a tag another name on every article. The old name goes on finding it."),
    examples=(("archive tags rename presse médias", N_("rename a tag and its sub-tags")),),
)
@click.argument("old", type=Tag(), metavar="OLD")
@click.argument("new", type=Tag(), metavar="NEW")
@_options
@click.pass_obj
def rename(invocation: Invocation, /, old: str, new: str, **how: bool) -> int:
    """Rename a tag."""
    return _carry_out(invocation, RENAME, [old], new, **how)


@subcommand(
    "merge",
    about=N_("Replace tags by one other on every article. Their names go on finding it."),
    examples=(
        ("archive tags merge journal journaux presse", N_("make the first two the last")),
        ("archive tags merge --dry-run journal presse", N_("how many articles that would change")),
    ),
)
@click.argument("names", nargs=-1, type=Tag(), required=True, metavar="FROM… INTO")
@_options
@click.pass_context
def merge(ctx: click.Context, /, names: tuple[str, ...], **how: bool) -> int:
    """Merge tags into the last one named."""
    if len(names) < 2:
        raise click.UsageError(_("Name the tags to merge and then the one they become."), ctx)
    *sources, into = names
    return _carry_out(ctx.ensure_object(Invocation), MERGE, sources, into, **how)


@subcommand(
    "move",
    about=N_("Put tags, with all that stands under them, under another tag, or with --top under none."),
    examples=(
        ("archive tags move سجن محكمة عدالة", N_("make the first two sub-tags of the last")),
        ("archive tags move --top عدالة/سجن", N_("a tag of its own again")),
    ),
)
@click.argument("names", nargs=-1, type=Tag(), required=True, metavar="NAME… PARENT")
@click.option("--top", cls=Option, is_flag=True, help=N_("Under no other tag; all names are tags to move."))
@_options
@click.pass_context
def move(ctx: click.Context, /, names: tuple[str, ...], top: bool, **how: bool) -> int:
    """Move tags under the last one named."""
    if len(names) < 2 and not top:
        raise click.UsageError(_("Name the tags to move and then the one they go under, or say --top."), ctx)
    wanted, under = (names, "") if top else (names[:-1], names[-1])
    return _carry_out(ctx.ensure_object(Invocation), MOVE, wanted, under, **how)


@subcommand(
    "delete",
    about=N_("Take tags off every article. Sub-tags stay."),
    examples=(("archive tags delete brouillon", N_("take a tag off everything")),),
)
@click.argument("names", nargs=-1, type=Tag(), required=True, metavar="NAME…")
@_options
@click.pass_obj
def delete(invocation: Invocation, /, names: tuple[str, ...], **how: bool) -> int:
    """Delete tags."""
    return _carry_out(invocation, DELETE, names, **how)


COMMANDS = (rename, merge, move, delete)
