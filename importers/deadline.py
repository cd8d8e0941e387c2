"""A deadline for steps that follow each other quickly: one thread that looks now and then, instead of a timer for each step."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Deadline:
    """Calls `expire` once a step takes longer than `seconds`. A step begins with `begin` or `go_on` and ends with `end`.

    Where `excused` says then that the step could not go on, it has as much time again.
    """

    def __init__(
        self, seconds: float, expire: Callable[[], None], excused: Callable[[], bool] = lambda: False
    ) -> None:
        self._seconds = seconds
        self._expire = expire
        self._excused = excused
        self._due: float | None = None
        self._latest: float | None = None
        self._guard = threading.Lock()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self.expired = False

    def begin(self, times: int) -> None:
        """A first step begins; all of them together may take so many times as long as one."""
        now = time.monotonic()
        with self._guard:
            self.expired = False
            self._latest = now + times * self._seconds
            self._due = now + self._seconds
            if self._thread is None and not self._closed.is_set():
                self._thread = threading.Thread(target=self._watch, name="deadline", daemon=True)
                self._thread.start()

    def go_on(self) -> None:
        """The step is done and the next begins."""
        with self._guard:
            if self._latest is not None:
                self._due = min(time.monotonic() + self._seconds, self._latest)

    def end(self) -> bool:
        """No step is under way any more; whether one took too long."""
        with self._guard:
            self._due = self._latest = None
            return self.expired

    def close(self) -> None:
        """Nothing will expire any more."""
        self._closed.set()

    def _watch(self) -> None:
        # Due times only move later, and a new one lies a whole step ahead: nothing has to wake this thread.
        while not self._closed.is_set():
            with self._guard:
                due = self._due
                late = due is not None and time.monotonic() >= due
                if late and self._excused():
                    due = self._due = time.monotonic() + self._seconds
                    late = False
                if late:
                    self.expired = True
                    self._due = self._latest = None
            if late:
                self._expire()
                due = None
            self._closed.wait(self._seconds if due is None else max(0.0, due - time.monotonic()))
