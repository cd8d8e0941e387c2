"""Why an article was found: each part of the query with the words that answer it, as they are written in the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip

from tui.bidi.paint import Item, row
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.screens.row_dialog import RowDialog
from tui.screens.searching import steadily
from tui.widgets.bar import Bar
from tui.widgets.ink import ink
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import own, start_side

if TYPE_CHECKING:
    from store.archive import Archive
    from store.finding.query import Query

_MOST = 12
"""Forms of one word that are shown."""
Reasons = Sequence[tuple[str, tuple[str, ...]]]


class ReasonsRead(Message):
    """The words were found."""

    def __init__(self, reasons: Reasons) -> None:
        self.reasons = reasons
        super().__init__()


class ReasonList(VirtualList):
    """A row for each part of the query."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"reasons--asked", "reasons--quiet"}
    DEFAULT_CSS = """
    ReasonList {
        & > .reasons--asked { text-style: bold; }
        & > .reasons--quiet { color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="reasons")
        self.reasons: Reasons = ()

    def put(self, reasons: Reasons) -> None:
        """Show these."""
        self.reasons = reasons
        self.set_count(len(reasons))
        self.styles.height = max(1, len(reasons))

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """What was asked for, an arrow from the words that answer it, those words."""
        asked, forms = self.reasons[index]
        rtl = is_rtl()
        said = "، ".join(map(own, forms[:_MOST])) if rtl else ", ".join(map(own, forms[:_MOST]))
        items = (
            Item(" ", width=1),
            Item(asked, ink(self, "reasons--asked"), width=min(width // 3, 24)),
            Item("→" if rtl else "←", ink(self, "reasons--quiet"), "ltr", width=1),
            Item(
                f"{said} …" if len(forms) > _MOST else said or _("not in this article"),
                Style.null() if forms else ink(self, "reasons--quiet"),
                flexible=True,
                align=start_side(),
            ),
        )
        return [row(items, width, style, rtl=rtl)]


class WhyScreen(RowDialog[None]):
    """Says why; Escape closes it."""

    PANE = "why"
    DEFAULT_CSS = """
    WhyScreen > .dialog { height: auto; max-width: 76; }
    """

    def __init__(self, archive: Archive, docid: int, query: Query) -> None:
        super().__init__()
        self.archive = archive
        self.docid = docid
        self.query_shown = query
        self.list = ReasonList()

    def compose(self) -> ComposeResult:
        """A title and the words."""
        with Vertical(classes="dialog"):
            yield Bar(id="why-title", classes="dialog-title")
            yield self.list
            yield Bar(id="why-remark", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Look for them."""
        self.query_one("#why-title", Bar).say(_("Why it was found"))
        self._read()

    @work(thread=True, exclusive=True, group="why", exit_on_error=False)
    def _read(self) -> None:
        (reasons,) = steadily(lambda: self.archive.why([self.docid], self.query_shown))
        self.post_message(ReasonsRead(reasons))

    @on(ReasonsRead)
    def _show(self, event: ReasonsRead) -> None:
        self.list.put(event.reasons)
        if not event.reasons:
            said = _("The search asks for no word: only filters narrow the results.")
            self.query_one("#why-remark", Bar).say(said)

    def action_choose(self) -> None:
        """Close it."""
        self.action_step_back()
