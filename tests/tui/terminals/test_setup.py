"""What each terminal needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tui.bidi.layout import order, set_order
from tui.terminals.modes import Mode
from tui.terminals.setup import Setup, apply, setup

KONSOLE_OFF = "\x1b]50;BidiRenderingEnabled=false\x07"
KONSOLE_ON = "\x1b]50;BidiRenderingEnabled=true\x07"


def auto(env: dict[str, str]) -> Setup:
    return setup("auto", env)


def test_every_terminal_is_put_into_explicit_mode() -> None:
    assert auto({"TERM": "xterm"}) == ("app", "\x1b[8l", "\x1b[8h")
    assert auto({"VTE_VERSION": "7006"}) == ("app", "\x1b[8l", "\x1b[8h")


def test_konsole_and_mlterm_get_their_own() -> None:
    konsole = auto({"KONSOLE_VERSION": "221203"})
    assert konsole == ("app", "\x1b[8l" + KONSOLE_OFF, KONSOLE_ON + "\x1b[8h")
    mlterm = auto({"MLTERM": "3.9"})
    assert "\x1b]5379;use_ctl=false\x07" in mlterm.enter
    assert "\x1b]5379;use_ctl=true\x07" in mlterm.leave
    for env in ({"TERM": "xterm"}, {"VTE_VERSION": "1"}, {"KITTY_WINDOW_ID": "1"}):
        assert "\x1b]" not in auto(env).enter


def test_multiplexers_pass_them_on() -> None:
    tmux = auto({"TMUX": "x"})
    assert tmux.enter == "\x1b[8l\x1bPtmux;\x1b\x1b[8l\x1b\\"
    assert tmux.mode == "app"
    assert auto({"TMUX": "x", "VTE_VERSION": "7006"}).mode == "lro"
    assert auto({"STY": "x"}).enter == "\x1b[8l\x1bP\x1b[8l\x1b\\"


def test_kitty_is_written_backwards() -> None:
    assert auto({"KITTY_WINDOW_ID": "1"}).mode == "kitty"


@pytest.fixture
def visual() -> Iterator[None]:
    yield
    set_order("visual")


@pytest.mark.usefixtures("visual")
@pytest.mark.parametrize(
    ("mode", "taken", "switched", "laid_out"),
    [
        ("auto", "kitty", True, "visual"),
        ("app", "app", True, "visual"),
        ("lro", "lro", True, "visual"),
        ("kitty-fallback", "kitty-fallback", True, "visual"),
        ("terminal", "terminal", False, "logical"),
        ("off", "off", True, "logical"),
    ],
)
def test_the_mode_asked_for_is_taken(mode: Mode, taken: str, switched: bool, laid_out: str) -> None:
    found = setup(mode, {"KITTY_WINDOW_ID": "1"})
    apply(found)
    assert (found.mode, found.enter, order()) == (taken, "\x1b[8l" * switched, laid_out)
