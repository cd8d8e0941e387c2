"""What the options that every command shares say, carried from click to the commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.terminals.modes import Mode


@dataclass(slots=True)
class Invocation:
    """One call of the command. `db` is the file named by --db, `bidi` who turns Arabic round, `color` whether to colour."""

    db: str | None = None
    bidi: Mode = "auto"
    color: bool = True
