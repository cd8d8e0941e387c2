"""Deleting for good in the app: asked first, what can't be reached is named, and nothing of it comes back by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from importers.ingest import ingest
from store import connection
from store.archive import Archive
from store.safekeeping import backup
from tests.tui.driving import Settle
from tui.app import ArchiveApp
from tui.screens import purge
from tui.screens.browse import BrowseScreen
from tui.screens.purge import PurgeScreen
from tui.widgets.bar import Bar
from tui.widgets.selectable_text import SelectableText

WORD = "الزعفران"
TEXT = f"عنوان عن {WORD} في المدينة\n\n" + f"نص طويل عن {WORD} والناس في القرية وفي المدينة كذلك. " * 12


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The file that one of two articles is imported from."""
    path = tmp_path / "files" / "one.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def app(tmp_path: Path, source: Path) -> Iterator[ArchiveApp]:
    """The app on an archive of two articles with a copy beside it and a backup elsewhere."""
    path = tmp_path / "archive.db"
    (tmp_path / "other.txt").write_text(TEXT.replace(WORD, "الهجرة"), encoding="utf-8")
    with Archive.open(path, create=True) as archive:
        assert ingest(archive, [source, tmp_path / "other.txt"]).imported == 2
        backup.copy(archive.connection(), path.with_name("archive.db.daily-20260101T000000-aaaa.bak"))
        backup.hand_out(archive, tmp_path / "elsewhere.db")
    opened = Archive.open(path)
    app = ArchiveApp(path, opened, query=WORD, bidi="app", state_folder=tmp_path / "state" / "sessions")
    app.clipboard_way = "osc52"
    yield app
    opened.close()
    if app.archive is not None:
        app.archive.close()


def _said(pilot: Pilot[int]) -> str:
    """What the screen of the purge says, without direction marks."""
    screen = cast("PurgeScreen", pilot.app.screen)
    text = "\n".join(one.text for one in screen.query_one("#purge-what", SelectableText).paragraphs)
    bars = (screen.query_one(name, Bar).text for name in ("#purge-title", "#purge-remark"))
    return "".join(c for c in "\n".join([text, *bars]) if c not in "\u200e\u200f\u2066\u2067\u2068\u2069")


def _files_with_the_word(folder: Path) -> list[Path]:
    files = [*folder.glob("archive.db*"), *(folder / "state").rglob("*.json")]
    return [file for file in files if WORD.encode() in file.read_bytes()]


async def _until(pilot: Pilot[int], settle: Settle, done: Callable[[], object]) -> None:
    """Let the app go on until this is so."""
    for _ in range(1000):
        await settle(pilot)
        if done():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came")


async def _to_the_question(pilot: Pilot[int], settle: Settle) -> None:
    app = cast("ArchiveApp", pilot.app)
    await _until(pilot, settle, lambda: app.browser is not None and app.browser.reader.article is not None)
    await pilot.press("escape", "shift+delete")
    await _until(pilot, settle, lambda: isinstance(app.screen, PurgeScreen))


def _reported(app: ArchiveApp) -> str:
    """What the report of an import says."""
    found = app.screen.query(SelectableText).filter("#import-report")
    return "\n".join(one.text for text in found for one in text.paragraphs)


def _at_the_results(app: ArchiveApp) -> bool:
    return isinstance(app.screen, BrowseScreen) and app.screen.results.count > 0


async def test_of_many_some_are_named_and_no_text_is_read(
    app: ArchiveApp, settle: Settle, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One key marks ten thousands."""
    monkeypatch.setattr(purge, "_MOST", 1)
    app._asked = ""
    async with app.run_test(size=(100, 30)) as pilot:
        await _until(pilot, settle, lambda: _at_the_results(app))
        assert app.archive is not None
        read: list[int] = []
        by_docid = app.archive.article_by_docid
        monkeypatch.setattr(
            app.archive, "article_by_docid", lambda docid: read.append(docid) or by_docid(docid)
        )
        await pilot.press("f5", "shift+delete")
        await _until(pilot, settle, lambda: isinstance(app.screen, PurgeScreen))
        said = _said(pilot)
        assert "Delete 2 articles for good" in said
        assert said.count("and 1 more") == 2, "of titles and of files"
        assert not read


async def test_it_is_asked_for_in_words_and_left_alone_without_them(
    app: ArchiveApp, settle: Settle, language: str, tmp_path: Path
) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await _to_the_question(pilot, settle)
        said = _said(pilot)
        assert "can't be undone" in said
        assert WORD in said
        assert str(tmp_path / "files" / "one.txt") in said
        assert str(tmp_path / "elsewhere.db") in said
        assert "1 backup beside" in said
        await pilot.press("enter")
        await pilot.press(*"no", "enter")
        assert "Nothing was deleted" in _said(pilot)
        await pilot.press("escape")
        await _until(pilot, settle, lambda: _at_the_results(app))
        assert app.archive is not None
        assert app.archive.count() == 2


async def test_it_goes_for_good_and_is_not_imported_again(
    app: ArchiveApp, settle: Settle, language: str, tmp_path: Path, source: Path
) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await _to_the_question(pilot, settle)
        await pilot.press(*"yes", "enter")
        await _until(pilot, settle, lambda: "goes back to the archive" in _said(pilot))
        said = _said(pilot)
        assert "1 article purged" in said
        assert "archive.db.daily-20260101T000000-aaaa.bak" in said
        assert str(tmp_path / "elsewhere.db") in said
        await pilot.press("enter")
        await _until(pilot, settle, lambda: _at_the_results(app))
        assert app.archive is not None
        assert app.archive.count() == 1
        assert app.archive.search(WORD).total == 0
        assert _files_with_the_word(tmp_path) == []
        assert app.browser is not None
        assert app.browser.search_box.text == ""

        await pilot.press("i", *str(source), "enter")
        await _until(pilot, settle, lambda: "purged" in _reported(app))
        assert app.archive.count() == 1
        assert ingest(app.archive, [source], purged_too=True).imported == 1


async def test_an_archive_that_another_program_has_open_is_left_alone(
    app: ArchiveApp, settle: Settle, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "IDLE_SECONDS", 0.01)
    async with app.run_test(size=(100, 30)) as pilot:
        await _to_the_question(pilot, settle)
        with closing(connection.connect(app.path, read_only=True)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM listing").fetchone()
            await pilot.press(*"yes", "enter")
            await _until(pilot, settle, lambda: "goes back to the archive" in _said(pilot))
            assert "Another program" in _said(pilot)
            other.execute("COMMIT")
        await pilot.press("enter")
        await _until(pilot, settle, lambda: _at_the_results(app))
        assert app.archive is not None
        assert app.archive.count() == 2
