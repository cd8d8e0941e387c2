"""The known terminals: what each does to a line in visual order, and what stops it.

Measured on Debian 12 with a line of Arabic, Latin, digits and brackets in two panes: xterm 379, urxvt 9.30, st, Alacritty 0.11,
foot 1.13, VTE 0.70, Konsole 22.12, mlterm 3.9, kitty 0.26, pterm 0.78; the others by their makers' word.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from tui.i18n import N_
from tui.terminals.modes import Mode


class Profile(NamedTuple):
    """A terminal: what is known of it."""

    id: str
    """What answers about it are kept under; letters, digits and hyphens."""
    name: str
    """As people know it."""
    mode: Mode = "app"
    """What `auto` takes for it."""
    sure: bool = True
    """Whether that is right in every version and with every setting; otherwise a person is asked, once."""
    enter: str = ""
    """What switches its own bidi off, beside `CSI 8 l`, which every terminal gets."""
    leave: str = ""
    """What switches it on again."""
    reorders: bool = False
    """Whether it puts Arabic in order by itself where nothing stops it, as in what the subcommands print."""
    advice: str = ""
    """What a person can do there that the program can't; a message."""


KONSOLE_SWITCH: Final = "\x1b]50;BidiRenderingEnabled={}\x07"
"""Konsole's change of a profile's key for one session. In xterm OSC 50 sets the font, so that only Konsole gets it."""

MLTERM_SWITCH: Final = "\x1b]5379;use_ctl={}\x07"
"""mlterm's change of a setting: "complex text layout", without which it draws cells as they come."""

_PUTTY_ADVICE: Final = N_(
    "PuTTY turns Arabic round by itself and can't be told to stop from inside. In its window menu: Change Settings, Terminal,"
    " Features, tick 'Disable bidirectional text display' and 'Disable Arabic text shaping'."
)
_APPLE_ADVICE: Final = N_(
    "Terminal turns whole rows round and can't be told to stop. In iTerm2, WezTerm, Ghostty or kitty Arabic is right."
)
_KITTY_ADVICE: Final = N_(
    "If Arabic words are broken in kitty, put 'force_ltr yes' into kitty.conf and start it anew."
)
_CONSOLE_ADVICE: Final = N_(
    "The Linux console needs a font with Arabic letters, for example: setfont Arabic-VGA16 (package console-setup-linux)."
)

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
    Profile("kitty", "kitty", mode="kitty", reorders=True, advice=_KITTY_ADVICE),
    Profile("wezterm", "WezTerm"),
    Profile("ghostty", "Ghostty"),
    Profile("contour", "Contour"),
    Profile("windows-terminal", "Windows Terminal"),
    # Before Windows 11 it is drawn by GDI, which turns runs round.
    Profile("windows-console", "Windows Console", sure=False),
    Profile("vscode", "Visual Studio Code"),
    Profile("hyper", "Hyper"),
    Profile("warp", "Warp"),
    Profile("iterm2", "iTerm2"),
    Profile(
        "apple-terminal", "Terminal.app", mode="terminal", sure=False, reorders=True, advice=_APPLE_ADVICE
    ),
    Profile("mintty", "mintty", reorders=True),
    Profile("putty", "PuTTY", reorders=True, advice=_PUTTY_ADVICE),
    Profile("linux", "Linux console", advice=_CONSOLE_ADVICE),
    Profile("terminology", "Terminology"),
)

PROFILES: Final[dict[str, Profile]] = {profile.id: profile for profile in _TABLE}
"""The terminals by their id."""

UNKNOWN: Final = Profile("", "", sure=False)
"""A terminal of which nothing is known: taken for one that draws cells as they come, until a person says otherwise."""
