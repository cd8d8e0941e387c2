"""Finding in the open article, and going on reading where one was."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive import Archive
from store.text import fold
from tests.tui.conftest import article, put_in
from tests.tui.driving import Browser, Settle, press, screen
from tui.state import Session, read_session, session_file, write_session
from tui.widgets.finding import find


def test_words_are_found_whatever_their_marks() -> None:
    text = "وَبِالمدرسةِ الإسلاميّة\nÉlysée ﻻ"
    assert [text[a:b] for a, b in find(text, "المدرسة الاسلامية")] == ["المدرسةِ الإسلاميّة"]
    assert [text[a:b] for a, b in find(text, "elysee لا")] == ["Élysée ﻻ"]
    assert find(text, "  ") == []


@given(
    st.text(st.sampled_from("اأإبةهىي\u064e\u0640 \nab éÉœ"), max_size=40),
    st.text(st.sampled_from("اأبةهي ae"), max_size=4),
)
@settings(max_examples=100, deadline=None)
def test_what_is_found_folds_to_what_was_looked_for(text: str, wanted: str) -> None:
    sought = " ".join(fold(wanted).split())
    last = 0
    for start, end in find(text, wanted):
        assert last <= start < end <= len(text)
        last = start
        assert sought in " ".join(fold(text[start:end]).split()) or sought in fold(text[start:end])


async def test_find_marks_while_typing_and_leaves_the_search_as_it_was(
    browser: Browser, settle: Settle
) -> None:
    async with browser("حقوق") as pilot:
        one = screen(pilot)
        await press(pilot, settle, "o")
        before = list(one.reader.matches)
        await press(pilot, settle, "F", *"الجمعيه")
        text = one.reader._flow  # what is on the screen
        assert text.height
        searched = one._searched
        assert {searched[a:b] for a, b in one.reader.matches} == {"الجمعية"}
        await press(pilot, settle, "enter")
        assert pilot.app.focused is one.reader
        article_before = one.reader.article
        await press(pilot, settle, "n", "n", "n")
        assert one.reader.article == article_before
        await press(pilot, settle, "escape")
        assert list(one.reader.matches) == before
        assert one.find_box is None
        assert pilot.app.focused is one.reader


async def test_reading_goes_on_where_one_was(
    browser: Browser, settle: Settle, archive_path: Path, tmp_path: Path
) -> None:
    body = "\n".join(f"الفقرة رقم {number} من نص طويل." for number in range(200))
    with Archive.open(archive_path) as archive:
        (ident,) = put_in(archive, [article("نص طويل", body, "هنا", "2029-01-01", "ar")])
    async with browser("", (80, 24)) as pilot:
        one = screen(pilot)
        await press(pilot, settle, "o", "space", "space")
        assert one.reader.article is not None
        assert one.reader.article.id == ident
        place = one.reader.text_place
        assert place > 0
        await press(pilot, settle, "J")
        assert one.reader.text_place == 0
        await press(pilot, settle, "K")
        assert one.reader.text_place == place
        await press(pilot, settle, "escape", "f10")
    assert dict(read_session(archive_path, tmp_path / "state").places)[ident] == place
    async with browser("طويل", (120, 40)) as pilot:
        reader = screen(pilot).reader
        assert reader.article is not None
        assert reader.article.id == ident
        assert 0 < reader.text_place <= place


def test_places_that_are_damaged_are_passed_over(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.db", tmp_path / "s"
    session = Session("حقوق", places=(("ab" * 32, 12),))
    assert write_session(path, session, folder)
    assert read_session(path, folder) == session
    file = session_file(path, folder)
    data = json.loads(file.read_text(encoding="utf-8"))
    data["places"] = [["x", 1], ["y"], 7, ["z", "1"], ["w", True]]
    file.write_text(json.dumps(data), encoding="utf-8")
    assert read_session(path, folder).places == (("x", 1),)


async def test_a_word_that_stands_there_in_another_form_is_found_as_the_search_finds_it(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    with Archive.open(archive_path) as archive:
        put_in(archive, [article("فرز", "وثائق قدمت للأرشيف ثم والوثائق.", None, None, "ar")])
    async with browser("فرز") as pilot:
        one = screen(pilot)
        await press(pilot, settle, "o", "F", *"الارشيف")
        assert [one._searched[a:b] for a, b in one.reader.matches] == ["للأرشيف"]
        await press(pilot, settle, "escape", "F", "ctrl+u", *"الوثائق الارشيف")
        assert not one.reader.matches
        assert "is not in this article" in one.notice.text
