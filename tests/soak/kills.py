"""Programs killed at any moment, while they import, tag, copy, restore, migrate and repair."""

from __future__ import annotations

import gc
import os
import random
import select
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from store import schema
from store.archive import Archive
from tests.soak import work
from tests.soak.acknowledged import Acknowledged, Broken, rest_of

LONGEST = 0.4
"""Seconds that a program is let work before it is killed."""


def kill(kind: str, folder: Path, turn: int, luck: random.Random) -> tuple[list[str], bool]:
    """Let a program work on the folder and kill it; what it said, and whether it was still at work."""
    gc.collect()  # no connection may be left open: SQLite must not be carried into the child
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.dup2(writer, 1)
            code = work.main(kind, str(folder), str(turn))
        finally:
            os._exit(code)
    os.close(writer)
    said = bytearray()
    until = time.monotonic() + luck.uniform(0, LONGEST)
    while (left := until - time.monotonic()) > 0 and select.select([reader], [], [], left)[0]:
        piece = os.read(reader, 65536)
        if not piece:
            break
        said += piece
    os.kill(child, signal.SIGKILL)
    while piece := os.read(reader, 65536):
        said += piece
    os.close(reader)
    _, status = os.waitpid(child, 0)
    return said.decode().rpartition("\n")[0].splitlines(), os.WIFSIGNALED(status)


def run(folder: Path, rounds: int, seed: int, stop: Callable[[], bool] = lambda: False) -> Counter[str]:
    """So many kills, of each kind in turn; how many of each. Raises `acknowledged.Broken`."""
    luck = random.Random(seed)
    counts: Counter[str] = Counter()
    safe = Acknowledged()
    safe.hear(_a_beginning(folder))
    for turn in range(rounds):
        if stop():
            break
        kind = list(work.KINDS)[turn % len(work.KINDS)]
        if kind == "migrate":
            _migrate(folder, turn, luck, safe)
        else:
            safe = _one(kind, folder, turn, luck, safe)
        counts[kind] += 1
        counts["kills"] += 1
        if safe.articles > 400:
            shutil.rmtree(folder)
            folder.mkdir()
            safe = Acknowledged()
            safe.hear(_a_beginning(folder))
    return counts


def _a_beginning(folder: Path) -> list[str]:
    """An archive with a little in it, and a backup of it."""
    reader, writer = os.pipe()
    kept = os.dup(1)
    os.dup2(writer, 1)
    try:
        work.main("copy", str(folder), "0", "1")
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(writer)
    with os.fdopen(reader) as said:
        return said.read().splitlines()


def _one(kind: str, folder: Path, turn: int, luck: random.Random, safe: Acknowledged) -> Acknowledged:
    if kind == "restore":
        return _restore(folder, turn, luck, safe)
    said, _alive = kill(kind, folder, turn, luck)
    safe.hear(said)
    safe.check(folder)
    rest_of(folder)
    return safe


def _restore(folder: Path, turn: int, luck: random.Random, safe: Acknowledged) -> Acknowledged:
    """The archive is what it was, or the backup, to the last fact; nothing in between."""
    states = {_facts(folder / work.ARCHIVE), _facts(folder / work.COPY)}
    before = set(folder.glob("*.bak*"))
    kill("restore", folder, turn, luck)
    now = _facts(folder / work.ARCHIVE)
    if now not in states:
        raise Broken("the archive is neither what it was nor the backup")
    for file in set(folder.glob("*.bak*")) - before:
        file.unlink()
    if now == _facts(folder / work.COPY):
        with Archive.open(folder / work.ARCHIVE) as archive:
            tags = {tag.name for tag in archive.tags()}
            safe = Acknowledged(archive.count(), tags, {}, safe.copied)
    safe.check(folder)
    rest_of(folder)
    return safe


def _facts(path: Path) -> str:
    """What an archive says: a hash of all facts in it."""
    with Archive.open(path, read_only=True) as archive:
        rows = archive.connection().execute("SELECT id FROM fact ORDER BY id")
        return sha256("".join(ident for (ident,) in rows).encode()).hexdigest()


def _migrate(folder: Path, turn: int, luck: random.Random, safe: Acknowledged) -> None:
    """A copy of the archive is migrated and killed: it is of the old version or of the new one, and whole."""
    place = folder / "migrated"
    place.mkdir()
    with Archive.open(folder / work.ARCHIVE) as archive:
        before = archive.count()
        archive.connection().execute("VACUUM INTO ?", (str(place / work.ARCHIVE),))
    said, _alive = kill("migrate", place, turn, luck)
    with closing(sqlite3.connect(place / work.ARCHIVE)) as conn:
        version = conn.execute("PRAGMA user_version").fetchone()[0]
        made = conn.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'soak'").fetchone()[0]
        sound = conn.execute("PRAGMA integrity_check(1)").fetchone()[0]
        count = conn.execute("SELECT count(*) FROM listing").fetchone()[0]
        rows = conn.execute("SELECT count(*) FROM soak").fetchone()[0] if made else 0
    whole = (version, made, rows) in {(schema.VERSION, 0, 0), (schema.VERSION + 1, 1, 500)}
    if not whole or sound != "ok" or count != before or ("migrated" in said and not made):
        raise Broken(f"migration: {version=} {made=} {rows=} {sound=} {count=} {before=} {said=}")
    shutil.rmtree(place)
