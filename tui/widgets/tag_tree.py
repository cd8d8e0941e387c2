"""The vocabulary as a list: each tag under the one it belongs to, its other names, its number of articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.strip import Strip

from store.text import fold
from store.thesaurus.entries import Entry
from tui.bidi.layout import Base
from tui.bidi.paint import Item, row
from tui.i18n import is_rtl
from tui.tag_labels import label
from tui.widgets.ink import ink
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, own, start_side

_WIDE = 56
"""From so many cells on the other names stand beside a tag."""


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """A tree in the order of the names that are shown."""

    def place(entry: Entry) -> list[tuple[str, str]]:
        parts = entry.name.split("/")
        above = ["/".join(parts[: at + 1]) for at in range(len(parts))]
        return [(fold(label(name).rpartition("/")[2]), name) for name in above]

    return sorted(entries, key=place)


def narrowed(entries: Sequence[Entry], typed: str, *, once: bool) -> list[Entry]:
    """Those in one of whose names all the typed words stand, and with `once` only those that just one article has."""
    words = fold(typed).split()
    return [
        entry
        for entry in entries
        if (entry.once or not once)
        and any(all(word in fold(name) for word in words) for name in _called(entry))
    ]


def _called(entry: Entry) -> tuple[str, ...]:
    return (entry.name, label(entry.name), *entry.names.labels.values(), *entry.names.aliases)


def other_names(entry: Entry) -> list[str]:
    """What a tag is called besides the name that is shown, each once."""
    shown = {label(entry.name).rpartition("/")[2]}
    names = dict.fromkeys((*entry.names.labels.values(), *entry.names.aliases))
    return [name for name in names if name not in shown]


class TagTree(VirtualList):
    """Tags one can go to, mark and change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"tree--mark", "tree--quiet", "tree--group"}
    DEFAULT_CSS = """
    TagTree {
        & > .tree--mark { color: $text-warning; text-style: bold; }
        & > .tree--quiet { color: $text-muted; }
        & > .tree--group { text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="vocabulary-list")
        self.entries: Sequence[Entry] = ()
        self.marked: set[str] = set()
        self._flat = False
        self._cells = 1
        """Cells for the largest number."""

    def show(
        self, entries: Sequence[Entry], *, flat: bool, at: Sequence[str] = (), otherwise: int = 0
    ) -> None:
        """Show these; `flat` with their whole names, otherwise as a tree.

        The cursor goes to the first of the tags `at` that is there, and to row `otherwise` where none is.
        """
        self.entries = entries
        self._flat = flat
        self._cells = max((len(count(entry.count)) for entry in entries), default=1)
        places = {entry.name: number for number, entry in enumerate(entries)}
        self.set_count(len(entries), next((places[name] for name in at if name in places), otherwise))

    @property
    def chosen(self) -> Entry | None:
        """The tag under the cursor."""
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """Mark, name, other names, numbers: by sub-tags, and its own."""
        one = self.entries[index]
        quiet = ink(self, "tree--quiet")
        whole = label(one.name)
        name = whole if self._flat else whole.rpartition("/")[2]
        inset = 0 if self._flat else 2 * one.depth
        others = " · ".join(map(own, other_names(one))) if width >= _WIDE else ""
        below = one.total - one.count
        base: Base = "rtl" if is_rtl() else "ltr"
        signs = ("▐" if is_rtl() else "▌") if index == self.cursor else " "
        signs += "●" if one.name in self.marked else " "
        items = [
            Item(signs, ink(self, "tree--mark"), base, width=2),
            *([Item(" ", width=inset)] if inset else []),
            Item(
                name,
                quiet if one.implied else Style.null() if one.depth else ink(self, "tree--group"),
                flexible=True,
                align=start_side(),
            ),
            *([Item(others, quiet, flexible=True, align=start_side())] if others else []),
            *([Item(f"+{count(below)}", quiet, "ltr")] if below else []),
            Item(
                count(one.count),
                Style.null() if one.count else quiet,
                "ltr",
                width=self._cells,
                align="left" if is_rtl() else "right",
            ),
        ]
        return [row(items, width, style, rtl=is_rtl())]
