"""A bit that flips in what the pages of an archive hold: is it noticed, and does everything come back that it did not hit?"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from store import errors
from store.archive import Archive
from store.safekeeping import doctor
from store.salvage import making
from store.salvage.finding import rows
from store.salvage.pages import KINDS, Cell, Pages
from store.salvage.shapes import shapes
from tests.soak.acknowledged import Broken
from tests.store.making import fill_with_work, shown

ARTICLES = 60
NOTICED = 0.95
"""The part of the flips that must be noticed."""


class Whole(NamedTuple):
    """A sound archive without free pages: its bytes, what a person sees of each article, and which bytes are of which.

    `hit` has, page by page, the spans of bytes that hold a record or a piece of one, and the articles that it is about.
    """

    data: bytes
    page: int
    seen: dict[str, Any]
    hit: dict[int, list[tuple[range, frozenset[str]]]]
    unused: dict[int, list[range]]


def whole(path: Path) -> Whole:
    """Make an archive with a little of everything in it; two of the originals are longer than a page."""
    with Archive.open(path, create=True, operator="ليلى") as archive:
        fill_with_work(archive, ARTICLES - 2, 2, 40_000)
        archive.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        seen = shown(archive)
        known = shapes(archive.connection())
    with Pages(path) as pages:
        facts = {row[0]: str(row[3]) for table, row in rows(pages, known) if table == "fact"}
        hit: dict[int, list[tuple[range, frozenset[str]]]] = {}
        for number in range(1, pages.count + 1):
            for span, cell, chain in _records(pages, number):
                about = _about(cell, seen, facts)
                for page, piece in [(number, span), *chain]:
                    hit.setdefault(page, []).append((piece, about))
        unused = {number: pages.unused(number) for number in range(1, pages.count + 1)}
        return Whole(path.read_bytes(), pages.size, seen, hit, unused)


def _records(pages: Pages, number: int) -> Iterator[tuple[range, Cell, list[tuple[int, range]]]]:
    """The records that begin on a page: where each lies on it, what it says, and the pages that continue it."""
    data, at = pages.read(number), pages.start(number)
    if data[at] not in KINDS:
        return
    count = int.from_bytes(data[at + 3 : at + 5])
    first = at + (12 if data[at] in {0x05, 0x02} else 8)
    starts = sorted(int.from_bytes(data[place : place + 2]) for place in range(first, first + 2 * count, 2))
    by_place = {}
    for pointer in starts:
        pages.overflowing = set()
        if data[at] != 0x05:
            by_place[pointer] = (pages._cell(data, pointer, data[at], number)[0], pages.overflowing)
    for start, end in zip(starts, [*starts[1:], pages.size], strict=False):
        if start in by_place:
            cell, chain = by_place[start]
            yield range(start, end), cell, [(page, range(pages.size)) for page in sorted(chain)]


def _about(cell: Cell, seen: dict[str, Any], facts: dict[Any, str]) -> frozenset[str]:
    """The articles that a record names, or the facts of which it names."""
    named = [str(value) for value in cell.values if isinstance(value, str)]
    return frozenset(one for text in named for one in (text, facts.get(text, "")) if one in seen)


def flip(whole: Whole, target: Path, luck: random.Random) -> tuple[int, int, frozenset[str]]:
    """Write the archive with one bit of what is in use the other way round; its place, number, and the articles it hit."""
    while True:
        place, bit = luck.randrange(len(whole.data)), luck.randrange(8)
        number, inside = place // whole.page + 1, place % whole.page
        if not any(inside in room for room in whole.unused[number]):
            break
    data = bytearray(whole.data)
    data[place] ^= 1 << bit
    target.write_bytes(data)
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    hits = [about for span, about in whole.hit.get(number, []) if inside in span]
    return place, bit, frozenset().union(*hits)


def is_noticed(path: Path) -> bool:
    """Whether an examination, or opening the archive already, says that something is wrong."""
    try:
        with Archive.open(path) as archive:
            return not all(check.ok for check in doctor.examine(archive) if check.name != "space")
    except errors.ArchiveError:
        return True


def doubted(made: making.Saved) -> str:
    """What the examination of a saved archive found wrong with it; the room on the disk is not its fault."""
    wrong = [check for check in made.checks if not check.ok and check.name != "space"]
    return "; ".join(f"{check.name}: {check.detail}" for check in wrong)


def run(folder: Path, rounds: int, seed: int, stop: Callable[[], bool] = lambda: False) -> Counter[str]:
    """So many flips, each in the sound archive; how many were noticed and what came back.

    Raises `Broken` where an article that was not hit did not come back as it was, or too few flips were noticed.
    """
    luck = random.Random(seed)
    sound = whole(folder / "whole.db")
    counts: Counter[str] = Counter()
    path, saved = folder / "flipped.db", folder / "saved.db"
    for _ in range(rounds):
        if stop():
            break
        place, bit, hit = flip(sound, path, luck)
        noticed = is_noticed(path)
        counts["noticed" if noticed else "not noticed"] += 1
        data = bytearray(sound.data)
        data[place] ^= 1 << bit
        path.write_bytes(data)  # the examination may have written to it
        made = making.save(path, saved)
        with Archive.open(saved) as archive:
            now = shown(archive)
        lost = {ident for ident, row in sound.seen.items() if now.get(ident) != row}
        if lost - hit:
            raise Broken(
                f"bit {bit} of byte {place}: {sorted(lost - hit)} were not hit and did not come back"
            )
        if wrong := doubted(made):
            raise Broken(f"bit {bit} of byte {place}: the saved archive is not sound: {wrong}")
        counts["hit an article"] += bool(hit)
        counts["articles not as they were"] += len(lost)
        counts["flips"] += 1
        for file in folder.glob("saved.db*"):
            file.unlink()
    if counts["noticed"] < NOTICED * counts["flips"]:
        raise Broken(f"only {counts['noticed']} of {counts['flips']} flipped bits were noticed")
    return counts
