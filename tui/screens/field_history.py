"""The history of one field of an article: who set it when, from what to what. Enter sets it so again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip

from store.article import StoredArticle
from store.articles.details import details
from store.log import field_history
from store.log.field_history import Moment
from tui import fields
from tui.bidi.paint import Item, row
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.moment import moment as local_minute
from tui.screens.carrying_out import CarryingOutRows
from tui.screens.searching import steadily
from tui.widgets.bar import Bar
from tui.widgets.ink import ink
from tui.widgets.record_text import value_text
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import own, start_side

if TYPE_CHECKING:
    from store.archive import Archive
    from store.log.changes import Change


class MomentsRead(Message):
    """The history was read."""

    def __init__(self, moments: Sequence[Moment]) -> None:
        self.moments = moments
        super().__init__()


def said(field: str, state: object) -> str:
    """What a field showed, on one line."""
    return value_text(field, state) or _("empty")


class MomentList(VirtualList):
    """The changes of a field on two lines each: what it became; when, by whom, and what it was."""

    ROW_HEIGHT = 2
    COMPONENT_CLASSES: ClassVar[set[str]] = {"moments--quiet", "moments--strong", "moments--mark"}
    DEFAULT_CSS = """
    MomentList {
        & > .moments--quiet { color: $text-muted; }
        & > .moments--strong { text-style: bold; }
        & > .moments--mark { color: $text-warning; text-style: bold; }
    }
    """

    def __init__(self, field: str) -> None:
        super().__init__(id="moments")
        self.field = field
        self.moments: Sequence[Moment] = ()

    def put(self, moments: Sequence[Moment]) -> None:
        """Show these."""
        self.moments = moments
        self.set_count(len(moments))

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """One change."""
        moment = self.moments[index]
        rtl = is_rtl()
        quiet, mark = ink(self, "moments--quiet"), ink(self, "moments--mark")
        sign = ("▐" if rtl else "▌") if index == self.cursor else " "
        became = said(self.field, moment.after)
        if moment.imported:
            became = _("{value} (as the source says)").format(value=became)
        now = Item(_("now"), mark) if index == 0 else Item("")
        was = _("before: {value}").format(value=said(self.field, moment.before))
        if moment.imported and moment.change.kind == "import":
            was = _("imported")
        first = (
            Item(sign, mark, width=1),
            Item(
                became,
                ink(self, "moments--strong"),
                "rtl" if rtl else "ltr",
                flexible=True,
                align=start_side(),
            ),
            now,
        )
        second = (
            Item(sign, mark, width=1),
            Item(local_minute(moment.change.at), quiet, "ltr"),
            Item(own(moment.change.operator) if moment.change.operator else "", quiet),
            Item(was, quiet, "rtl" if rtl else "ltr", flexible=True, align=start_side()),
        )
        return [row(first, width, style, rtl=rtl), row(second, width, style, rtl=rtl)]


class FieldHistoryScreen(CarryingOutRows[None]):
    """What a field was. Setting it so again is a change like any other."""

    PANE = "field-history"

    def __init__(
        self, archive: Archive, stored: StoredArticle, field: str, changed: Callable[[Change], None]
    ) -> None:
        super().__init__()
        self.archive = archive
        self.article = stored.id
        self.field = field
        self._changed = changed
        self.list = MomentList(field)

    def compose(self) -> ComposeResult:
        """Which field, its history, what happened, the keys."""
        with Vertical(classes="dialog"):
            yield Bar(id="moments-title", classes="dialog-title")
            yield self.list
            yield Bar(id="moments-remark", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Read it."""
        self.query_one("#moments-title", Bar).say(
            _("History of the field: {field}").format(field=fields.name(self.field))
        )
        self._read()

    @work(thread=True, exclusive=True, group="moments", exit_on_error=False)
    def _read(self) -> None:
        def read() -> list[Moment]:
            with self.archive.read() as conn:
                imported = details(conn, self.article).imported
                return field_history.history(conn, self.article, self.field, imported)

        self.post_message(MomentsRead(steadily(read)))

    @on(MomentsRead)
    def _moments_read(self, event: MomentsRead) -> None:
        self.list.put(event.moments)
        if len(event.moments) < (2 if event.moments and event.moments[-1].change.kind == "import" else 1):
            self.remark(_("Nobody has changed this field: it is as the source says."))
        elif self.archive.read_only:
            self.remark(_("Read-only: nothing can be changed here."))
        else:
            self.remark(_("Enter sets the field again to what it was after the chosen change."))

    @on(VirtualList.RowChosen)
    def action_choose(self) -> None:
        """Set the field to what it was after the chosen change."""
        if self.list.cursor >= len(self.list.moments):
            self.dismiss(None)
            return
        moment = self.list.moments[self.list.cursor]
        if self.archive.read_only:
            self.remark(_("The archive is read-only."))
        elif moment.after == self.list.moments[0].after and moment.imported == self.list.moments[0].imported:
            self.remark(_("The field shows this now."))
        else:
            self.carry_out(partial(self._restore, moment))

    def _restore(self, moment: Moment) -> Change:
        with self.archive.write() as conn:
            return field_history.restore(conn, self.article, self.field, moment, self.archive.operator)

    def carried_out(self, change: Change | None) -> None:
        """Back to the record, which shows it."""
        if change is not None and change.id:
            self._changed(change)
        self.dismiss(None)
