"""An article as paragraphs to read: title, where and when it stood, its text, and on request the lines around it."""

from __future__ import annotations

from dataclasses import dataclass

from store.article import StoredArticle
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.widgets.paragraphs import Paragraph
from tui.widgets.wording import ltr, own, titled


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
        add_own("  ".join(own(f"#{tag}") for tag in stored.tags), "tags")
    add_own("")
    if furniture:
        for line in article.lines:
            add(line.text, "body" if line.kind == "body" else "furniture")
    else:
        for text in article.body.split("\n"):
            add(text)
    if stored.note:
        add_own("")
        add_own(_("Note"), "heading")
        for text in stored.note.split("\n"):
            paragraphs.append(Paragraph(text, "body", source=len(paragraphs)))
    return ArticleText(tuple(paragraphs), "\n".join(searched))


def _byline(stored: StoredArticle) -> str:
    """Source, author and date as far as they are stated."""
    article = stored.article
    parts = [own(text) for text in (article.source, article.author) if text]
    if article.published:
        parts.append(ltr(article.published.value.replace("T", " ")))
    return " · ".join(parts) or _("(no source, no date)")
