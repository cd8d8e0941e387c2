"""Suggestions in the record: shown, gone to, taken and refused with one key each, on the disk before it is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import suggestions
from store.archive import Archive
from tests.tui.driving import Browser, Settle, press, screen
from tui.widgets.suggestion_rows import PREFIX

AGREEMENT = "اتفاقيات/اتفاقية شراكة"


def rows(pilot: Pilot[int]) -> list[str]:
    return [row.id for row in screen(pilot).record.rows if row.id.startswith(PREFIX)]


def in_the_file(path: Path) -> tuple[tuple[str, ...], list[str]]:
    """The tags of the article about an agreement, and what is suggested for it, read by another connection."""
    with Archive.open(path, read_only=True) as archive:
        (docid,) = archive.search("title:شراكة").docids
        stored = archive.article_by_docid(docid)
        return stored.tags, [one.tag for one in suggestions.suggestions(archive, stored.id)]


async def test_the_first_key_shows_and_the_second_takes(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser("title:شراكة") as pilot:
        await press(pilot, settle, "plus")
        assert screen(pilot).shows_record
        assert rows(pilot) == [f"{PREFIX}{AGREEMENT}"]
        assert screen(pilot).record.row is not None
        assert AGREEMENT in screen(pilot).notice.text
        assert in_the_file(archive_path) == ((), [AGREEMENT])
        await press(pilot, settle, "plus")
        assert in_the_file(archive_path) == ((AGREEMENT,), [])
        assert rows(pilot) == []
        await press(pilot, settle, "plus")
        assert "Nothing is suggested" in screen(pilot).notice.text
        await press(pilot, settle, "u")
        assert in_the_file(archive_path) == ((), [AGREEMENT])
        assert rows(pilot) == [f"{PREFIX}{AGREEMENT}"]


async def test_refused_for_good_and_back_by_undo(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser("title:شراكة") as pilot:
        await press(pilot, settle, "minus", "minus")
        assert in_the_file(archive_path) == ((), [])
        assert "refused" in screen(pilot).notice.text
        await press(pilot, settle, "u")
        assert in_the_file(archive_path) == ((), [AGREEMENT])


@pytest.mark.parametrize(("key", "left"), [("enter", ((AGREEMENT,), [])), ("delete", ((), []))])
async def test_in_the_record_a_row_is_taken_and_refused_as_rows_are_edited_and_emptied(
    browser: Browser, settle: Settle, archive_path: Path, key: str, left: tuple[tuple[str, ...], list[str]]
) -> None:
    async with browser("title:شراكة") as pilot:
        await press(pilot, settle, "plus")
        screen(pilot).go("record")
        await press(pilot, settle, key)
        assert in_the_file(archive_path) == left


async def test_a_read_only_archive_suggests_nothing(browser: Browser, settle: Settle) -> None:
    async with browser("title:شراكة", read_only=True) as pilot:
        await press(pilot, settle, "r", "plus")
        assert rows(pilot) == []
        assert "read-only" in screen(pilot).notice.text


async def test_without_the_record_nothing_is_worked_out(
    browser: Browser, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(suggestions, "for_article", lambda *_: asked.append(1) or [])
    async with browser() as pilot:
        await press(pilot, settle, "j", "j", "k")
        assert asked == []
        await press(pilot, settle, "r")
        assert asked


async def test_what_a_suggestion_stands_on_is_marked_in_the_text(browser: Browser, settle: Settle) -> None:
    def marked() -> list[str]:
        return [screen(pilot)._searched[start:end] for start, end in screen(pilot).reader.evidence]

    async with browser("title:شراكة") as pilot:
        assert not marked()
        await press(pilot, settle, "plus")
        reader = screen(pilot).reader
        assert marked()
        assert set(marked()) == {"اتفاقية شراكة"}
        spans = [reader.spans_of(k, 0, len(one.text)) for k, one in enumerate(reader.paragraphs)]
        assert any(span.style.underline for found in spans for span in found)
        await press(pilot, settle, "l")
        assert set(marked()) == {"اتفاقية شراكة"}, "hidden lines that are shown move the words, not the mark"
        await press(pilot, settle, "plus")
        assert not marked()
