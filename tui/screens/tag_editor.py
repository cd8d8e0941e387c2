"""The tag editor: type a few letters and press Enter. Each step is saved at once and can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from store.articles.chosen import Chosen
from store.errors import ArchiveError
from store.log.changes import Change
from store.names import without_sign
from store.text import fold
from store.thesaurus.names import leaf
from store.thesaurus.thesaurus import Thesaurus
from tui.commands.binding import bindings
from tui.editing.input import BidiInput
from tui.history import sentence
from tui.i18n import gettext as _
from tui.i18n import is_rtl, language, ngettext
from tui.screens.row_dialog import RowDialog
from tui.tag_labels import label
from tui.widgets.bar import Bar
from tui.widgets.tag_list import TagList, TagRow, tag_rows
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, failure, ltr, own, titled

if TYPE_CHECKING:
    from store.archive import Archive
    from store.thesaurus.matching import TagMatch

_LIKE = 8
"""Tags that are looked at for one which is called so under another."""
_MANY = 1000
"""Articles from which on it takes long enough for it to be said that they are being written."""
_SIGNED = re.compile(r"[+\-−–]\s*\S")
_MINUS = ("-", "−", "–")
_BETWEEN = re.compile(r"\s*[,،]\s*|\s+(?=[+\-−–]\S)")
_BEGUN = re.compile(r"\s+[+\-−–]\s*$")
"""A sign behind which nothing is typed yet."""


class TagsChanged(Message):
    """A step of the editor is on disk."""

    def __init__(self, change: Change, add: Sequence[str], remove: Sequence[str]) -> None:
        self.change = change
        self.add = add
        self.remove = remove
        super().__init__()


class TagsRefused(Message):
    """A step was not possible; nothing was written."""

    def __init__(self, error: ArchiveError) -> None:
        self.error = error
        super().__init__()


def signed(text: str) -> tuple[list[str], list[str]]:
    """What ``+a -b`` says: names to add, names to remove. A name without a sign is one to add."""
    add: list[str] = []
    remove: list[str] = []
    for part in _BETWEEN.split(_BEGUN.sub("", text.strip())):
        name = part.lstrip("+-−–").strip()
        if name:
            (remove if part[0] in _MINUS else add).append(name)
    return add, remove


def is_signed(text: str) -> bool:
    """Whether the text says by itself what to add and what to remove, so that no row needs to be chosen."""
    return bool(_SIGNED.match(text.strip())) or bool(re.search("[,،]", text))


class SuggestionsRead(Message):
    """What the article could be tagged with: tags with what kind of thing each is."""

    def __init__(self, found: Sequence[tuple[str, str]]) -> None:
        self.found = found
        super().__init__()


class TagInput(BidiInput):
    """The box of the editor: Delete at the end of the text is for the chosen tag."""

    class RemovalAsked(Message):
        """Delete was pressed where there is nothing to delete in the box."""

    def action_delete_right(self) -> None:
        """Delete a letter, or ask for the chosen tag to be taken away."""
        if self.cursor_at_end and self.selection.is_empty:
            self.post_message(self.RemovalAsked())
        else:
            super().action_delete_right()


class TagEditor(RowDialog[None]):
    """Adds and removes tags of one article or many."""

    BINDINGS = bindings("tags")
    PANE = "tags"

    def __init__(self, archive: Archive, targets: Chosen, changed: Callable[[Change], None]) -> None:
        super().__init__()
        self.archive = archive
        self.book = Thesaurus(archive)
        self.ids = targets.ids
        self.title_text = titled(targets.title) if len(targets.ids) == 1 else ""
        self.having = dict(targets.tags)
        """How many of the articles have each tag now."""
        self._changed = changed
        self._suggested: Sequence[tuple[str, str]] = ()
        self._warned = False
        """Whether the line below speaks of a tag that is called nearly so."""
        self._told = False
        """Whether it says what Enter would do."""
        self._failed = False
        """Whether it says why the tags can't be read."""
        self.list = TagList()

    def compose(self) -> ComposeResult:
        """What is tagged, the box, the tags, what happened, the keys."""
        with Vertical(classes="dialog"):
            yield Bar(id="tags-title", classes="dialog-title")
            yield TagInput(rtl=is_rtl, id="tags-box", placeholder=_("a tag, or +one -other"))
            yield self.list
            yield Bar(id="tags-remark", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Say what will be changed before anything is."""
        number = len(self.ids)
        many = ngettext("Tags of {count} article", "Tags of {count} articles", number)
        title = self.title_text or many.format(count=ltr(count(number)))
        self.query_one("#tags-title", Bar).say(title, outside=True)
        self._say_how()
        self._list_tags(said=True)
        if len(self.ids) == 1:
            self._suggest()

    def _say_how(self) -> None:
        self._told = False
        self._remark(
            _("Enter adds or removes the chosen tag; Delete removes it. Everything is saved at once.")
        )

    @work(thread=True, group="suggest", exit_on_error=False)
    def _suggest(self) -> None:
        from store.suggestions import suggestions  # noqa: PLC0415 - its word lists are read when they are asked for
        from tui.suggested import kind  # noqa: PLC0415 - as above

        try:
            found = suggestions(self.archive, self.ids[0])
        except ArchiveError:
            return  # the article is gone: what is done next says so
        french = language() == "fr"
        said = [
            (one.tag, f"{own(one.french)} · {kind(one)}" if french and one.french else kind(one))
            for one in found
        ]
        self.post_message(SuggestionsRead(said))

    @on(SuggestionsRead)
    def _offer(self, event: SuggestionsRead) -> None:
        self._suggested = event.found
        # A list that somebody chose from already stays as it is: Enter means the row that is seen.
        if not self.box.value and self.list.chosen is None:
            self._list_tags(said=True)

    @property
    def box(self) -> TagInput:
        """Where one types."""
        return self.query_one("#tags-box", TagInput)

    def _remark(self, text: str) -> None:
        self.query_one("#tags-remark", Bar).say(text)

    def _list_tags(self, *, said: bool = False) -> None:
        """Show the tags that fit what is typed, of several the last; what Enter would do, unless something was `said`."""
        text = self.box.value.strip()
        name = _BETWEEN.split(text)[-1] if is_signed(text) else text
        removing = is_signed(text) and name[:1] in _MINUS
        name = without_sign(name.lstrip("+-−– "))
        rows = tag_rows(name, self._complete(name, 200), self.having)
        if removing:  # what is not there can't be taken away
            rows = sorted((row for row in rows if row.count is not None), key=lambda row: not row.having)
        if not name:
            found = self._suggestion_rows(rows)
            had = sum(1 for row in rows if row.having)
            rows[had:had] = found
        self.list.show(rows, len(self.ids), chosen=bool(name))
        if not said:
            self._foretell()

    def _suggestion_rows(self, rows: list[TagRow]) -> list[TagRow]:
        """What is suggested and not there yet; it is taken out of the other `rows`."""
        counts = {row.name: row.count for row in rows}
        found = [
            TagRow(tag, counts.get(tag), by=kind, suggested=True)
            for tag, kind in self._suggested
            if not self.having.get(tag)
        ]
        names = {row.name for row in found}
        rows[:] = [row for row in rows if row.name not in names]
        return found

    def _complete(self, name: str, limit: int) -> Sequence[TagMatch]:
        """Tags of the archive that fit; none, with the reason, where the archive can't be read."""
        self._failed = False
        try:
            return self.archive.complete_tag(name, limit)
        except ArchiveError as error:
            self._failed = True
            self._remark(failure(error))
            return ()

    def _foretell(self) -> None:
        """Say what Enter would do: with how many articles, or that there is a tag called nearly so."""
        text = self.box.value.strip()
        row = self.list.chosen
        warned, self._warned = self._warned, False
        if is_signed(text):
            add, remove = signed(text)
            try:
                add = self.book.resolve(add)
                said = " · ".join([self._numbers(add, self.book.resolve(remove)), *self._nearly(add)])
            except ArchiveError as error:
                said = failure(error)
            self._remark(said)
        elif row is not None and row.near:
            self._warned = True
            there = _("{name} is there, called nearly so; the new tag is the last row.")
            self._remark(there.format(name=own(label(row.name))))
        elif row is not None and not self._failed:
            # Of one article too: the row that comes first may be a tag it has, which Enter takes away.
            self._told = True
            everywhere = row.having == len(self.ids)
            self._remark(self._numbers(*(((), [row.name]) if everywhere else ([row.name], ()))))
        elif warned:
            self._remark("")

    def _nearly(self, names: Sequence[str]) -> Iterator[str]:
        """Which of these would be new, and which of them are called nearly like a tag there is. Raises `store.errors`."""
        plain = []
        for name in names:
            fit = self._complete(name, _LIKE)
            if any(one.name == name for one in fit):
                continue
            like = [one for one in fit if fold(leaf(one.name)) == fold(name)]
            if near := [*self.book.near(name), *like]:
                others = ", ".join(own(label(one.name)) for one in near[:2])
                said = _("The tag {name} is new; nearly the same is there: {others}.")
                yield said.format(name=own(name), others=others)
            else:
                plain.append(own(name))
        if plain:
            yield _("New: {names}").format(names=", ".join(plain))

    def _numbers(self, add: Sequence[str], remove: Sequence[str]) -> str:
        """Each of these tags with the number of articles that would get or lose it."""
        gain = [(name, "+", len(self.ids) - self.having.get(name, 0)) for name in add]
        lose = [(name, "−", self.having.get(name, 0)) for name in remove]
        return " · ".join(
            ngettext("{sign}{name} on {count} article", "{sign}{name} on {count} articles", number).format(
                sign=sign, name=own(label(name)), count=ltr(count(number))
            )
            for name, sign, number in (*gain, *lose)
        )

    @on(BidiInput.Changed)
    def _typed(self) -> None:
        self._list_tags(said=not self.box.value)
        if not self.box.value and self._told:
            self._say_how()

    @on(VirtualList.RowHighlighted)
    def _chose(self) -> None:
        self._foretell()

    def action_take_tag(self) -> None:
        """Put the chosen tag into the box in place of what was typed last, to go on with others."""
        rows = self.list.rows
        row = self.list.chosen or (rows[0] if rows else None)
        if row is None:
            return
        text = self.box.value.strip()
        parts = [*re.split(f"({_BETWEEN.pattern})", text)] if is_signed(text) else [text]
        sign = parts[-1][:1] if parts[-1][:1] in {"+", "-", "−", "–"} else ""
        self.box.value = "".join([*parts[:-1], sign or "+", row.name, " "])
        self.box.action_end()

    @on(BidiInput.Submitted)
    def _submitted(self) -> None:
        text = self.box.value.strip()
        row = self.list.chosen
        if is_signed(text):
            add, remove = signed(text)
            self._change(add, remove)
        elif row is not None:
            self._toggle(row)
        elif not text:
            self.dismiss(None)

    @on(VirtualList.RowChosen)
    def _clicked(self) -> None:
        if (row := self.list.chosen) is not None:
            self._toggle(row)

    def _toggle(self, row: TagRow) -> None:
        """Every article has it: take it away; otherwise add it to all."""
        if row.suggested:
            self._change([row.name], [], suggested=True)
        elif row.having == len(self.ids):
            self._change([], [row.name])
        else:
            self._change([row.name], [])

    @on(TagInput.RemovalAsked)
    def action_remove_tag(self) -> None:
        """Take the chosen tag away."""
        if (row := self.list.chosen) is not None and row.having:
            self._change([], [row.name])

    def _change(self, add: Sequence[str], remove: Sequence[str], *, suggested: bool = False) -> None:
        self.pending = True
        if len(self.ids) >= _MANY:
            self._remark(_("Writing …"))
        self._save(add, remove, suggested=suggested)

    @work(thread=True, group="write", exit_on_error=False)
    def _save(self, add: Sequence[str], remove: Sequence[str], *, suggested: bool) -> None:
        try:
            if suggested:
                from store.suggestions import take  # noqa: PLC0415 - as above

                change = take(self.archive, self.ids[0], add[0])
            else:
                add, remove = self.book.resolve(add), self.book.resolve(remove)
                change = self.archive.tag(self.ids, add, remove)
        except ArchiveError as error:
            self.post_message(TagsRefused(error))
        else:
            self.post_message(TagsChanged(change, add, remove))

    @on(TagsChanged)
    def _saved(self, event: TagsChanged) -> None:
        self.pending = False
        self.having |= dict.fromkeys(event.change.values.get("add", event.add), len(self.ids))
        self.having |= dict.fromkeys(event.change.values.get("remove", event.remove), 0)
        self.box.value = ""
        self._told = False
        self._list_tags(said=True)
        self._remark(sentence(event.change))
        self._changed(event.change)

    @on(TagsRefused)
    def _refused(self, event: TagsRefused) -> None:
        self.pending = False
        self._remark(failure(event.error))

    def go_rows(self, rows: int) -> None:
        """To another tag."""
        self.list.choose(rows)
        self._foretell()
