"""What changed between two versions of an article: one text with what went and what came marked in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from tui.commands.binding import bindings
from tui.i18n import gettext as _
from tui.i18n import ngettext
from tui.screens.carrying_out import CarryingOut
from tui.widgets.bar import Bar
from tui.widgets.difference_text import DifferenceText, Place, joined
from tui.widgets.wording import count, day, ltr

if TYPE_CHECKING:
    from store.archive import Archive
    from store.log.changes import Change
    from store.similar.versions import Version


class DifferenceMade(Message):
    """Two versions were compared."""

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self.text = text
        self.places = places
        super().__init__()


def compared_with(versions: Sequence[Version], number: int) -> int:
    """The version that one is held against: the one before it; the first against the one that is shown."""
    if number > 1:
        return number - 1
    return next((one.number for one in versions if one.shown and one.number != 1), 2)


class DifferenceScreen(CarryingOut[None]):
    """One version of an article held against another. Enter shows it in the archive from now on."""

    AUTO_FOCUS = "DifferenceText"
    BINDINGS = bindings("difference")
    PANE = "difference"
    DEFAULT_CSS = """
    DifferenceScreen > .dialog { max-width: 96; max-height: 100%; }
    """

    def __init__(
        self,
        archive: Archive,
        article: str,
        versions: Sequence[Version],
        number: int,
        changed: Callable[[Change], None],
    ) -> None:
        super().__init__()
        self.archive = archive
        self.article = article
        self.number = number
        self._versions = {one.number: one for one in versions}
        self._old, self._new = sorted((number, compared_with(versions, number)))
        self._changed = changed

    def compose(self) -> ComposeResult:
        """Which versions, the text, what it says, the keys."""
        with Vertical(classes="dialog"):
            yield Bar(id="difference-title", classes="dialog-title")
            yield DifferenceText(id="difference-text")
            yield Bar(id="difference-remark", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Compare."""
        old, new = self._versions[self._old], self._versions[self._new]
        title = _("Version {old} ({old_day}) → version {new} ({new_day})").format(
            old=ltr(str(old.number)),
            old_day=ltr(day(old.at)),
            new=ltr(str(new.number)),
            new_day=ltr(day(new.at)),
        )
        self.query_one("#difference-title", Bar).say(title)
        self._compare(old.article.body, new.article.body)

    @property
    def text(self) -> DifferenceText:
        """The text of both."""
        return self.query_one("#difference-text", DifferenceText)

    @work(thread=True, exclusive=True, group="difference", exit_on_error=False)
    def _compare(self, old: str, new: str) -> None:
        from store.similar.wording import difference  # noqa: PLC0415 - seldom

        self.post_message(DifferenceMade(*joined(old, new, difference(old, new))))

    @on(DifferenceMade)
    def _made(self, event: DifferenceMade) -> None:
        self.text.marks = True
        self.text.put(event.text, event.places)
        number = len(event.places)
        said = ngettext("{count} change", "{count} changes", number).format(count=ltr(count(number)))
        signs = _("{removed} went, {added} came").format(removed=ltr("[−…−]"), added=ltr("[+…+]"))
        self.remark(f"{said} · {signs}" if number else _("Their texts are the same."))
        if event.places:
            self.call_after_refresh(self.text.step, 1)

    def action_next_change(self) -> None:
        """To the next change."""
        self.text.step(1)

    def action_previous_change(self) -> None:
        """To the change before."""
        self.text.step(-1)

    def action_choose(self) -> None:
        """Show this version from now on."""
        if self.archive.read_only:
            self.remark(_("The archive is read-only."))
        elif self._versions[self.number].shown:
            self.remark(_("This version is shown already."))
        elif not self.pending:
            self.carry_out(self._choose)

    def _choose(self) -> Change:
        from store.similar.choosing import choose  # noqa: PLC0415 - as above

        return choose(self.archive, self.article, self.number)

    def carried_out(self, change: Change | None) -> None:
        """Back to the article, which shows this version from now on."""
        if change is not None:
            self._changed(change)
            self.dismiss(None)
