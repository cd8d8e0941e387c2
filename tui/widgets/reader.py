"""The reading pane: one article, the found words marked in it, and the way from one to the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.message import Message

from store.article import StoredArticle
from tui.bidi.paint import Span
from tui.commands.binding import bindings
from tui.widgets.article_text import ArticleText, article_text, tag_at
from tui.widgets.selectable_text import SelectableText


class Reader(SelectableText):
    """An article in a measure one likes to read. Which words are marked comes from outside, as spans of `searched`."""

    BINDINGS = bindings("reader")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"text--furniture", "text--tags", "text--evidence"}
    DEFAULT_CSS = """
    Reader {
        & > .text--furniture { color: $text-disabled; }
        & > .text--tags { color: $text-accent; }
        & > .text--evidence { color: black; background: $primary-lighten-3; text-style: underline; }
    }
    """

    class TextShown(Message):
        """Another text is shown; its words can be looked for in `searched`. `serial` grows with every text."""

        def __init__(self, serial: int, searched: str) -> None:
            self.serial = serial
            self.searched = searched
            super().__init__()

    class MatchReached(Message):
        """The reader came to match number `number` of `total`; 0 of 0 where there is none."""

        def __init__(self, number: int, total: int) -> None:
            self.number = number
            self.total = total
            super().__init__()

    class NeighbourAsked(Message):
        """The article on the left or on the right is wanted; which one that is depends on the direction of the interface."""

        def __init__(self, to_left: bool) -> None:
            self.to_left = to_left
            super().__init__()

    class TagClicked(Message):
        """A tag of the article was clicked."""

        def __init__(self, tag: str) -> None:
            self.tag = tag
            super().__init__()

    class FindAsked(Message):
        """Words are to be found in this text."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.article: StoredArticle | None = None
        self.matches: list[tuple[int, int]] = []
        self.evidence: Sequence[tuple[int, int]] = ()
        """Words that something else on the screen stands on, spans of the text as `matches` are."""
        self.furniture = False
        self.original: ArticleText | None = None
        """The original as it is stored, while that is shown in place of the article."""
        self._current = -1
        self._serial = 0

    def open(self, stored: StoredArticle | None, *, keep_place: bool = False) -> None:
        """Show this article, or nothing. The place is kept where it is the same one with other tags."""
        if stored is None or self.article is None or stored.id != self.article.id:
            self.original = None
        self.article = stored
        self._show(keep_place=keep_place)

    def show_furniture(self, on: bool) -> None:
        """Show or hide the lines around the text."""
        self.furniture = on
        self._show(keep_place=True)

    def show_original(self, original: ArticleText | None) -> None:
        """Show the original as it is stored, or with None the article again."""
        self.original = original
        self._show(keep_place=False)

    def _show(self, *, keep_place: bool) -> None:
        self._serial += 1
        if self.article is None:
            self.matches = []
            self.show(())
            self.post_message(self.MatchReached(0, 0))
            return
        text = self.original or article_text(self.article, furniture=self.furniture)
        if not keep_place:
            self._current = -1
            self.matches = []
            self.evidence = ()
        self.show(text.paragraphs, keep_place=keep_place)
        self.post_message(self.TextShown(self._serial, text.searched))

    @property
    def place(self) -> tuple[int, int]:
        """The paragraph at the top, and which of its rows."""
        return self._flow.at(self.scroll_offset.y) if self._flow.height else (0, 0)

    def go_to(self, place: tuple[int, int]) -> None:
        """Scroll to such a place."""
        index, row = place
        if self._flow.height and index < len(self.paragraphs):
            self.scroll_to(y=self._flow.top(index) + row, animate=False, force=True)

    @property
    def text_place(self) -> int:
        """Where in the text the first row on the screen begins, in characters; 0 at the beginning."""
        return max(0, self._place()) if self.scroll_offset.y else 0

    def go_to_text_place(self, place: int) -> None:
        """Scroll to such a place."""
        if self._flow.height:
            row = self._row_of_place(place)
            self._lay_out_visible(row)  # or the text would seem to end before
            self.scroll_to(y=row, animate=False, force=True)

    def mark(self, serial: int, matches: Sequence[tuple[int, int]]) -> None:
        """Mark these words, spans of the text numbered `serial`; those of an earlier text are too late."""
        if serial != self._serial:
            return
        if (found := sorted(matches)) != self.matches:
            self.matches = found
            self._current = min(self._current, len(found) - 1)
            self.repaint()
        self.post_message(self.MatchReached(self._current + 1, len(self.matches)))

    @property
    def serial(self) -> int:
        """The number of the text shown."""
        return self._serial

    def spans_of(self, index: int, start: int, end: int) -> list[Span]:
        """The marked words among the characters [start, end) of a paragraph."""
        paragraph = self.paragraphs[index]
        if paragraph.start < 0 or not (self.matches or self.evidence):
            return []
        plain = self.get_component_rich_style("text--match")
        current = self.get_component_rich_style("text--current-match")
        begin = paragraph.start
        evident = self.get_component_rich_style("text--evidence")
        spans = [
            Span(max(first - begin, start), min(last - begin, end), evident)
            for first, last in self.evidence
            if first < begin + end and last > begin + start
        ]
        number = max(0, bisect_right(self.matches, (begin + start, begin + start)) - 1)
        while number < len(self.matches) and self.matches[number][0] < begin + end:
            first, last = self.matches[number]
            if last > begin + start:
                style = current if number == self._current else plain
                spans.append(Span(max(first - begin, start), min(last - begin, end), style))
            number += 1
        return spans

    def point_at(self, evidence: Sequence[tuple[int, int]]) -> None:
        """Mark these words, and scroll to the first if it is not seen; none to mark nothing."""
        if list(evidence) == list(self.evidence):
            return
        self.evidence = evidence
        self.repaint()
        if evidence and (place := self._paragraph_of(evidence[0][0])) is not None:
            self.show_character(*place)

    def is_last(self, by: int) -> bool:
        """Whether no match of this text is further on."""
        return not self.matches or self._current == (len(self.matches) - 1 if by > 0 else 0)

    def step_near(self) -> None:
        """Go to the first match from the top of the screen on."""
        if self.matches:
            place = self._place() if self.scroll_offset.y else 0
            self._current = bisect_right(self.matches, (place, -1)) - 1
            self.step(1)

    def step(self, by: int) -> None:
        """Go to the match so many further, round the end; the first time to the first one."""
        if not self.matches:
            return
        if self._current < 0:
            self._current = 0 if by > 0 else len(self.matches) - 1
        else:
            self._current = (self._current + by) % len(self.matches)
        if (place := self._current_place()) is not None:
            self.show_character(*place)
        self.repaint()
        self.post_message(self.MatchReached(self._current + 1, len(self.matches)))

    def _current_place(self) -> tuple[int, int] | None:
        """The paragraph and the character in it where the match begins that was gone to."""
        if not 0 <= self._current < len(self.matches):
            return None
        return self._paragraph_of(self.matches[self._current][0])

    def _paragraph_of(self, at: int) -> tuple[int, int] | None:
        """The paragraph in which this character of the text is, and where in it."""
        for index, paragraph in enumerate(self.paragraphs):
            if 0 <= paragraph.start <= at <= paragraph.start + len(paragraph.text):
                return index, at - paragraph.start
        return None

    def _row_of_match(self) -> int | None:
        """The row of the match that was gone to, while it is seen."""
        top = self.scroll_offset.y
        if self._flow.height and (place := self._current_place()) is not None:
            row = self._flow.row_of(*place)
            if top <= row < top + self.scrollable_content_region.height:
                return row
        return None

    @property
    def row_read(self) -> int:
        """The row of the match that was gone to, otherwise the first on the screen."""
        row = self._row_of_match()
        return super().row_read if row is None else row

    def row_to_begin(self, step: int) -> int:
        """The row of the match that was gone to: what was looked for is what is quoted."""
        row = self._row_of_match()
        return super().row_to_begin(step) if row is None else row

    def on_click(self, event: events.Click) -> None:
        """A click on a tag asks for its articles; where something was dragged over, it was no click."""
        offset = event.get_content_offset(self)
        if offset is None or event.chain != 1 or event.button != 1 or not self._flow.height:
            return
        place, end = self._under(offset)
        if self.article is None or self.selected is not None or place == end:
            return
        if self.paragraphs[place.paragraph].kind == "tags":
            tag = tag_at(self.article, place.offset)
            if tag is not None:
                event.stop()
                self.post_message(self.TagClicked(tag))

    def action_find_in_text(self) -> None:
        """Find words in this text."""
        self.post_message(self.FindAsked())

    def action_article_left(self) -> None:
        """The neighbour on the left."""
        self.post_message(self.NeighbourAsked(to_left=True))

    def action_article_right(self) -> None:
        """The neighbour on the right."""
        self.post_message(self.NeighbourAsked(to_left=False))
