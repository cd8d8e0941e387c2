"""The list of what is to be checked: what was guessed is accepted with Enter, put right in the record, or left for later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from store import checking
from store.articles import missed
from tui.commands.binding import bindings
from tui.history import sentence
from tui.i18n import gettext as _
from tui.i18n import ngettext
from tui.screens.carrying_out import CarryingOutRows
from tui.screens.searching import steadily
from tui.widgets.bar import Bar
from tui.widgets.review_list import ReviewList, ReviewRow, explained
from tui.widgets.selectable_text import SelectableText
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, ltr

if TYPE_CHECKING:
    from store.archive import Archive
    from store.log.changes import Change

MOST = 500
"""Rows listed at once; when they are done with, the next ones come."""


class ReviewRead(Message):
    """What is to be checked was read: how many there are altogether, and the rows listed."""

    def __init__(self, total: int, rows: Sequence[ReviewRow]) -> None:
        self.total = total
        self.rows = rows
        super().__init__()


class ToFix(NamedTuple):
    """The article and the field that a person wants to put right. `decode` says that it is the encoding."""

    article: str
    field: str


class ReviewScreen(CarryingOutRows[ToFix]):
    """Articles in which something was guessed, and files that did not come in. Its result is what to put right."""

    AUTO_FOCUS = "ReviewList"
    BINDINGS = bindings("review")
    PANE = "review"
    DEFAULT_CSS = """
    ReviewScreen {
        & #review { height: 1fr; }
        & #review-reasons { height: 1fr; border-top: solid $primary; }
    }
    """

    def __init__(
        self, archive: Archive, changed: Callable[[Change], None], first: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.archive = archive
        self._changed = changed
        self._first = first
        """Ids of the articles that stand before all others: those of the import that just ended."""
        self._accepted = False
        """Whether something in it was said to be right."""
        self.list = ReviewList()

    def compose(self) -> ComposeResult:
        """The list, the reasons of the chosen row, what happened, keys."""
        with Vertical(classes="dialog"):
            yield Bar(id="review-title", classes="dialog-title")
            yield self.list
            yield SelectableText(id="review-reasons")
            yield Bar(id="review-remark", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Read what is to be checked."""
        self.query_one("#review-title", Bar).say(_("To be checked"))
        self._read()

    @work(thread=True, exclusive=True, group="review", exit_on_error=False)
    def _read(self) -> None:
        def read() -> ReviewRead:
            waiting = checking.waiting(self.archive, MOST, self._first)
            total, files = missed.files(self.archive, MOST)
            rows = [ReviewRow(article=one) for one in waiting.articles]
            rows += [ReviewRow(missed=one) for one in files]
            return ReviewRead(waiting.total + total, rows)

        self.post_message(steadily(read))

    @on(ReviewRead)
    def _show(self, event: ReviewRead) -> None:
        self.pending = False
        number = event.total
        title = ngettext("{count} to be checked", "{count} to be checked", number)
        self.query_one("#review-title", Bar).say(title.format(count=ltr(count(number))))
        self.list.put(event.rows, self.list.cursor)
        if not event.rows:
            clean = _("Nothing is to be checked: what is in the archive was read without guessing.")
            self.remark(_("That was all there was to be checked.") if self._accepted else clean)
        self._explain()

    @on(VirtualList.RowHighlighted)
    def _explain(self) -> None:
        one = self.list.chosen
        self.query_one("#review-reasons", SelectableText).show(tuple(explained(one)) if one else ())

    # What is done with a row

    def action_mark_review(self) -> None:
        """Mark the row, or take its mark away, and go to the next."""
        if (one := self.list.chosen) is not None:
            self.list.marked ^= {one.id}
            self.list.redraw()
            self.list.move(1)

    def action_skip_review(self) -> None:
        """Leave it for later: to the row below."""
        self.list.move(1)

    @on(VirtualList.RowChosen)
    def action_accept_review(self) -> None:
        """Accept the chosen row, or all that are marked."""
        rows = [one for one in self.list.rows if one.id in self.list.marked]
        if not rows and self.list.chosen is not None:
            rows = [self.list.chosen]
        if self.archive.read_only:
            self.remark(_("The archive is read-only."))
        elif rows and not self.pending:
            self.carry_out(partial(self._accept, rows))

    def _accept(self, rows: Sequence[ReviewRow]) -> Change | None:
        change = None
        if ids := [one.article.id for one in rows if one.article]:
            change = checking.accept(self.archive, ids)
        if paths := [one.missed.path for one in rows if one.missed]:
            missed.seen(self.archive, paths)
        return change

    def carried_out(self, change: Change | None) -> None:
        """Say what was accepted, and read the list anew before the next key is about it."""
        if change is not None:
            self._accepted = True
            self.remark(sentence(change))
            self._changed(change)
        self.pending = True
        self._read()

    def action_fix_review(self) -> None:
        """Go to the record of the article, and edit the first field in doubt."""
        one = self.list.chosen
        if one is None:
            return
        if one.article is None:
            self.remark(_("This file is not in the archive; Enter takes it off the list."))
            return
        self.dismiss(ToFix(one.article.id, one.article.article.review[0].field))
