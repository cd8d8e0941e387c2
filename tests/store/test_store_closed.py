"""A closed archive stays closed: a thread that is late opens nothing, and leaves no connection behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from making import fill

from store import connection
from store.archive import Archive
from store.errors import ArchiveClosed


def _late(archive: Archive) -> tuple[Callable[[], None], list[ArchiveClosed]]:
    """What a thread that comes late does, and what it was refused with."""
    caught: list[ArchiveClosed] = []

    def late() -> None:
        try:
            archive.count()
        except ArchiveClosed as error:
            caught.append(error)

    return late, caught


@pytest.mark.parametrize(
    "use",
    [
        lambda archive: archive.count(),
        lambda archive: archive.search("حقوق"),
        lambda archive: archive.tag([], ["سجن"]),
        lambda archive: archive.generation(),
    ],
)
def test_nothing_is_read_or_written_after_closing(archive: Archive, use: Callable[[Archive], Any]) -> None:
    fill(archive, range(2))
    archive.close()
    with pytest.raises(ArchiveClosed):
        use(archive)
    assert archive.path.with_name(archive.path.name + "-wal").exists() is False


def test_a_thread_that_was_connecting_while_it_was_closed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    connecting, closed = Event(), Event()
    made: list[sqlite3.Connection] = []
    plain = connection.connect

    def slowly(path: Path, **how: bool) -> sqlite3.Connection:
        connecting.set()
        closed.wait()
        made.append(plain(path, **how))
        return made[0]

    late, caught = _late(archive)
    monkeypatch.setattr(connection, "connect", slowly)
    thread = Thread(target=late)
    thread.start()
    connecting.wait()
    archive.close()
    closed.set()
    thread.join()
    assert len(caught) == 1
    with pytest.raises(Exception, match="closed"):
        made[0].execute("SELECT 1")


def test_one_that_is_about_to_be_closed_gives_out_no_more(archive: Archive) -> None:
    fill(archive, range(2))
    archive.interrupt(closing=True)
    assert archive.count() == 2  # this thread has its connection
    late, caught = _late(archive)
    thread = Thread(target=late)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_what_was_done_last_is_in_the_file_also_where_a_thread_was_interrupted(archive: Archive) -> None:
    """SQLite folds the log in on closing, but not with a connection that is interrupted still."""
    done = Event()

    def work() -> None:
        fill(archive, range(2))
        done.set()
        closing.wait(30)

    closing = Event()
    thread = Thread(target=work)
    thread.start()
    assert done.wait(30)
    archive.interrupt(closing=True)
    archive.close()
    closing.set()
    thread.join()
    assert archive.path.with_name(archive.path.name + "-wal").exists() is False
