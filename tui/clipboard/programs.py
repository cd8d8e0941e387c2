"""The system's own programs that fill its clipboard: which of them are here, and how one is run.

A program gets the text on its standard input and nothing else; there is no shell. The clipboard of Wayland and X11 is a
program that stays alive until somebody else copies, so these run in a session of their own and hold none of our pipes.
"""

from __future__ import annotations

import os
import platform as system
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import Final

PATIENCE: Final = 2.0
"""Seconds a program may take; a display that does not answer must not hold the person up."""


class Failed(Exception):
    """A program could not do it; the text is what it said."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that reads a text and puts it into the clipboard."""

    name: str
    command: tuple[str, ...]
    """The file, by its full path, and its arguments."""
    encoding: str = "utf-8"
    line_end: str = "\n"
    """How lines end in its clipboard; in Windows' (CF_UNICODETEXT) by both characters."""
    env: Mapping[str, str] = field(default_factory=dict)
    """What it needs in its environment beside what is there."""


def available(
    env: Mapping[str, str], platform: str, *, which: Callable[[str], str | None] | None = None
) -> Iterator[Program]:
    """The programs that can reach the clipboard of the person at the screen, the best first.

    None over ssh: they would fill the clipboard of the machine in the cupboard. `platform` is `sys.platform`; `which` finds a
    program's file.
    """
    if is_remote(env):
        return
    find = which or (lambda name: shutil.which(name, path=env.get("PATH")))

    def program(name: str, *arguments: str, **more: str) -> Iterator[Program]:
        file = find(name)
        # Not what lies in the folder one happens to be in.
        if file and PurePath(file).is_absolute():
            yield Program(name, (file, *arguments), env=more)

    if platform == "win32":
        folder = env.get("SYSTEMROOT") or env.get("SystemRoot")
        if folder:
            yield _windows(os.path.join(folder, "System32", "clip.exe"))  # noqa: PTH118 - Windows' own path, on any system that runs the tests
        return
    if platform == "darwin":
        # Without a locale pbcopy takes the bytes for Mac Roman.
        yield from program("pbcopy", LC_ALL="en_US.UTF-8")
        return
    if env.get("TERMUX_VERSION"):
        yield from program("termux-clipboard-set")
    if _is_wsl(env) and (file := find("clip.exe")) and PurePath(file).is_absolute():
        yield _windows(file)
    if env.get("WAYLAND_DISPLAY"):
        # Without a type it asks another program what the text is.
        yield from program("wl-copy", "--type", "text/plain")
    if env.get("DISPLAY"):
        yield from program("xclip", "-selection", "clipboard", "-in")
        yield from program("xsel", "--clipboard", "--input")


def _windows(file: str) -> Program:
    """Windows' own program. It knows UTF-16 by its look and takes other bytes for the code page of the console."""
    return Program("clip.exe", (file,), "utf-16-le", "\r\n")


def tmux(env: Mapping[str, str], *, which: Callable[[str], str | None] | None = None) -> Program | None:
    """Inside tmux, tmux as a clipboard: its own buffer, and by `-w` the clipboard of whatever terminal is attached.

    That works with tmux's settings as they are delivered, where the sequence of a program inside it does not (`set-clipboard
    external`), and over ssh too.
    """
    find = which or (lambda name: shutil.which(name, path=env.get("PATH")))
    file = find("tmux") if env.get("TMUX") else None
    return (
        Program("tmux", (file, "load-buffer", "-w", "-")) if file and PurePath(file).is_absolute() else None
    )


def is_remote(env: Mapping[str, str]) -> bool:
    """Whether the person sits at another machine."""
    return any(env.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def _is_wsl(env: Mapping[str, str]) -> bool:
    return bool(env.get("WSL_DISTRO_NAME")) or "microsoft" in system.release().lower()


def run(program: Program, text: str, env: Mapping[str, str]) -> None:
    """Hand the text to the program and wait until it has it. Raises Failed with what it said."""
    # A file and not a pipe: the part that stays alive would keep a pipe open, and us waiting.
    with TemporaryFile() as said:
        try:
            done = subprocess.run(  # noqa: S603 - a file found by name in PATH, the text only on its input
                program.command,
                input=text.replace("\n", program.line_end).encode(program.encoding),
                stdout=subprocess.DEVNULL,
                stderr=said,
                env={**env, **program.env},
                timeout=PATIENCE,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Failed(f"{program.name}: > {PATIENCE:g} s") from None
        except OSError as error:
            raise Failed(f"{program.name}: {error.strerror}") from error
        if done.returncode:
            said.seek(0)
            words = said.read(400).decode("utf-8", "replace").split()
            raise Failed(f"{program.name}: {' '.join(words) or done.returncode}")
