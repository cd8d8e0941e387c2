"""The record: rows one walks through, fields edited in place, their history, and all changes of the archive."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.archive import Archive
from store.article import PartialDate
from store.errors import ArchiveLocked, BadValue
from tests.tui.driving import Browser, Seen, Settle, press, screen
from tui.screens.field_history import FieldHistoryScreen
from tui.screens.history import HistoryScreen
from tui.screens.question import Question
from tui.screens.save_original import SaveOriginal
from tui.typed_values import read, shown
from tui.widgets.bar import Bar
from tui.widgets.record import Record


async def to_row(pilot: Pilot[int], settle: Settle, row: str) -> Record:
    """Into the record, onto this row, by keys."""
    record = screen(pilot).record
    if pilot.app.focused is not record:
        await press(pilot, settle, "r")
    await press(pilot, settle, "g", *["j"] * [one.id for one in record.rows].index(row))
    assert record.row is not None
    assert record.row.id == row
    return record


async def type_over(pilot: Pilot[int], settle: Settle, text: str, *then: str) -> None:
    await press(pilot, settle, "enter")
    await press(pilot, settle, "ctrl+a", "delete", *text, *then)


def remark(pilot: Pilot[int]) -> str:
    return screen(pilot).query_one("#field-remark", Bar).text


async def test_a_date_is_edited_in_any_form_and_the_article_is_not_lost(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser() as pilot:
        record = await to_row(pilot, settle, "published")
        ident = record.article.id if record.article else ""
        await type_over(pilot, settle, "شتنبر 2030")
        assert "2030-09" in remark(pilot)
        assert "only the month" in remark(pilot)
        await press(pilot, settle, "enter")
        assert pilot.app.focused is record
        assert record.row is not None
        assert (record.row.id, record.row.state) == ("published", "edited")
        assert record.article is not None
        assert record.article.id == ident
        text = " ".join(one.text for one in record.row.paragraphs)
        assert "typed as" in text
        assert "the source says" in text
        with Archive.open(archive_path, read_only=True) as archive:
            assert archive.article(ident).article.published == PartialDate("2030-09", "month", "شتنبر 2030")
        await press(pilot, settle, "u")
        assert record.article.id == ident
        assert record.row is not None
        assert record.row.state == "stated"


async def test_what_is_no_date_is_refused_under_the_field_and_nothing_is_lost(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        await to_row(pilot, settle, "published")
        await type_over(pilot, settle, "31/2/2019", "enter")
        assert "no date" in remark(pilot)
        await press(pilot, settle, "escape")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, settle, "down", "down", "enter")
        editor = screen(pilot).editor
        assert editor is not None
        assert editor.text == "31/2/2019"
        await press(pilot, settle, "escape", "down", "enter")
        assert screen(pilot).editor is None
        assert pilot.app.focused is screen(pilot).record


async def test_an_empty_box_gives_back_what_the_source_says_and_a_dash_empties(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        record = await to_row(pilot, settle, "title")
        assert record.article is not None
        stated = record.article.article.title
        await type_over(pilot, settle, "عنوان جديد", "enter")
        assert record.article.article.title == "عنوان جديد"
        await type_over(pilot, settle, "", "enter")
        assert record.article.article.title == stated
        await type_over(pilot, settle, "-", "enter")
        assert record.article.article.title is None
        await press(pilot, settle, "delete")
        assert record.article.article.title == stated


async def test_subjects_are_completed_from_other_articles(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    with Archive.open(archive_path) as archive:
        other = archive.article_by_docid(archive.search("حقوق", sort="oldest").docids[0])
        archive.edit(other.id, "people", ["أحمد توفيق الزينبي", "Amina"])
    async with browser() as pilot:
        record = await to_row(pilot, settle, "people")
        await type_over(pilot, settle, "ليلى; زين")
        assert screen(pilot).editor is not None
        await press(pilot, settle, "tab", "enter")
        assert record.article is not None
        assert record.article.people == ("ليلى", "أحمد توفيق الزينبي")


async def test_the_history_of_a_field_restores_what_it_was(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser() as pilot:
        record = await to_row(pilot, settle, "title")
        await type_over(pilot, settle, "أول", "enter")
        await type_over(pilot, settle, "ثان", "enter")
        await press(pilot, settle, "f7")
        assert screen(pilot).editor is None
        assert isinstance(pilot.app.screen, FieldHistoryScreen)
        assert [moment.after for moment in pilot.app.screen.list.moments][:2] == ["ثان", "أول"]
        assert pilot.app.screen.list.moments[-1].imported
        await press(pilot, settle, "down", "enter")
        assert pilot.app.screen is screen(pilot)
        assert record.article is not None
        assert record.article.article.title == "أول"


async def test_a_change_is_found_gone_to_and_taken_back_by_itself(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    with Archive.open(archive_path) as archive:
        ids = [hit.id for hit in archive.hit_rows(archive.search("").docids)]
        archive.tag([ids[-1]], ["تكوين"])
        archive.edit(ids[0], "title", "مصحح")
    async with browser() as pilot:
        await press(pilot, settle, "f7")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await press(pilot, settle, "s", *"تكوين", "enter")
        assert [one.kind for one in pilot.app.screen.list.changes] == ["tag"]
        await press(pilot, settle, "enter")
        assert screen(pilot).reader.article is not None
        assert screen(pilot).reader.article.id == ids[-1]
        await press(pilot, settle, "f7", "s", *"مصحح", "enter")
        assert [one.kind for one in pilot.app.screen.list.changes] == ["edit"]
        await press(pilot, settle, "s", "ctrl+a", "delete", "enter", "g", "down", "u")
        assert pilot.app.screen.list.changes[0].kind == "undo"  # type: ignore[attr-defined]
        await press(pilot, settle, "escape")
        assert screen(pilot).reader.article.tags == ()
        with Archive.open(archive_path, read_only=True) as archive:
            assert archive.article(ids[0]).article.title == "مصحح"


async def test_a_change_from_elsewhere_is_not_overwritten_unseen(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser() as pilot:
        record = await to_row(pilot, settle, "source")
        assert record.article is not None
        await press(pilot, settle, "enter")
        with Archive.open(archive_path) as archive:
            archive.edit(record.article.id, "source", "من جهاز آخر")
        await press(pilot, settle, "ctrl+a", "delete", *"AFP", "enter")
        assert "من جهاز آخر" in remark(pilot)
        await press(pilot, settle, "enter")
        assert record.article.article.source == "AFP"


async def test_in_a_read_only_archive_the_record_says_why_nothing_is_edited(
    browser: Browser, settle: Settle
) -> None:
    async with browser(read_only=True) as pilot:
        await to_row(pilot, settle, "title")
        await press(pilot, settle, "enter")
        assert screen(pilot).editor is None
        assert "read-only" in screen(pilot).notice.text


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_on_a_small_screen_everything_of_the_editor_is_seen(
    browser: Browser, settle: Settle, seen: Seen, size: tuple[int, int]
) -> None:
    async with browser(size=size) as pilot:
        await to_row(pilot, settle, "published")
        await type_over(pilot, settle, "2019-09")
        rows = seen(pilot)
        assert "2019-09" in rows
        assert "read as" in rows
        assert "Enter" in rows


async def test_the_original_is_shown_as_stored_and_saved_but_never_over_a_file(
    browser: Browser, settle: Settle, seen: Seen, tmp_path: Path
) -> None:
    async with browser("مقلوب") as pilot:
        await press(pilot, settle, "O")
        reader = screen(pilot).reader
        assert reader.original is not None
        assert "⟨U+202E⟩" in reader.original.searched
        assert "\u2407" in reader.original.searched
        assert "\x1b" not in seen(pilot)
        await press(pilot, settle, "O")
        assert reader.original is None
        await to_row(pilot, settle, "original")
        await press(pilot, settle, "enter")
        assert isinstance(pilot.app.screen, SaveOriginal)
        target = tmp_path / "copy.txt"
        pilot.app.screen.box.value = str(target)
        await press(pilot, settle, "enter")
        assert "رموز".encode() in target.read_bytes()
        assert not target.stat().st_mode & 0o111
        await press(pilot, settle, "enter")
        assert isinstance(pilot.app.screen, SaveOriginal)
        pilot.app.screen.box.value = str(target)
        await press(pilot, settle, "enter")
        assert "There is a file" in pilot.app.screen.query_one("#original-remark", Bar).text
        pilot.app.screen.box.value = str(tmp_path / ("x" * 300))
        await press(pilot, settle, "enter")
        assert "can't be written" in pilot.app.screen.query_one("#original-remark", Bar).text


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("published", "28/9/2019", PartialDate("2019-09-28", "day", "28/9/2019")),
        ("published", "2019-09", PartialDate("2019-09", "month")),
        ("event_date", "28 شتنبر", PartialDate("2019-09-28", "day", "28 شتنبر", ("year-inferred",))),
        ("language", "français", "fr"),
        ("language", "الإنجليزية", "en"),
        ("url", "https://a.ma/ب", "https://a.ma/ب"),
        ("people", "ليلى؛ أحمد", ["ليلى", "أحمد"]),
    ],
)
def test_what_is_typed_is_read(field: str, typed: str, value: object) -> None:
    found = read(field, typed, PartialDate("2019-10-01", "day"))
    assert found == value
    assert read(field, shown(field, found)) is not None


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("published", "31/2/2019"),
        ("language", "لغة أخرى"),
        ("url", "www.a.ma"),
        ("url", "http://[a"),
        ("id", "x"),
    ],
)
def test_what_means_nothing_is_refused(field: str, typed: str) -> None:
    with pytest.raises(BadValue):
        read(field, typed)


@pytest.mark.parametrize("language", ["en", "ar"], indirect=True)
async def test_two_clicks_on_the_name_of_a_field_edit_it_and_on_its_value_select_a_word(
    browser: Browser, settle: Settle, language: str
) -> None:
    async with browser(size=(120, 36)) as pilot:
        record = await to_row(pilot, settle, "title")
        width = record.scrollable_content_region.width
        name, value = (width - 4, width - 24) if language == "ar" else (4, 24)
        await pilot.click(record, offset=(value, 0), times=2)
        await settle(pilot)
        assert record.selected_text
        assert screen(pilot).editor is None
        await pilot.click(record, offset=(name, 0), times=2)
        await settle(pilot)
        assert screen(pilot).editor is not None
        assert screen(pilot).editor.field == "title"
        assert not record.selected_text


async def test_a_field_that_cannot_be_written_is_said_and_what_was_typed_stays(
    browser: Browser, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program holds the archive."""
    async with browser() as pilot:
        await to_row(pilot, settle, "section")
        await type_over(pilot, settle, "محليات")

        def refused(*_asked: object) -> None:
            raise ArchiveLocked(path="archive.db")

        monkeypatch.setattr("store.edits.change", refused)
        await press(pilot, settle, "enter")
        editor = screen(pilot).editor
        assert editor is not None
        assert editor.text == "محليات"
        assert "Another program is writing" in remark(pilot)
        monkeypatch.undo()
        await press(pilot, settle, "enter")
        assert screen(pilot).editor is None
        assert screen(pilot).record.article is not None
        assert screen(pilot).record.article.article.section == "محليات"


@pytest.mark.parametrize("came_from", ["results", "reader", "facets"])
async def test_the_record_is_entered_by_the_key_that_shows_it_and_left_to_where_one_was(
    browser: Browser, settle: Settle, came_from: str
) -> None:
    async with browser(size=(140, 40)) as pilot:
        one = screen(pilot)
        await press(pilot, settle, *{"results": "", "reader": "o", "facets": "f"}[came_from])
        assert one.focused_pane == came_from
        await press(pilot, settle, "r")
        assert one.focused_pane == "record"
        assert one.reader.region.width, "the text stays beside it"
        await press(pilot, settle, "enter")
        assert one.focused_pane == "field", "a field is edited by the next key"
        await press(pilot, settle, "escape", "r")
        assert one.focused_pane == came_from
        assert not one.record.region.width, "hidden again"
        await press(pilot, settle, "r", "escape", "j")
        assert one.results.cursor == 1, "one goes through the list with the record shown"
        assert one.record.region.width
        await press(pilot, settle, "r")
        assert one.focused_pane == "record", "and into it again"
