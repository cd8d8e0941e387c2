"""Another encoding for an article: those its stored bytes may be in, how the text would begin, and reading it so."""

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

from tui.bidi.paint import Item, row
from tui.history import sentence
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.screens.carrying_out import CarryingOutRows
from tui.screens.searching import steadily
from tui.widgets.bar import Bar
from tui.widgets.ink import ink
from tui.widgets.paragraphs import Paragraph
from tui.widgets.selectable_text import SelectableText
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import start_side, titled

if TYPE_CHECKING:
    from importers.decoding import Choice
    from store.archive import Archive
    from store.article import StoredArticle
    from store.log.changes import Change


class ChoicesFound(Message):
    """The encodings that give a text."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.choices = choices
        super().__init__()


class EncodingList(VirtualList):
    """An encoding a row, with how sure it is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"encodings--quiet", "encodings--mark"}
    DEFAULT_CSS = """
    EncodingList {
        & > .encodings--quiet { color: $text-muted; }
        & > .encodings--mark { color: $text-warning; text-style: bold; }
    }
    """

    def __init__(self, now: str | None) -> None:
        super().__init__(id="encodings")
        self.choices: Sequence[Choice] = ()
        self._now = now

    def put(self, choices: Sequence[Choice]) -> None:
        """Show these."""
        self.choices = choices
        self.styles.height = max(1, len(choices))
        self.set_count(len(choices))

    @property
    def chosen(self) -> Choice | None:
        """The encoding under the cursor."""
        return self.choices[self.cursor] if self.cursor < len(self.choices) else None

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """One encoding."""
        one = self.choices[index]
        rtl = is_rtl()
        quiet = ink(self, "encodings--quiet")
        sign = ("▐" if rtl else "▌") if index == self.cursor else " "
        items = (
            Item(sign, ink(self, "encodings--mark"), width=1),
            Item(one.encoding, flexible=True, align=start_side()),
            Item(_("read so now") if one.encoding == self._now else "", quiet),
            Item(f"{one.sure:.0%}", quiet, "ltr"),
        )
        return [row(items, width, style, rtl=rtl)]


class DecodeAgainScreen(CarryingOutRows[None]):
    """Chooses the encoding of an article and reads it again."""

    AUTO_FOCUS = "EncodingList"
    PANE = "decode"
    DEFAULT_CSS = """
    DecodeAgainScreen {
        & #encodings { max-height: 9; }
        & #decode-preview { height: 1fr; border-top: solid $primary; }
    }
    """

    def __init__(self, archive: Archive, stored: StoredArticle, changed: Callable[[Change], None]) -> None:
        super().__init__()
        self.archive = archive
        self.stored = stored
        self._changed = changed
        self.list = EncodingList(stored.provenance[0].encoding)

    def compose(self) -> ComposeResult:
        """The encodings, how the text would begin, what happened, keys."""
        with Vertical(classes="dialog"):
            yield Bar(id="decode-title", classes="dialog-title")
            yield self.list
            yield SelectableText(id="decode-preview")
            yield Bar(id="decode-remark", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Look which encodings there are."""
        self.query_one("#decode-title", Bar).say(titled(self.stored.article.title), outside=True)
        self.remark(_("Enter reads the article again in the chosen encoding; its tags and notes stay."))
        self._find()

    @work(thread=True, exclusive=True, group="encodings", exit_on_error=False)
    def _find(self) -> None:
        from importers.decoding import choices  # noqa: PLC0415 - the importers are not needed for reading

        data = steadily(lambda: self.archive.original(self.stored.id))
        self.post_message(ChoicesFound(choices(data, self.stored.provenance[0])))

    @on(ChoicesFound)
    def _show(self, event: ChoicesFound) -> None:
        self.list.put(event.choices)
        if not event.choices:
            self.remark(_("These bytes are a text in no encoding that is known here."))
        self._preview()

    @on(VirtualList.RowHighlighted)
    def _preview(self) -> None:
        one = self.list.chosen
        lines = one.beginning.split("\n") if one else ()
        self.query_one("#decode-preview", SelectableText).show([Paragraph(line) for line in lines])

    @on(VirtualList.RowChosen)
    def action_choose(self) -> None:
        """Read the article again."""
        if self.list.chosen is not None and not self.pending:
            self.remark(_("Reading …"))
            self.carry_out(partial(self._read, self.list.chosen.encoding))

    def _read(self, encoding: str) -> Change:
        from importers.decoding import decode_again  # noqa: PLC0415 - as above

        return decode_again(self.archive, self.stored.id, encoding)

    def carried_out(self, change: Change | None) -> None:
        """Show the article as it was read, unless it was read so before."""
        if change is not None and not change.id:
            self.remark(_("The article is read so already."))
        elif change is not None:
            self.remark(sentence(change))
            self._changed(change)
            self.dismiss(None)
