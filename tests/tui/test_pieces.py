"""The parts under the screen: terms of filters, rows of hits, articles and records as paragraphs."""

from __future__ import annotations

from dataclasses import replace

from rich.style import Style

from store.article import Article, Line, PartialDate, Provenance, Review, StoredArticle
from store.finding.query import Query
from store.finding.snippets import HitRow
from tui.i18n import set_language
from tui.widgets.article_text import article_text
from tui.widgets.citation import citation
from tui.widgets.facet_terms import has_term, term, toggled
from tui.widgets.paragraphs import Paragraph
from tui.widgets.record_text import record_rows
from tui.widgets.result_row import RowStyles, draw_hit

PLAIN = Style.null()
STYLES = RowStyles(*[PLAIN] * 5)
SENTENCE = "نظمت الجمعية ندوة حول حقوق الإنسان (2019) حضرها باحثون. "


def hit(**fields: object) -> HitRow:
    values: dict[str, object] = {
        "docid": 1, "id": "a" * 64, "title": "عنوان", "published": "2019-09-28T11:38", "source": "هسبريس", "author": None,
        "language": "ar", "url": None, "tags": (), "starred": False, "has_note": False, "in_review": False, "score": None,
        "snippet": "", "matches": (), "title_matches": (), **fields,
    }  # fmt: skip
    return HitRow(**values)  # type: ignore[arg-type]


def test_terms_of_filters_find_what_they_name() -> None:
    for kind, value in (
        ("tag", "حقوق الإنسان"),
        ("source", 'Le "Matin" (Maroc)'),
        ("date", "2019"),
        ("tag", "OR"),
        ("tag", "a-b*"),
    ):
        wanted = term(kind, value)  # type: ignore[arg-type]
        query = toggled("هجرة", wanted)
        assert has_term(query, wanted)
        assert len(Query.parse(query, typing=True).constraints) == 2
        assert toggled(query, wanted).strip() == "هجرة"
    assert not has_term("-tag:a", "tag:a")
    assert not has_term("tag:ab", "tag:a")


def test_a_row_is_as_wide_as_asked_and_its_date_is_not_turned_round() -> None:
    for width in (10, 34, 80):
        for rtl in (True, False):
            rows = draw_hit(hit(snippet=SENTENCE), width, PLAIN, STYLES, rtl=rtl, chosen=True, marked=True)
            assert [row.cell_length for row in rows] == [width, width]
    first, _ = draw_hit(hit(), 70, PLAIN, STYLES, rtl=True, chosen=False, marked=False)
    assert first.text.startswith("2019-09-28")
    first, _ = draw_hit(hit(), 70, PLAIN, STYLES, rtl=False, chosen=False, marked=False)
    assert first.text.rstrip().endswith("2019-09-28")
    first, second = draw_hit(hit(), 40, PLAIN, STYLES, rtl=True, chosen=False, marked=False)
    assert "2019-09-28" not in first.text
    assert second.text.rstrip().endswith("2019-09-28")


def test_a_snippet_is_shown_from_its_match_on() -> None:
    snippet = "x " * 60 + "needle in the hay"
    _, second = draw_hit(
        hit(source=None, snippet=snippet, matches=((120, 126),)),
        50,
        PLAIN,
        STYLES,
        rtl=False,
        chosen=False,
        marked=False,
    )
    assert "needle in" in second.text


def test_what_came_in_since_the_last_time_has_a_sign_of_its_own() -> None:
    for rtl in (True, False):
        first, _ = draw_hit(
            hit(new=True, starred=True), 40, PLAIN, STYLES, rtl=rtl, chosen=False, marked=True
        )
        assert "●★+" in first.text
        first, _ = draw_hit(hit(), 40, PLAIN, STYLES, rtl=rtl, chosen=False, marked=False)
        assert "+" not in first.text


def test_in_a_narrow_row_the_source_goes_before_the_beginning_of_a_text_but_not_before_found_words() -> None:
    wanted = hit(source="Le Journal de la Côte", snippet="one two three four five six", tags=("ville",))
    _, second = draw_hit(wanted, 37, PLAIN, STYLES, rtl=False, chosen=False, marked=False)
    assert "Le Journal" in second.text
    found = replace(wanted, snippet="here it is", matches=((8, 10),))
    _, second = draw_hit(found, 37, PLAIN, STYLES, rtl=False, chosen=False, marked=False)
    assert "here it is" in second.text


def record_text(stored: StoredArticle) -> list[Paragraph]:
    return [paragraph for row in record_rows(stored) for paragraph in row.paragraphs]


def stored(archive_path: object) -> list[StoredArticle]:
    from store.archive import Archive

    with Archive.open(str(archive_path)) as archive:
        return [archive.article_by_docid(docid) for docid in archive.search("").docids]


def test_what_is_missing_is_said_to_be_missing(archive_path: object) -> None:
    set_language("en")
    bare = next(article for article in stored(archive_path) if article.article.title is None)
    lines = [(one.label.lstrip("·? "), one.text) for one in record_text(bare)]
    for label in ("Title", "Source", "Author", "Published"):
        assert (label, "missing: the source does not state it") in lines
    assert any("no byline" in text for _, text in lines)
    assert ("SHA-256", bare.provenance[0].sha256) in lines
    dated = next(article for article in stored(archive_path) if article.article.published)
    assert any(
        dated.article.published.evidence in one.text for one in record_text(dated) if dated.article.published
    )


def test_searched_text_and_paragraphs_agree(archive_path: object) -> None:
    for article in stored(archive_path):
        for furniture in (True, False):
            text = article_text(article, furniture=furniture)
            for paragraph in text.paragraphs:
                if paragraph.start >= 0:
                    assert text.searched[paragraph.start :].startswith(paragraph.text)
        assert article.id[:12] in citation(article)


def test_reviews_and_inferences_are_said_in_the_language_of_the_interface() -> None:
    article = Article(
        lines=(Line("اتفاقية"),),
        published=PartialDate("2019-09-28", "day", "السبت 28 شتنبر", ("year-inferred",)),
        review=(Review("title", "No title: the text begins with a sub-heading. Suggestion: اتفاقية"),),
    )
    seen = StoredArticle("0" * 64, 1, article, (Provenance("a.txt", "0" * 64, 9, "capture", "1"),))
    set_language("ar")
    said = " ".join(one.text for one in record_text(seen) if "capture" not in one.text)
    set_language("en")
    assert "السنة سنة النشر" in said
    assert "اتفاقية" in said
    assert "sub-heading" not in said
    assert "year-inferred" not in said
