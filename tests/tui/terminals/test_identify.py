"""Terminals are known by what they set and by what they reply."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.terminals.asking import KITTY_FONT, Heard
from tui.terminals.environment import multiplexer, told
from tui.terminals.identify import _terminal, terminal
from tui.terminals.profiles import PROFILES
from tui.terminals.replies import BEGUN, by_replies, read_replies
from tui.terminals.sequences import through

XTERM = "\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[8;0$y\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"
VTE = "\x1b[>65;7006;1c\x1b[8;1$y\x1b[?65;1;9c"


@pytest.mark.parametrize(
    ("env", "ids"),
    [
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, ["vte"]),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"}, ["konsole"]),
        ({"TERM": "mlterm", "MLTERM": "3.9.0"}, ["mlterm"]),
        ({"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, ["kitty"]),
        ({"TERM": "xterm-kitty", "SSH_TTY": "/dev/pts/1"}, ["kitty"]),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(379)"}, ["xterm"]),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(379)", "VTE_VERSION": "7006"}, ["vte", "xterm"]),
        ({"TERM": "rxvt-unicode-256color", "VTE_VERSION": "7006"}, ["urxvt"]),
        ({"TERM": "st-256color"}, ["st"]),
        ({"TERM": "alacritty"}, ["alacritty"]),
        ({"TERM": "foot"}, ["foot"]),
        ({"TERM": "linux"}, ["linux"]),
        ({"TERM": "putty-256color"}, ["putty"]),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, ["apple-terminal"]),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app", "LC_TERMINAL": "iTerm2"}, ["iterm2"]),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2", "SSH_TTY": "x"}, ["iterm2"]),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"}, ["vscode"]),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WarpTerminal"}, ["warp"]),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "mintty"}, ["mintty"]),
        ({"TERM": "xterm-256color", "WT_SESSION": "0b"}, ["windows-terminal"]),
        ({"TERM": "screen.xterm-kitty", "STY": "1"}, ["kitty"]),
        ({"TERM": "xterm-256color"}, []),
    ],
)
def test_the_environment_names_terminals(env: dict[str, str], ids: list[str]) -> None:
    assert sorted(told(env)) == ids


@pytest.mark.parametrize(
    ("reply", "id_"),
    [
        (XTERM, "xterm"),
        (VTE, "vte"),
        ("\x1bP>|VTE(7600)\x1b\\\x1b[>65;7600;1c\x1b[?65;1;9c", "vte"),
        ("\x1bP>|Konsole 22.12.3\x1b\\\x1b[>1;115;0c\x1b[?62;1;4c", "konsole"),
        ("\x1b[>1;230805;0c\x1b[?62;1;4c", "konsole"),
        ("\x1b[>24;279;0c\x1b[8;0$y\x1b[?63;1;2;3;4c", "mlterm"),
        ("\x1bP>|kitty(0.26.5)\x1b\\\x1b[>1;4000;26c\x1b[8;0$y\x1b[?62;c", "kitty"),
        ("\x1b[>0;136;0c\x1b[?6c", "putty"),
        ("\x1b[>0;1700;1c\x1b[?6c", "alacritty"),
        ("\x1b[>0;10;1c\x1b[?61;6;7;22;23;24;28;32;42c", "windows-terminal"),
        ("\x1b[>0;276;0c\x1b[?1;2c", "vscode"),
        ("\x1b[>1;95;0c\x1b[?1;2c", "apple-terminal"),
        ("\x1b[>77;30601;0c\x1b[?64;1c", "mintty"),
        ("\x1b[>85;95;0c\x1b[?1;2c", "urxvt"),
        ("\x1bP>|ghostty 1.2.3\x1b\\\x1b[>1;10;0c\x1b[?62;22c", "ghostty"),
        ("\x1bP>|WezTerm 20240203-110809-5046fc22\x1b\\\x1b[>1;277;0c\x1b[?65;4c", "wezterm"),
        ("\x1bP>|Rio 0.2.28\x1b\\\x1b[?62;22c", ""),
        ("\x1b[>0;115;0c\x1b[?1;2c", ""),
        ("\x1b[?6c", ""),
    ],
)
def test_replies_name_a_terminal(reply: str, id_: str) -> None:
    replies, rest = read_replies(reply.encode())
    assert (by_replies(replies), replies.complete, rest) == (id_, True, b"")


def test_a_reply_decides_where_the_environment_names_two() -> None:
    env = {"XTERM_VERSION": "XTerm(379)", "VTE_VERSION": "7006"}
    heard = Heard(read_replies(VTE.encode())[0])
    assert _terminal(told(env), heard, "", "xterm").profile.id == "vte"
    heard = Heard(read_replies(XTERM.encode())[0])
    assert _terminal(told(env), heard, "", "xterm").profile.id == "xterm"


def test_an_unknown_terminal_is_known_again_whatever_its_version() -> None:
    keys = set()
    for version in ("Rio 0.2.28", "Rio 1.0"):
        found = _terminal(
            {}, Heard(read_replies(f"\x1bP>|{version}\x1b\\\x1b[?62c".encode())[0]), "", "xterm"
        )
        assert not found.profile.id
        assert found.attended
        assert not found.sure
        keys.add(found.key)
    assert keys == {"Rio"}


def test_a_terminal_that_can_be_told_not_to_order_is_no_riddle() -> None:
    found = _terminal({}, Heard(read_replies(b"\x1b[>9;9;9c\x1b[8;1$y\x1b[?62c")[0]), "", "xterm")
    assert not found.profile.id
    assert found.sure


def test_nobody_sits_at_a_terminal_that_says_nothing() -> None:
    assert not _terminal({}, Heard(due=True), "", "xterm-256color").attended


def test_tmux_and_screen_are_seen() -> None:
    assert multiplexer({"TMUX": "/tmp/tmux-0/default,1,0", "TERM": "tmux-256color"}) == "tmux"
    assert multiplexer({"STY": "1.x", "TERM": "screen"}) == "screen"
    assert multiplexer({"STY": "1.x", "TMUX": "y", "TERM": "screen.xterm"}) == "screen"
    assert multiplexer({"TERM": "xterm"}) == ""
    assert terminal({"STY": "1", "VTE_VERSION": "7006"}).key == "screen/vte"


REPLIES = st.sampled_from([part.encode() for part in (XTERM, VTE, "\x1bP1+r6b=4e6f\x1b\\", "\x1b[?6c")])
KEYS = st.sampled_from(
    [b"a", "س".encode(), b"\x1b[A", b"\x1bOP", b"\x1b", b"\r", b"\x1b[1;5C", b"\x1b[200~x\x1b[201~"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(KEYS), REPLIES, st.lists(KEYS))
def test_keys_around_replies_are_kept(before: list[bytes], reply: bytes, after: list[bytes]) -> None:
    replies, rest = read_replies(b"".join(before) + reply + b"".join(after))
    assert rest == b"".join(before) + b"".join(after)
    assert replies.anything


@settings(max_examples=300, deadline=None)
@given(REPLIES, st.data())
def test_the_beginning_of_a_reply_is_seen_wherever_it_is_cut(reply: bytes, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(reply) - 1))
    _, rest = read_replies(reply[:cut])
    assert BEGUN.sub(b"", rest) == b""


def test_names_that_terminals_give_themselves_are_printable() -> None:
    replies, _ = read_replies("\x1bP>|evil\x07\x1b[31m \u202e\x1b\\\x1b[?6c".encode())
    assert replies.version.isprintable()
    assert replies.version == "evil"


def test_questions_for_the_terminal_around_a_multiplexer_are_in_its_envelope() -> None:
    assert through("tmux", "\x1b[c") == "\x1bPtmux;\x1b\x1b[c\x1b\\"
    assert through("screen", "\x1b[c") == "\x1bP\x1b[c\x1b\\"
    assert through("", KITTY_FONT) == KITTY_FONT


def test_ids_are_those_of_the_table() -> None:
    assert all(profile.id == id_ and profile.name for id_, profile in PROFILES.items())
