"""An app with one input field, and what is seen of it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.suggester import SuggestFromList

from tui.editing.input import BidiInput


class Field(App[None]):
    """An app with one field."""

    CSS = "BidiInput { border: none; padding: 0; height: 1; }"

    def __init__(
        self,
        value: str = "",
        *,
        rtl: bool = False,
        suggestions: tuple[str, ...] = (),
        placeholder: str = "",
    ) -> None:
        super().__init__()
        self.initial = value
        self.rtl = rtl
        self.placeholder = placeholder
        self.suggester = SuggestFromList(suggestions) if suggestions else None

    def compose(self) -> ComposeResult:
        self.field = BidiInput(
            self.initial,
            self.placeholder,
            rtl=lambda: self.rtl,
            suggester=self.suggester,
            select_on_focus=False,
        )
        self.field.cursor_blink = False
        yield self.field


def shown(field: BidiInput) -> str:
    return field.render_line(0).text


def cursor_columns(field: BidiInput) -> list[int]:
    """The columns drawn in the cursor's style."""
    cursor = field.get_component_rich_style("input--cursor")
    columns, x = [], 0
    for segment in field.render_line(0):
        style = segment.style
        if style is not None and style.bgcolor == cursor.bgcolor and style.color == cursor.color:
            columns += range(x, x + segment.cell_length)
        x += segment.cell_length
    return columns


async def arrows(pilot: Pilot[None], field: BidiInput, key: str, times: int) -> list[int]:
    seen = [field.cursor_position]
    for _ in range(times):
        await pilot.press(key)
        seen.append(field.cursor_position)
    return seen
