"""An article in one line, for a report: who, what, where, when, and how it is found again.

Quotation marks, commas and what is said where something is not stated are those of the article's own language: an
Arabic article is cited in Arabic in a French report too.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.article import StoredArticle
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
    """Author, title, source, date (ISO, as precise as it is stated, without the hour), address and the id's beginning."""
    article = stored.article
    usage = _USAGES.get(article.language or "") or _USAGES[language()]
    opening, closing = usage.quotes
    title = " ".join((article.title or "").split())
    parts = (
        article.author,
        f"{opening}{title}{closing}" if title else usage.untitled,
        article.source,
        day(article.published.value) if article.published else usage.undated,
        article.url,
        f"[{stored.id[:_ID]}]",
    )
    return usage.comma.join(" ".join(plain_text(part).split()) for part in parts if part)
