"""A note or the fields of a record that are being written, kept outside the archive until it is saved: a crash or a dead battery takes a second of it.

One file a note in the user's state folder, named by the archive's path and the article's id and readable by nobody else.
It is taken away when the note is saved or thrown away. That of an encrypted archive is encrypted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock

from tui.remembered import remember, remembered
from tui.state import state_folder


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, and the note that was saved when the typing began."""

    text: str
    base: str


def drafts_folder(sessions: Path | None = None) -> Path:
    """The folder of the drafts, beside that of the sessions; it may not exist yet."""
    return (sessions or state_folder()).parent / "drafts"


PARTS: tuple[str, ...] = ("", "\nfields")
"""What drafts there are of an article: its note, and its fields. Set behind its id, they name their files."""
NOTE, FIELDS = PARTS


def draft_file(folder: Path, archive: Path, article: str, part: str = NOTE) -> Path:
    """The file of this draft of an article."""
    key = f"{archive.resolve()}\n{article}{part}".encode("utf-8", "surrogateescape")
    return folder / f"{sha256(key).hexdigest()[:32]}.json"


def read_draft(path: Path, archive: Path) -> Draft | None:
    """What was kept there of a note in this archive; None if nothing was, or nothing that can be read."""
    try:
        stored = json.loads(remembered(path, archive))
        text, base = stored["text"], stored["base"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return Draft(text, base) if isinstance(text, str) and isinstance(base, str) else None


class DraftKeeper:
    """Keeps one draft. Safe to use from several threads: what is forgotten is not written by a thread that is late."""

    def __init__(self, path: Path, base: str, archive: Path) -> None:
        self.path = path
        self._archive = archive
        self.base = base
        self._wanted = True
        self._lock = Lock()

    def want(self) -> None:
        """Something was typed that is to be kept."""
        self._wanted = True

    def keep(self, text: str) -> bool:
        """Write it (`tui.remembered`). False if it can't."""
        with self._lock:
            return self._write(text) if self._wanted else True

    def _write(self, text: str) -> bool:
        said = json.dumps({"text": text, "base": self.base}, ensure_ascii=False)
        try:
            remember(self.path, said, self._archive, force=True)
        except (OSError, UnicodeEncodeError):
            return False
        return True

    def forget(self) -> None:
        """The note was saved or thrown away."""
        with self._lock:
            self._wanted = False
            try:
                self.path.unlink(missing_ok=True)
            except OSError:
                # It stays, and is offered once more: better than a failure after the note was saved.
                return
