"""An article as paragraphs to read: title, where and when it stood, its text, and on request the lines around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.article import REPEATED, StoredArticle
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.tag_labels import label
from tui.widgets.paragraphs import Paragraph
from tui.widgets.wording import ltr, own, titled

_MANY_BLANK_LINES = re.compile(r"\n(?:[ \t]*+\n){3,}")

_BETWEEN = "  "
"""What stands between two tags."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The paragraphs of an article, and the text in which words are searched: what a paragraph's `start` counts in."""

    paragraphs: tuple[Paragraph, ...]
    searched: str


def article_text(stored: StoredArticle, *, furniture: bool) -> ArticleText:
    """The article to read. With `furniture`, all lines of the source, those that are not its text quietly."""
    article = stored.article
    paragraphs: list[Paragraph] = []
    searched: list[str] = []
    length = 0

    def add(text: str, kind: str = "body") -> None:
        nonlocal length
        paragraphs.append(Paragraph(text, kind, start=length, source=len(paragraphs)))
        searched.append(text)
        length += len(text) + 1

    def add_own(text: str, kind: str = "quiet") -> None:
        paragraphs.append(Paragraph(text, kind, base="rtl" if is_rtl() else "ltr", source=len(paragraphs)))

    if article.title:
        add(titled(article.title), "title")
    else:
        add_own(titled(None), "missing")
    add_own(_byline(stored))
    if stored.tags:
        add_own(_BETWEEN.join(map(_tag, stored.tags)), "tags")
    add_own("")
    if furniture:
        for line in article.lines:
            add(line.text, "body" if line.kind == "body" else "furniture")
    else:
        for text in _lines(article.body):
            add(text)
    if stored.note:
        add_own("")
        add_own(_("Note"), "heading")
        for text in _lines(stored.note):
            paragraphs.append(Paragraph(text, "body", source=len(paragraphs)))
    return ArticleText(tuple(paragraphs), "\n".join(searched))


def repeated_lines(stored: StoredArticle) -> str:
    """The lines of an article that its source prints under everything: not shown, but found."""
    return "\n".join(line.text for line in stored.article.lines if line.reason == REPEATED)


def _tag(name: str) -> str:
    return own(f"#{label(name)}")


def tag_at(stored: StoredArticle, offset: int) -> str | None:
    """The tag of which this character of the line of tags is; None between two."""
    begin = 0
    for name in stored.tags:
        end = begin + len(_tag(name))
        if begin <= offset < end:
            return name
        begin = end + len(_BETWEEN)
    return None


def _lines(text: str) -> list[str]:
    """The lines of a text to read; of many blank lines in a row, two."""
    return _MANY_BLANK_LINES.sub("\n\n\n", text).split("\n")


def _byline(stored: StoredArticle) -> str:
    """Source, author and date as far as they are stated."""
    article = stored.article
    parts = [own(text) for text in (article.source, article.author) if text]
    if article.published:
        parts.append(ltr(article.published.value.replace("T", " ")))
    return " · ".join(parts) or _("(no source, no date)")
