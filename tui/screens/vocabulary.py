"""The vocabulary: what can be done to one tag or to many. Each step shows its numbers first and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from store.errors import ArchiveError
from store.thesaurus.matching import TagMatch
from tui.commands.binding import bindings
from tui.commands.command import Situation
from tui.commands.table import BY_ID
from tui.history import sentence
from tui.i18n import gettext as _
from tui.i18n import ngettext
from tui.screens.vocabulary_list import VocabularyList, VocabularyRefused
from tui.tag_labels import label
from tui.widgets.wording import count, failure, ltr, own

if TYPE_CHECKING:
    from store.archive import Archive
    from store.log.changes import Change
    from store.thesaurus.effects import Effect
    from tui.screens.tag_naming import Naming


class StepDone(Message):
    """A step is on disk."""

    def __init__(self, change: Change) -> None:
        self.change = change
        super().__init__()


class VocabularyScreen(VocabularyList):
    """All tags, and the commands that change them."""

    BINDINGS = bindings("vocabulary")
    PANE = "vocabulary"

    def __init__(self, archive: Archive, changed: Callable[[Change], None]) -> None:
        super().__init__(archive)
        self._changed = changed

    @property
    def _targets(self) -> list[str]:
        """The tags a step is about: the marked ones in the order of the list, or the one under the cursor."""
        if self.list.marked:
            return [entry.name for entry in self.entries if entry.name in self.list.marked]
        return [self.list.chosen.name] if self.list.chosen else []

    def _allowed(self, command: str) -> bool:
        if BY_ID[command].possible(Situation(writable=not self.archive.read_only)):
            return True
        self.remark(BY_ID[command].refusal())
        return False

    def action_rename_tag(self) -> None:
        """Ask for another name."""
        entry = self.list.chosen
        if entry is None or not self._allowed("rename_tag"):
            return
        old, called = entry.name, label(entry.name)
        stored = _(
            "It is stored under this name. What it is called in your language, {label}, is changed with {key}."
        )
        key = ltr(BY_ID["name_tag"].shown_keys()[0])
        self._ask(
            _("Rename {name}").format(name=own(old)),
            lambda new: self.book.if_renamed(old, new),
            lambda new: self.book.rename(old, new),
            typed=old,
            nothing=stored.format(label=own(called), key=key) if called != old else "",
        )

    def action_merge_tags(self) -> None:
        """Ask which tag the marked ones become: the most used of them, or any other."""
        names = self._targets
        if not names or not self._allowed("merge_tags"):
            return
        marked = [entry for entry in self.entries if entry.name in names]
        likely = sorted(marked, key=lambda entry: -entry.count) if len(marked) > 1 else []
        one, more = (
            _("Merge {name} into"),
            ngettext("Merge {count} tag into", "Merge {count} tags into", len(names)),
        )
        self._ask(
            _about(names, one, more),
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
        one, more = (
            _("Move {name} under"),
            ngettext("Move {count} tag under", "Move {count} tags under", len(names)),
        )
        self._ask(
            _about(names, one, more),
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
        one, more = _("Delete {name}"), ngettext("Delete {count} tag", "Delete {count} tags", len(names))
        self._ask(
            _about(names, one, more),
            lambda _name: self.book.if_deleted(names),
            lambda _name: self.book.delete(names),
            nothing=_(
                "No article has the tag itself, so there is nothing to delete; the tags under it stay."
            ),
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
            self.remark(failure(error))
            return
        said = _("Starter vocabulary: {taken} of {concepts} concepts here").format(
            taken=ltr(count(state.taken)), concepts=ltr(count(state.concepts))
        )
        stay = Answer("", _("Leave it as it is"))
        leave = [Answer("leave", _("Take out what no article uses"))] if state.taken else []
        if state.taken < state.concepts:
            answers = [Answer("take", _("Take it in")), stay, *leave]
        else:
            answers = [stay, *leave]

        def answered(answer: str | None) -> None:
            if answer:
                self._do(self.book.take_starter if answer == "take" else self.book.leave_starter)

        self.app.push_screen(Question(said, answers), answered)

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
        nothing: str = "",
    ) -> None:
        """Show what a step would do; do it when that was confirmed."""
        from tui.screens.tag_step import Step, TagStep  # noqa: PLC0415 - not before a step

        step = Step(title, foretell, typed, placeholder, chooses, offered, nothing)

        def confirmed(name: str | None) -> None:
            if name is not None:
                self.goals = (name,)
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
            self.post_message(VocabularyRefused(error))

    @on(StepDone)
    def _done(self, event: StepDone) -> None:
        self.list.marked.clear()
        self.goals = (*self.goals, *_concerned(event.change))
        self.said = sentence(event.change)
        self._changed(event.change)
        self.reload()


def _about(names: Sequence[str], one: str, more: str) -> str:
    """The title of a step with these tags: a single one by its name."""
    return one.format(name=own(names[0])) if len(names) == 1 else more.format(count=ltr(count(len(names))))


def _concerned(change: Change) -> list[str]:
    """The tag a step was about, by the names it may have now; of several tags none."""
    undone = change.kind == "undo"
    again = undone or change.kind == "redo"
    values = change.values["values"] if again else change.values
    kind = change.values["of"] if again else change.kind
    name = values.get("name", "")
    last = name.rpartition("/")[2]
    names = [values.get("old", ""), name, values.get("new", ""), values.get("into", "")]
    if kind == "move-tag":
        names.append(f"{values.get('parent', '')}/{last}")
    elif kind == "raise-tag":
        names.append(last)
    return names if undone else names[::-1]
