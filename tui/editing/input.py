"""A line of input in any direction: value, cursor and selection stay logical, what is seen and pressed is visual.

The arrows go where they point; Backspace and Delete take a letter with its marks, of a lam-alef one letter; typing can
be taken back.
"""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.widgets.input import Selection

from tui.commands.binding import bindings
from tui.editing import caret
from tui.editing.caret import Direction, Stop
from tui.editing.input_view import InputView
from tui.editing.typed import typed
from tui.editing.undo import Edit, History
from tui.editing.words import last_begin, next_begin, word_at

__all__ = ["BidiInput", "typed"]


class BidiInput(InputView):
    """The keys, the clipboard and the mouse of a line of input."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("alt+left", "cursor_left_word"),
        ("alt+right", "cursor_right_word"),
        *bindings("box"),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._history: History[int] = History()
        self._edited = ""
        """The value the last edit led to. Another one was put in by the program, and is not taken back."""
        super().__init__(*args, **kwargs)

    # Moving, as the eye expects.

    def _places(self) -> tuple[list[Stop], int]:
        """Where the cursor can stand, from left to right, and the number of the place where it is."""
        shown = self.visual_line
        places = caret.stops(shown, len(self.value))
        return places, caret.stop_of(places, shown, self.cursor_position)

    def _go(self, index: int, *, select: bool) -> None:
        self.selection = Selection(self.selection.start if select else index, index)

    def _move(self, direction: Direction, *, select: bool) -> None:
        start, end = self.selection
        if not select and start != end:
            edge = max if direction > 0 else min
            self._go(edge(start, end, key=self.caret_x), select=False)
            return
        forward = (direction < 0) == self._runs_left()
        if not select and forward and self.cursor_at_end and self._completion:
            self.replace(self._suggestion, 0, end)
            return
        places, here = self._places() if self.value else ([], 0)
        beside = caret.beside(places, here, direction) if places else None
        if beside is not None:
            self._go(beside, select=select)

    def _move_word(self, direction: Direction, *, select: bool) -> None:
        if self.password:  # where words begin is nobody's business
            self._go(len(self.value) if (direction < 0) == self._runs_left() else 0, select=select)
        elif self.value:
            places, here = self._places()
            found = caret.word_beside(places, here, direction, self.value, outermost=True)
            self._go(self.cursor_position if found is None else found, select=select)

    def action_cursor_left(self, select: bool = False) -> None:
        """One cell to the left; accepts the completion where the text runs to the left."""
        self._move(-1, select=select)

    def action_cursor_right(self, select: bool = False) -> None:
        """One cell to the right; accepts the completion where the text runs to the right."""
        self._move(1, select=select)

    def action_cursor_left_word(self, select: bool = False) -> None:
        """To the next beginning of a word on the left."""
        self._move_word(-1, select=select)

    def action_cursor_right_word(self, select: bool = False) -> None:
        """To the next beginning of a word on the right."""
        self._move_word(1, select=select)

    def action_home(self, select: bool = False) -> None:
        """To the beginning of the value."""
        self._go(0, select=select)

    def action_end(self, select: bool = False) -> None:
        """Behind the value."""
        self._go(len(self.value), select=select)

    # Changing.

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a range by a text as `typed` gives it; a step that can be taken back."""
        before, old = self.selection, self.value
        start, end = sorted((max(0, start), min(len(old), end)))
        text = typed(text)
        super().replace(text, start, end)
        if self.value != old:
            if old != self._edited:
                self._history.clear()
            self._history.record(
                Edit(start, old[start:end], text, (before.start, before.end), start + len(text))
            )
            self._edited = self.value

    def action_undo_typing(self) -> None:
        """Take the last step of typing back."""
        if self.value != self._edited:
            return
        value = self.value
        edits = self._history.undo()
        for edit in edits:
            value = value[: edit.start] + edit.removed + value[edit.start + len(edit.inserted) :]
        if edits:
            self._edited = self.value = value
            self.selection = Selection(*edits[-1].before)

    def action_redo_typing(self) -> None:
        """Do it again."""
        if self.value != self._edited:
            return
        value = self.value
        edits = self._history.redo()
        for edit in edits:
            value = value[: edit.start] + edit.inserted + value[edit.start + len(edit.removed) :]
        if edits:
            self._edited = self.value = value
            self.cursor_position = edits[-1].after

    def _delete(self, other: int) -> None:
        """Delete the selection, or without one what is between the cursor and an index."""
        if self.selection.is_empty:
            self.delete(*sorted((self.cursor_position, other)))
        else:
            self.delete_selection()

    def action_delete_left(self) -> None:
        """Take the letter before the cursor with its marks; of a lam-alef the alef."""
        at = self.cursor_position
        self._delete(max(0, at - 1) if self.password else caret.erased_before(self.value, at))

    def action_delete_right(self) -> None:
        """Take the letter under the cursor with its marks; of a lam-alef the lam."""
        at = self.cursor_position
        self._delete(at + 1 if self.password else caret.erased_after(self.value, at))

    def action_delete_word(self) -> None:
        """Take all from the beginning of the word before the cursor."""
        self._delete(0 if self.password else last_begin(self.value, self.cursor_position))

    def action_delete_next_word(self) -> None:
        """Take all up to the beginning of the next word."""
        self._delete(len(self.value) if self.password else next_begin(self.value, self.cursor_position))

    def action_delete_to_start(self) -> None:
        """Take all before the cursor."""
        self._delete(0)

    def action_delete_to_end(self) -> None:
        """Take all from the cursor on."""
        self._delete(len(self.value))

    # The clipboard.

    def _on_paste(self, event: events.Paste) -> None:
        """All lines of what is pasted, as one line."""
        event.stop()
        event.prevent_default()
        if event.text:
            self.replace(event.text.strip("\r\n"), *self.selection)

    def action_copy_text(self) -> None:
        """Copy what is selected; without that, the key is for someone else."""
        if not self.selected_text or self.password:
            raise SkipAction
        self.app.copy_to_clipboard(typed(self.selected_text))

    def action_cut_text(self) -> None:
        """Copy what is selected and take it away."""
        self.action_copy_text()
        self.delete_selection()

    def action_paste_text(self) -> None:
        """Put what was copied here in place of what is selected."""
        self.replace(self.app.clipboard, *self.selection)

    # The mouse.

    def _point(self, selection: Selection) -> None:
        self._pointing = True
        self.selection = selection
        self._pointing = False

    def _index_under(self, event: events.MouseEvent) -> int:
        return self._cell_offset_to_index(event.get_content_offset_capture(self).x)

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        """The cursor goes under the mouse; with Shift, the selection reaches there."""
        event.prevent_default()
        self._pause_blink(visible=True)
        index = self._index_under(event)
        self._point(Selection(self.selection.start if event.shift else index, index))
        self._selecting = True
        self.capture_mouse()

    async def _on_mouse_move(self, event: events.MouseMove) -> None:
        """While the button is held, the selection reaches to the mouse."""
        event.prevent_default()
        if self._selecting:
            self._point(Selection(self.selection.start, self._index_under(event)))

    def on_click(self, event: events.Click) -> None:
        """Twice selects the word, three times everything."""
        if event.chain == 2 and not self.password:
            self._point(Selection(*word_at(self.value, self._index_under(event))))
        elif event.chain >= 2:
            self._point(Selection(0, len(self.value)))
