"""When an app has nothing left to do: no thread at work, no task of the event loop ready, no key waiting, no short timer.

Textual's own `wait_for_idle` looks at how busy the processor is and gives up after a second: on a busy machine it comes
back while a search is still under way, and on an idle one it sleeps a fiftieth of a second for each key.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot
from textual.timer import Timer

from tui.threads import Threads

PATIENCE = 20_000
"""Looks after which an app that never rests is a failure: about a minute. Looks, because a machine that stands still makes none."""

A_KEY = 700
"""Looks at what a key began before the next key comes, about two seconds: a test may hold a thread back on purpose."""

BUSY = 120.0
"""Seconds of processor time after which an app that always has another message is a failure."""

_SHORT = 0.5
"""Seconds of the longest timer that somebody waits for: related articles, and the search at rest."""

_AT_ONCE = 0.05
"""Seconds of the longest timer that is no waiting, but a way of doing something soon: laying out a screen of a new size."""

_STEP = 0.002
"""Seconds between two looks at threads and timers."""


async def settle(pilot: Pilot[int]) -> None:
    """Wait until what was begun is done, and what that began in turn.

    Raises AssertionError, with what is still going on, if the app never rests.
    """
    left = await _rest(pilot.app, PATIENCE, _SHORT)
    assert left is None, left


async def after_a_key(*_seconds: float) -> None:
    """In the place of Textual's `wait_for_idle`: wait for what a key began, but not for what comes when nobody presses another."""
    await _rest(active_app.get(), A_KEY, _AT_ONCE)


async def _rest(app: App[Any], patience: int, timers: float) -> str | None:
    """Wait until nothing goes on; what still does after `patience` looks."""
    end = time.process_time() + BUSY
    loop = asyncio.get_running_loop()
    while not app._exit and app.screen_stack:
        await asyncio.sleep(0)
        if loop._ready:  # type: ignore[attr-defined]
            left: str | None = "messages"
        else:
            left = next(_going_on(app, timers), None)
            if left is None:
                return None
            patience -= 1
            await asyncio.sleep(_STEP)
        if patience < 0 or time.process_time() > end:
            return left
    return None


def _going_on(app: App[Any], timers: float) -> Iterator[str]:
    threads: Threads | None = getattr(app, "threads", None)
    if threads is not None and threads.at_work:
        yield "a thread is at work"
    if getattr(app, "_keys", None) or getattr(app, "_on_its_way", 0):
        yield "a key is on its way"
    screen = app.screen
    screen._on_timer_update()
    if asyncio.get_running_loop()._ready:  # type: ignore[attr-defined]
        yield "the screen was not up to date"
    for pump in (
        app,
        *(widget for shown in app.screen_stack for widget in shown.walk_children(with_self=True)),
    ):
        longest = (
            _AT_ONCE if pump is app else timers
        )  # the app has one that runs half a second after each key
        yield from (f"{timer!r} of {pump!r}" for timer in pump._timers if _runs(timer, longest))


def _runs(timer: Timer, longest: float) -> bool:
    once = timer._repeat == 0
    return once and timer._interval <= longest and timer._task is not None and not timer._task.done()
