"""What the options that every command shares say, carried from click to the commands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.settings import ThemeName
    from tui.terminals.modes import Mode


@dataclass(slots=True)
class Invocation:
    """One call of the command. `db` is the file named by --db, `bidi` who turns Arabic round, `color` whether to colour.

    `theme`, `lock_after` (minutes) and `keys` (command id → keys) are the app's, from the settings; `unknown` are names in
    those that mean nothing, with their lines.
    """

    db: str | None = None
    bidi: Mode = "auto"
    color: bool = True
    theme: ThemeName = "dark"
    lock_after: float = 0.0
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
