"""Which programs are taken where, and how one is run."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from tui.clipboard import programs
from tui.clipboard.programs import Failed, Program, available, is_remote, run, tmux


def everywhere(name: str) -> str | None:
    """Every program there is."""
    return f"/usr/bin/{name}"


def names(env: dict[str, str], platform: str = "linux") -> list[str]:
    return [program.name for program in available(env, platform, which=everywhere)]


@pytest.mark.parametrize(
    ("env", "platform", "expected"),
    [
        ({"DISPLAY": ":0"}, "linux", ["xclip", "xsel"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", ["wl-copy", "xclip", "xsel"]),
        ({}, "linux", []),
        ({"DISPLAY": ":10", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, "linux", []),
        ({"SSH_TTY": "/dev/pts/1"}, "darwin", []),
        ({}, "darwin", ["pbcopy"]),
        ({"SYSTEMROOT": "C:\\Windows"}, "win32", ["clip.exe"]),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", ["clip.exe"]),
        ({"TERMUX_VERSION": "0.118"}, "linux", ["termux-clipboard-set"]),
    ],
)
def test_by_where_one_is(
    env: dict[str, str], platform: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs.system, "release", lambda: "6.1.0")
    assert names(env, platform) == expected


def test_windows_is_handed_its_own_encoding() -> None:
    (clip,) = available({"SYSTEMROOT": "C:\\Windows"}, "win32")
    assert (clip.encoding, clip.line_end) == ("utf-16-le", "\r\n")
    assert clip.command[0].startswith("C:\\Windows")


def test_a_program_in_the_folder_of_the_moment_is_not_taken() -> None:
    assert list(available({"DISPLAY": ":0"}, "linux", which=lambda name: f"./{name}")) == []
    assert list(available({"DISPLAY": ":0"}, "linux", which=lambda _name: None)) == []


def test_tmux_is_a_clipboard_only_inside_it() -> None:
    assert tmux({}, which=everywhere) is None
    found = tmux({"TMUX": "/tmp/s,1,0", "SSH_TTY": "/dev/pts/1"}, which=everywhere)
    assert found is not None
    assert found.command[0] == "/usr/bin/tmux"


def test_remote_is_told_by_ssh_alone() -> None:
    assert is_remote({"SSH_CLIENT": "10.0.0.1 1 22"})
    assert not is_remote({"SSH_AUTH_SOCK": "/run/agent"})


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A program that keeps what it is handed: its input, its arguments, what of its environment we set."""
    if sys.platform == "win32":
        pytest.skip("a shell script needs a POSIX system")
    path = tmp_path / "keeper"
    path.write_text('#!/bin/sh\ncat > "$KEPT"\necho "$@" > "$KEPT.arguments"\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_text_is_handed_over_on_the_input_alone(script: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    text = 'مُحَمَّد "$(touch x)" `y` \n; 2019'
    run(
        Program("keeper", (str(script), "-in"), "utf-16-le", env={"KEPT": str(kept)}),
        text,
        {"PATH": "/usr/bin:/bin"},
    )
    assert kept.read_bytes().decode("utf-16-le") == text
    assert Path(f"{kept}.arguments").read_text() == "-in\n"


def test_lines_end_as_the_clipboard_wants_them(script: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    program = Program("keeper", (str(script),), "utf-16-le", "\r\n", {"KEPT": str(kept)})
    run(program, "سطر\nسطر", {"PATH": "/usr/bin:/bin"})
    assert kept.read_bytes().decode("utf-16-le") == "سطر\r\nسطر"


def test_what_a_program_says_is_the_reason(tmp_path: Path, script: Path) -> None:
    script.write_text("#!/bin/sh\necho no display here >&2\nexit 3\n")
    with pytest.raises(Failed, match="keeper: no display here"):
        run(Program("keeper", (str(script),)), "x", {})
    with pytest.raises(Failed, match="nowhere"):
        run(Program("nowhere", (str(tmp_path / "nowhere"),)), "x", {})


def test_a_program_that_hangs_is_given_up(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "PATIENCE", 0.2)
    script.write_text("#!/bin/sh\nexec sleep 60\n")
    with pytest.raises(Failed, match="keeper"):
        run(Program("keeper", (str(script),)), "x", {"PATH": "/usr/bin:/bin"})


def test_a_program_that_stays_alive_does_not_hold_us(script: Path) -> None:
    # As xclip does: the part that owns the clipboard keeps every stream it was given open.
    script.write_text("#!/bin/sh\ncat > /dev/null\nsleep 5 &\n")
    run(Program("keeper", (str(script),)), "x", {"PATH": "/usr/bin:/bin"})
