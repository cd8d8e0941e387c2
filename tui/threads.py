"""The threads that work for the app: who is at work is known, so that an archive is closed when nobody reads in it any more."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.archive import Archive

_AGAIN = 0.05
"""Seconds after which a thread that still reads is interrupted again: one statement was, and it began the next."""

_MOST = 6
"""Threads at a time: a long import, an index that is built, and the few a key needs. Each has a connection of its own, which keeps pages of the
file; Python's own number grows with the processors of the machine."""

_TURN = 0.0005
"""Seconds after which a thread that computes lets the screen have its turn. With Python's own ten times as many, a key beside a search waits
at every step of its way: p95 of a letter's first change came down by a third, and the search took no longer."""


class Threads(ThreadPoolExecutor):
    """Threads for an event loop. They are at work also for what the app gave up and no longer waits for."""

    def __init__(self) -> None:
        super().__init__(_MOST, thread_name_prefix="archive")
        self._working: set[Future[Any]] = set()

    def serve(self) -> None:
        """Do what the running event loop gives to threads, from now on."""
        asyncio.get_running_loop().set_default_executor(self)
        sys.setswitchinterval(_TURN)

    def submit(self, *work: Any, **named: Any) -> Future[Any]:
        """Let a thread do this; called by the event loop."""
        future = super().submit(*work, **named)
        self._working.add(future)
        # Only then: who waits for the result has been told when the thread counts as done.
        asyncio.get_running_loop().call_soon(future.add_done_callback, self._working.discard)
        return future

    @property
    def at_work(self) -> bool:
        """Whether something that was begun has not ended."""
        return bool(self._working)

    def close(self, archive: Archive) -> None:
        """Close the archive: at once, or when the threads that are at work now have stopped reading in it.

        SQLite ends the whole program when a connection is closed while another thread is inside it.
        """
        working = set(self._working)
        archive.interrupt(closing=True)

        def stop_and_close() -> None:
            while wait(working, _AGAIN).not_done:
                archive.interrupt()
            archive.close()

        if working:
            Thread(target=stop_and_close, name="closing").start()
        else:
            archive.close()
