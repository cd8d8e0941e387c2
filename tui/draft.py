"""A note that is being written, kept outside the archive until it is saved: a crash or a dead battery takes a second of it.

One file a note in the user's state folder, named by the archive's path and the article's id and readable by nobody else.
It is taken away when the note is saved or thrown away.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock

from tui.state import state_folder


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, and the note that was saved when the typing began."""

    text: str
    base: str


def drafts_folder(sessions: Path | None = None) -> Path:
    """The folder of the drafts, beside that of the sessions; it may not exist yet."""
    return (sessions or state_folder()).parent / "drafts"


def draft_file(folder: Path, archive: Path, article: str) -> Path:
    """The file of the draft of this article's note."""
    key = f"{archive.resolve()}\n{article}".encode("utf-8", "surrogateescape")
    return folder / f"{sha256(key).hexdigest()[:32]}.json"


def read_draft(path: Path) -> Draft | None:
    """What was kept there; None if nothing was, or nothing that can be read."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        text, base = stored["text"], stored["base"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return Draft(text, base) if isinstance(text, str) and isinstance(base, str) else None


class DraftKeeper:
    """Keeps one draft. Safe to use from several threads: what is forgotten is not written by a thread that is late."""

    def __init__(self, path: Path, base: str) -> None:
        self.path = path
        self.base = base
        self._wanted = True
        self._lock = Lock()

    def want(self) -> None:
        """Something was typed that is to be kept."""
        self._wanted = True

    def keep(self, text: str) -> bool:
        """Write it beside the old file and move it over that, so that a crash leaves one or the other. False if it can't."""
        with self._lock:
            return self._write(text) if self._wanted else True

    def _write(self, text: str) -> bool:
        temporary = ""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # A temporary file is made readable by its owner alone, and stays so under its new name.
            with NamedTemporaryFile(
                "w", encoding="utf-8", dir=self.path.parent, suffix=".new", delete=False
            ) as file:
                temporary = file.name
                json.dump({"text": text, "base": self.base}, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(self.path)
        except (OSError, UnicodeEncodeError):
            if temporary:
                Path(temporary).unlink(missing_ok=True)
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
