"""The list of what is to be checked, from the browser and at the end of an import; decoding again; in few keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.archive import Archive
from tests.tui.driving import Browser, Seen, Settle, press, screen
from tui.editing.input import BidiInput
from tui.screens.decode_again import DecodeAgainScreen
from tui.screens.import_files import ImportScreen
from tui.screens.review import ReviewScreen


def in_review(path: Path) -> int:
    with Archive.open(path, read_only=True) as archive:
        return archive.search("has:review").total


@pytest.fixture
def review(browser: Browser, settle: Settle) -> Callable[[Pilot[int]], Awaitable[ReviewScreen]]:
    async def opened(pilot: Pilot[int]) -> ReviewScreen:
        await press(pilot, settle, "ctrl+r")
        found = pilot.app.screen
        assert isinstance(found, ReviewScreen)
        return found

    return opened


async def test_accepted_one_by_one_and_in_one_go_with_the_reason_seen(
    browser: Browser, settle: Settle, seen: Seen, archive_path: Path,
    review: Callable[[Pilot[int]], Awaitable[ReviewScreen]],
) -> None:  # fmt: skip
    before = in_review(archive_path)
    assert before >= 4
    async with browser() as pilot:
        listed = await review(pilot)
        assert listed.list.count == before
        assert "no byline" in seen(pilot)
        await press(pilot, settle, "enter")
        assert in_review(archive_path) == before - 1
        assert listed.list.count == before - 1
        await press(pilot, settle, "n", "x", "x", "enter")
        assert in_review(archive_path) == before - 3
        await press(pilot, settle, "escape", "u")
        assert in_review(archive_path) == before - 1
        listed = await review(pilot)
        await press(pilot, settle, *["x"] * (before - 1), "enter")
        assert in_review(archive_path) == 0
        assert "That was all there was to be checked." in seen(pilot)
        await press(pilot, settle, "escape")
        await review(pilot)
        assert "without guessing" in seen(pilot)


async def test_put_right_opens_the_field_in_the_record(
    browser: Browser, settle: Settle, archive_path: Path,
    review: Callable[[Pilot[int]], Awaitable[ReviewScreen]],
) -> None:  # fmt: skip
    async with browser() as pilot:
        listed = await review(pilot)
        row = listed.list.chosen
        assert row is not None
        await press(pilot, settle, "e")
        assert screen(pilot).editor is not None
        assert screen(pilot).editor.field == "author"
        await press(pilot, settle, *"ليلى", "enter")
        with Archive.open(archive_path, read_only=True) as archive:
            stored = archive.article(row.id)
        assert (stored.article.author, stored.article.review) == ("ليلى", ())


async def test_the_import_says_which_and_one_key_lists_them(
    browser: Browser, settle: Settle, seen: Seen, tmp_path: Path, archive_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "new.txt").write_bytes("نص قصير بلا عنوان.\n\nكلام آخر لا عنوان له هنا.\n".encode("cp1256"))
    (folder / "empty.txt").write_bytes(b"")
    async with browser() as pilot:
        await press(pilot, settle, "i")
        dialog = pilot.app.screen
        assert isinstance(dialog, ImportScreen)
        dialog.query_one(BidiInput).value = str(folder)[:-1]
        await press(pilot, settle, "tab", "f5")
        assert "would come in" in seen(pilot)
        with Archive.open(archive_path, read_only=True) as archive:
            before = archive.count()
        await press(pilot, settle, "enter")
        with Archive.open(archive_path, read_only=True) as archive:
            assert archive.count() == before + 1
        assert "Read as cp1256" in seen(pilot)
        await press(pilot, settle, "enter")
        listed = pilot.app.screen
        assert isinstance(listed, ReviewScreen)
        first = listed.list.rows[0].article
        assert first is not None
        assert first.provenance[0].path.endswith("new.txt")
        assert [row.missed.path.rpartition("/")[2] for row in listed.list.rows if row.missed] == ["empty.txt"]
        await press(pilot, settle, "end", "enter")
        assert not [row for row in listed.list.rows if row.missed]


async def test_another_encoding_is_chosen_by_its_first_lines(
    browser: Browser, settle: Settle, seen: Seen, tmp_path: Path, archive_path: Path
) -> None:
    text = "عنوان المقال هنا\n\nنظمت الجمعية ندوة حول حقوق الإنسان وشارك فيها باحثون كثيرون من المدينة.\n"
    path = tmp_path / "old.txt"
    path.write_bytes(text.encode("iso8859_6"))
    from importers.decoding import decode_again
    from importers.ingest import ingest

    with Archive.open(archive_path) as archive:
        ident = ingest(archive, [path]).articles[0].id
        assert ident is not None
        decode_again(archive, ident, "cp1256")
    async with browser("title:*") as pilot:
        screen(pilot).go_to_article(ident)
        await settle(pilot)
        await press(pilot, settle, "ctrl+e")
        dialog = pilot.app.screen
        assert isinstance(dialog, DecodeAgainScreen)
        names = [one.encoding for one in dialog.list.choices]
        dialog.list.cursor = names.index("iso8859_6")
        await press(pilot, settle, "enter")
        assert pilot.app.screen is screen(pilot)
        article = screen(pilot).reader.article
        assert article is not None
        assert article.article.body.startswith("نظمت الجمعية")
        await press(pilot, settle, "u")
        article = screen(pilot).reader.article
        assert article is not None
        assert not article.article.body.startswith("نظمت الجمعية")


async def test_enter_on_the_encoding_or_its_doubt_leads_to_the_other_encodings(
    browser: Browser, settle: Settle, tmp_path: Path, archive_path: Path
) -> None:
    from importers.ingest import ingest

    path = tmp_path / "short.txt"
    path.write_bytes("خبر\n\nنص".encode("cp1256"))
    with Archive.open(archive_path) as archive:
        ident = ingest(archive, [path]).articles[0].id
        assert ident is not None
        assert any(item.field == "encoding" for item in archive.article(ident).article.review)
    async with browser("title:*") as pilot:
        screen(pilot).go_to_article(ident)
        await settle(pilot)
        screen(pilot).go("record")
        record = screen(pilot).record
        await settle(pilot)
        for row in ("review:encoding", "origin:0:encoding"):
            await press(pilot, settle, "g", *["j"] * [one.id for one in record.rows].index(row), "enter")
            assert isinstance(pilot.app.screen, DecodeAgainScreen), row
            await press(pilot, settle, "escape")
