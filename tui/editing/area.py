"""A box of several lines to type in, in any direction: what is seen and pressed is visual, what is kept is logical."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType

from tui.commands.binding import bindings
from tui.editing.area_text import Place
from tui.editing.area_view import AreaView
from tui.editing.typed import typed_lines


class BidiTextArea(AreaView, inherit_bindings=False):
    """The keys, the clipboard and the mouse of a text that is being edited. The arrows go where they point."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("left", "step(-1)"),
        ("right", "step(1)"),
        ("shift+left", "step(-1, True)"),
        ("shift+right", "step(1, True)"),
        ("ctrl+left,alt+left", "word(-1)"),
        ("ctrl+right,alt+right", "word(1)"),
        ("ctrl+shift+left", "word(-1, True)"),
        ("ctrl+shift+right", "word(1, True)"),
        ("up", "rows(-1)"),
        ("down", "rows(1)"),
        ("shift+up", "rows(-1, True)"),
        ("shift+down", "rows(1, True)"),
        ("pageup", "pages(-1)"),
        ("pagedown", "pages(1)"),
        ("shift+pageup", "pages(-1, True)"),
        ("shift+pagedown", "pages(1, True)"),
        ("home", "row_start"),
        ("end,ctrl+e", "row_end"),
        ("shift+home", "row_start(True)"),
        ("shift+end", "row_end(True)"),
        ("ctrl+home", "beginning"),
        ("ctrl+end", "end"),
        ("ctrl+shift+home", "beginning(True)"),
        ("ctrl+shift+end", "end(True)"),
        ("enter", "new_paragraph"),
        ("backspace", "delete_before"),
        ("delete,ctrl+d", "delete_after"),
        *bindings("box"),
    ]

    _selecting = False
    """Whether the mouse is held down."""

    # Keys

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's signature
        """Every letter is typed, whatever command it is elsewhere."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Type a letter."""
        if event.is_printable and event.character is not None:
            event.stop()
            event.prevent_default()
            self.editor.insert(event.character)
            self.show_change()

    def on_paste(self, event: events.Paste) -> None:
        """Type all that is pasted."""
        event.stop()
        event.prevent_default()
        self.editor.insert(event.text)
        self.show_change()

    def action_step(self, direction: int, select: bool = False) -> None:
        """One letter to the left (-1) or to the right (1)."""
        self.editor.move(1 if direction > 0 else -1, select=select)
        self.show_change()

    def action_word(self, direction: int, select: bool = False) -> None:
        """One word to the left or to the right."""
        self.editor.move_word(1 if direction > 0 else -1, select=select)
        self.show_change()

    def action_rows(self, rows: int, select: bool = False) -> None:
        """So many rows down, or up if negative."""
        self.editor.move_rows(rows, select=select)
        self.show_change()

    def action_pages(self, pages: int, select: bool = False) -> None:
        """So many screenfuls down, or up if negative."""
        self.action_rows(pages * max(1, self.scrollable_content_region.height - 1), select)

    def action_row_start(self, select: bool = False) -> None:
        """To the beginning of the row, then of the paragraph."""
        self.editor.row_start(select=select)
        self.show_change()

    def action_row_end(self, select: bool = False) -> None:
        """To the end of the row, then of the paragraph."""
        self.editor.row_end(select=select)
        self.show_change()

    def action_beginning(self, select: bool = False) -> None:
        """To the beginning of everything."""
        self.editor.go(Place(0, 0), select=select)
        self.show_change()

    def action_end(self, select: bool = False) -> None:
        """To the end of everything."""
        self.editor.go(self.editor.document.end, select=select)
        self.show_change()

    def action_new_paragraph(self) -> None:
        """Begin another paragraph."""
        self.editor.insert("\n")
        self.show_change()

    def action_delete_before(self) -> None:
        """Take the letter before the cursor."""
        self.editor.delete_before()
        self.show_change()

    def action_delete_after(self) -> None:
        """Take the letter under the cursor."""
        self.editor.delete_after()
        self.show_change()

    def action_delete_word(self) -> None:
        """Take the word before the cursor."""
        self.editor.delete_word_before()
        self.show_change()

    def action_delete_next_word(self) -> None:
        """Take the word after the cursor."""
        self.editor.delete_word_after()
        self.show_change()

    def action_delete_to_start(self) -> None:
        """Take all from the beginning of the paragraph."""
        self.editor.delete_to_start()
        self.show_change()

    def action_delete_to_end(self) -> None:
        """Take all to the end of the paragraph."""
        self.editor.delete_to_end()
        self.show_change()

    def action_undo_typing(self) -> None:
        """Take the last step of typing back."""
        self.editor.undo()
        self.show_change()

    def action_redo_typing(self) -> None:
        """Do it again."""
        self.editor.redo()
        self.show_change()

    def action_select_all(self) -> None:
        """Select everything."""
        self.editor.select_all()
        self.show_change()

    # The clipboard

    def action_copy_text(self) -> None:
        """Copy what is selected; without that, the key is for someone else."""
        selected = self.selected_text
        if not selected:
            raise SkipAction
        self.app.copy_to_clipboard(typed_lines(selected))

    def action_cut_text(self) -> None:
        """Copy what is selected and take it away."""
        self.action_copy_text()
        self.editor.insert("")
        self.show_change()

    def action_paste_text(self) -> None:
        """Put what was copied here in place of what is selected."""
        self.editor.insert(self.app.clipboard)
        self.show_change()

    # The mouse

    def _pointed(self, event: events.MouseEvent) -> Place:
        offset = event.get_content_offset_capture(self)
        return self.editor.place_at(offset.x, offset.y + self.scroll_offset.y)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The cursor goes under the mouse; with Shift, the selection reaches there."""
        self.editor.go(self._pointed(event), select=event.shift)
        self._selecting = True
        self.capture_mouse()
        self.show_change()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """While the button is held, the selection reaches to the mouse; beyond an edge the text scrolls."""
        if self._selecting:
            self.editor.go(self._pointed(event), select=True)
            self.show_change()

    def on_mouse_up(self) -> None:
        """The selection stands."""
        if self._selecting:
            self._selecting = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Twice selects the word, three times the paragraph."""
        if event.chain == 2:
            self.editor.select_word(self._pointed(event))
        elif event.chain > 2:
            self.editor.select_paragraph(self._pointed(event))
        else:
            return
        self.show_change()
