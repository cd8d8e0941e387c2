"""What a change of tags will do: each tag with the number of its articles before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.strip import Strip

from store.thesaurus.effects import Row
from tui.bidi.paint import Item, row
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.tag_labels import label
from tui.widgets.ink import ink
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, own, start_side


class EffectList(VirtualList):
    """A row a tag, what it becomes, and ``12 → 0``."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"effect--number", "effect--quiet", "effect--gone"}
    DEFAULT_CSS = """
    EffectList {
        & > .effect--number { color: $text-accent; text-style: bold; }
        & > .effect--quiet { color: $text-muted; }
        & > .effect--gone { color: $text-error; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="effect")
        self.can_focus = False
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.rows = rows
        self.set_count(len(rows))

    def row_style(self, index: int) -> Style:  # noqa: ARG002 - no row is chosen
        """There is no cursor."""
        return self.plain

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """Name, what becomes of it, numbers."""
        one = self.rows[index]
        if one.into is None:
            fate, how = _("is deleted"), ink(self, "effect--gone")
        elif one.into != one.name:
            fate, how = _("becomes {name}").format(name=own(label(one.into))), ink(self, "effect--quiet")
        else:
            fate, how = "", Style.null()
        items = (
            Item(" ", width=1),
            Item(label(one.name), flexible=True, align=start_side()),
            Item(fate, how, flexible=bool(fate), align=start_side()),
            Item(f"{count(one.before)} → {count(one.after)}", ink(self, "effect--number"), "ltr"),
        )
        return [row(items, width, style, rtl=is_rtl())]
