"""From the record to other versions of the article, to others that tell its story, and to related articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from store.archive import Archive
from store.similar.wording import difference
from tests.tui.conftest import article, put_in
from tests.tui.driving import Browser, Seen, Settle, press, screen
from tui.screens.difference import DifferenceScreen
from tui.widgets.difference_text import CLOSE, OPEN, joined

BODY = [
    f"الفقرة {word} من تقرير طويل عن حقوق الإنسان في جهة {word} مع شهادات كثيرة." for word in "ابتثجحخدذرزسش"
]


async def wait_for_relations(pilot: Pilot[int], settle: Settle) -> None:
    """They are looked for when an article has been shown for a moment."""
    for _look in range(1000):
        if screen(pilot).record.relations is not None:
            break
        await pilot.pause(0.05)
        await settle(pilot)
    assert screen(pilot).record.relations is not None


async def go_to_row(pilot: Pilot[int], settle: Settle, beginning: str) -> None:
    record = screen(pilot).record
    at = next(number for number, one in enumerate(record.rows) if one.id.startswith(beginning))
    await press(pilot, settle, "g", *["j"] * at)


async def test_versions_are_compared_and_another_one_is_shown(
    browser: Browser, settle: Settle, seen: Seen, archive_path: Path
) -> None:
    url = "https://www.example.ma/2029/01/taqrir-1234.html"
    with Archive.open(archive_path) as archive:
        first = replace(article("تقرير طويل", "\n".join(BODY), "هنا", "2029-01-01", "ar"), url=url)
        changed = "\n".join([*BODY[:3], BODY[3].replace("كثيرة", "قليلة"), *BODY[4:], "فقرة جديدة."])
        second = replace(article("تقرير طويل", changed, "هنا", "2029-01-01", "ar"), url=url)
        put_in(archive, [first])
        put_in(archive, [second])
    async with browser() as pilot:
        await press(pilot, settle, "r")
        screen(pilot).go("record")
        await wait_for_relations(pilot, settle)
        await go_to_row(pilot, settle, "version:2")
        await press(pilot, settle, "enter")
        assert isinstance(pilot.app.screen, DifferenceScreen)
        text = pilot.app.screen.text
        assert [place.kind for place in text.places] == ["removed", "added", "added"]
        assert "[−" in seen(pilot)
        await press(pilot, settle, "n")
        assert text.current == 1
        await press(pilot, settle, "escape", "j", "enter", "enter")
        assert pilot.app.screen is screen(pilot)
        stored = screen(pilot).reader.article
        assert stored is not None
        assert "كثيرة" in stored.article.body
        assert "فقرة جديدة" not in stored.article.body
        await press(pilot, settle, "u")
        stored = screen(pilot).reader.article
        assert stored is not None
        assert "فقرة جديدة" in stored.article.body


async def test_who_tells_the_same_story_is_one_key_away(
    browser: Browser, settle: Settle, archive_path: Path
) -> None:
    with Archive.open(archive_path) as archive:
        copy = [*BODY[:10], *(f"فقرة أخرى رقم {number} عند جريدة ثانية." for number in range(3))]
        ids = put_in(
            archive,
            [
                article("تقرير في جريدة", "\n".join(BODY), "هنا", "2029-01-02", "ar"),
                article("التقرير في أخرى", "\n".join(copy), "هناك", "2029-01-01", "ar"),
            ],
        )
    async with browser() as pilot:
        assert screen(pilot).reader.article is not None
        await press(pilot, settle, "r")
        screen(pilot).go("record")
        await wait_for_relations(pilot, settle)
        await go_to_row(pilot, settle, f"article:{ids[1]}")
        await press(pilot, settle, "enter")
        shown = screen(pilot).reader.article
        assert shown is not None
        assert shown.id == ids[1]


words = st.lists(st.sampled_from(["حقوق", "الإنسان", "(2019)", "a", "\n", "،"]), max_size=12).map(" ".join)


@given(words, words)
@settings(max_examples=100, deadline=None)
def test_the_joined_text_holds_both_versions(old: str, new: str) -> None:
    text, places = joined(old, new, difference(old, new))
    for place in places:
        assert text[place.start : place.end].startswith(OPEN[place.kind])
        assert text[place.start : place.end].endswith(CLOSE[place.kind])
        assert "\n" not in text[place.start : place.end]
    for kept, gone, whole in (("added", "removed", new), ("removed", "added", old)):
        left = text
        for place in reversed(places):
            inner = text[place.start + 2 : place.end - 2] if place.kind == kept else ""
            left = left[: place.start] + inner + left[place.end :]
        assert "".join(left.split()) == "".join(whole.split()), gone  # blanks keep changes apart


def test_a_change_at_the_end_of_a_paragraph_does_not_break_it() -> None:
    old, new = "رفعوها إلى المجلس.\n\nودعا", "رفعوها إلى الحكومة هنا.\n\nودعا"
    text, _places = joined(old, new, difference(old, new))
    assert text == "رفعوها إلى [−المجلس.−] [+الحكومة هنا.+]\n\nودعا"
