"""One step with tags: what it will do is shown with its numbers before Enter does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from store.errors import ArchiveError, BadTag
from store.text import fold
from store.thesaurus.matching import TagMatch
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl, ngettext
from tui.screens.row_dialog import RowDialog
from tui.tag_labels import label
from tui.widgets.bar import Bar
from tui.widgets.effect_list import EffectList
from tui.widgets.tag_list import TagList, tag_rows
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, failure, ltr

if TYPE_CHECKING:
    from store.archive import Archive
    from store.thesaurus.effects import Effect

_OFFERED = 200


@dataclass(frozen=True, slots=True)
class Step:
    """A step to ask about. `foretell` says what it would do with a name; `offered` are the tags to choose the name from.

    `typed` is what the box begins with; None where the step needs no name. `chooses`: the name is that of a tag, which
    is offered by any of its names. `nothing` is said where the step would change nothing.
    """

    title: str
    foretell: Callable[[str], Effect]
    typed: str | None = None
    placeholder: str = ""
    chooses: bool = False
    offered: Sequence[TagMatch] = ()
    nothing: str = ""


class Foretold(Message):
    """What the step would do, or why it can't be done."""

    def __init__(self, name: str, effect: Effect | None, error: ArchiveError | None = None) -> None:
        self.name = name
        self.effect = effect
        self.error = error
        super().__init__()


class TagStep(RowDialog[str]):
    """Asks for a name where the step needs one; its result is the name, or None when nothing is to be done."""

    AUTO_FOCUS = "BidiInput"
    PANE = "tag-step"
    DEFAULT_CSS = """
    TagStep > .dialog { height: auto; max-height: 90%; }
    TagStep > .dialog.-chooses { height: 90%; max-height: 26; }
    TagStep #tags-list { height: 1fr; min-height: 2; }
    TagStep #effect { height: auto; max-height: 8; min-height: 1; border-bottom: solid $panel; }
    """

    def __init__(self, archive: Archive, step: Step) -> None:
        super().__init__()
        self.archive = archive
        self.step = step
        self.list = TagList()
        self.effect = EffectList()
        self._foretold: str | None = None
        """The name whose effect is shown, when the step can be done with it."""

    def compose(self) -> ComposeResult:
        """Title, the name, what will change, tags to choose from."""
        with Vertical(classes="dialog -chooses" if self.step.chooses else "dialog"):
            yield Bar(id="step-title", classes="dialog-title")
            if self.step.typed is not None:
                yield BidiInput(self.step.typed, rtl=is_rtl, id="step-box", placeholder=self.step.placeholder)
            yield Bar(id="step-remark", classes="dialog-remark")
            yield self.effect
            if self.step.chooses:
                yield self.list
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Show what would be done."""
        self.query_one("#step-title", Bar).say(self.step.title)
        if self.step.typed is None or self.step.chooses:
            self._offer()
            self._ask()

    @property
    def _rows_for_effect(self) -> int:
        """Rows that what will change may take: the tags to choose from need some, too."""
        return max(2, self.size.height // 2 - 5) if self.step.chooses else 8

    @property
    def typed(self) -> str:
        """What is in the box."""
        return self.query_one(BidiInput).value.strip() if self.step.typed is not None else ""

    @property
    def name_meant(self) -> str:
        """The name the step would be done with."""
        row = self.list.chosen if self.step.chooses else None
        return row.name if row is not None else self.typed

    def _offer(self) -> None:
        if not self.step.chooses:
            return
        typed = self.typed
        try:
            known = (
                with_branches(typed, self.archive.complete_tag(typed, _OFFERED))
                if typed
                else self.step.offered
            )
        except ArchiveError as error:
            self._remark(failure(error))
            known = ()
        self.list.show(tag_rows(typed, known, {}), 1, chosen=bool(typed or self.step.offered))

    @on(BidiInput.Changed)
    def _typing(self) -> None:
        self._offer()
        self._ask()

    @on(VirtualList.RowHighlighted)
    def _chose(self) -> None:
        self._ask()

    def _ask(self) -> None:
        self.pending = True
        self._foretell(self.name_meant)

    @work(thread=True, exclusive=True, group="foretell", exit_on_error=False)
    def _foretell(self, name: str) -> None:
        try:
            self.post_message(Foretold(name, self.step.foretell(name)))
        except ArchiveError as error:
            self.post_message(Foretold(name, None, error))

    @on(Foretold)
    def _show(self, event: Foretold) -> None:
        if event.name != self.name_meant:
            return
        self.pending = False
        effect = event.effect
        done = effect is not None and not effect.is_nothing
        self._foretold = event.name if done else None
        self.effect.show(effect.rows if effect else ())
        self.effect.styles.height = min(max(1, len(self.effect.rows)), self._rows_for_effect) + 1
        if effect is not None:
            self._remark(
                self.step.nothing or _("Nothing would change.") if effect.is_nothing else _numbers(effect)
            )
        elif isinstance(event.error, BadTag) and not event.name:
            self._remark(_("Type a name."))
        elif event.error is not None:
            self._remark(failure(event.error))

    def _remark(self, text: str) -> None:
        self.query_one("#step-remark", Bar).say(text)

    @on(BidiInput.Submitted)
    @on(VirtualList.RowChosen)
    def action_choose(self) -> None:
        """Do it, if it can be done."""
        if self._foretold is not None and self._foretold == self.name_meant:
            self.dismiss(self._foretold)

    @property
    def row_list(self) -> VirtualList:
        """The tags to choose from."""
        return self.list

    def go_rows(self, rows: int) -> None:
        """To another tag."""
        self.list.choose(rows)
        self._ask()


def with_branches(typed: str, known: Sequence[TagMatch]) -> list[TagMatch]:
    """The tags with those before them that no article has itself, where they begin so: what others stand under is a tag, too."""
    wanted = fold(typed)
    named = {one.name for one in known}
    parts = [name.split("/") for name in named]
    above = {"/".join(some[:depth]) for some in parts for depth in range(1, len(some))} - named
    branches = [
        TagMatch(name, 0, fit="same" if wanted in (fold(name), fold(label(name))) else "")
        for name in sorted(above)
        if fold(label(name)).startswith(wanted)
    ]
    return [*branches, *known]


def _numbers(effect: Effect) -> str:
    if not effect.articles:
        return _("Enter does it; no article is concerned.")
    return ngettext(
        "Enter does it: {count} article changes.", "Enter does it: {count} articles change.", effect.articles
    ).format(count=ltr(count(effect.articles)))
