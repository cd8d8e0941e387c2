"""The files of an import that are as they were when they were last read: told from what the file system says, not read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from importers.files import Candidate
from importers.report import Outcome
from store.archive import Archive
from store.articles import visited
from store.articles.visited import Visit

_AT_ONCE = 200
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

    def look(self, candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, tuple[Outcome, ...]]]:
        """The candidates, each with its outcomes if it is in the archive and unchanged; the others are read, and noted later."""
        for start in range(0, len(candidates), _AT_ONCE):
            some = candidates[start : start + _AT_ONCE]
            known = self._unchanged(some)
            for candidate in some:
                outcomes = known.get(candidate.path, ())
                if not outcomes and candidate.stamp is not None and not candidate.problem:
                    self._open[candidate.path] = _Open(candidate.stamp)
                yield candidate, outcomes

    def _unchanged(self, some: Sequence[Candidate]) -> dict[Path, tuple[Outcome, ...]]:
        """The outcomes of those of these files that are in the archive and unchanged."""
        if self._again:
            return {}
        asked = {
            _bytes(candidate.path): candidate
            for candidate in some
            if not candidate.problem and candidate.stamp is not None
        }
        stamps = {path: candidate.stamp or "" for path, candidate in asked.items()}
        with self._archive.read() as conn:
            known = visited.articles(conn, stamps)
        return {
            asked[path].path: tuple(
                Outcome(ident, asked[path].shown, title, "duplicate") for ident, title in found
            )
            for path, found in known.items()
        }

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
