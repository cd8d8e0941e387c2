"""The tags one can add or remove: those of the articles first, then the most used ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.strip import Strip

from store.text import fold
from store.thesaurus.matching import TagMatch
from tui.bidi.paint import Item, row
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.tag_labels import label
from tui.widgets.ink import ink
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, own, start_side


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag: how many articles of the archive have it (None for a new one), and how many of those being edited.

    `same` says that what was typed is a name of this tag but for folding, `near` that it is nearly one, `by` which of its
    other names is meant; `suggested` that the article could have it by what it says.
    """

    name: str
    count: int | None
    having: int = 0
    same: bool = False
    near: bool = False
    by: str = ""
    suggested: bool = False


def tag_rows(typed: str, known: Sequence[TagMatch], having: Mapping[str, int]) -> list[TagRow]:
    """The rows for what was typed: tags the articles have (`having` says how many do), others, and last a new one if none is called so."""
    wanted = typed.split()
    rows = [
        TagRow(
            tag.name,
            tag.count,
            having.get(tag.name, 0),
            tag.fit == "same",
            tag.fit == "near",
            "" if fold(typed) in fold(label(tag.name)) else tag.by,
        )
        for tag in known
    ]
    if not wanted:
        rows.sort(key=lambda one: not one.having)
    if wanted and not any(one.same for one in rows):
        rows.append(TagRow(" ".join(typed.split()), None))
    return rows


class TagList(VirtualList):
    """Tags with a sign for those that all (✓) or some (~) of the articles have."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"tags--on", "tags--quiet"}
    DEFAULT_CSS = """
    TagList {
        & > .tags--on { color: $text-success; text-style: bold; }
        & > .tags--quiet { color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="tags-list")
        self.can_focus = False
        self.rows: Sequence[TagRow] = ()
        self._of = 1
        self._active = False

    def show(self, rows: Sequence[TagRow], of: int, *, chosen: bool) -> None:
        """Show these, for so many articles. `chosen`: Enter means the first row."""
        self.rows = rows
        self._of = of
        self._active = chosen
        self.set_count(len(rows))

    @property
    def chosen(self) -> TagRow | None:
        """The row Enter means, if it means one."""
        return self.rows[self.cursor] if self._active and self.cursor < len(self.rows) else None

    def choose(self, step: int) -> None:
        """Go to a row; the first step is onto the first."""
        if self._active:
            self.move(step)
        else:
            self._active = True
            self.redraw()

    def watch_cursor(self, old: int, new: int) -> None:
        """A click chooses."""
        self._active = True
        super().watch_cursor(old, new)

    def row_style(self, index: int) -> Style:
        """No row is chosen until one went to one."""
        if not self._active or index != self.cursor:
            return self.rich_style
        return self.get_component_rich_style("list--cursor")

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """Sign, name, number."""
        one = self.rows[index]
        rtl = is_rtl()
        quiet = ink(self, "tags--quiet")
        on = ink(self, "tags--on")
        sign = "✓" if one.having == self._of else "~" if one.having else "◇" if one.suggested else " "
        is_new = one.count is None and not one.suggested
        name = _("new tag: {name}").format(name=own(one.name)) if is_new else label(one.name)
        chosen = self._active and index == self.cursor
        edge = ("▐" if rtl else "▌") if chosen else " "
        items = (
            Item(edge, width=1),
            Item("+" if is_new else sign, on, width=1),
            Item(name, on if one.having else Style.null(), flexible=True, align=start_side()),
            *([Item(f"≈ {own(one.by)}" if one.near else own(one.by), quiet)] if one.by else []),
            Item(count(one.count) if one.count is not None else "", quiet, "ltr"),
        )
        return [row(items, width, style, rtl=rtl)]
