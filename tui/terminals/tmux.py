"""What tmux knows of the terminal around it, which may be another one after each attaching."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple, TextIO

_FORMAT: Final = "#{client_pid}\t#{client_termtype}\t#{client_termname}\t#{allow-passthrough}"
_PATIENCE: Final = 1.0
"""Seconds. tmux takes some ten milliseconds."""


class Client(NamedTuple):
    """The terminal that shows this session of tmux."""

    version: str
    """What it replied to tmux's own XTVERSION; often nothing."""
    environment: dict[str, str]
    """Its environment: that of the client's process where it can be read, else its TERM alone."""
    passthrough: bool
    """Whether tmux hands on what is in its envelope."""


class AskingTmux:
    """The question to tmux, under way while the program loads."""

    def __init__(self) -> None:
        try:
            self._process: subprocess.Popen[str] | None = subprocess.Popen(  # noqa: S603 - no word from outside
                ["tmux", "display-message", "-p", _FORMAT],  # noqa: S607 - the tmux that is in the person's path
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                errors="replace",
            )
        except OSError:  # a session on another machine: there is no tmux here
            self._process = None

    def hear(self) -> Client | None:
        """What it knows; None where tmux does not say, or nobody is attached."""
        if self._process is None:
            return None
        try:
            line, _ = self._process.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
            return None
        fields = line.rstrip("\n").split("\t")
        if len(fields) != 4 or not fields[0].isdigit():
            return None
        pid, version, term, passthrough = fields
        # Before 3.3 there is no such option: tmux always handed on.
        return Client(version, _environment(int(pid)) or {"TERM": term}, passthrough not in ("0", "off"))


def _environment(pid: int) -> dict[str, str]:
    """The environment a process was started with, where the system shows it (Linux); else nothing."""
    try:
        entries = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return {}
    pairs = (os.fsdecode(entry).partition("=") for entry in entries if b"=" in entry)
    return {name: value for name, _, value in pairs}


@contextmanager
def open_passage(env: Mapping[str, str], last: str, stream: TextIO) -> Iterator[None]:
    """Let tmux hand on what this pane writes to the terminal, for the time inside; for no other pane.

    At the end `last` is written once more: what came while tmux drew the window anew was dropped.
    """
    pane = env.get("TMUX_PANE", "")
    opened = bool(pane) and _tmux("set-option", "-p", "-t", pane, "allow-passthrough", "on")
    try:
        yield
    finally:
        if opened:
            # When tmux has answered, it has read and drawn what was written before.
            _tmux("display-message", "-p", "")
            with suppress(OSError):
                stream.write(last)
                stream.flush()
            _tmux("display-message", "-p", "")
            _tmux("set-option", "-p", "-u", "-t", pane, "allow-passthrough")


def _tmux(*words: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - as above
            ["tmux", *words],  # noqa: S607 - as above
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
