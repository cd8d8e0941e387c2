"""What switches the terminal over is written and undone in a real pty, whichever way the app ends."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

from tui.bidi.layout import layout

pytest.importorskip("pty", reason="no pty on this platform")

from tests.tui.terminals.pty_app import ARABIC, FRENCH
from tests.tui.terminals.pty_terminal import VTE, PtyTerminal

pytestmark = pytest.mark.terminal

APP = Path(__file__).with_name("pty_app.py")
OFF, ON = b"\x1b[8l", b"\x1b[8h"
Start = Callable[..., PtyTerminal]


@pytest.fixture
def start(root: Path) -> Iterator[Start]:
    """Start the small app with more variables, and wait until it is ready."""
    running: list[PtyTerminal] = []

    def call(**env: str) -> PtyTerminal:
        env = {"TERM": "xterm-256color", "PYTHONPATH": str(root), **env}
        running.append(PtyTerminal([sys.executable, str(APP)], env, root))
        running[-1].wait_for("ready")
        return running[-1]

    yield call
    for one in running:
        one.close()


def balanced(output: bytes) -> bool:
    """Each switching off is undone, and nothing is drawn between the end and the shell."""
    return output.count(OFF) == output.count(ON) and output.rindex(ON) > output.rindex(OFF)


def given_back(app: PtyTerminal) -> bool:
    return app.ended and ON in app.output


def test_it_is_switched_off_at_the_start_and_on_at_the_end(start: Start) -> None:
    app = start()
    assert app.output.index(OFF) < app.output.index(b"ready")
    assert ON not in app.output
    app.type(b"q")
    app.read_until(lambda: given_back(app))
    assert app.process.returncode == 0
    assert balanced(app.output)


@pytest.mark.parametrize(
    ("env", "switch"),
    [
        ({"KONSOLE_VERSION": "221203"}, b"\x1b]50;BidiRenderingEnabled=%s\x07"),
        ({"MLTERM": "3.9.0"}, b"\x1b]5379;use_ctl=%s\x07"),
    ],
)
@pytest.mark.parametrize("way", [b"q", b"x", b"e", signal.SIGTERM, signal.SIGHUP])
def test_a_terminal_with_its_own_switch_gets_it_back_whatever_happens(
    start: Start, env: dict[str, str], switch: bytes, way: bytes | signal.Signals
) -> None:
    app = start(**env)
    if isinstance(way, bytes):
        app.type(way)
    else:
        app.process.send_signal(way)
    app.read_until(lambda: given_back(app))
    written = [OFF, switch % b"false", b"ready", switch % b"true", ON]
    places = [app.output.index(text) for text in written]
    assert places == sorted(places)
    assert balanced(app.output)
    assert app.output.count(switch % b"true") == 1


def test_the_screen_shows_each_pane_as_it_was_laid_out(start: Start) -> None:
    app = start()
    app.type(b"q")
    app.read_until(lambda: given_back(app))
    screen = pyte.Screen(80, 24)
    drawn, _, _ = app.output.partition(b"\x1b[?1049l")
    # pyte does not know the sequences of kitty's keyboard protocol.
    pyte.ByteStream(screen).feed(drawn.replace(b"\x1b[<u", b"").replace(b"\x1b[>", b"\x1b[?"))
    rows = screen.display
    assert rows[0].count("╭") == rows[0].count("╮") == 2
    for left, text in ((0, ARABIC), (40, FRENCH)):
        for y, shown in enumerate(layout(text, 38), start=1):
            pane = rows[y][left : left + 40]
            assert pane == "│" + " " * shown.left(38) + shown.text.ljust(38 - shown.left(38)) + "│"


def test_an_exception_gives_the_terminal_back(start: Start) -> None:
    app = start()
    app.type(b"x")
    app.read_until(lambda: given_back(app))
    assert app.process.returncode != 0
    assert balanced(app.output)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_gives_the_terminal_back(start: Start, number: signal.Signals, code: int) -> None:
    app = start()
    app.process.send_signal(number)
    app.read_until(lambda: given_back(app))
    assert app.process.returncode == code
    assert balanced(app.output)
    assert b"\x1b[?1049l" in app.output


def test_the_app_ends_with_its_window(start: Start) -> None:
    app = start()
    app.hang_up()
    assert app.process.wait(30) != 0


@pytest.mark.parametrize("way", ["signal", "key"])
def test_suspending_gives_the_terminal_back_and_resuming_takes_it(start: Start, way: str) -> None:
    app = start()
    if way == "key":
        app.type(b"\x1a")
    else:
        app.process.send_signal(signal.SIGTSTP)
    app.read_until(lambda: app.stopped)
    app.wait_for(ON)
    assert balanced(app.output)
    app.process.send_signal(signal.SIGCONT)
    app.wait_for(OFF, times=2)
    app.read_until(
        lambda: b"ready" in app.output[app.output.rindex(OFF) :]
    )  # drawn again on the empty screen
    app.type(b"q")
    app.read_until(lambda: app.ended and app.output.count(ON) == 2)
    assert app.process.returncode == 0
    assert balanced(app.output)


def test_what_was_typed_before_the_app_stood_is_typed_into_it(start: Start) -> None:
    app = start(TYPED="ab\x1b[A")
    app.wait_for("keys:a+b+up.")
    app.type(b"c")
    app.wait_for("keys:a+b+up+c.")
    app.type(b"q")
    app.read_until(lambda: given_back(app))


def test_late_replies_are_no_keys(start: Start) -> None:
    app = start(DUE="1")
    app.type(b"a" + VTE[:7])
    app.wait_for("keys:a.")
    app.type(VTE[7:] + b"\x1b[Bz\x1b")
    app.wait_for("keys:a+down+z+escape.")
    app.type(b"q")
    app.read_until(lambda: given_back(app))
