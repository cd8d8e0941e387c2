"""Reading in the browser: the article under the cursor, its found words and its record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from store.article import StoredArticle
from store.errors import ArchiveError, NoSuchArticle
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.screens.record_reading import RecordReadingScreen
from tui.screens.searching import steadily
from tui.widgets.article_text import ArticleText, article_text, repeated_lines
from tui.widgets.reader import Reader
from tui.widgets.results import Results
from tui.widgets.wording import count, failure

if TYPE_CHECKING:
    from store.articles.details import Details
    from store.finding.query import Query


_WALKED = 100
"""Articles without a match that are passed over in search of one."""
_AT_ONCE = 20_000
"""Characters in which the words of the search are found before the text is shown: in some milliseconds."""


class MatchesFound(Message):
    """The words of a search were found in the text `serial` of the reader; `asked` is that text and the search.

    `hidden` is whether they stand only in lines that the article's source repeats, which are not shown.
    """

    def __init__(
        self,
        serial: int,
        matches: Sequence[tuple[int, int]],
        asked: tuple[str, Query] | None = None,
        *,
        hidden: bool = False,
    ) -> None:
        self.serial = serial
        self.matches = matches
        self.asked = asked
        self.hidden = hidden
        super().__init__()


class ArticleRead(Message):
    """The article was read from the archive, where the record is shown with its details; None if it is not there any more."""

    def __init__(
        self,
        docid: int,
        stored: StoredArticle | None,
        details: Details | None = None,
        matched: MatchesFound | None = None,
    ) -> None:
        self.docid = docid
        self.stored = stored
        self.details = details
        self.matched = matched
        """The words of the search, found already; None for a long text, which is shown first."""
        super().__init__()


class OriginalRead(Message):
    """The original of an article was read, as paragraphs."""

    def __init__(self, article: str, text: ArticleText) -> None:
        self.article = article
        self.text = text
        super().__init__()


class ReadingScreen(RecordReadingScreen):
    """The part of the browser that shows the article under the cursor."""

    _match = (0, 0)

    def hits_shown(self) -> None:
        """Show the article the cursor is on now."""
        self.show_article()

    @on(Results.RowHighlighted, "#results")
    def _follow_cursor(self, event: Results.RowHighlighted) -> None:
        event.stop()
        self._show_numbers()
        self.show_article()

    def show_article(self, *, again: bool = False) -> None:
        """Show the article under the cursor. With `again`, also if it is shown already: something in it changed."""
        docid = self.results.docid
        shown = self.reader.article
        if docid is None:
            self._show_article(None)
        elif again or shown is None or shown.docid != docid:
            self._read(docid)
        else:
            self._find_matches(self.reader.serial)

    @work(thread=True, exclusive=True, group="article", exit_on_error=False)
    def _read(self, docid: int) -> None:
        stored, details, matched = None, None, None
        try:
            stored = steadily(lambda: self.archive.article_by_docid(docid))
            if self.shows_record:
                details = steadily(partial(self._details_of, stored.id))
            matched = self._matched(stored)
        except NoSuchArticle:
            pass
        if not get_current_worker().is_cancelled:
            self.post_message(ArticleRead(docid, stored, details, matched))

    def _matched(self, stored: StoredArticle) -> MatchesFound | None:
        """The words of the search in an article that is about to be shown, so that it is painted once."""
        query = self.shown_query
        if query is None or query.is_empty:
            return None
        searched = article_text(stored, furniture=self.reader.furniture).searched
        if len(searched) > _AT_ONCE:
            return None
        matches = steadily(lambda: self.archive.match_spans(searched, query))
        repeated = "" if matches or self.reader.furniture else repeated_lines(stored)
        hidden = bool(repeated) and bool(steadily(lambda: self.archive.match_spans(repeated, query)))
        return MatchesFound(0, matches, (searched, query), hidden=hidden)

    @on(ArticleRead)
    def _article_read(self, event: ArticleRead) -> None:
        # Where a new date moved it to another place, the search that is under way finds it again.
        if event.docid == self.results.docid and (event.stored is not None or not self.pending):
            self._matches = event.matched
            self._show_article(event.stored, event.details)

    def _show_article(self, stored: StoredArticle | None, details: Details | None = None) -> None:
        before = self.reader.article
        same = before is not None and stored is not None and before.id == stored.id
        if not same:
            self.article_opens()
        self.reader.open(stored, keep_place=same)
        self.record.open(stored, details, keep_place=same)
        if self.shows_record and details is None:
            self._want_details()
        elif self.shows_record:
            self._want_relations()
        self.refresh_footer()
        self.article_shown()

    def article_opens(self) -> None:
        """Called before another article is shown."""

    def article_shown(self) -> None:
        """Called when another article is shown, or the same one with other tags."""

    # Found words

    @on(Reader.TextShown)
    def _text_shown(self, event: Reader.TextShown) -> None:
        self._searched = event.searched
        self._find_matches(event.serial)

    def _find_matches(self, serial: int) -> None:
        if self.shown_query is None or self.shown_query.is_empty:
            self._arriving = 0
            self.reader.mark(serial, ())
            self._matches_hide(hidden=False)
        elif (known := self._matches) is not None and known.asked == (self._searched, self.shown_query):
            self._matches_found(MatchesFound(serial, known.matches, hidden=known.hidden))
        elif self._searched:
            self._match_words(serial, self._searched, self.shown_query)

    matches_are_hidden = False
    """Whether the words of the search stand only in lines of the article that are not shown."""
    _searched = ""
    _matches: MatchesFound | None = None
    """The words found in the article that was read last."""

    @work(thread=True, exclusive=True, group="matches", exit_on_error=False)
    def _match_words(self, serial: int, text: str, query: Query) -> None:
        matches = steadily(lambda: self.archive.match_spans(text, query))
        if not get_current_worker().is_cancelled:
            self.post_message(MatchesFound(serial, matches))

    @on(MatchesFound)
    def _matches_found(self, event: MatchesFound) -> None:
        self.reader.mark(event.serial, event.matches)
        if event.serial == self.reader.serial:
            self._matches_hide(hidden=event.hidden)
        if self._arriving and event.serial == self.reader.serial:
            if event.matches:
                step, self._arriving = self._arriving, 0
                self._go_to_match(step)
            else:
                self._walk_on()

    def _matches_hide(self, *, hidden: bool) -> None:
        if hidden != self.matches_are_hidden:
            self.matches_are_hidden = hidden
            self.say_at_rest()

    def say_at_rest(self) -> None:
        """Called when what is always good to know has changed."""

    @on(Reader.MatchReached)
    def _match_reached(self, event: Reader.MatchReached) -> None:
        self._match = (event.number, event.total)
        place = f"{count(event.number)}/{count(event.total)}" if event.total else ""
        self.title_of("reader", _("Text"), place)
        self.refresh_footer()

    def action_next_match(self) -> None:
        """To the next found word."""
        if self.allowed("next_match"):
            self._step_match(1)

    def action_previous_match(self) -> None:
        """To the found word before."""
        if self.allowed("previous_match"):
            self._step_match(-1)

    def _step_match(self, step: int) -> None:
        """To the match beside; from the last one of an article into the next article that has one."""
        if self.steps_out and not self._asks_for_words:
            self.notice.tell(_("The search asks for no word: only filters narrow the results."))
        elif self.steps_out and self.reader.is_last(step):
            self._arriving, self._walked = step, 0
            self._walk_on()
        else:
            self._go_to_match(step)

    @property
    def _asks_for_words(self) -> bool:
        """Whether some article may have a match; filters alone find articles without one."""
        return self.shown_query is not None and next(self.shown_query.leaves(), None) is not None

    @property
    def steps_out(self) -> bool:
        """Whether matches are stepped through from article to article."""
        return self.results.count > 1 and self.reader.original is None

    _arriving = 0
    """The direction in which an article with a match is looked for; 0 for none."""
    _walked = 0

    def _walk_on(self) -> None:
        """To the next article, unless there is none or many had nothing."""
        before = self.results.cursor
        self._walked += 1
        if self._walked <= _WALKED:
            self.results.move(self._arriving)
        if self.results.cursor == before:
            self._arriving = 0
            self.notice.tell(_("There is no match further on."))

    @property
    def pending(self) -> bool:
        """Whether the results are being looked for, or an article with a match."""
        return super().pending or self._arriving != 0

    def _go_to_match(self, step: int) -> None:
        if self.is_narrow and self.pane != "reader":
            self.go("reader")
        self.call_after_refresh(self.reader.step, step)

    # Articles

    @on(Results.RowChosen, "#results")
    def _open(self, event: Results.RowChosen) -> None:
        event.stop()
        if not self.take_suggestion() and self.allowed("open"):
            self.go("reader")

    def action_next_article(self) -> None:
        """The next article of the results, without going back to them."""
        if self.allowed("next_article"):
            self.results.move(1)

    def action_previous_article(self) -> None:
        """The article before in the results."""
        if self.allowed("previous_article"):
            self.results.move(-1)

    @on(Reader.NeighbourAsked)
    def _neighbour(self, event: Reader.NeighbourAsked) -> None:
        self.results.move(1 if event.to_left == is_rtl() else -1)

    # Ways of reading

    def action_show_original(self) -> None:
        """Show the original as it is stored, or the article again."""
        stored = self.reader.article
        if not self.allowed("show_original") or stored is None:
            return
        if self.reader.original is not None:
            self.reader.show_original(None)
            self.notice.tell(_("The article is shown again."))
        else:
            self._read_original(stored)

    @work(thread=True, exclusive=True, group="original", exit_on_error=False)
    def _read_original(self, stored: StoredArticle) -> None:
        from tui.widgets.original_text import original_text  # noqa: PLC0415 - seldom

        try:
            data = steadily(lambda: self.archive.original(stored.id))
        except ArchiveError as error:
            self.app.call_from_thread(self.notice.tell, failure(error), warning=True)
        else:
            self.post_message(OriginalRead(stored.id, original_text(data, stored.provenance[0])))

    @on(OriginalRead)
    def _show_original(self, event: OriginalRead) -> None:
        if self.reader.article is not None and self.reader.article.id == event.article:
            self.reader.show_original(event.text)
            if self.is_narrow and self.pane != "reader":
                self.go("reader")

    def action_toggle_furniture(self) -> None:
        """Show or hide the lines around the text."""
        if self.allowed("toggle_furniture"):
            self.reader.show_furniture(not self.reader.furniture)
            on = self.reader.furniture
            self.notice.tell(_("All lines are shown.") if on else _("Lines around the text are hidden."))

    def action_toggle_harakat(self) -> None:
        """Show or hide harakat."""
        if self.allowed("toggle_harakat"):
            self.reader.show_marks(not self.reader.marks)
            on = self.reader.marks
            self.notice.tell(_("Vowel signs are shown.") if on else _("Vowel signs are hidden."))
