"""The box in which a field of the record is typed, under the record: its name, what is typed, what that means, completions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip

from store.subjects import InUse, complete
from tui import fields
from tui.bidi.paint import Item, row
from tui.commands.binding import bindings
from tui.editing.input import BidiInput
from tui.i18n import is_rtl
from tui.widgets.bar import Bar
from tui.widgets.ink import ink
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, start_side

_SHOWN = 4
"""Completions on the screen at a time."""
_COMPLETIONS = 40
_SEPARATORS = ";؛,،"


class ValueList(VirtualList):
    """Values of the field that stand in other articles."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"values--quiet"}
    DEFAULT_CSS = """
    ValueList { & > .values--quiet { color: $text-muted; } }
    """

    def __init__(self) -> None:
        super().__init__()
        self.can_focus = False
        self.values: Sequence[InUse] = ()
        self.active = False
        """Whether one of them is chosen."""

    def put(self, values: Sequence[InUse]) -> None:
        """Show these, none chosen."""
        self.values = values
        self.active = False
        self.styles.height = min(_SHOWN, len(values))
        self.set_count(len(values))

    def step(self, by: int) -> None:
        """Go to a value; up from the first, to none."""
        if not self.values:
            return
        if not self.active:
            self.active = by > 0
        elif self.cursor == 0 and by < 0:
            self.active = False
        else:
            self.move(by)
        self.redraw()

    @property
    def chosen(self) -> str | None:
        """The chosen value."""
        return self.values[self.cursor].value if self.active and self.cursor < len(self.values) else None

    def row_style(self, index: int) -> Style:
        """No value is chosen until one went to one."""
        chosen = self.active and index == self.cursor
        return self.get_component_rich_style("list--cursor") if chosen else self.plain

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """The value, and in how many articles it stands."""
        one = self.values[index]
        edge = "▐" if is_rtl() else "▌"
        items = (
            Item(edge if self.active and index == self.cursor else " ", width=1),
            Item(one.value, flexible=True, align=start_side()),
            Item(count(one.articles), ink(self, "values--quiet"), "ltr"),
        )
        return [row(items, width, style, rtl=is_rtl())]


class FieldEditor(Vertical):
    """Edits one field of one article. What is typed is explained at once; nothing is written before Enter."""

    BINDINGS = bindings("field")
    DEFAULT_CSS = """
    FieldEditor {
        height: auto;
        border-top: solid $primary;
        & > Bar { height: 1; }
        & > #field-name { color: $text-accent; text-style: bold; }
        & > #field-remark { height: auto; max-height: 2; color: $text-muted; }
        & > #field-remark.-warning { color: $text-warning; text-style: bold; }
        & > BidiInput, & > BidiInput:focus { height: 1; border: none; padding: 0 1; background: $boost; }
    }
    """

    class Typed(Message):
        """Something else stands in the box."""

        def __init__(self, editor: FieldEditor) -> None:
            self.editor = editor
            super().__init__()

    class Saved(Message):
        """Enter was pressed: this is to be the field's value."""

        def __init__(self, editor: FieldEditor) -> None:
            self.editor = editor
            super().__init__()

    class Left(Message):
        """Escape was pressed."""

        def __init__(self, editor: FieldEditor) -> None:
            self.editor = editor
            super().__init__()

    def __init__(
        self,
        article: str,
        field: str,
        value: str,
        *,
        several: bool,
        explain: Callable[[str], tuple[str, bool]],
        draft: str | None = None,
        proposed: str = "",
    ) -> None:
        """`value` is the field's as one types it, `draft` what was typed before and not saved, `proposed` what the importer proposes.

        `several` values are typed between semicolons. `explain` says what a typed text means, and whether it is refused.
        """
        super().__init__()
        self.article = article
        self.field = field
        self.value = value
        self._several = several
        self._explain = explain
        self._begins = draft if draft is not None else proposed or value
        self._proposed = proposed
        self._known: Sequence[InUse] = ()
        self.list = ValueList()

    def compose(self) -> ComposeResult:
        """Name, box, what it means, completions."""
        yield Bar(id="field-name")
        yield BidiInput(self._begins, rtl=is_rtl, id="field-box")
        yield Bar(id="field-remark")
        yield self.list

    def on_mount(self) -> None:
        """Ready for typing, all of the old value selected."""
        self.query_one("#field-name", Bar).say(fields.name(self.field))
        self.box.focus()
        self.explain()
        self._complete()

    @property
    def box(self) -> BidiInput:
        """Where one types."""
        return self.query_one("#field-box", BidiInput)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.box.value

    @property
    def unsaved(self) -> bool:
        """Whether something else is typed than what the field holds or the importer proposes."""
        return self.text.split() not in (self.value.split(), self._proposed.split() or self.value.split())

    def know(self, values: Sequence[InUse]) -> None:
        """These values stand in the field elsewhere in the archive. They may come before the box is on the screen."""
        self._known = values
        if self.is_mounted:
            self._complete()

    def remark(self, text: str, *, warning: bool = False) -> None:
        """Say something under the box."""
        bar = self.query_one("#field-remark", Bar)
        bar.set_class(warning, "-warning")
        bar.say(text)

    def explain(self) -> None:
        """Say what is typed means."""
        text, refused = self._explain(self.text)
        self.remark(text, warning=refused)

    def _begin(self) -> int:
        """Where the value that is being typed begins."""
        before = self.text[: self.box.cursor_position]
        return max(before.rfind(mark) for mark in _SEPARATORS) + 1 if self._several else 0

    def _complete(self) -> None:
        typed = self.text[self._begin() : self.box.cursor_position].strip()
        if not self._known or (not typed and not self._several) or self.text == self.value:
            self.list.put(())
            return
        taken = self.text.replace("؛", ";").split(";") if self._several else ()
        there = {one.strip() for one in taken} | {typed}
        self.list.put([one for one in complete(self._known, typed, _COMPLETIONS) if one.value not in there])

    @on(BidiInput.Changed)
    def _typed(self, event: BidiInput.Changed) -> None:
        event.stop()
        self.explain()
        self._complete()
        self.post_message(self.Typed(self))

    @on(BidiInput.Submitted)
    def _submitted(self, event: BidiInput.Submitted) -> None:
        event.stop()
        if self.list.chosen is not None:
            self._take(self.list.chosen)
        else:
            self.post_message(self.Saved(self))

    @on(VirtualList.RowHighlighted)
    def _clicked(self, event: VirtualList.RowHighlighted) -> None:
        event.stop()

    @on(VirtualList.RowChosen)
    def _double_clicked(self, event: VirtualList.RowChosen) -> None:
        event.stop()
        self._take(self.list.values[event.index].value)

    def _take(self, value: str) -> None:
        """Put a completion in place of what is being typed."""
        mark = ("؛ " if is_rtl() else "; ") if self._several else ""
        begin = self._begin()
        lead = " " if begin and self._several else ""
        self.box.replace(f"{lead}{value}{mark}", begin, self.box.cursor_position)
        self.list.put(())
        self.box.focus()

    def action_save_field(self) -> None:
        """Save what is typed."""
        self.post_message(self.Saved(self))

    def action_value_down(self) -> None:
        """To the completion below."""
        self.list.step(1)

    def action_value_up(self) -> None:
        """To the completion above."""
        self.list.step(-1)

    def action_complete_value(self) -> None:
        """Take the chosen completion, or the first."""
        if self.list.values:
            self._take(self.list.chosen or self.list.values[0].value)

    def action_step_back(self) -> None:
        """Stop editing."""
        self.post_message(self.Left(self))
