"""Markdown and HTML for people: right to left where it should be also in a word processor, complete, and without controls."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from store import export
from store.article import Article, Line, PartialDate, StoredArticle
from store.export_pages import direction

BODY = "حضره باحثون (2019) من CNDH.\nLe CNDH y était : «\u202foui\u202f».\n12 – 34"


def stored(language: str | None, title: str = "عنوان", **more: object) -> StoredArticle:
    article = Article(
        lines=tuple(Line(line) for line in BODY.split("\n")),
        title=title,
        source="هسبريس",
        language=language,
        published=PartialDate("2019-09-28", "day", ""),
    )
    return replace(StoredArticle("0123456789abcdef" * 4, 1, article, ()), **more)  # type: ignore[arg-type]


def page(*articles: StoredArticle) -> str:
    return "".join(export.text(articles, "html"))


def test_each_paragraph_says_its_own_direction() -> None:
    text = page(stored("ar"))
    assert '<html lang="ar" dir="rtl">' in text
    assert '<article lang="ar" dir="rtl">' in text
    assert '<h1 dir="rtl">عنوان</h1>' in text
    assert '<div class="about" dir="rtl"><bdi>هسبريس</bdi> · <bdi>2019-09-28</bdi></div>' in text
    assert re.findall(r'<p dir="(\w+)">', text) == ["rtl", "ltr", "rtl"], (
        "what has no letter goes with the article"
    )


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [("fr", "عنوان", "ltr"), (None, "عنوان", "rtl"), (None, "Titre", "ltr"), ("ur", "Titre", "rtl")],
)
def test_the_article_has_the_direction_of_its_language_or_else_of_its_title(
    language: str | None, title: str, expected: str
) -> None:
    assert f'dir="{expected}">\n<h1' in page(stored(language, title))


def test_the_page_is_in_the_language_of_the_first() -> None:
    text = page(stored("fr", "Titre"), stored("ar"))
    assert '<html lang="fr" dir="ltr">' in text
    assert text.count("<article lang=") == 2
    assert page().startswith("<!doctype html>\n<html>\n")
    assert page().endswith("</html>\n")


@pytest.mark.parametrize(
    ("language", "tags", "people"),
    [
        ("ar", "الوسوم: سجن، presse", "الأشخاص: مريم، Driss"),
        ("fr", "Mots-clés\u202f: سجن, presse", "Personnes\u202f: مريم, Driss"),
        ("en", "Tags: سجن, presse", "People: مريم, Driss"),
    ],
)
def test_all_that_is_known_is_written_in_the_words_of_the_article(
    language: str, tags: str, people: str
) -> None:
    one = stored(
        language, tags=("سجن", "presse"), people=("مريم", "Driss"), places=("أكادير",), kind=("تقرير",)
    )
    markdown = "".join(export.text([one], "md"))
    shown = re.sub("</?bdi>", "", page(one))
    for text in (markdown, shown):
        assert tags in text
        assert people in text
        assert "أكادير" in text
        assert "تقرير" in text


def test_controls_are_not_written() -> None:
    one = stored("ar", "عنوان\x1b[31m\x07\x9b \ud800", note="سطر\x1b]0;x\x07\nآخر")
    for form in ("md", "html"):
        text = "".join(export.text([one], form))  # type: ignore[arg-type]
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", text)
        assert "آخر" in text


def test_the_first_letter_says_the_direction() -> None:
    assert direction("(12) – حق and more", "ltr") == "rtl"
    assert direction("«12» a حق", "rtl") == "ltr"
    assert direction("12-34", "rtl") == "rtl"
