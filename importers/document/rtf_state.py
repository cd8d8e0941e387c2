"""What is known of an RTF file while it is read: what holds in a group, what stands outside a note, and what came of it all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from importers.document.front import Paragraph

PLAIN = 24
"""Half points that type has where nothing is said of it."""


@dataclass(slots=True)
class State:
    """What holds until the end of a group. `to` is where its text goes."""

    to: str = "text"
    font: int = -1
    arabic: int = -1
    rtl: bool = False
    unicode_skips: int = 1
    hidden: bool = False
    deleted: bool = False
    style: int = 0
    outline: int = 0
    size: int = PLAIN
    listed: bool = False
    in_table: bool = False

    def inside(self) -> State:
        """What holds in a group that begins here, until that says otherwise."""
        return State(
            self.to,
            self.font,
            self.arabic,
            self.rtl,
            self.unicode_skips,
            self.hidden,
            self.deleted,
            self.style,
            self.outline,
            self.size,
            self.listed,
            self.in_table,
        )


class Outside(NamedTuple):
    """What was collected outside a note or a text box that begins `depth` groups deep."""

    kind: str
    depth: int
    units: list[str]
    cells: list[str]
    cell: list[str]


@dataclass(slots=True)
class Rtf:
    """What an RTF file holds.

    `info` are the properties it states (title, author), `sizes` those of the type of the paragraphs in half points, `whole` is
    whether its last group is closed.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)
    whole: bool = False
