"""What a merge brings, or would bring, as sentences: the same on the screen and on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store.article import DATES
from store.merging.effect import KINDS, Conflict, Kind
from store.merging.merging import Merged
from store.merging.unsettled import Unsettled
from tui import fields
from tui.i18n import N_, _, ngettext
from tui.tag_labels import label
from tui.widgets.wording import count, ltr, named, own, titled

_NAMES: dict[Kind, str] = {
    "tags": N_("Tags"),
    "notes": N_("Notes"),
    "stars": N_("Stars"),
    "edits": N_("Fields of records"),
    "subjects": N_("People, institutions, places, kinds"),
    "names": N_("Names of tags"),
    "searches": N_("Saved searches"),
    "other": N_("What was checked and refused"),
}
LONGEST = 60
"""Characters of a value that are shown of two that differ."""


def sentences(merged: Merged) -> Iterator[str]:
    """What comes in, without the places in which both said something else."""
    if merged.is_empty and not merged.purged:
        yield _("Everything in it is here already.")
    if merged.articles:
        new = ngettext("{count} article is new", "{count} articles are new", merged.articles)
        yield _numbered(new, merged.articles)
    if merged.shared:
        both = ngettext("{count} article is in both", "{count} articles are in both", merged.shared)
        yield _numbered(both, merged.shared)
    for kind in KINDS:
        added, removed = merged.effect.added[kind], merged.effect.removed[kind]
        parts = [
            _numbered(said, number)
            for said, number in (
                (ngettext("{count} added or changed", "{count} added or changed", added), added),
                (ngettext("{count} deleted", "{count} deleted", removed), removed),
            )
            if number
        ]
        if parts:
            yield named(_(_NAMES[kind]), " · ".join(parts))
    for number, said in (
        (
            merged.joined,
            ngettext(
                "{count} article has a text that both have, and is one article from now on",
                "{count} articles have a text that both have, and are one article each from now on",
                merged.joined,
            ),
        ),
        (
            merged.withdrawn,
            ngettext(
                "{count} article is no longer shown: its import was taken back there",
                "{count} articles are no longer shown: their import was taken back there",
                merged.withdrawn,
            ),
        ),
        (
            merged.repeated,
            ngettext(
                "{count} value goes, as what it repeated was deleted",
                "{count} values go, as what they repeated was deleted",
                merged.repeated,
            ),
        ),
        (
            merged.purged,
            ngettext(
                "{count} article stays out: it was deleted for good here",
                "{count} articles stay out: they were deleted for good here",
                merged.purged,
            ),
        ),
    ):
        if number:
            yield _numbered(said, number)


def _numbered(said: str, number: int) -> str:
    return said.format(count=ltr(count(number)))


def apart(merged: Merged) -> str:
    """The sentence above the places in which both said something else."""
    number = len(merged.conflicts)
    return _numbered(
        ngettext(
            "In {count} place both said something else. The later is shown; the other stays in the history of the field.",
            "In {count} places both said something else. The later is shown; the other stays in the history of the field.",
            number,
        ),
        number,
    )


def kept(number: int) -> str:
    """The sentence above the articles that are here though they were deleted for good elsewhere."""
    return _numbered(
        ngettext(
            "{count} article was deleted for good in another archive, and is here until it is deleted here too:",
            "{count} articles were deleted for good in another archive, and are here until they are deleted here too:",
            number,
        ),
        number,
    )


def place(conflict: Conflict | Unsettled) -> str:
    """Of what both said something: an article and its field, a tag, a saved search."""
    if conflict.about.startswith("tag:"):
        return own(label(conflict.about.removeprefix("tag:")))
    if ":" in conflict.about:
        return own(conflict.slot)
    field = {"note": "note", "version": "body"}.get(conflict.kind, conflict.slot)
    return f"{own(titled(conflict.title))} · {fields.name(field)}"


def values(conflict: Conflict) -> tuple[str, str]:
    """What was said here and what there; the one that is shown has a mark."""
    mine, theirs = (
        _value(conflict.slot, said, shown=said == conflict.shown) for said in (conflict.mine, conflict.theirs)
    )
    return named(_("here"), mine), named(_("there"), theirs)


def all_values(one: Unsettled) -> list[str]:
    """All that is said of one place; the one that is shown, which is the last, has a mark."""
    last = len(one.values) - 1
    return [_value(one.slot, said, shown=number == last) for number, said in enumerate(one.values)]


def _value(slot: str, said: Any, *, shown: bool) -> str:
    mark = " ✓" if shown else ""
    if said is None:
        return _("(nothing)") + mark
    if slot in DATES and isinstance(said, dict):
        return ltr(str(said.get("value", ""))) + mark
    if isinstance(said, dict):
        said = said.get("query", "")
    text = " ".join(str(said).split())
    return own(text if len(text) <= LONGEST else f"{text[:LONGEST]}…") + mark
