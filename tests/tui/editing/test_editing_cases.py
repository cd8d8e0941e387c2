"""Editing beside a GUI's text fields: ours does what is written down, and docs/editing.md says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.pilot import Pilot

from tests.tui.editing.editing_cases import CASES, CHROMIUM, QT, Case, table
from tui.editing.area import BidiTextArea
from tui.editing.area_text import Place, behind
from tui.editing.input import BidiInput


class Box(App[None]):
    """An app with one box."""

    CSS = "BidiInput { border: none; padding: 0; height: 1; }"

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case

    def compose(self) -> ComposeResult:
        if self.case.lines:
            yield BidiTextArea(self.case.value)
        else:
            yield BidiInput(self.case.value, select_on_focus=False)


def put_cursor(box: BidiInput | BidiTextArea, at: int) -> None:
    if isinstance(box, BidiInput):
        box.cursor_position = at
    else:
        box.editor.go(behind(Place(0, 0), box.text[:at]))


def state(box: BidiInput | BidiTextArea) -> tuple[str, int, str]:
    """Text, cursor as an index of it, and what is selected."""
    if isinstance(box, BidiInput):
        return box.value, box.cursor_position, box.selected_text
    return box.text, len(box.editor.document.between(Place(0, 0), box.editor.cursor)), box.selected_text


async def press(pilot: Pilot[None], box: BidiInput | BidiTextArea, key: str) -> None:
    if key.startswith("paste "):
        box.post_message(Paste(key.removeprefix("paste ")))
        await pilot.pause()
    elif key == "double click":
        assert isinstance(box, BidiInput)
        await pilot.click(offset=box.cursor_screen_offset, times=2)
    else:
        await pilot.press(key)


@pytest.mark.parametrize("case", CASES, ids=[case.what for case in CASES])
async def test_our_answer_is_the_one_written_down(case: Case) -> None:
    app = Box(case)
    async with app.run_test(size=(60, 8)) as pilot:
        box = app.query_one(BidiTextArea if case.lines else BidiInput)
        put_cursor(box, case.at)
        cursors = [state(box)[1]]
        for key in case.keys:
            await press(pilot, box, key)
            cursors.append(state(box)[1])
        text, cursor, selected = state(box)
        answers = {
            "cursor": " ".join(map(str, cursors)),
            "text": f"{text[:cursor]}|{text[cursor:]}",
            "selected": selected,
        }
        assert answers[case.answer] == case.ours


def test_where_we_differ_it_is_said_why() -> None:
    for case in CASES:
        if {case.qt, case.chromium or case.qt} != {case.ours}:
            assert case.why, case.what
    assert sum(case.ours in (case.qt, case.chromium) for case in CASES) >= 20


def test_the_page_on_editing_has_the_cases(root: Path) -> None:
    page = (root / "docs" / "editing.md").read_text("utf-8")
    assert table() in page, "python -m tests.tui.editing.editing_cases prints the table"
    assert QT in page
    assert CHROMIUM in page
