"""Editing a text of several paragraphs: cursor, selection, moves by the eye, changes, undo. No screen is needed for it.

Values are logical; what a key does is visual where the key is (arrows, Home, End, Page Down) and logical where it is not
(Backspace, Delete, deleting words).
"""

from __future__ import annotations

from collections.abc import Callable

from tui.bidi.cells import VisualLine
from tui.editing import caret
from tui.editing.area_rows import Rows, Side
from tui.editing.area_text import AreaText, Place, behind
from tui.editing.caret import Direction, Stop
from tui.editing.typed import typed_lines
from tui.editing.undo import Edit, History
from tui.editing.words import begins, last_begin, next_begin, word_at


class AreaEditor:
    """A text, the rows it is shown in, and what is selected: all between `anchor` and `cursor`."""

    def __init__(self, text: str = "", width: int = 80, neutral: Callable[[], Side] = lambda: "ltr") -> None:
        self.read_only = False
        self._neutral = neutral
        self.history: History[Place] = History()
        self.version = 0
        """Counts the changes of the text."""
        self.put(text, width)

    def put(self, text: str, width: int) -> None:
        """Edit another text, from its beginning. What was done before can't be taken back."""
        self.document = AreaText(text)
        self.rows = Rows(self.document, width, self._neutral)
        self.history.clear()
        self.version += 1
        self.anchor = self.cursor = Place(0, 0)
        self._goal: int | None = None

    def fit(self, width: int) -> None:
        """Show it in rows of another width."""
        if width != self.rows.width:
            self.rows = Rows(self.document, width, self._neutral)
            self._goal = None

    # The selection

    @property
    def selection(self) -> tuple[Place, Place]:
        """From the first place to the last; the same place twice where nothing is selected."""
        return min(self.anchor, self.cursor), max(self.anchor, self.cursor)

    @property
    def selected(self) -> str:
        """The selected text."""
        return self.document.between(*self.selection)

    def go(self, place: Place, *, select: bool = False) -> None:
        """Put the cursor there; with `select`, the selection reaches there."""
        self.cursor = self.document.inside(place)
        if not select:
            self.anchor = self.cursor
        self._goal = None

    def select(self, start: Place, end: Place) -> None:
        """Select from one place to another; the cursor is at the second."""
        self.anchor, self.cursor = self.document.inside(start), self.document.inside(end)
        self._goal = None

    def select_all(self) -> None:
        """Select everything."""
        self.select(Place(0, 0), self.document.end)

    def select_word(self, place: Place) -> None:
        """Select the word at a place."""
        number, index = self.document.inside(place)
        first, last = word_at(self.document.paragraphs[number], index)
        self.select(Place(number, first), Place(number, last))

    def select_paragraph(self, place: Place) -> None:
        """Select the paragraph at a place."""
        number = self.document.inside(place).paragraph
        self.select(Place(number, 0), Place(number, len(self.document.paragraphs[number])))

    # Where the cursor is on the screen

    def row_line(self, number: int, row: int) -> tuple[VisualLine, list[Stop]]:
        """A row of a paragraph and the places on it."""
        line = self.rows.line(number, row)
        last = self.rows.is_last(number, row)
        return line, caret.stops(line, len(self.document.paragraphs[number]) if last else None)

    def seat(self, place: Place) -> tuple[int, int]:
        """The column and the row, of all rows, where the cursor is drawn at a place."""
        number, index = place
        row = self.rows.row_of(number, index)
        line, places = self.row_line(number, row)
        x = places[caret.stop_of(places, line, index)].x
        return self.rows.left(line) + x, self.rows.top(number) + row

    def place_at(self, x: int, y: int) -> Place:
        """The place at a column of a row; above the first row the beginning, under the last one the end."""
        if y < 0:
            return Place(0, 0)
        if y >= self.rows.total:
            return self.document.end
        number, row = self.rows.at(y)
        line, places = self.row_line(number, row)
        return Place(number, caret.nearest(places, line, x - self.rows.left(line)))

    # Moving

    def move(self, direction: Direction, *, select: bool = False) -> None:
        """One place to the left or to the right; from the edge of a row on to the row before or after."""
        if not select and self.anchor != self.cursor:
            # What is selected ends on that side: there.
            edge = max if direction > 0 else min
            self.go(
                edge(self.selection, key=lambda place: self.seat(place)[0])
                if self._on_one_row()
                else self._edge(direction)
            )
            return
        number, index = self.cursor
        row = self.rows.row_of(number, index)
        line, places = self.row_line(number, row)
        beside = caret.beside(places, caret.stop_of(places, line, index), direction)
        if beside is not None:
            self.go(Place(number, beside), select=select)
        else:
            self._to_row_beside(direction, select=select)

    def _on_one_row(self) -> bool:
        return self.seat(self.anchor)[1] == self.seat(self.cursor)[1]

    def _edge(self, direction: Direction) -> Place:
        """The end of a selection of several rows that lies in a direction, as its paragraphs run."""
        start, end = self.selection
        runs_left = self.rows.base(self.cursor.paragraph) == "rtl"
        return start if (direction > 0) == runs_left else end

    def move_word(self, direction: Direction, *, select: bool = False) -> None:
        """To the next beginning of a word on that side."""
        number, index = self.cursor
        row = self.rows.row_of(number, index)
        line, places = self.row_line(number, row)
        text = self.document.paragraphs[number]
        at = caret.stop_of(places, line, index)
        found = caret.word_beside(places, at, direction, text, outermost=True)
        if found is not None:
            self.go(Place(number, found), select=select)
            return
        before = self.cursor
        self._to_row_beside(direction, select=select)
        # Between words, or inside one that is longer than a row: on to the first beginning.
        number, index = self.cursor
        text = self.document.paragraphs[number]
        if self.cursor != before and index not in (0, len(text)) and not begins(text, index):
            line, places = self.row_line(number, self.rows.row_of(number, index))
            at = caret.stop_of(places, line, index)
            found = caret.word_beside(places, at, direction, text, outermost=True)
            if found is not None:
                self.go(Place(number, found), select=select)

    def _to_row_beside(self, direction: Direction, *, select: bool) -> None:
        """From a row's edge: forward to where the next row begins, or back to where the one before ends."""
        number, index = self.cursor
        row = self.rows.row_of(number, index)
        forward = (direction < 0) == self.rows.line(number, row).rtl
        if forward and self.rows.is_last(number, row):
            number, row = number + 1, 0
        elif forward:
            row += 1
        elif row:
            row -= 1
        else:
            number -= 1
            row = self.rows.height(number) - 1 if number >= 0 else 0
        if 0 <= number < len(self.document.paragraphs):
            line, places = self.row_line(number, row)
            first = places[-1 if forward == line.rtl else 0]
            self.go(Place(number, first.offset), select=select)
        else:
            self.go(self.cursor, select=select)

    def move_rows(self, rows: int, *, select: bool = False) -> None:
        """So many rows down, or up if negative, in the column one came from; beyond, to the very end or beginning."""
        x, y = self.seat(self.cursor)
        goal = x if self._goal is None else self._goal
        self.go(self.place_at(goal, y + rows), select=select)
        self._goal = goal

    def row_start(self, *, select: bool = False) -> None:
        """To the beginning of the row; from there, of the paragraph."""
        number, index = self.cursor
        line = self.rows.line(number, self.rows.row_of(number, index))
        self.go(Place(number, line.start if index != line.start else 0), select=select)

    def row_end(self, *, select: bool = False) -> None:
        """To the end of the row; from there, of the paragraph."""
        number, index = self.cursor
        _, places = self.row_line(number, self.rows.row_of(number, index))
        last = max(stop.offset for stop in places)
        text = self.document.paragraphs[number]
        self.go(Place(number, last if index != last else len(text)), select=select)

    # Changing

    def replace(self, start: Place, end: Place, text: str) -> None:
        """Put a text in another's place, as one step; the cursor stands behind it. Nothing if it may only be read."""
        removed = self.document.between(start, end)
        if self.read_only:
            return
        if removed == text:
            self.go(end)
            return
        before = (self.anchor, self.cursor)
        after = self._swap(start, end, text)
        self.history.record(Edit(start, removed, text, before, after))
        self.go(after)

    def _swap(self, start: Place, end: Place, text: str) -> Place:
        after = self.document.replace(start, end, text)
        self.version += 1
        self.rows.replaced(
            start.paragraph, end.paragraph - start.paragraph + 1, after.paragraph - start.paragraph + 1
        )
        return after

    def insert(self, text: str) -> None:
        """Type or paste over the selection, as `typed_lines` gives it."""
        self.replace(*self.selection, typed_lines(text))

    def _delete(self, other: Place) -> None:
        """Delete the selection, or without one what is between the cursor and a place."""
        if self.anchor != self.cursor:
            self.replace(*self.selection, "")
        else:
            self.replace(min(self.cursor, other), max(self.cursor, other), "")

    def delete_before(self) -> None:
        """Take the letter before the cursor with its marks, or the end of the paragraph before."""
        number, index = self.cursor
        self._delete(
            Place(number, caret.erased_before(self.document.paragraphs[number], index))
            if index
            else self._before(number)
        )

    def delete_after(self) -> None:
        """Take the letter under the cursor with its marks, or the end of the paragraph."""
        number, index = self.cursor
        text = self.document.paragraphs[number]
        self._delete(
            Place(number, caret.erased_after(text, index)) if index < len(text) else self._after(number)
        )

    def delete_word_before(self) -> None:
        """Take all from the beginning of the word before the cursor."""
        number, index = self.cursor
        text = self.document.paragraphs[number]
        self._delete(Place(number, last_begin(text, index)) if index else self._before(number))

    def delete_word_after(self) -> None:
        """Take all up to the beginning of the next word."""
        number, index = self.cursor
        text = self.document.paragraphs[number]
        self._delete(Place(number, next_begin(text, index)) if index < len(text) else self._after(number))

    def delete_to_start(self) -> None:
        """Take all from the beginning of the paragraph."""
        number, index = self.cursor
        self._delete(Place(number, 0) if index else self._before(number))

    def delete_to_end(self) -> None:
        """Take all to the end of the paragraph."""
        number, index = self.cursor
        length = len(self.document.paragraphs[number])
        self._delete(Place(number, length) if index < length else self._after(number))

    def _before(self, number: int) -> Place:
        return Place(number - 1, len(self.document.paragraphs[number - 1])) if number else Place(0, 0)

    def _after(self, number: int) -> Place:
        return (
            self.document.inside(Place(number + 1, 0))
            if self.document.end.paragraph > number
            else self.cursor
        )

    # Taking back

    def undo(self) -> bool:
        """Take the last step back; what was selected before it is selected again. False if there is none."""
        edits = [] if self.read_only else self.history.undo()
        for edit in edits:
            self._swap(edit.start, behind(edit.start, edit.inserted), edit.removed)
            self.select(*edit.before)
        return bool(edits)

    def redo(self) -> bool:
        """Do the step again that was taken back last. False if there is none."""
        edits = [] if self.read_only else self.history.redo()
        for edit in edits:
            self._swap(edit.start, behind(edit.start, edit.removed), edit.inserted)
            self.go(edit.after)
        return bool(edits)
