"""Small runs of what `python -m tests.soak` does for an hour."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.fuzz.targets import Target
from tests.soak import faults, fuzzing, kills, power, together
from tests.soak.acknowledged import Broken
from tests.soak.recorded import recorder

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork and kill")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that records and fails writes."""
    made = recorder(tmp_path_factory.mktemp("recorder"))
    if made is None:
        pytest.skip("needs Linux and a C compiler: install gcc")
    return made


def test_killed_at_any_moment(tmp_path: Path) -> None:
    counts = kills.run(tmp_path, 15, 3)
    assert counts["kills"] == 15
    assert counts["migrate"] == counts["restore"] == counts["repair"] == 3


def test_the_power_goes_at_any_moment(tmp_path: Path, library: Path) -> None:
    steps = power.record(library, tmp_path, 6)
    assert {step.kind for step in steps} >= set("CWSRUA")
    counts = power.run(tmp_path, steps, 25, 3)
    assert counts["cuts"] == 25


def test_a_program_that_forces_nothing_to_the_disk_would_be_caught(tmp_path: Path, library: Path) -> None:
    """The harness itself: without the forcing, acknowledged work is lost."""
    from tests.soak.acknowledged import Broken

    steps = [step for step in power.record(library, tmp_path, 4) if step.kind != "S"]
    with pytest.raises(Broken):
        power.run(tmp_path, steps, 25, 3)


def test_writes_that_fail(tmp_path: Path, library: Path) -> None:
    counts = faults.run(library, tmp_path, 4, 3)
    assert counts["faults"] == 4


def test_side_by_side(tmp_path: Path) -> None:
    assert together.run(tmp_path, 1) == {"side by side": 1, "migration races": 1}


def test_every_reader_has_its_turn_and_each_that_fails_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: set[str] = set()

    def reader(name: str, fails: bool) -> Target:
        def read(_data: bytes) -> None:
            turns.add(name)
            if fails:
                raise ValueError(name)

        return Target(read, (b"seed",))

    known = {name: reader(name, name != "sound") for name in ("first", "sound", "last")}
    monkeypatch.setattr(fuzzing, "targets", lambda: known)
    with pytest.raises(Broken) as caught:
        fuzzing.run(tmp_path, 0.3, 1)
    assert turns == set(known)
    assert "first: ValueError" in str(caught.value)
    assert "last: ValueError" in str(caught.value)
    assert "sound:" not in str(caught.value)
    assert {path.name for path in tmp_path.glob("found-*")} == {"found-0", "found-2"}
