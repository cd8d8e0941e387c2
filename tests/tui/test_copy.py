"""Copying in the app: by mouse and by keys, over wrapped and reordered lines, compared by code point."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import cast

import pytest
from textual import events
from textual.pilot import Pilot

from store.archive import Archive
from store.article import Article, Line, PartialDate, Provenance, StoredArticle
from tests.tui.driving import Browser, Settle, screen
from tui.app import ArchiveApp
from tui.screens import copying
from tui.widgets.citation import citation
from tui.widgets.paragraphs import Paragraph
from tui.widgets.selectable_text import SelectableText

FIRST = "قال الرَّئيسُ إنَّ «حقوق الإنسان» أولاً: CNDH في 2019 (تقرير 12-34) لا تُجزَّأُ، وهذه جملة أطول من سطر واحد."
SECOND = "Le Conseil a dit: «\u202fdroits\u202f» et أيضا بالعربية."
BODY = f"{FIRST}\n{SECOND}\n" + "\n".join(f"الفقرة رقم {n} من النص." for n in range(60))


def app(pilot: Pilot[int]) -> ArchiveApp:
    return cast("ArchiveApp", pilot.app)


@pytest.fixture(autouse=True)
def _clicks_of_a_slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ArchiveApp, "CLICK_CHAIN_TIME_THRESHOLD", 60.0)


@pytest.fixture
def long_archive(tmp_path: Path) -> Path:
    """An archive of one long article with lines around its text, and a second."""
    path = tmp_path / "long.db"
    with Archive.open(path, create=True) as archive:
        batch = archive.start_batch(["made up"])
        with archive.write():
            for name, body, date in (("أ", BODY, "2020-02-03"), ("b", "texte", "2019")):
                article = Article(
                    lines=(
                        Line("القائمة · Accueil", "boilerplate", "menu"),
                        Line(f"عنوان {name}", "title"),
                        *(Line(line) for line in body.split("\n")[:1]),
                        Line("إعلان بين السطور", "boilerplate", "advertisement"),
                        *(Line(line) for line in body.split("\n")[1:]),
                    ),
                    title=f"عنوان {name}",
                    language="ar",
                    published=PartialDate(date, "day" if len(date) > 4 else "year", date),
                )
                data = body.encode()
                archive.add(
                    article,
                    Provenance(f"{name}.txt", sha256(data).hexdigest(), len(data), "t", "1"),
                    data,
                    batch=batch,
                )
        archive.finish_batch(batch)
    return path


async def drag(
    pilot: Pilot[int], text: SelectableText, begin: tuple[int, int], *to: tuple[int, int], shift: bool = False
) -> None:
    """Press the left button on a cell of the widget's content, go to these cells, release on the last."""
    region = text.scrollable_content_region
    x, y = 0, 0

    async def send(kind: type[events.MouseEvent], place: tuple[int, int], button: int) -> None:
        nonlocal x, y
        before, (x, y) = (x, y), (place[0] + region.x, place[1] + region.y)
        moved = (x - before[0], y - before[1])
        message = kind(None, x, y, *moved, button, shift, False, False, x, y)
        pilot.app.screen._forward_event(message)
        await pilot.pause()

    await send(events.MouseDown, begin, 1)
    for place in to:
        await send(events.MouseMove, place, 1)
    await send(events.MouseUp, to[-1] if to else begin, 1)


def cell(text: SelectableText, paragraph: int, characters: str, *, last: bool = False) -> tuple[int, int]:
    """Where on the screen the first (or last) of some characters of a paragraph stands, found by looking at all cells."""
    at = text.paragraphs[paragraph].text.index(characters) + (len(characters) - 1 if last else 0)
    region = text.scrollable_content_region
    for y in range(region.height):
        for x in range(region.width):
            found = text._under(events.Offset(x, y))
            if found.start.paragraph == paragraph and found.start.offset <= at < found.end.offset:
                return x, y
    raise AssertionError(f"{characters!r} is not on the screen")


def paragraph_of(text: SelectableText, beginning: str) -> int:
    return next(n for n, one in enumerate(text.paragraphs) if one.text.startswith(beginning))


@pytest.mark.parametrize("language", ["ar", "en"], indirect=True)
async def test_over_wrapped_rows_and_paragraphs(browser: Browser, settle: Settle, long_archive: Path) -> None:
    async with browser(path=long_archive) as pilot:
        reader = screen(pilot).reader
        first, second = paragraph_of(reader, "قال"), paragraph_of(reader, "Le Conseil")
        await drag(pilot, reader, cell(reader, first, "لا تُ"), cell(reader, second, "droits", last=True))
        await pilot.press("y")
        expected = f"{FIRST[FIRST.index('لا تُ') :]}\n{SECOND[: SECOND.index('droits') + 6]}"
        assert list(pilot.app.clipboard) == list(expected)
        await drag(pilot, reader, cell(reader, first, "2019", last=True), cell(reader, first, "الرَّ"))
        await pilot.press("ctrl+c")
        expected = FIRST[FIRST.index("الرَّ") : FIRST.index("2019") + 4]
        assert list(pilot.app.clipboard) == list(expected)
        assert "\u0651" in expected, "harakat are hidden, and copied"


async def test_lines_that_are_hidden_are_not_copied(
    browser: Browser, settle: Settle, long_archive: Path
) -> None:
    async with browser(path=long_archive) as pilot:
        reader = screen(pilot).reader
        for hidden in (True, False):
            first, second = paragraph_of(reader, "قال"), paragraph_of(reader, "Le Conseil")
            await drag(pilot, reader, cell(reader, first, "جملة"), cell(reader, second, "Le"))
            await pilot.press("y")
            assert ("إعلان" in pilot.app.clipboard) is not hidden
            await pilot.press("l")
            await settle(pilot)
            assert reader.selected is None


async def test_two_clicks_take_the_word_and_three_the_paragraph(browser: Browser, long_archive: Path) -> None:
    async with browser(path=long_archive) as pilot:
        reader = screen(pilot).reader
        first = paragraph_of(reader, "قال")
        at = cell(reader, first, "رَّئي")
        await drag(pilot, reader, at)
        assert reader.selected_text == ""
        await drag(pilot, reader, at)
        assert reader.selected_text == "الرَّئيسُ"
        await drag(pilot, reader, at)
        assert reader.selected_text == FIRST
        await drag(pilot, reader, at)
        assert reader.selected_text == ""


async def test_after_two_clicks_dragging_goes_by_words(browser: Browser, long_archive: Path) -> None:
    async with browser(path=long_archive) as pilot:
        reader = screen(pilot).reader
        first = paragraph_of(reader, "قال")
        begin, end = cell(reader, first, "حقوق"), cell(reader, first, "NDH")
        await drag(pilot, reader, begin)
        await drag(pilot, reader, begin, end)
        assert reader.selected_text == "حقوق الإنسان» أولاً: CNDH"


async def test_held_under_the_edge_the_text_comes(browser: Browser, long_archive: Path) -> None:
    async with browser(path=long_archive) as pilot:
        reader = screen(pilot).reader
        first = paragraph_of(reader, "قال")
        height = reader.scrollable_content_region.height
        begin = cell(reader, first, "قال")
        region = reader.scrollable_content_region
        x, y = begin[0] + region.x, begin[1] + region.y
        send = pilot.app.screen._forward_event
        send(events.MouseDown(None, x, y, 0, 0, 1, False, False, False, x, y))
        await pilot.pause()
        below = region.y + height + 1
        send(events.MouseMove(None, x, below, 0, 9, 1, False, False, False, x, below))
        for _moment in range(500):  # a timer brings it there
            await pilot.pause(0.02)
            if reader.scroll_offset.y >= reader.max_scroll_y:
                break
        send(events.MouseUp(None, x, below, 0, 0, 1, False, False, False, x, below))
        await pilot.pause()
        assert reader._scrolling is None
        assert reader.selected_text.startswith("قال")
        assert reader.selected_text.count("\n") == 61
        await pilot.press("y")
        assert BODY.startswith(pilot.app.clipboard)


async def test_shift_and_the_arrows_take_rows(browser: Browser, long_archive: Path) -> None:
    async with browser(path=long_archive) as pilot:
        reader = screen(pilot).reader
        await pilot.press("o", "shift+down")
        assert reader.selected_text == reader.paragraphs[0].text
        first = paragraph_of(reader, "قال")
        await drag(pilot, reader, cell(reader, first, "أولا"), cell(reader, first, "CNDH"))
        begun = reader.selected_text
        await pilot.press("shift+down")
        assert reader.selected_text.startswith(begun)
        longer = reader.selected_text
        await pilot.press("shift+down", "shift+up")
        assert reader.selected_text == longer
        for _row in range(80):
            await pilot.press("shift+down")
        assert reader.selected_text.endswith("الفقرة رقم 59 من النص.")
        assert reader.scroll_offset.y == reader.max_scroll_y


async def test_shift_and_down_begins_at_the_match_that_was_gone_to(
    browser: Browser, settle: Settle, long_archive: Path
) -> None:
    async with browser("الإنسان", path=long_archive) as pilot:
        reader = screen(pilot).reader
        await pilot.press("o", "n", "shift+down")
        await settle(pilot)
        assert "الإنسان" in reader.selected_text
        await pilot.press("escape", "G", "shift+down")
        assert "الإنسان" not in reader.selected_text, "the match is out of sight"


async def test_escape_unselects_before_it_leads_back(browser: Browser, long_archive: Path) -> None:
    async with browser(path=long_archive) as pilot:
        reader = screen(pilot).reader
        await pilot.press("o", "shift+down", "escape")
        assert reader.selected is None
        assert screen(pilot).focused_pane == "reader"
        await pilot.press("escape")
        assert not app(pilot).is_running or screen(pilot).focused_pane == "results"


async def test_without_a_selection_the_text_is_copied(
    browser: Browser, settle: Settle, long_archive: Path
) -> None:
    async with browser(path=long_archive) as pilot:
        await pilot.press("y")
        await settle(pilot)
        assert list(pilot.app.clipboard) == list(BODY)
        assert "terminal was asked" in screen(pilot).notice.text
        assert "the text of the article" in screen(pilot).notice.text


async def test_one_citation_for_each_marked_article(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    async with browser() as pilot:
        await pilot.press("x", "x", "Y")
        await settle(pilot)
        lines = pilot.app.clipboard.split("\n")
        assert len(lines) == 2
        assert "2\u2069 citations" in screen(pilot).notice.text
        with Archive.open(archive_path, read_only=True) as archive:
            for line in lines:
                short = line.rpartition("[")[2].rstrip("]")
                assert citation(archive.article(short)) == line


async def test_citations_are_made_without_reading_texts_and_so_many_at_most(
    browser: Browser, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousands can be marked by one key."""
    monkeypatch.setattr(copying, "_MOST_CITED", 5)
    async with browser() as pilot:
        read: list[int] = []
        by_docid = screen(pilot).archive.article_by_docid
        monkeypatch.setattr(
            screen(pilot).archive, "article_by_docid", lambda docid: read.append(docid) or by_docid(docid)
        )
        await pilot.press("f5", "Y")
        await settle(pilot)
        assert pilot.app.clipboard == ""
        assert "Nothing was copied" in screen(pilot).notice.text
        await pilot.press("x", "g")
        await settle(pilot)
        read.clear()
        await pilot.press("Y")
        await settle(pilot)
        assert len(pilot.app.clipboard.split("\n")) == 5
        assert not read


async def test_what_is_selected_goes_before_its_citation(
    browser: Browser, settle: Settle, long_archive: Path
) -> None:
    async with browser(path=long_archive) as pilot:
        reader = screen(pilot).reader
        first = paragraph_of(reader, "قال")
        await drag(pilot, reader, cell(reader, first, "حقوق"), cell(reader, first, "الإنسان", last=True))
        await pilot.press("x", "Y")
        await settle(pilot)
        assert reader.article is not None
        assert pilot.app.clipboard.split("\n") == ["حقوق الإنسان", citation(reader.article)]
        assert "1\u2069 citation" in screen(pilot).notice.text


async def test_the_record_is_selected_like_the_text(
    browser: Browser, settle: Settle, long_archive: Path
) -> None:
    async with browser(path=long_archive) as pilot:
        await pilot.press("r")
        await settle(pilot)
        record = screen(pilot).record
        row = next(n for n, one in enumerate(record.paragraphs) if one.text == "عنوان أ")
        await drag(pilot, record, cell(record, row, "ع"), cell(record, row, "ن أ", last=True))
        await pilot.press("y")
        assert pilot.app.clipboard == "عنوان أ"


async def test_a_dialog_copies_too_and_says_so(browser: Browser, settle: Settle, long_archive: Path) -> None:
    async with browser(path=long_archive) as pilot:
        await pilot.press("h")
        text = pilot.app.screen.query_one(SelectableText)
        text.show([Paragraph("سطر أول"), Paragraph("سطر ثان")])
        await pilot.pause()
        await drag(pilot, text, cell(text, 0, "أول"), cell(text, 1, "سطر", last=True))
        await pilot.press("ctrl+c")
        assert pilot.app.clipboard == "أول\nسطر"
        await settle(pilot)
        assert "terminal was asked" in str(next(iter(pilot.app._notifications)).message)


async def test_what_could_not_be_copied_is_said(
    browser: Browser, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browser() as pilot:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "STY", "WSL_DISTRO_NAME", "TERMUX_VERSION"):
            monkeypatch.delenv(name, raising=False)
        app(pilot).clipboard_way = "off"
        await pilot.press("y")
        await settle(pilot)
        assert screen(pilot).notice.text.startswith("Not copied")
        app(pilot).clipboard_way = "osc52"
        app(pilot).copy("ح" * 50_000)
        await settle(pilot)
        assert "too long" in screen(pilot).notice.text


def stored(**fields: object) -> StoredArticle:
    given = {"lines": (Line("نص"),), "title": None, **fields}
    article = Article(**given)  # type: ignore[arg-type]
    return StoredArticle("0123456789abcdef" * 4, 1, article, ())


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {
                "title": "تقرير\u200f  عن \u202bالحقوق\u202c",
                "source": "هسبريس",
                "author": "مريم",
                "language": "ar",
                "published": PartialDate("2019-09-28T11:38", "minute", ""),
                "url": "https://example.org/a",
            },
            "مريم، «تقرير عن الحقوق»، هسبريس، 2019-09-28، https://example.org/a، [0123456789ab]",
        ),
        (
            {
                "title": "L’État",
                "source": "Le Matin",
                "language": "fr",
                "published": PartialDate("2021-03", "month", ""),
            },
            "« L’État », Le Matin, 2021-03, [0123456789ab]",
        ),
        ({"title": "A “thing”", "language": "en"}, "“A “thing””, n.d., [0123456789ab]"),
        ({"language": "ar"}, "[بدون عنوان]، د.ت.، [0123456789ab]"),
        ({"language": "fr"}, "[sans titre], s.d., [0123456789ab]"),
    ],
)
def test_a_citation_is_in_the_language_of_the_article(fields: dict[str, object], line: str) -> None:
    assert citation(stored(**fields)) == line
