"""One line of the interface: items side by side, in the direction of the interface, each laid out on its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.bidi.layout import Base
from tui.bidi.paint import Item, row
from tui.i18n import is_rtl
from tui.widgets.ink import LazyComponents, ink
from tui.widgets.wording import start_side


class Bar(LazyComponents, Widget):
    """A row of items; `show` replaces them. What it says never goes through markup."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--quiet", "bar--strong", "bar--key", "bar--off"}
    DEFAULT_CSS = """
    Bar {
        height: 1;
        padding: 0 1;
        & > .bar--quiet { color: $text-muted; }
        & > .bar--strong { text-style: bold; }
        & > .bar--key { color: $text-accent; text-style: bold; }
        & > .bar--off { color: $text-disabled; text-style: dim; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self.items: tuple[Item, ...] = ()

    def show(self, items: Sequence[Item]) -> None:
        """Show these items instead."""
        if tuple(items) != self.items:
            self.items = tuple(items)
            self.refresh()

    def say(self, text: str, *, outside: bool = False) -> None:
        """Show one text, cut where there is no room.

        A sentence of the interface runs in its direction, also one that begins with the name of a key; a text from
        `outside` runs in its own.
        """
        base: Base = "auto" if outside else "rtl" if is_rtl() else "ltr"
        self.show([Item(text, base=base, flexible=True, align=start_side())] if text else [])

    @property
    def text(self) -> str:
        """What is shown, in logical order."""
        return " ".join(item.text for item in self.items)

    def style(self, name: str) -> Style:
        """One of the bar's own styles (``key``, ``quiet`` …), to be laid over its plain one."""
        return ink(self, f"bar--{name}")

    def render_line(self, y: int) -> Strip:
        """The items; blank lines below them."""
        width = self.content_size.width
        if y:
            return Strip.blank(width, self.rich_style)
        return row(self.items, width, self.rich_style, rtl=is_rtl())
