"""What is to be checked: articles with what was guessed in them, and files that did not come in. And the reasons of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.strip import Strip

from store.article import PartialDate
from tui import fields, reasons
from tui.bidi.layout import Base
from tui.bidi.paint import Item, row
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.widgets.ink import ink
from tui.widgets.paragraphs import Paragraph
from tui.widgets.record_text import date_remarks
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import own, start_side, titled

if TYPE_CHECKING:
    from store.article import StoredArticle
    from store.articles.missed import Missed

_LABEL_CELLS = 14


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """An article in review, or a file that did not come in."""

    article: StoredArticle | None = None
    missed: Missed | None = None

    @property
    def id(self) -> str:
        """What it is called among the rows: the article's id, or the file's path."""
        return self.article.id if self.article else self.missed.path if self.missed else ""


class ReviewList(VirtualList):
    """A row each: mark, title or path, and the fields in doubt."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"review--quiet", "review--mark"}
    DEFAULT_CSS = """
    ReviewList {
        & > .review--quiet { color: $text-muted; }
        & > .review--mark { color: $text-warning; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="review")
        self.rows: Sequence[ReviewRow] = ()
        self.marked: set[str] = set()

    def put(self, rows: Sequence[ReviewRow], cursor: int = 0) -> None:
        """Show these; marks of rows that are gone are forgotten."""
        self.rows = rows
        self.marked &= {one.id for one in rows}
        self.set_count(len(rows), cursor)

    @property
    def chosen(self) -> ReviewRow | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """One row."""
        one = self.rows[index]
        rtl = is_rtl()
        quiet, mark = ink(self, "review--quiet"), ink(self, "review--mark")
        sign = ("▐" if rtl else "▌") if index == self.cursor else " "
        items = (
            Item(sign, mark, width=1),
            Item("✓" if one.id in self.marked else " ", mark, width=1),
            Item(_name(one), flexible=True, align=start_side()),
            Item(_doubts(one), quiet),
        )
        return [row(items, width, style, rtl=rtl)]


def _name(one: ReviewRow) -> str:
    if one.article is not None:
        article = one.article.article
        return titled(article.title) if article.title else f"{titled(None)} {own(_beginning(one))}"
    return own(one.missed.path.rpartition("/")[2]) if one.missed else ""


def _doubts(one: ReviewRow) -> str:
    """The fields in doubt, by name."""
    if one.article is None:
        return _("did not come in")
    named = dict.fromkeys(fields.name(item.field) for item in one.article.article.review)
    return ("، " if is_rtl() else ", ").join(named)


def explained(one: ReviewRow) -> Iterator[Paragraph]:
    """What was guessed in it or why it did not come in, with what there is to go by."""
    base: Base = "rtl" if is_rtl() else "ltr"
    if one.missed is not None:
        yield _line(_("Reason"), own(reasons.say(one.missed.message or one.missed.reason)), "warning", base)
        yield _line(fields.name("path"), one.missed.path, "quiet", "ltr")
    if one.article is None:
        return
    article = one.article.article
    for item in article.review:
        origin = one.article.provenance[0]
        value = origin.encoding if item.field == "encoding" else getattr(article, item.field, None)
        if isinstance(value, PartialDate):
            yield _line(fields.name(item.field), value.value.replace("T", " "), "body", "ltr")
            for remark in date_remarks(value):
                yield _line("", remark, "quiet", base)
        elif item.field != "body":
            yield _line(fields.name(item.field), str(value) if value else _("none"), "body", "auto")
        else:
            yield _line(fields.name("body"), article.body[:200], "body", "auto")
        yield _line("", own(reasons.say(item.reason)), "warning", base)
    if beginning := _beginning(one):
        yield _line(_("Begins"), beginning, "quiet", "auto")


def _beginning(one: ReviewRow) -> str:
    """The first line of the text."""
    lines = one.article.article.lines if one.article else ()
    return next((line.text[:400] for line in lines if line.kind == "body" and line.text), "")


def _line(label: str, text: str, kind: str, base: Base) -> Paragraph:
    return Paragraph(text, kind, base, label=label, indent=_LABEL_CELLS)
