"""Merging: another archive's articles, and what was done with them there, into this one. One transaction, or nothing.

It is a step of this archive that can be taken back (`taking_back`). What comes in keeps its ids, its authors and its times.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from store.articles import listing
from store.connection import translated
from store.errors import ArchiveDamaged, ArchiveError, NotAnArchive, OtherDamaged, OtherNotArchive
from store.links import real
from store.log import changes, clock
from store.log.changes import Change
from store.log.facts import dumps
from store.merging import echoes, effect, other, purges, same_texts, taking_back
from store.merging.effect import Effect
from store.merging.incoming import Other
from store.merging.purges import Kept
from store.merging.taking_in import TakenIn, Taking
from store.safekeeping import purged
from store.similar import joining, known

if TYPE_CHECKING:
    import sqlite3

    from store.archive import Archive
    from store.merging.effect import Conflict

_SHARED = """
SELECT count(*) FROM listing WHERE id IN (SELECT value FROM json_each(?))
"""
_IDS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, or would do. `change` has no id where there was nothing that was not known, and for one that was tried.

    `shared` articles were in both; `joined` are those that came in beside one with the same text and are one with it now;
    `repeated` is what fell because it only repeated something deleted; `purged` articles stayed out because they were purged here; `kept` are here though they were purged elsewhere.
    """

    name: str
    change: Change
    articles: int = 0
    shared: int = 0
    joined: int = 0
    withdrawn: int = 0
    repeated: int = 0
    purged: int = 0
    kept: list[Kept] = field(default_factory=list)
    effect: Effect = field(default_factory=Effect)

    @property
    def conflicts(self) -> list[Conflict]:
        """Where both said something else."""
        return self.effect.conflicts

    @property
    def is_empty(self) -> bool:
        """Whether nothing came in that was not known."""
        return not (self.articles or self.withdrawn or self.joined or self.repeated) and not any(
            (self.effect.added, self.effect.removed, self.conflicts, self.kept)
        )


class _OnlyTried(ArchiveError):
    """Ends the transaction of a merge that was to be tried."""


Progress = Callable[[int, int], None]
"""Told how much is done, of how much. What it raises stops the merge."""


def _silent(_done: int, _total: int) -> None:
    return


def merge(archive: Archive, path: Path, *, dry_run: bool = False, progress: Progress = _silent) -> Merged:
    """Take in what the archive at `path` has and this one lacks; `dry_run`: only say what would come.

    Raises `store.errors`, and what `progress` raises; this archive is as it was then, and the other is never changed.
    """
    try:
        with other.opened(path, archive.path) as conn:
            return _merge(archive, Other(conn, path), path, dry_run, progress)
    except (ArchiveDamaged, NotAnArchive) as error:
        of_other = {ArchiveDamaged: OtherDamaged, NotAnArchive: OtherNotArchive}.get(type(error))
        if of_other is None or real(Path(str(error.values["path"])).absolute()) != real(path.absolute()):
            raise
        raise of_other(**error.values) from error


def _merge(archive: Archive, source: Other, path: Path, dry_run: bool, progress: Progress) -> Merged:
    known.complete(archive)
    done: list[Merged] = []
    try:
        with archive.write() as conn:
            entries = source.new_entries(conn)
            name = path.name.encode("utf-8", "backslashreplace").decode()
            taken = Taking(conn, source, trying=dry_run).all(
                entries, lambda now, all_: progress(now, 2 * all_)
            )
            if not (entries or taken.facts):
                return Merged(name, Change("", "merge", {"name": name}), shared=_shared(conn, source))
            done.append(_settle(archive, conn, source, taken, name, dry_run, progress))
            if dry_run:
                raise _OnlyTried
    except _OnlyTried:
        pass
    return done[0]


def _settle(  # noqa: PLR0917 - one place calls it
    archive: Archive,
    conn: sqlite3.Connection,
    source: Other,
    taken: TakenIn,
    name: str,
    dry_run: bool,
    progress: Progress,
) -> Merged:
    """Bring what is visible up to date, and write the step."""
    abouts = sorted(taken.kinds)
    repeated = echoes.fallen(conn, sorted({*abouts, *same_texts.led_to(conn, taken.articles)}))
    found = effect.of(conn, abouts, taken.facts)
    shared = _shared(conn, source)
    _refresh(conn, taken, progress, trying=dry_run)
    pairs, went = same_texts.joined(conn, taken)
    merged = Merged(
        name,
        Change("", "merge", {"name": name}, len(taken.articles)),
        articles=max(found.articles - went, 0),
        shared=shared,
        joined=went + found.joined,
        withdrawn=found.withdrawn,
        repeated=len(repeated),
        purged=len(taken.purged),
        kept=_kept(conn, taken, pairs),
        effect=found,
    )
    if dry_run:
        return merged
    puts = joining.puts(conn, pairs)
    clock.advance(conn, taken.hlc)
    change = Change("", "merge", {"name": name})
    if taken.facts:
        values = {"name": name, "articles": merged.articles, "conflicts": len(merged.conflicts)}
        also = len(taken.articles) - len({put.about for put in (*repeated, *puts)} & set(taken.articles))
        change = changes.record(
            conn, "merge", values, [*repeated, *puts], archive.operator, even_empty=True, also=also
        )
    taking_back.remember(conn, change.id, taken)
    return replace(merged, change=change)


def _kept(conn: sqlite3.Connection, taken: TakenIn, pairs: list[tuple[str, str]]) -> list[Kept]:
    """What was purged elsewhere and is here: that was heard now, or the article came in now."""
    heard = purges.here(conn, taken.purges)
    if taken.texts:
        heard += [one for one in purges.here(conn, purged.heard(conn)) if one.id in taken.texts]
    kept_for = {gone: kept for kept, gone in pairs}
    ids = {kept_for.get(one.id, one.id): one.title for one in heard}
    return [Kept(ident, title) for ident, title in ids.items()]


def _shared(conn: sqlite3.Connection, source: Other) -> int:
    """How many articles are listed in both."""
    count, last = 0, ""
    while True:
        with translated(source.path):
            rows = source.conn.execute(
                "SELECT id FROM listing WHERE id > ? ORDER BY id LIMIT ?", (last, _IDS_AT_ONCE)
            ).fetchall()
        if not rows:
            return count
        last = rows[-1][0]
        count += conn.execute(_SHARED, (dumps([ident for (ident,) in rows]),)).fetchone()[0]


def _refresh(conn: sqlite3.Connection, taken: TakenIn, progress: Progress, *, trying: bool) -> None:
    """Listing, tags and index of all that is said something new of; `trying`: of articles that come or go, the listing alone."""
    by_kinds: dict[frozenset[str], list[str]] = {}
    for about, kinds in taken.kinds.items():
        by_kinds.setdefault(frozenset(kinds), []).append(about)
    done, total = 0, len(taken.kinds)
    unreadable: list[str] = []
    for of_these, abouts in by_kinds.items():
        for batch in listing.batches(abouts):
            if not trying:
                listing.refresh(conn, batch, of_these, unreadable)
            elif "arrival" in of_these:
                listing.try_rows(conn, batch)
            done += len(batch)
            progress(total + done, 2 * total)
