"""Texts as people copy them from other places than papers' sites: posts, mails with broken lines, agencies, statements, talks."""

import json
from pathlib import Path

import pytest

from importers.fields.boilerplate import key
from importers.formats.capture import read_text

COPIED: dict[str, dict[str, str | None]] = json.loads(
    Path(__file__).with_name("copied.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("kind", COPIED)
def test_title_date_and_every_line_of_the_text(kind: str) -> None:
    wanted = COPIED[kind]
    article = read_text(wanted["copied"] or "")
    assert key(article.title or "") == key(wanted["title"] or "")
    assert (article.published.value[:10] if article.published else None) == wanted["date"]
    assert key(article.body) == key(wanted["body"] or "")


def test_many_lines_without_a_gap_take_no_time() -> None:
    line = "كلمات متتابعة في سطر طويل بعض الشيء لا ينتهي بنقطة ولا بفاصلة"
    article = read_text(
        "\n".join([line] * 4_000) + "\nوهذه جملة أخيرة تنتهي بنقطة بعد كل هذه الأسطر الطويلة كلها."
    )
    assert article.body
