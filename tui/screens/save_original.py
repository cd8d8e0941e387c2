"""Saving the original: the bytes as they came, written to a path that is asked for. They are never opened or run."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from store.article import StoredArticle
from store.errors import ArchiveError
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.screens.path_dialog import PathDialog
from tui.screens.searching import steadily
from tui.typed_paths import typed_path
from tui.widgets.bar import Bar
from tui.widgets.wording import called, count, failure, ltr, own

if TYPE_CHECKING:
    from store.archive import Archive

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_LONGEST = 100


class OriginalSaved(Message):
    """The bytes are on disk, or why they are not."""

    def __init__(self, path: str, problem: str = "") -> None:
        self.path = path
        self.problem = problem
        super().__init__()


def file_name(stored: StoredArticle) -> str:
    """What the file was called, without anything that a file system or a terminal could act on."""
    shown = stored.provenance[0].path.replace("\\", "/").rstrip("/")
    name = _UNSAFE.sub("_", shown.rpartition("/")[2]).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if len(name) > _LONGEST:
        name = (
            f"{stem[: _LONGEST - len(ending) - 1]}{dot}{ending}"
            if dot and len(ending) < 10
            else name[:_LONGEST]
        )
    return name or stored.id[:12]


class SaveOriginal(PathDialog[str]):
    """Asks for a path. Its result is the path that was written, None if none was."""

    PANE = "save-original"

    def __init__(self, archive: Archive, stored: StoredArticle) -> None:
        super().__init__()
        self.archive = archive
        self.stored = stored

    def compose(self) -> ComposeResult:
        """Whose original, the box, what is wrong with it, the keys."""
        with Vertical(classes="dialog"):
            yield Bar(id="original-title", classes="dialog-title")
            yield BidiInput(rtl=is_rtl, id="original-box")
            yield Bar(id="original-remark", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Offer the name it had, in the folder one is in."""
        self.query_one("#original-title", Bar).say(called(self.stored.article), outside=True)
        size = ltr(count(self.stored.provenance[0].bytes))
        self.say(_("The original, {size} bytes as they came, is written to this file.").format(size=size))
        self.box.value = str(Path.cwd() / file_name(self.stored))

    @property
    def box(self) -> BidiInput:
        """Where the path is typed."""
        return self.query_one("#original-box", BidiInput)

    def say(self, text: str) -> None:
        """Say it under the box."""
        self.query_one("#original-remark", Bar).say(text)

    @on(BidiInput.Submitted)
    def action_choose(self) -> None:
        """Write it."""
        if self.box.value.strip() and not self.pending:
            self.pending = True
            self._write(typed_path(self.box.value))

    @work(thread=True, group="save", exit_on_error=False)
    def _write(self, path: Path) -> None:
        target = path
        try:
            target = path / file_name(self.stored) if path.is_dir() else path
            data = steadily(lambda: self.archive.original(self.stored.id))
            # Never over a file that is there, and never with the right to be run.
            handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
        except FileExistsError:
            self.post_message(OriginalSaved(str(target), _("There is a file of this name. Type another.")))
        except OSError as error:
            said = _("It can't be written: {error}.").format(error=own(error.strerror or str(error)))
            self.post_message(OriginalSaved(str(target), said))
        except ArchiveError as error:
            self.post_message(OriginalSaved(str(target), failure(error)))
        else:
            self.post_message(OriginalSaved(str(target)))

    @on(OriginalSaved)
    def _saved(self, event: OriginalSaved) -> None:
        self.pending = False
        if event.problem:
            self.say(event.problem)
        else:
            self.dismiss(event.path)
