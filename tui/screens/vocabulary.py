"""The vocabulary: all tags as a tree with their numbers and names, and what can be done to one or to many of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from store.errors import ArchiveError
from store.thesaurus.entries import Entry
from store.thesaurus.matching import TagMatch
from store.thesaurus.thesaurus import Thesaurus
from tui import tag_labels
from tui.bidi.paint import Item
from tui.commands import BY_ID, Situation, bindings
from tui.editing.input import BidiInput
from tui.history import sentence
from tui.i18n import gettext as _
from tui.i18n import is_rtl, ngettext
from tui.screens.dialog import Dialog
from tui.widgets.bar import Bar
from tui.widgets.tag_tree import TagTree, in_order, narrowed, other_names
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, failure, ltr, own

if TYPE_CHECKING:
    from store.archive import Archive
    from store.changes import Change
    from store.thesaurus.effects import Effect
    from tui.screens.tag_naming import Naming


class VocabularyRead(Message):
    """The tags are read from the archive."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        super().__init__()


class StepDone(Message):
    """A step is on disk."""

    def __init__(self, change: Change) -> None:
        self.change = change
        super().__init__()


class StepRefused(Message):
    """A step was not possible; nothing was written."""

    def __init__(self, error: ArchiveError) -> None:
        self.error = error
        super().__init__()


class VocabularyScreen(Dialog[str]):
    """Its result is a tag to search for, or None."""

    BINDINGS = bindings("vocabulary")
    AUTO_FOCUS = "TagTree"
    PANE = "vocabulary"
    DEFAULT_CSS = """
    VocabularyScreen > .dialog { max-width: 110; max-height: 100%; height: 96%; }
    """

    def __init__(self, archive: Archive, changed: Callable[[Change], None]) -> None:
        super().__init__()
        self.archive = archive
        self.book = Thesaurus(archive)
        self._changed = changed
        self.list = TagTree()
        self._entries: Sequence[Entry] = ()
        self._once = False
        self._said = ""
        """What a step did, said until another tag is chosen."""
        self._goal = ""
        """The tag the cursor goes to when the list is made anew."""

    def compose(self) -> ComposeResult:
        """Title and numbers, the box, the tags, what is chosen or happened."""
        with Vertical(classes="dialog"):
            yield Bar(id="vocabulary-title", classes="dialog-title")
            yield BidiInput(
                rtl=is_rtl, id="vocabulary-box", placeholder=_("s searches the tags, in any language")
            )
            yield self.list
            yield Bar(id="vocabulary-remark", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Read the tags."""
        self._reload()

    # What is shown

    def _reload(self) -> None:
        self.pending = True
        self._read()

    @work(thread=True, exclusive=True, group="vocabulary", exit_on_error=False)
    def _read(self) -> None:
        try:
            tag_labels.read(self.archive)
            self.post_message(VocabularyRead(self.book.entries()))
        except ArchiveError as error:
            self.post_message(StepRefused(error))

    @on(VocabularyRead)
    def _show(self, event: VocabularyRead) -> None:
        self.pending = False
        self._entries = in_order(event.entries)
        self.list.marked &= {entry.name for entry in event.entries}
        self._narrow()

    def _narrow(self) -> None:
        typed = self.box.value.strip()
        chosen = self.list.chosen
        found = narrowed(self._entries, typed, once=self._once)
        at = self._goal or (chosen.name if chosen else "")
        self._goal = ""
        self.list.show(found, flat=bool(typed) or self._once, at=at)
        self._title()
        self._say_chosen()

    def _title(self) -> None:
        bar = self.query_one("#vocabulary-title", Bar)
        used = sum(1 for entry in self._entries if entry.count)
        numbers = [
            ngettext("{count} tag", "{count} tags", len(self._entries)).format(
                count=ltr(count(len(self._entries)))
            ),
            ngettext("{count} in use", "{count} in use", used).format(count=ltr(count(used))),
        ]
        if marked := len(self.list.marked):
            numbers.append(
                ngettext("{count} marked", "{count} marked", marked).format(count=ltr(count(marked)))
            )
        quiet = bar.style("quiet")
        once = [Item(_("used once"), bar.style("key"))] if self._once else []
        bar.show([Item(_("Vocabulary")), *(Item(text, quiet) for text in numbers), *once])

    def _say_chosen(self) -> None:
        entry = self.list.chosen
        said, self._said = self._said, ""
        if said:
            self._remark(said)
        elif entry is None and not self._entries:
            self._remark(_("There are no tags yet: i takes in a starter vocabulary."))
        elif entry is None:
            self._remark(_("No tag is called so."))
        else:
            names = " · ".join(map(own, (tag_labels.label(entry.name), *other_names(entry))))
            self._remark(names)

    def _remark(self, text: str) -> None:
        self.query_one("#vocabulary-remark", Bar).say(text)

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
            self._title()
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
            self._title()

    # Changing

    @property
    def _targets(self) -> list[str]:
        """The tags a step is about: the marked ones in the order of the list, or the one under the cursor."""
        if self.list.marked:
            return [entry.name for entry in self._entries if entry.name in self.list.marked]
        return [self.list.chosen.name] if self.list.chosen else []

    def _allowed(self, command: str) -> bool:
        if BY_ID[command].possible(Situation(writable=not self.archive.read_only)):
            return True
        self._remark(BY_ID[command].refusal())
        return False

    def action_rename_tag(self) -> None:
        """Ask for another name."""
        entry = self.list.chosen
        if entry is None or not self._allowed("rename_tag"):
            return
        old = entry.name
        self._ask(
            _("Rename {name}").format(name=own(old)),
            lambda new: self.book.if_renamed(old, new),
            lambda new: self.book.rename(old, new),
            typed=old,
        )

    def action_merge_tags(self) -> None:
        """Ask which tag the marked ones become: the most used of them, or any other."""
        names = self._targets
        if not names or not self._allowed("merge_tags"):
            return
        marked = [entry for entry in self._entries if entry.name in names]
        likely = sorted(marked, key=lambda entry: -entry.count) if len(marked) > 1 else []
        title = ngettext("Merge {count} tag into", "Merge {count} tags into", len(names))
        self._ask(
            title.format(count=ltr(count(len(names)))),
            lambda into: self.book.if_merged([name for name in names if name != into], into),
            lambda into: self.book.merge(names, into),
            typed="",
            offered=[TagMatch(entry.name, entry.count) for entry in likely],
            chooses=True,
        )

    def action_move_tags(self) -> None:
        """Ask which tag they go under."""
        names = self._targets
        if not names or not self._allowed("move_tags"):
            return
        title = ngettext("Move {count} tag under", "Move {count} tags under", len(names))
        self._ask(
            title.format(count=ltr(count(len(names)))),
            lambda under: self.book.if_moved(names, under),
            lambda under: self.book.move(names, under),
            typed="",
            placeholder=_("a tag; empty for the top"),
            chooses=True,
        )

    def action_delete_tags(self) -> None:
        """Ask whether they go."""
        names = self._targets
        if not names or not self._allowed("delete_tags"):
            return
        title = ngettext("Delete {count} tag", "Delete {count} tags", len(names))
        self._ask(
            title.format(count=ltr(count(len(names)))),
            lambda _name: self.book.if_deleted(names),
            lambda _name: self.book.delete(names),
        )

    def action_name_tag(self) -> None:
        """Ask what the tag is called."""
        entry = self.list.chosen
        if entry is None or not self._allowed("name_tag"):
            return
        from tui.screens.tag_naming import TagNaming  # noqa: PLC0415 - seldom

        def named(naming: Naming | None) -> None:
            if naming is not None and not naming.is_nothing:
                labels, aliases, drop = naming
                self._do(lambda: self.book.name(entry.name, labels=labels, aliases=aliases, drop=drop))

        self.app.push_screen(TagNaming(entry), named)

    def action_starter_tags(self) -> None:
        """Ask about the starter vocabulary."""
        if not self._allowed("starter_tags"):
            return
        from tui.screens.question import Answer, Question  # noqa: PLC0415 - seldom

        try:
            state = self.book.starter()
        except ArchiveError as error:
            self._remark(failure(error))
            return
        said = _("Starter vocabulary: {taken} of {concepts} concepts here").format(
            taken=ltr(count(state.taken)), concepts=ltr(count(state.concepts))
        )
        answers = [
            Answer("take", _("Take it in")) if state.taken < state.concepts else None,
            Answer("leave", _("Take out what no article uses")) if state.taken else None,
            Answer("", _("Leave it as it is")),
        ]

        def answered(answer: str | None) -> None:
            if answer:
                self._do(self.book.take_starter if answer == "take" else self.book.leave_starter)

        self.app.push_screen(Question(said, [one for one in answers if one]), answered)

    def _ask(
        self,
        title: str,
        foretell: Callable[[str], Effect],
        carry_out: Callable[[str], Change],
        *,
        typed: str | None = None,
        placeholder: str = "",
        chooses: bool = False,
        offered: Sequence[TagMatch] = (),
    ) -> None:
        """Show what a step would do; do it when that was confirmed."""
        from tui.screens.tag_step import Step, TagStep  # noqa: PLC0415 - not before a step

        step = Step(title, foretell, typed, placeholder, chooses, offered)

        def confirmed(name: str | None) -> None:
            if name is not None:
                self._goal = name
                self._do(lambda: carry_out(name))

        self.app.push_screen(TagStep(self.archive, step), confirmed)

    def action_undo(self) -> None:
        """Take back the last change."""
        if self._allowed("undo"):
            self._do(self.archive.undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        if self._allowed("redo"):
            self._do(self.archive.redo)

    def _do(self, step: Callable[[], Change]) -> None:
        self.pending = True
        self._write(step)

    @work(thread=True, group="write", exit_on_error=False)
    def _write(self, step: Callable[[], Change]) -> None:
        try:
            self.post_message(StepDone(step()))
        except ArchiveError as error:
            self.post_message(StepRefused(error))

    @on(StepDone)
    def _done(self, event: StepDone) -> None:
        self.list.marked.clear()
        self._said = sentence(event.change)
        self._changed(event.change)
        self._reload()

    @on(StepRefused)
    def _refused(self, event: StepRefused) -> None:
        self.pending = False
        self._remark(failure(event.error))
