"""The record pane: what is known of the open article, and from where, as rows one walks through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from store.article import StoredArticle
from tui import fields
from tui.commands.binding import bindings
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.widgets.ink import ink
from tui.widgets.paragraphs import Paragraph
from tui.widgets.record_relations import relation_rows
from tui.widgets.record_text import STATES, RecordRow, record_rows
from tui.widgets.selectable_text import SelectableText
from tui.widgets.wording import named

if TYPE_CHECKING:
    from store.articles.details import Details
    from store.articles.relations import Relations


class Record(SelectableText):
    """Fields with their state and evidence, tags, note and provenance of one article; one row is the chosen one."""

    BINDINGS = bindings("record")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "text--tags",
        "record--cursor",
        "record--cursor-blurred",
        "record--edge",
    }
    DEFAULT_CSS = """
    Record {
        & > .text--tags { color: $text-accent; }
        & > .record--cursor { background: $primary 38%; }
        & > .record--cursor-blurred { background: $primary 20%; }
        & > .record--edge { color: $text-warning; text-style: bold; }
    }
    """

    class RowReached(Message):
        """Another row is the chosen one."""

    class OfRow(Message):
        """Something is wanted of the chosen row."""

        def __init__(self, row: RecordRow) -> None:
            self.row = row
            super().__init__()

    class RowChosen(OfRow):
        """Enter was pressed on a row."""

    class HistoryAsked(OfRow):
        """The history of the row's field is wanted."""

    class BackAsked(OfRow):
        """The row's field is to be what its source says."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.article: StoredArticle | None = None
        self.details: Details | None = None
        self.relations: Relations | None = None
        self.rows: Sequence[RecordRow] = ()
        self.cursor = 0
        self._suggested: tuple[str, Sequence[RecordRow]] = ("", ())
        """An article's id, and the rows of what is suggested for it."""
        self._row_of: tuple[int, ...] = ()
        """The number of the row that each paragraph belongs to, as paragraphs are counted in `Paragraph.source`."""

    def open(
        self, stored: StoredArticle | None, details: Details | None = None, *, keep_place: bool = False
    ) -> None:
        """Show the record of this article, or nothing. The chosen row stays the same field in another article too."""
        chosen = self.row.id if self.row else ""
        if stored is None or details is None or details.id != stored.id:
            details = None
        self.article, self.details = stored, details
        self._list(chosen, keep_place=keep_place)

    def relate(self, relations: Relations) -> None:
        """Show what an article is related to, as long as it is the one shown."""
        self.relations = relations
        self._list(self.row.id if self.row else "", keep_place=True)

    def suggest(self, article: str, rows: Sequence[RecordRow]) -> None:
        """Show these rows of suggestions under the tags of this article, when and as long as it is the one shown."""
        before = self._suggested[1] if self._suggested[0] == article else ()
        self._suggested = (article, rows)
        if self.article is None or self.article.id != article or (not before and not rows):
            return
        chosen = self.row.id if self.row else ""
        known = [one.id for one in before]
        if chosen in known and all(one.id != chosen for one in rows):
            # The one that was taken or refused gives way to the one that followed it.
            place = min(known.index(chosen), len(rows) - 1)
            chosen = rows[place].id if rows else "tags"
        self._list(chosen, keep_place=True)

    def _list(self, chosen: str, *, keep_place: bool) -> None:
        rows = record_rows(self.article, self.details) if self.article else []
        if self.article and self._suggested[0] == self.article.id:
            after = next((number for number, one in enumerate(rows, 1) if one.id == "tags"), len(rows))
            rows[after:after] = self._suggested[1]
        if self.article and self.relations is not None and self.relations.id == self.article.id:
            rows += relation_rows(self.relations)
        self.put(rows, chosen, keep_place=keep_place)

    def put(self, rows: Sequence[RecordRow], chosen: str = "", *, keep_place: bool = False) -> None:
        """Show these rows, the one with this id chosen if there is one."""
        self.rows = rows
        paragraphs: list[Paragraph] = []
        row_of: list[int] = []
        for number, one in enumerate(rows):
            for paragraph in one.paragraphs:
                paragraphs.append(
                    Paragraph(
                        paragraph.text,
                        paragraph.kind,
                        paragraph.base,
                        paragraph.label,
                        paragraph.indent,
                        source=len(row_of),
                    )
                )
                row_of.append(number)
        self._row_of = tuple(row_of)
        self.cursor = next((number for number, one in enumerate(rows) if one.id == chosen), 0)
        self.show(paragraphs, keep_place=keep_place)
        if self.cursor:
            self.call_after_refresh(self.show_row)
        self.post_message(self.RowReached())

    @property
    def row(self) -> RecordRow | None:
        """The chosen row."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def place_text(self) -> str:
        """What the chosen row is, in words: the field and its state."""
        if self.row is None or not self.row.state:
            return ""
        return named(fields.name(self.row.field), _(STATES[self.row.state][1]))

    # Walking

    def choose(self, number: int) -> None:
        """Go to a row, or as far as there are rows."""
        number = max(0, min(number, len(self.rows) - 1))
        if number != self.cursor:
            self.cursor = number
            self.repaint()
            self.post_message(self.RowReached())
        self.show_row()

    def _extent(self, number: int) -> tuple[int, int]:
        """The rows of the screen that a row of the record takes: the first, and the one after the last."""
        paragraphs = self.paragraphs
        mine = [k for k, one in enumerate(paragraphs) if self._row_of[one.source] == number]
        if not mine or not self._flow.height:
            return 0, 0
        for index in mine:
            self._flow.lines(index)
        return self._flow.top(mine[0]), self._flow.top(mine[-1]) + len(self._flow.lines(mine[-1]))

    @property
    def row_read(self) -> int:
        """The first line of the chosen row that is on the screen."""
        return max(self._extent(self.cursor)[0], self.scroll_offset.y)

    def show_row(self) -> None:
        """Scroll so that the chosen row is seen, its beginning if it is too long."""
        height = self.scrollable_content_region.height
        if not height or not self.rows:
            return
        self._extent(self.cursor)
        self._grow()
        if (to := self._shown_from(self.cursor)) != self.scroll_offset.y:
            self.scroll_to(y=to, animate=False, force=True)

    def _hidden_part(self, step: int) -> bool:
        """Whether more of the chosen row comes into sight when the text moves by a line."""
        top, end = self._extent(self.cursor)
        at, height = self.scroll_offset.y, self.scrollable_content_region.height
        if end - top <= height:
            return False
        return end > at + height if step > 0 else top < at

    def action_line_down(self) -> None:
        """The next row; of a row longer than the screen, first its next line."""
        if self._hidden_part(1):
            super().action_line_down()
        else:
            self.choose(self.cursor + 1)

    def action_line_up(self) -> None:
        """The row before; of a row longer than the screen, first the line before."""
        if self._hidden_part(-1):
            super().action_line_up()
        else:
            self.choose(self.cursor - 1)

    def _choose_by_lines(self, lines: int) -> None:
        """The row so many lines of the screen away, or the last before it with which none is passed over unseen.

        Of a row longer than the screen, first its next lines.
        """
        height, at = self.scrollable_content_region.height, self.scroll_offset.y
        if not self._flow.height:
            return
        step = 1 if lines > 0 else -1
        top, end = self._extent(self.cursor)
        if self._hidden_part(step):
            self.scroll_to(y=min(max(at + lines, top), end - height), animate=False, force=True)
            return
        wanted = top + lines if lines < 0 else end - 1 + lines
        index, _part = self._flow.at(min(max(wanted, 0), self._flow.height - 1))
        number = self._row_of[self.paragraphs[index].source]
        while abs(number - self.cursor) > 1 and not at - height <= self._shown_from(number) <= at + height:
            number -= step
        self.choose(number)

    def _shown_from(self, number: int) -> int:
        """The line at the top of the pane when this row is chosen now."""
        height, at = self.scrollable_content_region.height, self.scroll_offset.y
        top, end = self._extent(number)
        if top < at or end - top >= height:
            return top
        return max(at, end - height)

    def action_screen_down(self) -> None:
        """A screenful further."""
        self._choose_by_lines(max(1, self.scrollable_content_region.height - 1))

    def action_screen_up(self) -> None:
        """A screenful back."""
        self._choose_by_lines(-max(1, self.scrollable_content_region.height - 1))

    def action_half_down(self) -> None:
        """Half a screen further."""
        self._choose_by_lines(max(1, self.scrollable_content_region.height // 2))

    def action_half_up(self) -> None:
        """Half a screen back."""
        self._choose_by_lines(-max(1, self.scrollable_content_region.height // 2))

    def action_first(self) -> None:
        """To the first row."""
        self.choose(0)

    def action_last(self) -> None:
        """To the last row."""
        self.choose(len(self.rows) - 1)

    async def on_click(self, event: events.Click) -> None:
        """A click chooses a row; two leave a word selected, or edit the field when they are on its name."""
        offset = event.get_content_offset(self)
        if offset is None or not self._flow.height:
            return
        index, _part = self._flow.at(self.scroll_offset.y + offset.y)
        paragraph = self.paragraphs[index]
        self.choose(self._row_of[paragraph.source])
        column = self.scrollable_content_region.width - 1 - offset.x if is_rtl() else offset.x
        if event.chain == 2 and column < paragraph.indent:
            self.unselect()
            self.action_edit_field()

    def on_resize(self) -> None:
        """Keep the chosen row in sight."""
        super().on_resize()
        self.show_row()

    # What the keys ask for

    def action_edit_field(self) -> None:
        """Edit the chosen field, or open what the row names."""
        if self.row is not None:
            self.post_message(self.RowChosen(self.row))

    def action_field_history(self) -> None:
        """The history of the chosen field."""
        if self.row is not None:
            self.post_message(self.HistoryAsked(self.row))

    def action_field_back(self) -> None:
        """Back to what the source says."""
        if self.row is not None:
            self.post_message(self.BackAsked(self.row))

    # Painting

    def on_focus(self) -> None:
        """The chosen row is stronger while the pane has the focus."""
        self.repaint()

    def on_blur(self) -> None:
        """And weaker when it has not."""
        self.repaint()

    def _strip(self, index: int, part: int, width: int) -> Strip:
        painted = super()._strip(index, part, width)
        paragraph = self.paragraphs[index]
        if self._row_of[paragraph.source] != self.cursor or not paragraph.indent:
            return painted
        name = "record--cursor" if self.has_focus else "record--cursor-blurred"
        behind = Style(bgcolor=self.get_component_rich_style(name).bgcolor)
        marked = Strip(list(Segment.apply_style(painted, post_style=behind)), painted.cell_length)
        # A sign as well as a colour: it is seen where colours are not.
        edge = Strip([Segment("▐" if is_rtl() else "▌", self.plain + ink(self, "record--edge") + behind)], 1)
        if is_rtl():
            return Strip.join([marked.crop(0, width - 1), edge])
        return Strip.join([edge, marked.crop(1, width)])
