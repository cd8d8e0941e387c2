"""Small parts of sentences: dates, counts and pieces of outside text that must not disturb what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from store.errors import ArchiveError
from tui import reasons
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.patterns import pattern

if TYPE_CHECKING:
    from store.article import Article

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"
_BEGINNING = 120
"""Characters of a text that stand for a title it hasn't."""
_CONTROLS = pattern("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def named(name: str, said: str) -> str:
    """A name and what is said of it: the colon between them is each language's own."""
    return _("{name}: {said}").format(name=name, said=said)


def ltr(text: str) -> str:
    """A date, number or id inside a sentence of any direction: it keeps its own order (UAX #9's LRI … PDI)."""
    return f"{LRI}{_CONTROLS.sub('', text)}{PDI}"


def own(text: str) -> str:
    """Outside text inside a sentence: it runs in its own direction and can't turn the rest (UAX #9's FSI … PDI)."""
    return f"{FSI}{' '.join(_CONTROLS.sub('', text).split())}{PDI}"


def start_side() -> Literal["left", "right"]:
    """The side on which a line of the interface begins."""
    return "right" if is_rtl() else "left"


def day(value: str | None) -> str:
    """An ISO date without its time; empty if there is none."""
    return (value or "").partition("T")[0]


def count(number: int) -> str:
    """A whole number with thousands set apart by a narrow blank: ``12 410``."""
    return f"{number:,}".replace(",", "\u202f")


def titled(title: str | None) -> str:
    """The title on one line, or what is said where the source states none."""
    return " ".join((title or "").split()) or _("(no title)")


def called(article: Article) -> str:
    """What an article is called on one line: its title; where the source states none, that, and how the text begins."""
    beginning = " ".join(article.body[:_BEGINNING].split())
    if titled(article.title) != titled(None) or not beginning:
        return titled(article.title)
    return f"{titled(None)} {own(beginning)}…"


def failure(error: BaseException) -> str:
    """What went wrong, as a sentence in the reader's language that says what to do."""
    if not isinstance(error, ArchiveError):
        return _("Unexpected error: {kind}: {error}").format(kind=type(error).__name__, error=own(str(error)))
    values = {
        name: reasons.say(value) if name == "reason" and isinstance(value, str) else own(str(value))
        for name, value in error.values.items()
    }
    return _(error.template).format(**values)
