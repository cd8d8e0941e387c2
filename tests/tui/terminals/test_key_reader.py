"""Bytes of a terminal become keys: a lone Escape at once, and no key torn apart."""

from __future__ import annotations

import os
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Event, Thread

import pytest
from textual import constants, events

from tui.terminals import key_reader

pytest.importorskip("termios", reason="a terminal of POSIX")

LONG = 20.0
"""Seconds after which what should have come does not come any more."""


class Reading:
    """A reader on a pipe that stands for the terminal."""

    def __init__(self) -> None:
        self.end, self._writer = os.pipe()
        self.ended = Event()
        self._keys: SimpleQueue[str] = SimpleQueue()
        self.thread = Thread(target=key_reader.read_keys, args=(self.end, self.ended, self._take))

    def _take(self, message: object) -> None:
        if isinstance(message, events.Key):
            self._keys.put(message.character or message.key)

    def write(self, data: bytes) -> None:
        os.write(self._writer, data)

    def next(self) -> str:
        return self._keys.get(timeout=LONG)

    @property
    def nothing_more(self) -> bool:
        return self._keys.empty()


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reading]:
    monkeypatch.setattr(constants, "ESCAPE_DELAY", constants.ESCAPE_DELAY)
    one = Reading()
    yield one
    one.ended.set()
    one.thread.join(LONG)
    for end in (one.end, one._writer):
        os.close(end)


def test_a_lone_escape_is_a_key_although_nothing_follows(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ESCDELAY", raising=False)
    reading.thread.start()
    reading.write(b"\x1b")
    assert reading.next() == "\x1b"
    assert pytest.approx(key_reader.ESCAPE) == constants.ESCAPE_DELAY


def test_what_comes_in_one_piece_is_one_key(reading: Reading) -> None:
    reading.thread.start()
    reading.write(b"\x1b[A\x1b[6~j")
    assert [reading.next() for _ in range(3)] == ["up", "pagedown", "j"]


def test_with_more_time_a_key_that_comes_in_pieces_is_whole(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESCDELAY", "60000")
    reading.thread.start()
    for piece in (b"\x1b", b"[", b"A"):
        reading.write(piece)
    assert reading.next() == "up"


def test_a_letter_whose_bytes_come_apart_is_whole(reading: Reading) -> None:
    reading.thread.start()
    for piece in "ح".encode():
        reading.write(bytes([piece]))
    assert reading.next() == "ح"


def test_a_byte_that_is_no_text_does_not_end_it(reading: Reading) -> None:
    reading.thread.start()
    reading.write(b"\xffj")
    assert reading.next() == "\ufffd"
    assert reading.next() == "j"


def test_what_is_there_when_the_app_ends_is_still_taken(reading: Reading) -> None:
    reading.ended.set()
    reading.write(b"q")
    reading.thread.start()
    reading.thread.join(LONG)
    assert reading.next() == "q"
    assert reading.nothing_more


@pytest.mark.parametrize(
    ("said", "seconds"), [("", key_reader.ESCAPE), ("50", 0.05), ("0", 0.001), ("soon", key_reader.ESCAPE)]
)
def test_the_environment_may_set_another_time(said: str, seconds: float) -> None:
    assert key_reader.escape_delay({"ESCDELAY": said}) == pytest.approx(seconds)
