"""What was searched for before in an archive: one JSON file in the user's state folder, as the sessions are.

It is a convenience: a file that is missing, damaged or can't be written is passed over. The setting `queries = "off"` keeps
nothing and throws away what was kept.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from tui.remembered import remember, remembered
from tui.state import QUERIES, session_file, state_folder

MOST = 200
"""Queries that are kept."""
_kept = True


def use(on: bool) -> None:
    """Whether queries are kept at all: a setting of the person's."""
    global _kept  # noqa: PLW0603 - read once at the start
    _kept = on


class QueryHistory:
    """The queries of one archive, the latest last, and where in them one is."""

    def __init__(self, archive: Path, folder: Path | None = None) -> None:
        self._archive = archive
        self._path = session_file(archive, folder or state_folder()).with_suffix(QUERIES)
        self._queries: list[str] | None = None
        self._at = 0
        self._typed = ""

    @property
    def queries(self) -> list[str]:
        """The queries, read when they are first wanted."""
        if self._queries is None:
            self._queries = self._read() if _kept else []
            if not _kept:
                self._path.unlink(missing_ok=True)
            self._at = len(self._queries)
        return self._queries

    def _read(self) -> list[str]:
        try:
            stored = json.loads(remembered(self._path, self._archive))
        except (OSError, ValueError, RecursionError):
            return []
        return [one for one in stored if isinstance(one, str)][-MOST:] if isinstance(stored, list) else []

    def add(self, query: str) -> None:
        """A search was done. One that was done before comes last again."""
        query = " ".join(query.split())
        known = self.queries
        if query and (not known or known[-1] != query):
            known[:] = [*[one for one in known if one != query][1 - MOST :], query]
            self._write()
        self._at = len(known)

    def before(self, typed: str) -> str | None:
        """The query before the one that is shown; None at the first. What is typed is given back on the way down."""
        known = self.queries
        if self._at == len(known):
            self._typed = typed
            if known and known[-1] == " ".join(typed.split()):
                self._at -= 1
        if not self._at:
            return None
        self._at -= 1
        return known[self._at]

    def after(self) -> str | None:
        """The query after the one that is shown, at the end what was typed; None where one is there already."""
        known = self.queries
        if self._at >= len(known):
            return None
        self._at += 1
        return known[self._at] if self._at < len(known) else self._typed

    def clear(self) -> int:
        """Forget all; how many there were."""
        count = len(self.queries)
        self._queries, self._at = [], 0
        self._path.unlink(missing_ok=True)
        return count

    def _write(self) -> None:
        if not _kept:
            return
        text = json.dumps(self.queries, ensure_ascii=False, indent=1)
        with suppress(OSError):
            remember(self._path, text.encode("utf-8", "replace").decode(), self._archive)
