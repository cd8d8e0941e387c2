"""The vocabulary as a list to go about in: all tags as a tree, searched by any of their names, marked, chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from store.errors import ArchiveError
from store.thesaurus.entries import Entry
from store.thesaurus.thesaurus import Thesaurus
from tui import tag_labels
from tui.bidi.paint import Item
from tui.commands.command import Situation
from tui.commands.table import BY_ID
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl, ngettext
from tui.screens.dialog import Dialog
from tui.widgets.bar import Bar
from tui.widgets.footer import Footer
from tui.widgets.tag_tree import TagTree, in_order, narrowed, other_names
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, failure, ltr, own

if TYPE_CHECKING:
    from store.archive import Archive


class VocabularyRead(Message):
    """The tags are read from the archive."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        super().__init__()


class VocabularyRefused(Message):
    """It can't be read, or a step was not possible and nothing was written."""

    def __init__(self, error: ArchiveError) -> None:
        self.error = error
        super().__init__()


def _numbers(entry: Entry) -> Iterator[str]:
    """How many articles have the tag, and how many more have one under it: what the figures in its row mean."""
    articles = ngettext("{count} article", "{count} articles", entry.count)
    yield articles.format(count=ltr(count(entry.count)))
    if below := entry.total - entry.count:
        more = ngettext("{count} more under it", "{count} more under it", below)
        yield more.format(count=ltr(count(below)))


class VocabularyList(Dialog[str]):
    """The part of the screen that shows. Its result is a tag to search for, or None."""

    AUTO_FOCUS = "TagTree"
    DEFAULT_CSS = """
    VocabularyList > .dialog { max-width: 110; max-height: 100%; height: 96%; }
    VocabularyList #vocabulary-remark.-names { max-height: 1; }
    """

    def __init__(self, archive: Archive) -> None:
        super().__init__()
        self.archive = archive
        self.book = Thesaurus(archive)
        self.list = TagTree()
        self.entries: Sequence[Entry] = ()
        self._once = False
        self.said = ""
        """What a step did, said until another tag is chosen."""
        self.goals: Sequence[str] = ()
        """The tags the cursor goes to when the list is made anew, to the first that is there."""
        self._last_chosen = ""

    def compose(self) -> ComposeResult:
        """Title and numbers, the box, the tags, what is chosen or happened."""
        with Vertical(classes="dialog"):
            yield Bar(id="vocabulary-title", classes="dialog-title")
            key = BY_ID["filter_tags"].shown_keys()[0]
            asks = _("{key} searches the tags, in any language").format(key=ltr(key))
            yield BidiInput(rtl=is_rtl, id="vocabulary-box", placeholder=asks)
            yield self.list
            yield Bar(id="vocabulary-remark", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Read the tags."""
        self.reload()

    def on_descendant_focus(self) -> None:
        """Name the keys of the box or of the list: in the box a letter is typed."""
        in_box = self.focused is self.box
        self.query_one(Footer).show_commands("vocabulary-box" if in_box else self.PANE, Situation())

    # What is shown

    def reload(self) -> None:
        """Read the tags again."""
        self.pending = True
        self._read()

    @work(thread=True, exclusive=True, group="vocabulary", exit_on_error=False)
    def _read(self) -> None:
        try:
            tag_labels.read(self.archive)
            self.post_message(VocabularyRead(self.book.entries()))
        except ArchiveError as error:
            self.post_message(VocabularyRefused(error))

    @on(VocabularyRead)
    def _show(self, event: VocabularyRead) -> None:
        self.pending = False
        self.entries = in_order(event.entries)
        self.list.marked &= {entry.name for entry in event.entries}
        self._narrow(otherwise=self.list.cursor)  # what comes after a tag that was deleted

    def _narrow(self, otherwise: int = 0) -> None:
        typed = self.box.value.strip()
        if chosen := self.list.chosen:
            self._last_chosen = chosen.name
        found = narrowed(self.entries, typed, once=self._once)
        at = (*self.goals, self._last_chosen)
        self.goals = ()
        self.list.show(found, flat=bool(typed) or self._once, at=at, otherwise=otherwise)
        self.show_numbers()
        self._say_chosen()

    def show_numbers(self) -> None:
        """Say how many tags there are, are used, are marked."""
        bar = self.query_one("#vocabulary-title", Bar)
        used = sum(1 for entry in self.entries if entry.count)
        numbers = [
            ngettext("{count} tag", "{count} tags", len(self.entries)).format(
                count=ltr(count(len(self.entries)))
            ),
            ngettext("{count} in use", "{count} in use", used).format(count=ltr(count(used))),
        ]
        if marked := len(self.list.marked):
            # Before the others: at the end a small terminal cuts it.
            said = ngettext("{count} marked", "{count} marked", marked)
            numbers.insert(0, said.format(count=ltr(count(marked))))
        quiet = bar.style("quiet")
        once = [Item(_("used once"), bar.style("key"))] if self._once else []
        bar.show([Item(_("Vocabulary")), *(Item(f"· {text}", quiet) for text in numbers), *once])

    def _say_chosen(self) -> None:
        entry = self.list.chosen
        said, self.said = self.said, ""
        if said:
            self.remark(said)
        elif entry is None and not self.entries:
            key = BY_ID["starter_tags"].shown_keys()[0]
            said = _("There are no tags yet: {key} takes in a starter vocabulary.")
            self.remark(said.format(key=ltr(key)))
        elif entry is None:
            self.remark(_("No tag is called so."))
        else:
            name, *others = map(own, (tag_labels.label(entry.name), *other_names(entry)))
            self.remark(" · ".join([name, *_numbers(entry), *others]), names=True)

    def remark(self, text: str, *, names: bool = False) -> None:
        """Say it under the list: a sentence to its end, the `names` of a tag on one line, so that the list stands still."""
        bar = self.query_one("#vocabulary-remark", Bar)
        bar.set_class(names, "-names")
        bar.say(text)

    @property
    def box(self) -> BidiInput:
        """Where one types what to look for."""
        return self.query_one("#vocabulary-box", BidiInput)

    # Going about

    @on(BidiInput.Changed)
    def _typed(self) -> None:
        self._narrow()

    @on(BidiInput.Submitted)
    def _to_list(self) -> None:
        self.set_focus(self.list)

    @on(VirtualList.RowHighlighted)
    def _moved(self) -> None:
        self._say_chosen()

    def action_filter_tags(self) -> None:
        """Into the box."""
        self.set_focus(self.box)

    def action_row_down(self) -> None:
        """From the box to the list."""
        self.set_focus(self.list)

    def action_row_up(self) -> None:
        """From the box to the list."""
        self.set_focus(self.list)

    @on(VirtualList.RowChosen)
    def action_choose(self) -> None:
        """Search for the tag."""
        if (entry := self.list.chosen) is not None:
            self.dismiss(entry.name)

    def action_step_back(self) -> None:
        """Out of the box; then what was typed goes, then what narrows the list, then the marks, then the dialog."""
        if self.focused is self.box:
            self.set_focus(self.list)
        elif self.box.value:
            self.box.value = ""
        elif self._once:
            self.action_used_once()
        elif self.list.marked:
            self.list.marked.clear()
            self.list.redraw()
            self.show_numbers()
        else:
            super().action_step_back()
            return
        self.archive_app.escaped(top=False)

    def action_used_once(self) -> None:
        """Only tags of one article, or all."""
        self._once = not self._once
        self._narrow()

    def action_mark_tag(self) -> None:
        """Mark the tag, or take its mark; to the next one."""
        if (entry := self.list.chosen) is not None:
            self.list.marked ^= {entry.name}
            self.list.redraw_row(self.list.cursor)
            self.list.move(1)
            self.show_numbers()

    @on(VocabularyRefused)
    def _refused(self, event: VocabularyRefused) -> None:
        self.pending = False
        self.remark(failure(event.error))
