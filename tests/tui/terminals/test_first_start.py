"""The real program in terminals that its environment does not name: what it asks, what it keeps, what it does."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="no pty on this platform")

from tests.tui.terminals.pty_terminal import UNHEARD_OF, VTE, PtyTerminal

pytestmark = pytest.mark.terminal

ASKED = b"\x1b[>0q"
QUESTION = "Type the number"
APP_STANDS = b"\x1b[?1049h"
F10 = b"\x1b[21~"
Start = Callable[..., PtyTerminal]


@pytest.fixture
def start(root: Path, tmp_path: Path) -> Iterator[Start]:
    """Call `archive` in a terminal that gives these replies, with more variables; in English, with no archive."""
    running: list[PtyTerminal] = []

    def call(*words: str, replies: bytes = b"", **env: str) -> PtyTerminal:
        env = {"TERM": "xterm-256color", "PYTHONPATH": str(root), "ARCHIVE_LANG": "en", **env}
        running.append(PtyTerminal([sys.executable, "-m", "tui", *words], env, tmp_path, replies))
        return running[-1]

    yield call
    for one in running:
        one.close()


def leave(app: PtyTerminal) -> None:
    app.wait_for("archive --db")
    app.type(F10)
    app.read_until(lambda: app.ended)
    assert app.process.returncode == 0


def kept(own_home: Path) -> dict[str, object]:
    (file,) = own_home.rglob("terminals.json")
    terminals = json.loads(file.read_text("utf-8"))["terminals"]
    assert isinstance(terminals, dict)
    return terminals


def test_an_unknown_terminal_is_shown_once_and_the_answer_kept(start: Start, own_home: Path) -> None:
    app = start(replies=UNHEARD_OF)
    app.wait_for(QUESTION)
    assert APP_STANDS not in app.output
    app.type("٢\r".encode())
    leave(app)
    assert kept(own_home) == {"Newterm": {"mode": "lro", "asked": True}}

    again = start(replies=UNHEARD_OF)
    leave(again)
    assert QUESTION.encode() not in again.output


@pytest.mark.parametrize(
    ("typed", "mode"), [(b"\r", None), (b"0\r", None), (b"9\r5\r", "terminal"), (b"x\r1\r", "app")]
)
def test_any_line_is_an_answer_or_asked_for_again(
    start: Start, own_home: Path, typed: bytes, mode: str | None
) -> None:
    app = start(replies=UNHEARD_OF)
    app.wait_for(QUESTION)
    app.type(typed)
    leave(app)
    assert kept(own_home) == {"Newterm": {"mode": mode, "asked": True} if mode else {"asked": True}}


def test_a_terminal_known_by_its_replies_is_not_shown(start: Start, own_home: Path) -> None:
    app = start(replies=VTE)
    leave(app)
    assert app.output.count(ASKED) == 1
    assert QUESTION.encode() not in app.output
    assert app.output.index(ASKED) < app.output.index(APP_STANDS) < app.output.index(b"\x1b[8l")
    assert not list(own_home.rglob("terminals.json"))


def test_a_terminal_known_by_its_environment_is_not_even_asked(start: Start) -> None:
    app = start(VTE_VERSION="7006")
    leave(app)
    assert ASKED not in app.output


def test_nobody_is_asked_where_nobody_sits(start: Start) -> None:
    app = start()  # nothing replies: a script drives this terminal
    leave(app)
    assert QUESTION.encode() not in app.output
    machine = start(replies=UNHEARD_OF, CI="true")
    leave(machine)
    assert QUESTION.encode() not in machine.output


def test_who_says_the_mode_is_not_asked(start: Start) -> None:
    app = start("--bidi", "app", replies=UNHEARD_OF)
    leave(app)
    assert QUESTION.encode() not in app.output


def test_keys_typed_meanwhile_are_for_the_app(start: Start) -> None:
    app = start(replies=F10 + VTE)
    app.wait_for(APP_STANDS)
    app.read_until(lambda: app.ended)
    assert app.process.returncode == 0


def test_advice_is_given_once(start: Start, own_home: Path) -> None:
    putty = b"\x1b[>0;136;0c\x1b[?6c"
    app = start(replies=putty)
    app.wait_for("Features")
    app.type(F10)
    app.read_until(lambda: app.ended)
    assert kept(own_home) == {"putty": {"advised": True}}
    again = start(replies=putty)
    leave(again)
    assert b"Features" not in again.output


def test_advice_can_be_read_where_arabic_can_not(start: Start) -> None:
    app = start("--lang", "ar", replies=b"\x1b[>0;136;0c\x1b[?6c")
    app.wait_for("PuTTY retourne")
    app.type(F10)
    app.read_until(lambda: app.ended)


def test_in_arabic_the_question_is_put_in_latin_letters_too(start: Start) -> None:
    app = start("--lang", "ar", replies=UNHEARD_OF)
    app.wait_for("> ")
    shown = app.output.decode()
    assert shown.count("CNDH") >= 5 + 2
    assert (
        len(re.findall("^   [1-5]   │ ", shown.replace("\x1b[8l", "").replace("\x1b[8h", ""), re.MULTILINE))
        == 5
    )
    app.type(b"\r")
    app.wait_for(APP_STANDS)


def test_what_can_not_be_kept_is_said(start: Start, own_home: Path) -> None:
    state = own_home / "xdg_state_home"
    state.write_text("a file where a folder has to be")
    app = start(replies=UNHEARD_OF)
    app.wait_for(QUESTION)
    app.type(b"1\r")
    app.wait_for("kept in")
    app.wait_for(APP_STANDS)


def test_archive_terminals_tells_and_asks(start: Start, own_home: Path) -> None:
    app = start("terminals", replies=VTE)
    app.wait_for(QUESTION)
    assert b"DA2 65;7006;1" in app.output
    app.type(b"2\r")
    app.wait_for("(as you answered)")
    app.read_until(lambda: app.ended)
    assert app.process.returncode == 0
    assert app.output.count(b"\x1b[8l") == app.output.count(b"\x1b[8h") > 0
    assert kept(own_home) == {"vte": {"mode": "lro", "asked": True}}

    forgotten = start("terminals", "--forget", replies=VTE)
    forgotten.read_until(lambda: forgotten.ended)
    assert QUESTION.encode() not in forgotten.output
    assert kept(own_home) == {}


def test_archive_terminals_in_json_asks_nobody(start: Start) -> None:
    app = start("terminals", "--json", replies=VTE)
    app.read_until(lambda: app.ended)
    found = json.loads(app.output[app.output.index(b"{") :])
    assert found == {
        "format": 1,
        "terminal": "vte",
        "name": "VTE (GNOME Terminal, Xfce Terminal, Tilix …)",
        "inside": None,
        "known": True,
        "evidence": ["DA2 65;7006;1", "DECRQM 8;1"],
        "key": "vte",
        "mode": "app",
        "chosen_by": "terminal",
        "answer": None,
        "advice": None,
    }


def test_after_a_crash_the_terminal_can_be_put_right(start: Start) -> None:
    app = start("terminals", "--reset", KONSOLE_VERSION="221203")
    app.read_until(lambda: app.ended)
    assert app.output == b"\x1b]50;BidiRenderingEnabled=true\x07\x1b[8h"


def test_the_terminal_is_given_back_its_line_mode(start: Start) -> None:
    import termios

    app = start("terminals", "--json")
    app.read_until(lambda: app.ended)
    assert termios.tcgetattr(app.master)[3] & termios.ECHO
    assert termios.tcgetattr(app.master)[3] & termios.ICANON


def test_from_the_first_page_the_line_is_shown_in_every_way_and_the_app_comes_back(
    start: Start, own_home: Path
) -> None:
    app = start(replies=VTE)
    app.wait_for("choose: ")
    app.wait_for("Arabic looks wrong here")
    app.type(b"\x1b[F\r")
    app.wait_for(QUESTION)
    assert app.output.count(APP_STANDS) == 1
    app.type(b"2\r")
    app.read_until(lambda: b"archive --db" in app.output.partition(QUESTION.encode())[2])
    leave(app)
    assert kept(own_home) == {"vte": {"mode": "lro", "asked": True}}
    assert app.output.rindex("\u202d".encode()) > app.output.rindex(APP_STANDS)


def test_who_says_the_mode_is_sent_to_the_command(start: Start) -> None:
    app = start("--bidi", "app", replies=VTE)
    leave(app)
    assert b"archive terminals" in app.output
    assert b"looks wrong" not in app.output
