"""A window of an emulator: where its cells are, and the program running in it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from .programs import COLUMNS, ROWS, Emulator
from .screen import HEIGHT, PATIENCE, WIDTH, Display, Photo, changed

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = (sys.executable, "-m", "tui")
_CELL = (7, 14)
"""Pixels a cell has at least, across and down."""


@dataclass(frozen=True)
class Grid:
    """Where the cells of a terminal are on a photograph."""

    left: int
    top: int
    right: int
    bottom: int
    columns: int
    rows: int

    def x(self, column: float) -> int:
        """The left edge of a column, in pixels."""
        return self.left + round(column * (self.right - self.left) / self.columns)

    def y(self, row: float) -> int:
        """The upper edge of a row."""
        return self.top + round(row * (self.bottom - self.top) / self.rows)

    def cells(self, photo: Photo, row: int, start: int, end: int, margin: float = 0.0) -> Photo:
        """The cells of a row from `start` to before `end`, and as many cells around them as `margin` says."""
        left, right = max(self.left, self.x(start - margin)), min(self.right, self.x(end + margin))
        return photo.crop(left, self.y(row), right, self.y(row + 1))

    @property
    def box(self) -> tuple[int, int, int, int]:
        """All of it: left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom


class Window:
    """An open window, in which `inside.py` obeys."""

    def __init__(self, display: Display, channel: Any, folder: Path) -> None:
        self.display = display
        self.folder = folder
        self._channel = channel
        self.grid, self.environment = self._measure()

    def order(self, order: str, **details: Any) -> dict[str, Any]:
        """Have something done inside; the answer. Raises ConnectionError where the window is gone."""
        self._channel.write(json.dumps({"order": order, **details}) + "\n")
        self._channel.flush()
        line = self._channel.readline()
        if not line:
            raise ConnectionError("the window has closed")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _measure(self) -> tuple[Grid, dict[str, str]]:
        """Where the cells are: what changes when all of them are filled."""
        for _ in range(3):
            self.order("blank")
            blank = self.display.settled(lambda _photo: True)
            before = self.order("fill")
            box = changed(blank, self.display.settled(partial(_differ, blank)))
            after = self.order("blank")
            size = (after["columns"], after["rows"])
            # A window may get its size only after it was painted for the first time.
            if box is not None and size == (before["columns"], before["rows"]):
                grid = Grid(*box, *size)
                if grid.x(1) - grid.left >= _CELL[0] and grid.y(1) - grid.top >= _CELL[1]:
                    return grid, before["environment"]
        raise TimeoutError("the window never showed all its cells")

    def ask(self, *arguments: str) -> dict[str, Any]:
        """What the program prints as JSON when its errors and its input are this terminal."""
        command = [*PROGRAM, *arguments, "--json"]
        answer = self.order("ask", command=command, environment=self._state("asked"))
        found: dict[str, Any] = json.loads(answer["printed"])
        return found

    def start(self, *arguments: str, state: str) -> None:
        """Start the app in it, with the state of this name: what it keeps of earlier starts."""
        self.order("blank")
        self.order("start", command=[*PROGRAM, *arguments], environment=self._state(state))

    def stop(self) -> int:
        """End the app as a shell would that goes away; its exit code."""
        return int(self.order("stop")["code"])

    def _state(self, name: str) -> dict[str, str]:
        folder = str(self.folder / name)
        return {"XDG_STATE_HOME": folder, "XDG_DATA_HOME": folder}


def _differ(one: Photo, other: Photo) -> bool:
    return one.grey != other.grey


@contextmanager
def window(emulator: Emulator, display: Display, folder: Path) -> Iterator[Window]:
    """Open a window of this emulator. Raises TimeoutError where it never comes."""
    home = folder / "person"
    home.mkdir()
    emulator.furnish(home)
    with contextlib.ExitStack() as stack:
        # Sockets have to have short paths.
        runtime = stack.enter_context(tempfile.TemporaryDirectory(prefix="run", ignore_cleanup_errors=True))
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            **dict.fromkeys(("XDG_RUNTIME_DIR", "TMUX_TMPDIR", "SCREENDIR"), runtime),
            **display.environment(),
            **emulator.environment,
        }
        address = f"{runtime}/inside"
        listener = stack.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(address)
        listener.listen(1)
        listener.settimeout(PATIENCE)
        if emulator.wayland:
            stack.enter_context(_compositor(environment, folder))
            environment = {**environment, "WAYLAND_DISPLAY": "archive"}
            del environment["DISPLAY"]
        inside = (sys.executable, str(Path(__file__).with_name("inside.py")), address)
        stack.enter_context(_running([*emulator.command, *inside], environment, folder / "emulator.log"))
        connection = stack.enter_context(listener.accept()[0])
        connection.settimeout(PATIENCE)
        channel = stack.enter_context(connection.makefile("rw", encoding="utf-8"))
        opened = Window(display, channel, folder)
        yield opened
        opened.order("end")


@contextmanager
def _running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    """A program and all that it starts, ended together."""
    with log.open("wb") as printed:
        started = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=printed,
            start_new_session=True,
        )
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(started.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                started.wait(3)


@contextmanager
def _compositor(environment: dict[str, str], folder: Path) -> Iterator[None]:
    """Weston in a window of the X server, which shows one program on all of it."""
    size = (f"--width={min(WIDTH, COLUMNS * 11 + 4)}", f"--height={min(HEIGHT, ROWS * 21 + 4)}")
    options = (
        "--backend=x11-backend.so",
        "--shell=kiosk-shell.so",
        "--use-pixman",
        "--no-config",
        "--socket=archive",
    )
    with _running(["weston", *options, *size], environment, folder / "weston.log"):
        socket_file = Path(environment["XDG_RUNTIME_DIR"]) / "archive"
        _wait_for(socket_file)
        yield


def _wait_for(file: Path) -> None:
    """Until a file is there. Raises TimeoutError."""
    waiting = ["timeout", str(int(PATIENCE)), "sh", "-c", 'until [ -e "$0" ]; do sleep 0.1; done', str(file)]
    if subprocess.run(waiting).returncode:
        raise TimeoutError(f"{file.name} never came")
