"""An article in one line, for a report: who, what, where, when, and how it is found again.

Quotation marks, commas and what is said where something is not stated are those of the article's own language: an
Arabic article is cited in Arabic in a French report too.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.article import StoredArticle
from store.articles.chosen import Named
from tui.clipboard.plain_text import plain_text
from tui.i18n import language
from tui.widgets.wording import day

_ID = 12
"""Characters of the id: `archive show` takes any beginning of four or more, and twelve stay its own in any archive."""


@dataclass(frozen=True, slots=True)
class _Usage:
    """How a language cites."""

    quotes: tuple[str, str]
    comma: str
    untitled: str
    undated: str


_USAGES = {
    "ar": _Usage(("«", "»"), "، ", "[بدون عنوان]", "د.ت."),
    "fr": _Usage(("« ", " »"), ", ", "[sans titre]", "s.d."),
    "en": _Usage(("“", "”"), ", ", "[untitled]", "n.d."),
}


def citation(stored: StoredArticle) -> str:
    """The line that cites an article."""
    article = stored.article
    published = article.published.value if article.published else None
    return citation_of(
        Named(
            stored.id,
            article.title,
            article.author,
            article.source,
            article.language,
            published,
            article.url,
        )
    )


def citation_of(named: Named) -> str:
    """Author, title, source, date (ISO, as precise as it is stated, without the hour), address and the id's beginning."""
    usage = _USAGES.get(named.language or "") or _USAGES[language()]
    opening, closing = usage.quotes
    title = " ".join((named.title or "").split())
    parts = (
        named.author,
        f"{opening}{title}{closing}" if title else usage.untitled,
        named.source,
        day(named.published) if named.published else usage.undated,
        named.url,
        f"[{named.id[:_ID]}]",
    )
    return usage.comma.join(" ".join(plain_text(part).split()) for part in parts if part)
