"""All changes of the archive, newest first: go to what was changed, or take one change back and leave the later ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip

from store.log import undo
from store.log.changes import articles_of, titles
from store.text import fold
from tui.bidi.paint import Item, row
from tui.commands.binding import bindings
from tui.editing.input import BidiInput
from tui.history import sentence
from tui.i18n import gettext as _
from tui.i18n import is_rtl, ngettext
from tui.moment import moment as local_minute
from tui.screens.carrying_out import CarryingOutRows
from tui.screens.searching import steadily
from tui.widgets.bar import Bar
from tui.widgets.ink import ink
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, ltr, own, start_side, titled

if TYPE_CHECKING:
    from store.archive import Archive
    from store.log.changes import Change

MOST = 10_000
"""Changes listed; those before them are in the file, and `archive history` prints them."""


class ChangesRead(Message):
    """The log was read."""

    def __init__(self, changes: Sequence[Change], titles: Mapping[str, str]) -> None:
        self.changes = changes
        self.titles = titles
        super().__init__()


class ArticleNamed(Message):
    """The article of the chosen change, or none where it is not in the archive any more."""

    def __init__(self, article: str | None) -> None:
        self.article = article
        super().__init__()


class ChangeList(VirtualList):
    """A change a row: when, what, by whom, and whether it was taken back."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"changes--quiet", "changes--mark"}
    DEFAULT_CSS = """
    ChangeList {
        & > .changes--quiet { color: $text-muted; }
        & > .changes--mark { color: $text-warning; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="changes")
        self.changes: Sequence[Change] = ()
        self.titles: Mapping[str, str] = {}
        """The title of the article of a change that touched one, by the change's id."""

    def put(self, changes: Sequence[Change], cursor: int = 0) -> None:
        """Show these."""
        self.changes = changes
        self.set_count(len(changes), cursor)

    @property
    def chosen(self) -> Change | None:
        """The change under the cursor."""
        return self.changes[self.cursor] if self.cursor < len(self.changes) else None

    def told(self, change: Change) -> str:
        """What the change did, and the title of the article where it touched one."""
        title = self.titles.get(change.id)
        return f"{sentence(change)} · {own(titled(title))}" if title else sentence(change)

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """One change."""
        change = self.changes[index]
        rtl = is_rtl()
        quiet, mark = ink(self, "changes--quiet"), ink(self, "changes--mark")
        sign = ("▐" if rtl else "▌") if index == self.cursor else " "
        items = (
            Item(sign, mark, width=1),
            Item(local_minute(change.at), quiet, "ltr"),
            Item(
                self.told(change),
                quiet if change.undone else Style.null(),
                "rtl" if rtl else "ltr",
                flexible=True,
                align=start_side(),
            ),
            Item(own(change.operator) if change.operator else "", quiet),
            Item(_("(taken back)") if change.undone else "", quiet),
        )
        return [row(items, width, style, rtl=rtl)]


def stored_tags(change: Change) -> list[str]:
    """The tags that the change put on or took off, as they are stored: the sentence calls them by their labels."""
    values = change.values.get("values", change.values)
    return [*values.get("add", ()), *values.get("remove", ())]


class HistoryScreen(CarryingOutRows[str]):
    """The list of changes. Its result is the id of an article to go to."""

    AUTO_FOCUS = "ChangeList"
    BINDINGS = bindings("history")
    PANE = "history"
    DEFAULT_CSS = """
    HistoryScreen #history-remark { min-height: 2; }
    """

    def __init__(self, archive: Archive, changed: Callable[[Change], None]) -> None:
        super().__init__()
        self.archive = archive
        self._changed = changed
        self._all: Sequence[tuple[str, Change]] = ()
        """The changes, each with the text in which words are looked for."""
        self.list = ChangeList()
        self._told: str | None = None
        """The id of the change that the line under the list told whole."""

    def compose(self) -> ComposeResult:
        """Box, changes, what happened, keys."""
        with Vertical(classes="dialog"):
            yield Bar(id="history-title", classes="dialog-title")
            yield BidiInput(rtl=is_rtl, id="history-box", placeholder=_("words of a change, a name, a date"))
            yield self.list
            yield Bar(id="history-remark", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Read them."""
        self.query_one("#history-title", Bar).say(_("Changes"))
        self._read()

    @property
    def box(self) -> BidiInput:
        """Where words are typed."""
        return self.query_one("#history-box", BidiInput)

    @work(thread=True, exclusive=True, group="history", exit_on_error=False)
    def _read(self) -> None:
        def read() -> tuple[list[Change], dict[str, str]]:
            with self.archive.read() as conn:
                found = undo.history(conn, MOST, of_all=True)
                return found, titles(conn, found)

        self.post_message(ChangesRead(*steadily(read)))

    @on(ChangesRead)
    def _changes_read(self, event: ChangesRead) -> None:
        self.list.titles = event.titles
        self._all = [
            (
                fold(
                    " ".join(
                        (
                            sentence(one),
                            *stored_tags(one),
                            one.operator,
                            local_minute(one.at),
                            event.titles.get(one.id, ""),
                        )
                    )
                ),
                one,
            )
            for one in event.changes
        ]
        number = len(event.changes)
        title = ngettext("{count} change", "{count} changes", number).format(count=ltr(count(number)))
        self.query_one("#history-title", Bar).say(
            title if number < MOST else _("The last {count} changes").format(count=ltr(count(number)))
        )
        self._show()

    def _show(self) -> None:
        words = fold(self.box.value).split()
        found = [change for text, change in self._all if all(word in text for word in words)]
        chosen = self.list.chosen
        at = next((k for k, one in enumerate(found) if chosen and one.id == chosen.id), 0)
        self.list.put(found, at)
        self._tell_whole()

    @on(VirtualList.RowHighlighted)
    def _tell_whole(self) -> None:
        """Say under the list what the chosen change was: a row has no room for a long one."""
        chosen = self.list.chosen
        if chosen is None:
            self._told = None
            nothing = _(
                "Nothing was changed yet. What people and imports change stands here, and can be taken back."
            )
            self.remark(_("No change has these words.") if self._all else nothing)
        elif chosen.id != self._told:
            self._told = chosen.id
            self.remark(self.list.told(chosen))

    @on(BidiInput.Changed)
    def _typed(self) -> None:
        self._show()

    @on(BidiInput.Submitted)
    def _to_list(self) -> None:
        self.set_focus(self.list)

    def action_filter_changes(self) -> None:
        """Into the box."""
        self.set_focus(self.box)

    # What is done with a change

    @on(VirtualList.RowChosen)
    def action_choose(self) -> None:
        """Go to the article of the chosen change."""
        if self.list.chosen is not None:
            self._name_article(self.list.chosen.id)

    @work(thread=True, exclusive=True, group="history", exit_on_error=False)
    def _name_article(self, change: str) -> None:
        def read() -> str | None:
            with self.archive.read() as conn:
                return next(iter(articles_of(conn, change, limit=1)), None)

        self.post_message(ArticleNamed(steadily(read)))

    @on(ArticleNamed)
    def _article_named(self, event: ArticleNamed) -> None:
        if event.article:
            self.dismiss(event.article)
        else:
            self.remark(_("No article of this change is in the archive now."))

    def action_take_back(self) -> None:
        """Take the chosen change back."""
        if self.archive.read_only:
            self.remark(_("The archive is read-only."))
        elif self.list.chosen is not None and not self.pending:
            self.carry_out(partial(self._take_back, self.list.chosen.id))

    def _take_back(self, change: str) -> Change:
        with self.archive.write() as conn:
            return undo.take_back(conn, change, self.archive.operator)

    def carried_out(self, change: Change | None) -> None:
        """Say what was taken back, and read the list anew."""
        if change is not None:
            self.remark(sentence(change))
            self._changed(change)
            self._read()

    def action_row_down(self) -> None:
        """Out of the box, or to the change below."""
        if self.box.has_focus:
            self.set_focus(self.list)
        else:
            super().action_row_down()

    def action_row_up(self) -> None:
        """To the change above, or from the first into the box."""
        if self.list.cursor == 0:
            self.set_focus(self.box)
        else:
            super().action_row_up()

    def action_step_back(self) -> None:
        """Out of the box first, then out of the list."""
        if self.box.has_focus and self.box.value:
            self.box.value = ""
            self.set_focus(self.list)
            self.archive_app.escaped(top=False)
        else:
            super().action_step_back()
