"""A question with a few answers, one under the other: arrows and Enter, a click, or Escape for none of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip

from tui.bidi.paint import Item, row
from tui.i18n import is_rtl
from tui.screens.row_dialog import RowDialog
from tui.widgets.bar import Bar
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import start_side


class Answer(NamedTuple):
    """An answer: what it is called by the one who asked, and on the screen."""

    id: str
    text: str


class AnswerList(VirtualList):
    """The answers. A click gives one."""

    ONE_CLICK = True

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__()
        self.answers = answers

    def on_mount(self) -> None:
        """Show them."""
        self.set_count(len(self.answers))
        self.styles.height = len(self.answers)

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """One answer."""
        mark = ("▐" if is_rtl() else "▌") if index == self.cursor else " "
        items = (Item(mark, width=1), Item(self.answers[index].text, flexible=True, align=start_side()))
        return [row(items, width, style, rtl=is_rtl())]


class Question(RowDialog[str]):
    """Asks; its result is the id of the answer, None for none."""

    PANE = "question"
    DEFAULT_CSS = """
    Question > .dialog { height: auto; max-width: 64; }
    """

    def __init__(self, text: str, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._text = text
        self.list = AnswerList(answers)

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Vertical(classes="dialog"):
            yield Bar(id="question", classes="dialog-title")
            yield self.list
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Ask."""
        self.query_one("#question", Bar).say(self._text)

    @on(VirtualList.RowChosen)
    def action_choose(self) -> None:
        """Give the chosen answer."""
        self.dismiss(self.list.answers[self.list.cursor].id)
