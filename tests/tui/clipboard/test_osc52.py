"""The sequence that asks a terminal, as it is, through tmux and through screen."""

from __future__ import annotations

import re
from base64 import b64decode

import pytest

from tui.clipboard.osc52 import LONGEST, TooLong, sequence

TEXT = "حقوق الإنسان\n«CNDH» 2019 – مُحَمَّد"
_OSC = re.compile("\x1b]52;c;([A-Za-z0-9+/=]*)\x07")


def asked(written: str) -> list[str]:
    return [b64decode(data).decode() for data in _OSC.findall(written)]


def test_a_terminal_is_asked_once() -> None:
    assert asked(sequence(TEXT, {})) == [TEXT]
    assert _OSC.fullmatch(sequence(TEXT, {}))


def test_tmux_is_asked_and_asked_to_pass_it_on() -> None:
    written = sequence(TEXT, {"TMUX": "/tmp/tmux-0/default,1,0"})
    own, passed = written.split("\x1bPtmux;")
    assert asked(own) == [TEXT]
    assert passed.endswith("\x1b\\")
    assert asked(passed.removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b")) == [TEXT]


def test_screen_passes_portions_on_that_it_can_hold() -> None:
    text = TEXT * 40
    strings = re.findall("\x1bP(.*?)\x1b\\\\", sequence(text, {"STY": "1.pts"}), re.DOTALL)
    assert max(map(len, strings)) < 256
    assert asked("".join(strings)) == [text]


def test_what_may_be_cut_is_refused() -> None:
    assert asked(sequence("x" * LONGEST, {})) == ["x" * LONGEST]
    assert len(sequence("x" * LONGEST, {})) < 100_010
    with pytest.raises(TooLong):
        sequence("ح" * (LONGEST // 2 + 1), {})
