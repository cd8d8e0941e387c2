"""A word that stands only in a line which the article's source repeats: the line is hidden, so that is said, with the key for it."""

from pathlib import Path

from store.archive import Archive
from tests.tui.conftest import article, put_in
from tests.tui.driving import Browser, Seen, Settle, press

REPEATED = "زوروا صفحتنا الزعفرانية على الشبكة لمتابعة كل جديد"
SAID = "this source repeats"


async def test_where_the_word_stands_is_said_until_the_line_is_shown(
    browser: Browser, settle: Settle, seen: Seen, archive_path: Path
) -> None:
    texts = [
        "\n".join(
            [*(f"فقرة طويلة رقم {number}{part} عن موضوع لا يتكرر في غيره." for part in "أبجد"), REPEATED]
        )
        for number in range(4)
    ]
    with Archive.open(archive_path) as archive:
        put_in(
            archive,
            [
                article(f"مقال رقم {n}", text, "صدى البوغاز", "2023-03-15", "ar")
                for n, text in enumerate(texts)
            ],
        )
    async with browser("الزعفرانية") as pilot:
        assert SAID in seen(pilot)
        await press(pilot, settle, "l")
        assert SAID not in seen(pilot)
        await press(pilot, settle, "l")
        await press(pilot, settle, "s", "ctrl+u", *"فقره")
        assert SAID not in seen(pilot)
