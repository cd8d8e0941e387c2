"""What a change did, as a sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tui import fields
from tui.i18n import _, ngettext
from tui.tag_labels import label
from tui.widgets.wording import own

if TYPE_CHECKING:
    from store.log.changes import Change


def sentence(change: Change) -> str:
    """What the change did: how many articles it touched, and with which tags; each name in its own direction (UAX #9's FSI … PDI)."""
    if change.kind in {"undo", "redo"}:
        what = _step(change.values["of"], change.values["values"], change.count)
        said = _("Taken back: {what}") if change.kind == "undo" else _("Done again: {what}")
        said = said.format(what=what)
        left = change.values.get("left", 0)
        return f"{said} {_kept(left)}" if left else said
    return _step(change.kind, change.values, change.count)


def _kept(left: int) -> str:
    return ngettext(
        "({count} value was changed since and stays.)", "({count} values were changed since and stay.)", left
    ).format(count=left)


def _step(kind: str, values: Mapping[str, Any], count: int) -> str:
    shown = {name: own(value) for name, value in values.items() if isinstance(value, str)}
    if "field" in shown:
        shown["field"] = fields.name(values["field"])
    said = _template(kind, count).format(count=count, **shown)
    tags = [
        f"{sign}{own(label(name))}"
        for sign, names in (("+", values.get("add", ())), ("-", values.get("remove", ())))
        for name in names
    ]
    return _("{what}: {tags}").format(what=said, tags=" ".join(tags)) if tags else said


def _template(kind: str, n: int) -> str:
    """The sentence of this kind of step that agrees with the number of articles."""
    match kind:
        case "import":
            return ngettext("{count} article imported", "{count} articles imported", n)
        case "tag" | "untag" | "retag":
            return ngettext("Tags of {count} article changed", "Tags of {count} articles changed", n)
        case "rename-tag":
            return ngettext(
                "Tag {old} renamed to {new} on {count} article",
                "Tag {old} renamed to {new} on {count} articles",
                n,
            )
        case "merge-tags":
            return ngettext(
                "Tags merged into {into} on {count} article", "Tags merged into {into} on {count} articles", n
            )
        case "delete-tag":
            return ngettext(
                "Tag {name} deleted from {count} article", "Tag {name} deleted from {count} articles", n
            )
        case "delete-tags":
            return ngettext(
                "Tags {name} deleted from {count} article", "Tags {name} deleted from {count} articles", n
            )
        case "move-tag":
            return ngettext(
                "Tag {name} moved under {parent} on {count} article",
                "Tag {name} moved under {parent} on {count} articles",
                n,
            )
        case "raise-tag":
            return ngettext(
                "Tag {name} moved to the top on {count} article",
                "Tag {name} moved to the top on {count} articles",
                n,
            )
        case "name-tag":
            return _("Names of the tag {name} changed")
        case "take-starter":
            return _("Starter vocabulary taken in")
        case "leave-starter":
            return _("Starter vocabulary taken out")
        case "star":
            return ngettext("{count} article starred", "{count} articles starred", n)
        case "unstar":
            return ngettext("Star taken off {count} article", "Star taken off {count} articles", n)
        case "note":
            return ngettext("Note of {count} article written", "Notes of {count} articles written", n)
        case "choose-version":
            return ngettext(
                "Another version of {count} article shown", "Another version of {count} articles shown", n
            )
        case "join":
            return ngettext("{count} article joined", "{count} articles joined", n)
        case "merge":
            return ngettext(
                "Archive {name} merged: {count} article touched",
                "Archive {name} merged: {count} articles touched",
                n,
            )
        case "edit" | "edit-back":
            return ngettext("{field} of {count} article changed", "{field} of {count} articles changed", n)
        case "edit-record":
            return ngettext("Record of {count} article changed", "Records of {count} articles changed", n)
        case "check":
            return ngettext("{count} article checked", "{count} articles checked", n)
        case "decode":
            return ngettext(
                "{count} article read again as {encoding}", "{count} articles read again as {encoding}", n
            )
        case "reread":
            return ngettext("{count} article read again", "{count} articles read again", n)
        case "refuse":
            return _("Suggestion {name} refused")
        case "save-search":
            return _("Search {name} saved")
        case "forget-search":
            return _("Saved search {name} forgotten")
        case "rename-search":
            return _("Saved search {old} renamed to {new}")
        case "arrange-searches":
            return _("Saved searches put in order")
        case "load":
            return ngettext(
                "Work on {count} article loaded from {name}", "Work on {count} articles loaded from {name}", n
            )
        case "unreadable":
            return _("A step that can't be read; 'archive doctor' names it")
        case _:
            return ngettext("{count} article changed", "{count} articles changed", n)
