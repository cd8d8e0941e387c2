"""The known terminals and multiplexers: what each does to a line in visual order, and what stops it.

Measured on Debian 12 with a line of Arabic, Latin, digits and brackets in two panes: xterm 379, urxvt 9.30, st, alacritty 0.11,
foot 1.13, VTE 0.70, Konsole 22.12, mlterm 3.9, kitty 0.26, pterm 0.78, tmux 3.3a, screen 4.9; the others by their makers' word.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from tui.terminals.modes import Mode


class Profile(NamedTuple):
    """A terminal: what is known of it."""

    id: str
    """What answers about it are kept under; letters and hyphens."""
    name: str
    """As people know it."""
    mode: Mode = "app"
    """What `auto` takes for it."""
    enter: str = ""
    """What switches its own bidi off, beside `CSI 8 l`, which every terminal gets."""
    leave: str = ""
    """What switches it on again."""
    reorders: bool = False
    """Whether it puts Arabic in order by itself where nothing stops it, as in what the subcommands print."""


KONSOLE_SWITCH: Final = "\x1b]50;BidiRenderingEnabled={}\x07"
"""Konsole's change of a profile's key for one session. In xterm OSC 50 sets the font, so that only Konsole gets it."""

MLTERM_SWITCH: Final = "\x1b]5379;use_ctl={}\x07"
"""mlterm's change of a setting: "complex text layout", without which it draws cells as they come."""

_TABLE: Final = (
    Profile("xterm", "xterm"),
    Profile("urxvt", "rxvt-unicode"),
    Profile("st", "st"),
    Profile("alacritty", "Alacritty"),
    Profile("foot", "foot"),
    Profile("vte", "VTE (GNOME Terminal, Xfce Terminal, Tilix …)", reorders=True),
    Profile(
        "konsole",
        "Konsole",
        enter=KONSOLE_SWITCH.format("false"),
        leave=KONSOLE_SWITCH.format("true"),
        reorders=True,
    ),
    Profile(
        "mlterm",
        "mlterm",
        enter=MLTERM_SWITCH.format("false"),
        leave=MLTERM_SWITCH.format("true"),
        reorders=True,
    ),
    Profile("kitty", "kitty", mode="kitty", reorders=True),
)

PROFILES: Final[dict[str, Profile]] = {profile.id: profile for profile in _TABLE}
"""The terminals by their id."""
UNKNOWN: Final = Profile("", "")
"""A terminal of which nothing is known: taken for one that draws cells as they come."""
