"""The rate of an import and the time that is left, with a clock of the test's own."""

from importers.pace import Pace
from importers.report import Progress
from tui.pace_words import duration, file_name, pace_words


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_said_before_it_is_known() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.at(0) is None
    clock.now += 0.5
    assert pace.at(10) is None
    clock.now += 2
    assert pace.at(50) == 20.0


def test_the_rate_is_that_of_the_last_seconds() -> None:
    clock = Clock()
    pace = Pace(clock)
    for second in range(1, 11):  # unchanged files go by quickly
        clock.now += 1
        pace.at(second * 1000)
    for second in range(1, 61):
        clock.now += 1
        rate = pace.at(10_000 + second * 30)
    assert rate is not None
    assert 29 < rate < 31


def test_a_standstill_has_no_time_left() -> None:
    clock = Clock()
    pace = Pace(clock)
    for _ in range(40):
        clock.now += 1
        rate = pace.at(7)
    assert rate is None
    assert pace_words(Progress(7, 90, "a", 7, 0, 0, 0, rate=rate)) == []


def test_how_it_is_said() -> None:
    progress = Progress(100, 400, "/x/y.txt", 90, 10, 0, 0, rate=2.5)
    assert progress.left == 120
    assert pace_words(progress) == ["2.5 files a second", "2:00 left"]
    assert duration(3725) == "1:02:05"
    assert duration(0.4) == "0:00"
    assert file_name("/home/a/مقال.html") == "مقال.html"
    assert file_name(r"C:\in\a.txt") == "a.txt"
    assert file_name("a.zip!/b/c.txt") == "c.txt"
    assert file_name("folder/") == "folder"
    assert file_name("ا" * 30) == "ا" * 23 + "…"
