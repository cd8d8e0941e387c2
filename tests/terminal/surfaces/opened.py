"""The program as it is, with a list of the screens it opens: `python -m tests.terminal.surfaces.opened LIST ARGUMENT…`.

LIST is a file that gets the name of each screen's class on a line of its own, before the screen is drawn. What is copied goes to
the terminal, and not into the clipboard of whoever runs the tests.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from textual.events import Mount
from textual.screen import Screen

from tui.cli import main
from tui.clipboard.app import CopyingApp


def note_screens(into: Path) -> None:
    """From now on write down there which screens are opened."""
    mount = Screen._on_mount

    def noted(screen: Screen[Any], event: Mount) -> object:
        with into.open("a", encoding="ascii") as file:
            file.write(f"{type(screen).__name__}\n")
        return mount(screen, event)

    Screen._on_mount = noted  # type: ignore[method-assign, assignment] # Textual calls what it finds there


if __name__ == "__main__":
    note_screens(Path(sys.argv[1]))
    CopyingApp.clipboard_way = "osc52"
    sys.exit(main(sys.argv[2:]))
