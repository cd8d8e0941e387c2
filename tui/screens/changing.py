"""Changing things in the browser: marks, tags, stars, undo. Each step is on disk before it is said to be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from store.errors import ArchiveError
from store.safekeeping import custody
from tui.commands.table import BY_ID
from tui.history import sentence
from tui.i18n import gettext as _
from tui.i18n import ngettext
from tui.screens.find_in_text import FindInTextScreen
from tui.screens.searching import HitsReady, QueryRefused, steadily
from tui.widgets.facet_terms import term
from tui.widgets.results import Results
from tui.widgets.wording import called, count, failure, ltr

if TYPE_CHECKING:
    from store.articles.chosen import Chosen
    from store.log.changes import Change

_EYE = 2.0
"""Seconds between two looks at whether another program wrote to the archive."""


class Changed(Message):
    """A change is on disk."""

    def __init__(self, change: Change) -> None:
        self.change = change
        super().__init__()


class ChangeRefused(Message):
    """A change could not be made; nothing was written."""

    def __init__(self, error: ArchiveError) -> None:
        self.error = error
        super().__init__()


class Written(Message):
    """The thread of a change ended, with or without one."""


class TargetsRead(Message):
    """The articles whose tags are to be edited."""

    def __init__(self, targets: Chosen | None) -> None:
        self.targets = targets
        super().__init__()


class ChangingScreen(FindInTextScreen):
    """The part of the browser that changes what people added to articles."""

    _generation = 0
    _head = (0, "")
    """The last entry of the custody log: all that people, imports and other copies change leaves one."""
    _doing = 0
    """Changes being written and articles being read for the tag editor."""

    @property
    def pending(self) -> bool:
        """Whether a search, a change or the way to the tag editor is under way."""
        return super().pending or self._doing > 0 or self._marking == self._number > 0

    def on_mount(self) -> None:
        """Begin to look after other programs."""
        self._note_state()
        self.set_interval(_EYE, self._look_outside)

    def _note_state(self) -> None:
        """What is shown is the archive of now."""
        self._generation = self.archive.generation()
        self._head = custody.head(self.archive.connection())

    def _look_outside(self) -> None:
        """Show what another program changed, without a word and without losing the place."""
        before = self._head
        with suppress(ArchiveError):
            if self.archive.generation() != self._generation:
                self._note_state()
        if self._head != before:  # otherwise an index was built on or tidied, here or there
            self.look_again()

    def look_again(self) -> None:
        """Search again and read the article again; the cursor stays on its article, also where a new date moved it."""
        with suppress(ArchiveError):
            self._note_state()
        shown = self.reader.article
        same = shown is not None and shown.docid == self.results.docid
        self.search(keep=shown.id if shown is not None and same else self.results.docid)
        self.show_article(again=True)

    # Marks

    @on(Results.MarkToggled)
    def _toggle_mark(self, event: Results.MarkToggled) -> None:
        self.results.marked ^= {event.docid}
        self._marks_changed({event.docid})

    @on(Results.RangeMarked)
    def _mark_range(self, event: Results.RangeMarked) -> None:
        self.results.marked |= set(event.docids)
        self._marks_changed(set(event.docids))

    def action_mark_all(self) -> None:
        """Mark every article of the results."""
        if not self.allowed("mark_all"):
            return
        found = self.found
        if found is not None and (len(found.docids) < found.total or not found.total_is_exact):
            # Only the first were listed, so that they are seen soon.
            self._marking = self._number
            self._search_deeply(self._number)
        else:
            self._mark_listed()

    _marking = 0
    """The number of the search whose hits are all to be marked as soon as they are listed."""

    @on(HitsReady)
    @on(QueryRefused)
    def _listed(self, event: HitsReady | QueryRefused) -> None:
        if isinstance(event, QueryRefused):
            self._marking = 0
        elif event.found.deep and event.found.number == self._marking:
            self.call_later(self._mark_listed)

    def _mark_listed(self) -> None:
        self._marking = 0
        marked = set(self.results.docids)
        self.results.marked |= marked
        self._marks_changed(marked)

    def action_unmark_all(self) -> None:
        """Take all marks away."""
        if self.allowed("unmark_all"):
            marked = set(self.results.marked)
            self.results.marked.clear()
            self._marks_changed(marked)

    def _marks_changed(self, docids: set[int]) -> None:
        self.results.redraw_docids(docids)
        self.say_at_rest()
        self.notice.hush()
        self.refresh_footer()

    _empty = False
    """Whether there is no article in the archive."""

    def hits_shown(self) -> None:
        """Say it where the archive is empty, and no longer when it is not."""
        super().hits_shown()
        empty = self.found is not None and self.total == 0
        if empty != self._empty:
            self._empty = empty
            self.say_at_rest()
            self.refresh_footer()

    def refresh_footer(self) -> None:
        """Show the keys of the moment: where the archive is empty, how something comes into it."""
        if self._empty and self.focused_pane == "results":
            self.footer.show_commands("empty", self.situation())
        else:
            super().refresh_footer()

    def say_at_rest(self) -> None:
        """What the line above the footer says when nothing happened."""
        self.notice.rest(" · ".join(self.remarks_at_rest()))

    def remarks_at_rest(self) -> list[str]:
        """What is always good to know here."""
        said = [_("Read-only: nothing can be changed here.")] if self.archive.read_only else []
        if self.archive.is_full:
            said = [
                _(
                    "The disk is full: nothing can be changed until there is space and the archive is opened again."
                )
            ]
        if self._empty:
            key = BY_ID["import_files"].shown_keys()[0]
            said.append(_("The archive is empty. {key} imports files or a folder.").format(key=ltr(key)))
        if self.matches_are_hidden:
            key = BY_ID["toggle_furniture"].shown_keys()[0]
            said.append(_("Found in a line that this source repeats; {key} shows it.").format(key=ltr(key)))
        if marked := len(self.results.marked):
            said.append(
                ngettext("{count} article marked", "{count} articles marked", marked).format(
                    count=ltr(count(marked))
                )
            )
        return said

    @property
    def targets(self) -> list[int]:
        """The docids a change is made to: the marked articles, or else the one under the cursor."""
        if self.results.marked:
            return sorted(self.results.marked, reverse=True)
        return [self.results.docid] if self.results.docid is not None else []

    # Tags and stars

    def action_edit_tags(self) -> None:
        """Open the tag editor."""
        if self.allowed("edit_tags"):
            self._doing += 1
            self._read_targets(self.targets)

    @work(thread=True, exclusive=True, group="targets", exit_on_error=False)
    def _read_targets(self, docids: list[int]) -> None:
        targets = None
        try:
            targets = self._read_chosen(docids)
        finally:
            self.post_message(TargetsRead(targets))

    def _read_chosen(self, docids: Sequence[int]) -> Chosen:
        from store.articles.chosen import chosen  # noqa: PLC0415 - not needed for the first screen

        def read() -> Chosen:
            with self.archive.read() as conn:
                return chosen(conn, docids)

        found = steadily(read)
        if len(found.ids) == 1 and not found.title:
            stored = steadily(lambda: self.archive.article(found.ids[0]))
            return replace(found, title=called(stored.article))
        return found

    @on(TargetsRead)
    def _open_editor(self, event: TargetsRead) -> None:
        from tui.screens.tag_editor import TagEditor  # noqa: PLC0415 - not needed for the first screen

        self._doing -= 1
        if event.targets and event.targets.ids and self.is_current:
            self.app.push_screen(TagEditor(self.archive, event.targets, self.was_changed))

    def was_changed(self, change: Change) -> None:
        """Say what was changed and show it."""
        self.post_message(Changed(change))

    def action_toggle_star(self) -> None:
        """Star the article, or all marked ones; take the stars where all have one."""
        if self.allowed("toggle_star"):
            docids = self.targets

            def star() -> Change:
                those = self._read_chosen(docids)
                return self.archive.star(those.ids, on=those.starred < len(those.ids))

            self._change(star)

    def action_undo(self) -> None:
        """Take back the last change."""
        if self.allowed("undo"):
            self._change(self.archive.undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        if self.allowed("redo"):
            self._change(self.archive.redo)

    def action_vocabulary(self) -> None:
        """Show all tags; a tag that is chosen there is searched for."""
        from tui.screens.vocabulary import VocabularyScreen  # noqa: PLC0415 - not needed for the first screen

        def searched(tag: str | None) -> None:
            if tag:
                self.search_box.put(term("tag", tag) + " ")
                self.search()
                self.go("results")

        self.app.push_screen(VocabularyScreen(self.archive, self.was_changed), searched)

    def _change(self, step: Callable[[], Change]) -> None:
        self._doing += 1
        self._write(step)

    @work(thread=True, group="write", exit_on_error=False)
    def _write(self, step: Callable[[], Change]) -> None:
        try:
            change = step()
        except ArchiveError as error:
            self.post_message(ChangeRefused(error))
        else:
            self.post_message(Changed(change))
        finally:
            self.post_message(Written())

    @on(Written)
    def _written(self) -> None:
        self._doing -= 1

    @on(Changed)
    def _show_change(self, event: Changed) -> None:
        self.notice.tell(sentence(event.change))
        self.look_again()

    @on(ChangeRefused)
    def _show_refusal_of_change(self, event: ChangeRefused) -> None:
        self.notice.tell(failure(event.error), warning=True)
