"""What runs inside the window: obeys the one who started the window, through a socket.

`python inside.py SOCKET`. Orders and answers are JSON, one a line: `blank` clears the screen, `fill` fills it, `ask` runs a
program and answers with what it printed, `start` runs one on the screen, `stop` ends it by SIGTERM, `end` closes the window.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from typing import Any

HIDE_CURSOR = "\x1b[?25l"
CLEAR = "\x1b[0m\x1b[H\x1b[2J"
REVERSE = "\x1b[7m"


def paint(text: str) -> dict[str, Any]:
    """Write to the terminal; its size and environment."""
    size = os.get_terminal_size()
    sys.stdout.write(text)
    sys.stdout.flush()
    return {"columns": size.columns, "rows": size.lines, "environment": dict(os.environ)}


def full_screen() -> str:
    """Every cell in reverse video."""
    size = os.get_terminal_size()
    # Row by row: after the last column some terminals wrap at once and others only before the next character.
    rows = (f"\x1b[{row};1H{' ' * size.columns}" for row in range(1, size.lines + 1))
    return CLEAR + REVERSE + "".join(rows) + "\x1b[0m\x1b[H"


def ask(command: list[str], environment: dict[str, str]) -> dict[str, Any]:
    """Run a program to its end; what it printed."""
    done = subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, timeout=60)
    return {"code": done.returncode, "printed": done.stdout.decode()}


def main(path: str) -> None:
    """Obey until `end`."""
    running: subprocess.Popen[bytes] | None = None
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        with connection.makefile("rw", encoding="utf-8") as channel:
            for line in channel:
                order = json.loads(line)
                answer: dict[str, Any] = {}
                match order["order"]:
                    case "blank":
                        answer = paint(CLEAR + HIDE_CURSOR)
                    case "fill":
                        answer = paint(full_screen() + HIDE_CURSOR)
                    case "ask":
                        answer = ask(order["command"], order["environment"])
                    case "start":
                        running = subprocess.Popen(
                            order["command"], env={**os.environ, **order["environment"]}
                        )
                    case "stop" if running is not None:
                        running.send_signal(signal.SIGTERM)
                        answer = {"code": running.wait(timeout=60)}
                channel.write(json.dumps(answer) + "\n")
                channel.flush()
                if order["order"] == "end":
                    return


if __name__ == "__main__":
    main(sys.argv[1])
