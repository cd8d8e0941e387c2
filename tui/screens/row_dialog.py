"""Dialogs with a list: the arrows and the page keys choose a row of it, also while a box has the focus."""

from __future__ import annotations

from tui.screens.dialog import Dialog, Result
from tui.widgets.virtual_list import VirtualList


class RowDialog(Dialog[Result]):
    """A dialog in which one row of a list is chosen. On a low screen the rows have the room, not what is said of them."""

    DEFAULT_CLASSES = "-rows"

    @property
    def row_list(self) -> VirtualList:
        """The list."""
        return self.query_one(VirtualList)

    def go_rows(self, rows: int) -> None:
        """So many rows down, or up if negative, as far as there are rows."""
        self.row_list.move(rows)

    def action_row_down(self) -> None:
        """To the row below."""
        self.go_rows(1)

    def action_row_up(self) -> None:
        """To the row above."""
        self.go_rows(-1)

    def action_page_further(self) -> None:
        """A screenful of rows further."""
        self.go_rows(self.row_list.page)

    def action_page_back(self) -> None:
        """A screenful of rows back."""
        self.go_rows(-self.row_list.page)
