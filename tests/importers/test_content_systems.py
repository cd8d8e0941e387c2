"""Invented articles in the mark-up of the systems that papers and organisations use, as saved pages and copied whole."""

import json
from functools import cache
from pathlib import Path

import pytest

from importers.base import Source, importer_for
from importers.fields.boilerplate import key
from importers.formats.capture import read_text
from importers.page.lines import lines_of
from importers.page.markup import read_markup
from importers.page.tree import Outside, parse
from store.article import Article

HOME = Path(__file__).parent / "systems"
EXPECTED: dict[str, dict[str, str | None]] = json.loads((HOME / "expected.json").read_text(encoding="utf-8"))
LINES_TOO_MANY = {"wordpress_jnews": 1, "organisation": 1}
"""Lines of other things that are kept in the text of a page copied whole."""


@cache
def saved(name: str) -> Article:
    data = (HOME / f"{name}.html").read_bytes()
    (one,) = importer_for(f"{name}.html", data).read(Source(f"{name}.html", data))
    return one.article


@cache
def copied(name: str) -> Article:
    """What a browser gives when all of the page is copied, with what its style would hide."""
    tree = parse(read_markup((HOME / f"{name}.html").read_bytes()).text)
    return read_text("\n".join(line.text for line in lines_of(tree, Outside(tree))))


@pytest.mark.parametrize("name", EXPECTED)
def test_saved_page(name: str) -> None:
    article, wanted = saved(name), EXPECTED[name]
    assert key(article.title or "") == key(wanted["title"] or "")
    assert (article.published.value[:10] if article.published else None) == wanted["date"]
    assert article.author in (wanted["author"], None)
    assert key(article.body) == key(wanted["body"] or "")


@pytest.mark.parametrize("name", EXPECTED)
def test_copied_whole(name: str) -> None:
    article, wanted = copied(name), EXPECTED[name]
    assert key(article.title or "") == key(wanted["title"] or "")
    assert (article.published.value[:10] if article.published else None) == wanted["date"]
    body = [key(line) for line in article.body.split("\n") if key(line)]
    text = [key(line) for line in (wanted["body"] or "").split("\n")]
    assert [line for line in text if line not in body] == []
    assert len(body) - len(text) == LINES_TOO_MANY.get(name, 0)


def test_authors_are_mostly_found_and_never_a_stranger() -> None:
    known = [name for name, wanted in EXPECTED.items() if wanted["author"]]
    assert sum(saved(name).author == EXPECTED[name]["author"] for name in known) >= len(known) - 1
