"""What each terminal needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tui.bidi.layout import order, set_order
from tui.terminals.environment import Multiplexer
from tui.terminals.identify import Terminal, terminal
from tui.terminals.modes import MODES, Mode
from tui.terminals.profiles import PROFILES
from tui.terminals.setup import Setup, apply, needs_passage, setup

KONSOLE_OFF = "\x1b]50;BidiRenderingEnabled=false\x07"
KONSOLE_ON = "\x1b]50;BidiRenderingEnabled=true\x07"


def auto(env: dict[str, str]) -> Setup:
    return setup("auto", terminal(env))


def known(id_: str, inside: Multiplexer = "", *, passthrough: bool = True) -> Terminal:
    return Terminal(PROFILES[id_], inside, passthrough=passthrough)


def test_every_terminal_is_put_into_explicit_mode() -> None:
    assert auto({"TERM": "xterm"})[:3] == ("app", "\x1b[8l", "\x1b[8h")
    assert auto({"VTE_VERSION": "7006"})[:3] == ("app", "\x1b[8l", "\x1b[8h")


def test_konsole_and_mlterm_get_their_own_and_nobody_else() -> None:
    konsole = auto({"KONSOLE_VERSION": "221203"})
    assert konsole[:3] == ("app", "\x1b[8l" + KONSOLE_OFF, KONSOLE_ON + "\x1b[8h")
    mlterm = auto({"MLTERM": "3.9"})
    assert "\x1b]5379;use_ctl=false\x07" in mlterm.enter
    assert "\x1b]5379;use_ctl=true\x07" in mlterm.leave
    for id_ in PROFILES.keys() - {"konsole", "mlterm"}:
        assert "\x1b]" not in setup("app", known(id_)).enter


@pytest.mark.parametrize("id_", PROFILES)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("inside", ["", "tmux", "screen"])
def test_what_is_switched_is_switched_back_in_the_other_order(
    id_: str, mode: Mode, inside: Multiplexer
) -> None:
    found = setup(mode, known(id_, inside))
    assert found.enter.count("[8l") == found.leave.count("[8h")
    assert found.enter.count("=false") == found.leave.count("=true")
    assert found.leave.endswith("\x1b[8h" if found.enter else "")
    assert found.enter.startswith("\x1b[8l" if found.leave else "")


def test_multiplexers_hand_on() -> None:
    assert auto({"TMUX": "x"})[:2] == ("app", "\x1b[8l\x1bPtmux;\x1b\x1b[8l\x1b\\")
    assert auto({"STY": "x"}).enter == "\x1b[8l\x1bP\x1b[8l\x1b\\"


def test_over_vte_tmux_has_nothing_to_hand_on() -> None:
    assert setup("auto", known("vte", "tmux"))[:3] == ("lro", "\x1b[8l", "\x1b[8h")
    assert setup("auto", known("vte", "screen"))[:2] == ("app", "\x1b[8l\x1bP\x1b[8l\x1b\\")


def test_tmux_is_made_to_hand_on_where_nothing_else_helps() -> None:
    for id_, needed in (("konsole", True), ("mlterm", True), ("vte", False), ("xterm", False)):
        there = known(id_, "tmux", passthrough=False)
        assert needs_passage(setup("auto", there), there) == needed
    handing_on = known("konsole", "tmux", passthrough=True)
    assert not needs_passage(setup("auto", handing_on), handing_on)
    silent = known("konsole", "tmux", passthrough=False)
    assert not needs_passage(setup("terminal", silent), silent)


def test_an_answer_stands_before_what_is_known_and_behind_what_is_asked_for() -> None:
    assert setup("auto", known("xterm"), "lro")[0::3] == ("lro", "answer")
    assert setup("off", known("xterm"), "lro")[0::3] == ("off", "asked for")
    assert setup("auto", known("xterm"))[0::3] == ("app", "terminal")


@pytest.fixture
def visual() -> Iterator[None]:
    yield
    set_order("visual")


@pytest.mark.usefixtures("visual", "own_home")
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
    found = setup(mode, terminal({"KITTY_WINDOW_ID": "1"}))
    apply(found)
    assert (found.mode, found.enter, order()) == (taken, "\x1b[8l" * switched, laid_out)
