"""Writing articles to a file from the app: what is marked or found, in the order on the screen, all or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import TEXTS
from tests.tui.driving import Browser, Settle
from tui.editing.input import BidiInput
from tui.screens.export_articles import ExportScreen
from tui.screens.question import Question
from tui.widgets.bar import Bar


async def _export(pilot: Pilot[int], settle: Settle, path: Path) -> None:
    await pilot.press("I")
    await settle(pilot)
    pilot.app.screen.query_one(BidiInput).value = str(path)
    await pilot.press("enter")
    await settle(pilot)


def _ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]


def _left(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("out*")]


async def test_what_is_found_is_written_in_the_order_of_the_screen(
    browser: Browser, settle: Settle, tmp_path: Path
) -> None:
    target = tmp_path / "out.jsonl"
    async with browser("حقوق الإنسان") as pilot:
        await pilot.press("I")
        await settle(pilot)
        announced = pilot.app.screen.query_one("#export-title", Bar).text
        await pilot.press("escape")
        await _export(pilot, settle, target)
        found = pilot.app.browser  # type: ignore[attr-defined]
        assert str(target) in found.notice.text
        expected = [found.archive.article_by_docid(docid).id for docid in found.results.docids]
    assert len(expected) > 1
    assert str(len(expected)) in announced
    assert len(expected) < len(TEXTS)
    assert _ids(target) == expected


async def test_what_is_marked_is_written_and_nothing_else(
    browser: Browser, settle: Settle, tmp_path: Path
) -> None:
    target = tmp_path / "out.jsonl"
    async with browser() as pilot:
        await pilot.press("x", "j", "x")
        await settle(pilot)
        await _export(pilot, settle, target)
    assert len(_ids(target)) == 2


async def test_a_file_that_is_there_is_replaced_only_when_that_is_wanted(
    browser: Browser, settle: Settle, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"
    target.write_text("mine", encoding="utf-8")
    async with browser() as pilot:
        await _export(pilot, settle, target)
        assert isinstance(pilot.app.screen, Question)
        await pilot.press("enter")
        await settle(pilot)
        assert target.read_text("utf-8") == "mine"
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
    assert target.read_text("utf-8-sig").startswith("id,")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("out.xyz", "End the name with one of"),
        ("nowhere/out.csv", "There is no folder"),
        ("archive.db", "End the name"),
        ("x" * 300 + ".csv", "can't be written"),
        ("x" * 300 + "/out.csv", "can't be written"),
    ],
)
async def test_what_cannot_be_written_is_said(
    browser: Browser, settle: Settle, tmp_path: Path, name: str, said: str
) -> None:
    async with browser() as pilot:
        await _export(pilot, settle, tmp_path / name)
        assert isinstance(pilot.app.screen, ExportScreen)
        assert said in pilot.app.screen.query_one("#export-progress", Bar).text
        await pilot.press("escape")
    assert not (tmp_path / "out.xyz").exists()


async def test_stopping_leaves_no_file(
    browser: Browser, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.html"
    async with browser() as pilot:
        found = pilot.app.browser  # type: ignore[attr-defined]
        read = found.archive.article_by_docid

        def stopped_after_one(docid: int) -> object:
            pilot.app.screen._stopped = True  # type: ignore[attr-defined] # as Escape does
            return read(docid)

        monkeypatch.setattr(found.archive, "article_by_docid", stopped_after_one)
        await _export(pilot, settle, target)
        assert "Nothing was written" in pilot.app.screen.query_one("#export-progress", Bar).text
    assert _left(tmp_path) == []
