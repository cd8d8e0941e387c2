"""The way to an archive where there is none yet: the first page, and what is imported there."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.surfaces.rows import flows
from tests.terminal.surfaces.walk import DOWN, ENTER, Walk
from tui.terminals.sample import SAMPLE


class FirstWalk(Walk):
    """The line of Arabic stands there whole, whatever the terminal."""

    def all(self, files: Path) -> None:
        """All of it."""
        self.go("no archive", "", self.shows_said("There is no archive here yet."))
        widths = range(24, self.size[0])
        self.expect(flows(self.program.rows, f"│ {SAMPLE} │", widths), "the line of Arabic")
        colours = self.said("Colours")
        self.go(
            "last answer", DOWN * 5, lambda rows: any(self.mark in row and colours in row for row in rows)
        )
        self.go("import", "i", self.shows_said("Import files or a folder"))
        self.program.type(str(files) + ENTER)
        imported = self.said("imported")
        self.go("imported", "", lambda rows: any(imported in row and "2" in row for row in rows))
        self.to_results()
        self.go("the new archive", "", "2 / 2")
        self.leave()
