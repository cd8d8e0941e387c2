"""What stands on the terminal after any keys is what painting all of it anew would show: no line of before stays, and no cell.

Most keys paint what looks different and nothing else (`tui.widgets.tall`, `tui.widgets.scroll_bar`, `tui.widgets.sparing`). What they
write is read as a terminal reads it, and compared with everything drawn anew.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from pyte import Screen as Terminal
from pyte import Stream
from textual._compositor import CompositorUpdate
from textual.pilot import Pilot
from textual.screen import Screen

from tests.tui.driving import Browser, Settle
from tui.widgets.text_flow import TextFlow
from tui.widgets.virtual_list import VirtualList

KEYS = (
    *"jjjjkkJKgGffrxxX.dtnNuvh:mz",
    *("enter", "enter", "escape", "tab", "space", "pagedown", "pageup", "down", "up", "backspace", "minus"),
    *("s", "s", "ctrl+u"),
)
WORDS = ("حقوق", "اتفاقية ", "الرباط", "droit ", "tag:", "2023", "تقر")
CHECKED_EVERY = 6
"""Keys after which the screen is compared."""


class Shown:
    """What a terminal of this size shows of what is written to it."""

    def __init__(self, columns: int, rows: int) -> None:
        self.terminal = Terminal(columns, rows)
        self._stream = Stream(self.terminal)

    def write(self, text: str) -> None:
        """What is sent to it."""
        self._stream.feed(text)

    def cells(self) -> list[list[tuple[Any, ...]]]:
        """Each cell with its look; of the ink of a blank nothing is seen."""
        return [
            [_seen(self.terminal.buffer[y][x]) for x in range(self.terminal.columns)]
            for y in range(self.terminal.lines)
        ]


def _seen(cell: Any) -> tuple[Any, ...]:
    ink = () if cell.data == " " and not cell.reverse else (cell.fg, cell.bold, cell.italics)
    return cell.data, cell.bg, cell.reverse, cell.underscore, ink


def all_anew(pilot: Pilot[int], size: tuple[int, int]) -> Shown:
    """Everything drawn again, with nothing that was kept."""
    for screen in pilot.app.screen_stack:
        for widget in screen.walk_children(with_self=True):
            if isinstance(widget, VirtualList):
                widget._drawn.clear()
            if isinstance(widget, TextFlow):
                widget._strips.clear()
            widget.refresh()
    shown = Shown(*size)
    behind = pilot.app._background_screens
    update = pilot.app.screen._compositor.render_update(full=True, screen_stack=behind)
    assert isinstance(update, CompositorUpdate)
    shown.write(update.render_segments(pilot.app.console))
    return shown


@pytest.fixture
def sample(root: Path, tmp_path: Path) -> Path:
    """A copy of the starter archive."""
    return Path(shutil.copy(root / "archive.db", tmp_path / "sample.db"))


@pytest.mark.parametrize("language", ["ar", "fr"], indirect=True)
@pytest.mark.parametrize("walk", [((120, 40), 1), ((80, 24), 2)])
async def test_nothing_of_before_stays_on_the_screen(
    browser: Browser,
    settle: Settle,
    sample: Path,
    monkeypatch: pytest.MonkeyPatch,
    walk: tuple[tuple[int, int], int],
) -> None:
    size, seed = walk
    chance = random.Random(seed)
    async with browser(size=size, path=sample) as pilot:
        moments = iter(range(0, 1_000_000, 100))
        pilot.app.clock = lambda: float(next(moments))  # type: ignore[attr-defined]  # no two Escapes are quick
        shown = Shown(*size)

        def display(_screen: Screen[Any], update: Any) -> None:
            if isinstance(update, CompositorUpdate):
                shown.write(update.render_segments(pilot.app.console))

        monkeypatch.setattr(pilot.app, "_display", display)
        pilot.app.screen.refresh(layout=True)
        all_anew(pilot, size)
        await settle(pilot)
        pressed: list[str] = []
        for _ in range(20):
            for _ in range(CHECKED_EVERY):
                keys = list(chance.choice(WORDS)) if chance.random() < 0.1 else [chance.choice(KEYS)]
                pressed += keys
                await pilot.press(*("space" if key == " " else key for key in keys))
            await settle(pilot)
            assert pilot.app.is_running, pressed
            wanted, found = all_anew(pilot, size), shown
            rows = zip(found.terminal.display, wanted.terminal.display, strict=True)
            assert not [pair for pair in rows if pair[0] != pair[1]], pressed
            assert found.cells() == wanted.cells(), pressed
            await settle(pilot)
