"""Deleting for good: what would go and what can't be reached, a word to type, and afterwards what was done.

The archive is closed meanwhile, since it is written anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen

from store.errors import ArchiveError, ArchiveLocked
from store.safekeeping import custody
from tui.commands.binding import bindings_of
from tui.commands.command import Situation
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl, ngettext
from tui.traces import forget_traces
from tui.widgets.bar import Bar
from tui.widgets.footer import Footer
from tui.widgets.paragraphs import Paragraph
from tui.widgets.selectable_text import SelectableText
from tui.widgets.wording import count, failure, ltr, own, titled

if TYPE_CHECKING:
    from store.archive import Archive
    from store.safekeeping.purge import Purged
    from tui.app import ArchiveApp

_MOST = 20
"""Titles and paths that are named; of more it is said how many."""
_TRIES = 3
"""How often it is tried while a thread of the app is still letting go of the archive: two seconds each."""


class WhatWouldGo(NamedTuple):
    """What a purge is to delete, and what it can't reach.

    `ids` are the articles, `titles` those of the first ones; `paths` are some of the `files` files they came from. `copies`
    are the backups beside the archive, `elsewhere` those that it knows of.
    """

    ids: Sequence[str]
    titles: Sequence[str | None]
    paths: Sequence[str]
    files: int
    copies: Sequence[Path]
    elsewhere: Sequence[Path]


def what_would_go(archive: Archive, docids: Sequence[int]) -> WhatWouldGo:
    """What would go with these articles; those that are gone already are left out. No text is read. Raises `store.errors`."""
    from store.articles import chosen  # noqa: PLC0415 - seldom
    from store.safekeeping import copies, purge  # noqa: PLC0415 - seldom

    with archive.read() as conn:
        ids = chosen.chosen(conn, docids).ids
        titles = [one.title for one in chosen.named(conn, docids[:_MOST])]
        paths, files = chosen.came_from(conn, ids, _MOST)
        elsewhere = purge.handed_out(conn, archive.path)
    return WhatWouldGo(
        ids, titles, paths, files, [copy.path for copy in copies.beside(archive.path)], elsewhere
    )


class PurgeEnded(Message):
    """What was purged, or why nothing was."""

    def __init__(self, done: Purged | None, error: Exception | None = None) -> None:
        self.done = done
        self.error = error
        super().__init__()


class PurgeScreen(Screen[None]):
    """Asks, purges, tells."""

    BINDINGS = [*bindings_of("choose", "choose"), *bindings_of("step_back", "step_back")]  # noqa: RUF012 - Textual's own
    AUTO_FOCUS = "BidiInput"
    DEFAULT_CSS = """
    PurgeScreen {
        & > .dialog { height: 1fr; border: round $error; padding: 0 1; }
        & #purge-title { color: $text-error; text-style: bold; height: auto; max-height: 2; }
        & #purge-what { height: 1fr; }
        & BidiInput, & BidiInput:focus { height: 1; border: none; padding: 0 1; background: $boost; }
        & #purge-remark { height: auto; max-height: 3; }
        & > Footer { dock: bottom; }
    }
    """

    def __init__(self, path: Path, going: WhatWouldGo) -> None:
        super().__init__()
        self.path = path
        self._going = going
        self._purging = False
        self._ended = False

    @property
    def archive_app(self) -> ArchiveApp:
        """The app, by its own type."""
        return cast("ArchiveApp", self.app)

    def compose(self) -> ComposeResult:
        """What would go, a box for the word, what happened, the keys."""
        with Vertical(classes="dialog"):
            yield Bar(id="purge-title")
            yield SelectableText(id="purge-what")
            yield BidiInput(rtl=is_rtl, id="purge-box")
            yield Bar(id="purge-remark")
        footer = Footer()
        footer.show_commands("purge", Situation())
        yield footer

    def on_mount(self) -> None:
        """Say what would go."""
        self.query_one("#purge-title", Bar).say(
            ngettext(
                "Delete {count} article for good? This can't be undone.",
                "Delete {count} articles for good? This can't be undone.",
                len(self._going.ids),
            ).format(count=ltr(count(len(self._going.ids))))
        )
        going = self._going
        titles = [Paragraph(f"• {titled(title)}", "title") for title in going.titles]
        self._say([
            *titles,
            *self._more(len(going.ids)),
            *self._body(
                _("Gone will be: text, original, tags, notes, edits and history."),
                ngettext(
                    "They go from {count} backup beside the archive too.",
                    "They go from {count} backups beside the archive too.",
                    len(going.copies),
                ).format(count=ltr(count(len(going.copies))))
                if going.copies
                else "",
                _("The archive is written anew, which takes a while."),
            ),
            *self._list(_("It stays in these files, which are not touched:"), going.paths, going.files),
            *self._list(_("It stays in these backups, which are elsewhere:"), [str(path) for path in going.elsewhere]),
            *self._body(
                _("Exports, copies on other computers and sticks, and what the disk itself keeps stay too.")
            ),
        ])  # fmt: skip
        self._remark(
            _("Type {word}, then Enter, to delete for good. Esc goes back.").format(word=own(_("yes")))
        )

    def _say(self, said: Sequence[Paragraph]) -> None:
        self.query_one("#purge-what", SelectableText).show(list(said))

    def _body(self, *sentences: str) -> list[Paragraph]:
        base = "rtl" if is_rtl() else "ltr"
        return [Paragraph(text, "body", base) for text in ("", *filter(None, sentences))]  # type: ignore[arg-type]  # two literals

    def _list(self, title: str, paths: Sequence[str], number: int = 0) -> list[Paragraph]:
        """These paths, which may be the first of `number`."""
        if not paths:
            return []
        return [
            *self._body(title),
            *(Paragraph(f"  {ltr(one)}") for one in paths[:_MOST]),
            *self._more(number or len(paths)),
        ]

    def _more(self, number: int) -> list[Paragraph]:
        if number <= _MOST:
            return []
        return [Paragraph(_("and {count} more").format(count=ltr(count(number - _MOST))), "quiet")]

    def _remark(self, text: str) -> None:
        self.query_one("#purge-remark", Bar).say(text)

    @on(BidiInput.Submitted)
    def action_choose(self) -> None:
        """Purge where the word was typed; afterwards go back."""
        if self._purging:
            return
        if self._ended:
            self._go_back()
            return
        box = self.query_one(BidiInput)
        if box.value.strip().casefold() not in {"yes", _("yes").casefold()}:
            self._remark(
                _("Nothing was deleted. Type {word}, then Enter; Esc goes back.").format(word=own(_("yes")))
            )
            return
        self._purging = True
        box.value = ""
        self._remark(_("Deleting …"))
        self._purge(self._going.ids)

    @work(thread=True, exclusive=True, group="purge", exit_on_error=False)
    def _purge(self, ids: Sequence[str]) -> None:
        from store.safekeeping import purge  # noqa: PLC0415 - seldom

        for left in reversed(range(_TRIES)):
            try:
                done = purge.purge(self.path, ids, custody.operator())
            except ArchiveLocked as error:
                if not left:
                    self.post_message(PurgeEnded(None, error))
            except (ArchiveError, OSError) as error:
                self.post_message(PurgeEnded(None, error))
                return
            else:
                forget_traces(self.path, done.articles, self.archive_app.state_folder)
                self.post_message(PurgeEnded(done))
                return

    @on(PurgeEnded)
    def _tell(self, event: PurgeEnded) -> None:
        self._purging, self._ended = False, True
        box = self.query_one(BidiInput)
        box.display = False
        self.set_focus(self.query_one("#purge-what"))
        title = self.query_one("#purge-title", Bar)
        if event.done is None:
            title.say(_("Nothing was deleted."))
            self._say(self._body(failure(event.error) if event.error else ""))
        else:
            done = event.done
            said = ngettext("{count} article purged", "{count} articles purged", len(done.articles))
            title.say(said.format(count=ltr(count(len(done.articles)))))
            shared = _("The imported file stays in the archive, because other articles are in it too.")
            self._say([
                *self._body(shared if done.shared else ""),
                *self._list(_("Also from the backup:"), [str(path) for path in done.copies]),
                *self._list(_("Not reached; delete it yourself if it holds the article:"), [str(path) for path in done.unreached]),
                *self._list(_("It was imported from this file, which was not touched:"), done.paths),
                *self._body(
                    _("What the disk itself keeps (every SSD does), and copies on other media, the program can't reach.")
                ),
            ])  # fmt: skip
        self._remark(_("Enter goes back to the archive."))

    def action_step_back(self) -> None:
        """Back to the archive; not while it is being written anew."""
        if not self._purging:
            self._go_back()

    def _go_back(self) -> None:
        from store.archive import Archive  # noqa: PLC0415 - loaded already

        try:
            archive: Archive = Archive.open(self.path)
        except (ArchiveError, OSError) as error:
            self._remark(failure(error))
        else:
            self.archive_app.unlocked(archive)

    async def on_footer_command_clicked(self, event: Footer.CommandClicked) -> None:
        """Keys of the footer, by mouse."""
        await self.archive_app.run_command(event.command)
