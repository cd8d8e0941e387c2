"""The files of an import that are as they were when they were last read: told from what the file system says, not read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from importers import files
from importers.files import Candidate
from importers.report import Outcome
from store import visited
from store.archive import Archive
from store.visited import Visit

_MOST_IDS = 1_000
"""Articles of a file beyond which it is always read again."""


@dataclass(slots=True)
class _Open:
    """A file whose parts are on their way. `parts` is their number, once it is known."""

    stamp: str
    parts: int | None = None
    done: int = 0
    ids: list[str] = field(default_factory=list)
    whole: bool = True


class Visits:
    """Keeps account of the files of one import; `again` makes it believe that none has been read before.

    A file is noted when every article in it is in the archive: what failed is tried again.
    """

    def __init__(self, archive: Archive, *, again: bool) -> None:
        self._archive = archive
        self._again = again
        self._open: dict[Path, _Open] = {}
        self._complete: list[Visit] = []

    def unchanged(self, candidate: Candidate) -> tuple[Outcome, ...]:
        """The outcomes for a file that is in the archive and unchanged, or nothing: then it is read, and noted later."""
        if candidate.problem:
            return ()
        stamp = files.stamp(candidate.path)
        if stamp is None:
            return ()
        if not self._again:
            with self._archive.read() as conn:
                known = visited.articles(conn, _bytes(candidate.path), stamp)
            if known:
                return tuple(Outcome(ident, candidate.shown, title, "duplicate") for ident, title in known)
        self._open[candidate.path] = _Open(stamp)
        return ()

    def has(self, candidate: Candidate, parts: int) -> None:
        """The file has so many parts: one, or the members of the archive of files that it is."""
        if candidate.path in self._open:
            self._open[candidate.path].parts = parts
            self._close(candidate.path)

    def done(self, path: Path, outcomes: Sequence[Outcome]) -> None:
        """One part of the file at this path has been written."""
        visit = self._open.get(path)
        if visit is None:
            return
        visit.done += 1
        ids = [one.id for one in outcomes if one.id is not None]
        visit.ids.extend(ids)
        visit.whole = visit.whole and len(ids) == len(outcomes)
        self._close(path)

    def complete(self) -> list[Visit]:
        """The files to be noted since this was last asked."""
        complete, self._complete = self._complete, []
        return complete

    def _close(self, path: Path) -> None:
        visit = self._open[path]
        if visit.done != visit.parts:
            return
        del self._open[path]
        if visit.whole and 0 < len(visit.ids) <= _MOST_IDS:
            self._complete.append(Visit(_bytes(path), visit.stamp, tuple(dict.fromkeys(visit.ids))))


def _bytes(path: Path) -> bytes:
    return os.fsencode(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow links
