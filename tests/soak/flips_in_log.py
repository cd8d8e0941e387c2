"""A bit that flips in the log itself: in a change, a fact, what supersedes it, or an entry of the custody log.

These are few bytes among many, and the ones in which a wrong bit makes no wrong hash but a wrong meaning: a date that is
none, a step of no kind, a clock that runs a thousand years ahead. After a repair the archive must be one that can be used.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from store import checking, saved
from store.archive import Archive
from store.articles import revisions
from store.log import changes
from store.log.facts import Put, dumps
from store.safekeeping import custody, dump, purge
from store.salvage import finding, making
from store.salvage.pages import Pages
from store.salvage.shapes import shapes
from store.thesaurus import changing
from tests.soak import flips
from tests.soak.acknowledged import Broken
from tests.store.making import fill, shown
from tui.history import sentence

LOG = frozenset({"change", "fact", "over", "custody", "redacted", "purged", "local"})


class Record(NamedTuple):
    """A row of the log: its table, the place of its first byte in the file, its bytes, and the articles it is about."""

    table: str
    place: int
    length: int
    about: frozenset[str]


class Worked(NamedTuple):
    """A sound archive with every kind of fact: its bytes, what a person sees of it, and the rows of its log."""

    data: bytes
    seen: dict[str, Any]
    log: list[Record]


def worked(path: Path) -> Worked:
    """Make it: six articles, of which one was purged, and everything that people do, once or twice."""
    with Archive.open(path, create=True, operator="ليلى") as archive:
        ids = fill(archive, range(6), ("سجن",))
        archive.tag(ids[:4], ["presse/radio"], ["سجن"])
        archive.set_note(ids[0], "ملاحظة")
        archive.edit(ids[1], "title", "غيره")
        archive.edit(ids[2], "published", "2019-09")
        archive.edit(ids[2], "author", None)
        archive.star(ids[:3])
        archive.undo()
        archive.redo()
        checking.accept(archive, ids[3:4])
        with archive.write() as conn:
            changing.name(conn, "سجن", "", labels={"fr": "prison"}, aliases=["geôle"])
            saved.save(conn, "بحثي", "حقوق tag:سجن", "")
            (content,) = conn.execute("SELECT sha256 FROM revision WHERE id = ?", ids[:1]).fetchone()
            puts = [Put(ids[0], kind, "أحمد", dumps(True)) for kind in ("people", "institutions", "places")]
            puts += [
                Put(ids[0], "refusal", "presse", dumps("rule")),
                Put(ids[0], "version", "", dumps(content)),
            ]
            changes.record(conn, "edit-record", {}, puts, "")
            assert revisions.arrived(conn, ids[0], content)
    purge.purge(path, ids[5:])
    with Archive.open(path) as archive:
        archive.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        seen = shown(archive)
        known = shapes(archive.connection())
    return Worked(path.read_bytes(), seen, list(_log(path, seen, known)))


def _log(path: Path, seen: dict[str, Any], known: dict[str, Any]) -> list[Record]:
    found = []
    with Pages(path) as pages:
        facts = {row[0]: str(row[3]) for table, row in finding.rows(pages, known) if table == "fact"}
        for number, owner in finding._owners(pages).items():
            if owner in LOG:
                for span, cell, _ in flips._records(pages, number):
                    place = (number - 1) * pages.size + span.start
                    found.append(Record(owner, place, len(span), flips._about(cell, seen, facts)))
    return found


def use(path: Path) -> dict[str, Any]:
    """Look at everything in a saved archive and work a little on it; what a person sees of each article."""
    with Archive.open(path) as archive:
        now = shown(archive)
        for change in archive.history(100):
            assert sentence(change), change
        conn = archive.connection()
        assert list(dump.lines(conn)) or not now
        assert [entry.at for entry in custody.last(conn, 100)]
        saved.saved(conn)
        archive.tags()
        archive.tag(sorted(now)[:2], ["بعد"])
        archive.undo()
    return now


def run(folder: Path, rounds: int, seed: int, stop: Callable[[], bool] = lambda: False) -> Counter[str]:
    """So many flips, each in the sound archive; how many in each table, and what came back.

    Raises `Broken` where the saved archive is unsound or can't be used, or an article differs that the row was not about.
    """
    luck = random.Random(seed)
    sound = worked(folder / "worked.db")
    tables = sorted({record.table for record in sound.log})
    counts: Counter[str] = Counter()
    path, target = folder / "flipped.db", folder / "saved.db"
    for _ in range(rounds):
        if stop():
            break
        # Half of them in facts, of which there are the most kinds.
        table = luck.choice(["fact", luck.choice(tables)])
        record = luck.choice([one for one in sound.log if one.table == table])
        place, bit = record.place + luck.randrange(record.length), luck.randrange(8)
        data = bytearray(sound.data)
        data[place] ^= 1 << bit
        path.write_bytes(data)
        where = f"bit {bit} of byte {place} in a row of {table}"
        try:
            made = making.save(path, target)
            doubted = flips.doubted(made)
            now = use(target)
        except Exception as error:
            raise Broken(f"{where}: {error!r}") from error
        if doubted:
            raise Broken(f"{where}: the saved archive is not sound: {doubted}")
        other = {ident for ident, row in sound.seen.items() if now.get(ident) != row}
        if other - record.about:
            raise Broken(f"{where}: {sorted(other - record.about)} are not as they were")
        counts[table] += 1
        counts["flips"] += 1
        counts["healed whole"] += not made.lost and not other
        counts["articles not as they were"] += len(other)
        for file in folder.glob("saved.db*"):
            file.unlink()
    return counts
