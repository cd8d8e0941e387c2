"""One line of the interface: items side by side, in the direction of the interface, each laid out on its own.

A single text may take more lines, where the style gives it an automatic height.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.bidi.layout import Base, fit, layout
from tui.bidi.paint import Item, paint, row
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
            height = self.styles.height
            self.refresh(layout=height is not None and height.is_auto)

    def say(self, text: str, *, outside: bool = False) -> None:
        """Show one text, cut where there is no room. With an automatic height it is wrapped first.

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

    @property
    def _alone(self) -> Item | None:
        """The text that may be wrapped: a single one that takes all the room."""
        return self.items[0] if len(self.items) == 1 and self.items[0].flexible else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """The lines its text takes at that width, where the style leaves the height to it; at least one."""
        alone = self._alone
        return len(layout(alone.text, width, base=alone.base)) if alone else 1

    def render_line(self, y: int) -> Strip:
        """The items, or a line of the only one; blank lines below them."""
        width, height = self.content_size
        alone = self._alone
        if alone is not None and height > 1:
            return self._wrapped(alone, y, width, height)
        if y:
            return Strip.blank(width, self.rich_style)
        return row(self.items, width, self.rich_style, rtl=is_rtl())

    def _wrapped(self, item: Item, y: int, width: int, height: int) -> Strip:
        lines = layout(item.text, width, base=item.base)
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        base: Base = "rtl" if lines[0].rtl else "ltr"
        cut = y == height - 1 and len(lines) > height
        shown = fit(item.text[lines[y].start :], width, base=base) if cut else lines[y]
        return paint(shown, width, self.rich_style + item.style, align=start_side())
