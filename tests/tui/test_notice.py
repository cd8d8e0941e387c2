"""The line above the footer: a long sentence is read to its end, a short one moves nothing."""

from __future__ import annotations

import pytest

from tests.tui.driving import Browser, Seen, Settle, screen
from tui.bidi.layout import line
from tui.i18n import set_language

LONG = {
    "en": "The archive could not be written, because the disk is full: nothing of what was saved before is lost. Make room on it, or move "
    "the archive to another disk, and repeat what you did last.",
    "ar": "تعذرت الكتابة في الأرشيف لأن القرص ممتلئ، ولم يضع شيء مما حُفظ من قبل. الرجاء إفساح المجال على القرص أو نقل الأرشيف إلى قرص آخر ثم "
    "إعادة آخر ما جرى عمله من جديد.",
}


@pytest.mark.parametrize("lang", list(LONG))
async def test_a_long_sentence_is_read_to_its_end_and_then_the_panes_have_their_rows_again(
    browser: Browser, settle: Settle, seen: Seen, lang: str
) -> None:
    set_language(lang)
    async with browser(size=(80, 24)) as pilot:
        notice, rows = screen(pilot).notice, screen(pilot).results.size.height
        notice.tell(LONG[lang], warning=True)
        await settle(pilot)
        assert notice.size.height == 3
        assert line(LONG[lang].split()[-1].rstrip(".")).text in seen(pilot)
        assert screen(pilot).results.size.height == rows - 2
        notice.tell("✓")
        await settle(pilot)
        assert (notice.size.height, screen(pilot).results.size.height) == (1, rows)
        notice.tell(LONG[lang])
        notice.hush()
        await settle(pilot)
        assert (notice.size.height, screen(pilot).results.size.height) == (1, rows)
