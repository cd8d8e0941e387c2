"""Garbage is looked for in the pauses between keys."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from tui.garbage import LIMITS, LONG_PAUSE, PAUSE, Pauses, keep_what_is_there


class Knot:
    """Something that keeps itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """A collector that only does what it is told."""
    limits = gc.get_threshold()
    gc.collect()
    gc.disable()
    yield
    gc.set_threshold(*limits)
    gc.unfreeze()
    gc.enable()


def knot() -> weakref.ref[Knot]:
    """Garbage, after so much else that it would be worth looking for it."""
    gc.collect(0)
    gc.collect(0)
    return weakref.ref(Knot())


def test_while_keys_come_nothing_is_looked_through() -> None:
    garbage = knot()
    assert not Pauses().look(1, PAUSE / 2, at_rest=True)
    assert garbage() is not None


def test_in_a_pause_all_is_looked_through_once() -> None:
    pauses = Pauses()
    garbage = knot()
    assert pauses.look(1, PAUSE, at_rest=True)
    assert garbage() is None
    garbage = knot()
    assert not pauses.look(1, 2 * PAUSE, at_rest=True), "the same pause"
    assert garbage() is not None
    assert pauses.look(2, PAUSE, at_rest=True), "another key came between"


def test_where_much_is_made_without_a_key_it_is_looked_for_too() -> None:
    pauses = Pauses()
    knot()
    assert pauses.look(1, PAUSE, at_rest=True)
    gc.collect(1)
    garbage = weakref.ref(Knot())
    assert pauses.look(1, PAUSE, at_rest=True)
    assert garbage() is None


def test_what_is_there_at_the_start_is_never_looked_through_again() -> None:
    there = knot()
    keep_what_is_there()
    assert gc.isenabled()
    assert gc.get_threshold() == LIMITS
    gc.collect()
    assert there() is not None


def test_what_outlives_a_look_with_nothing_open_is_looked_through_in_a_long_pause_only() -> None:
    pauses = Pauses()
    stays = Knot()
    knot()
    assert pauses.look(1, PAUSE, at_rest=True)
    gone = weakref.ref(stays)
    del stays
    knot()
    assert pauses.look(2, PAUSE, at_rest=True)
    assert gone() is not None
    assert pauses.look(2, LONG_PAUSE, at_rest=True)
    assert gone() is None
    assert not pauses.look(2, LONG_PAUSE, at_rest=True), "the same pause"


def test_what_is_open_over_the_browser_is_looked_through_when_it_is_closed() -> None:
    pauses = Pauses()
    dialog = Knot()
    knot()
    assert pauses.look(1, PAUSE, at_rest=False)
    gone = weakref.ref(dialog)
    del dialog
    knot()
    assert pauses.look(2, PAUSE, at_rest=True)
    assert gone() is None
