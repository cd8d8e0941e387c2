"""How each terminal emulator is started: one window, DejaVu Sans Mono, a home of its own, no bar that can be done without."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

FONT = "DejaVu Sans Mono"
"""The one monospaced font of Debian that has every presentation form of Arabic."""

POINTS = 13
COLUMNS = 100
ROWS = 32


@dataclass(frozen=True)
class Emulator:
    """A terminal emulator, or a multiplexer inside of one."""

    name: str
    command: tuple[str, ...]
    """What starts it; the words of the program to run in it come after."""
    packages: tuple[str, ...]
    """Debian's packages it needs, the one whose version is told first."""
    control: str = "off"
    """The mode of `--bidi` that is wrong in it, to see that a wrong screen is told from a right one."""
    files: dict[str, str] = field(default_factory=dict)
    """What is in its home: path and content."""
    environment: dict[str, str] = field(default_factory=dict)
    wayland: bool = False
    """Whether it needs a Wayland compositor around it."""

    @property
    def program(self) -> str:
        """The emulator's own program, without what it is started by."""
        return next(word for word in self.command if word not in ("dbus-run-session", "--"))

    def missing(self) -> str:
        """What to install; the empty text where everything is there."""
        programs = [self.command[0], self.program]
        if "tmux" in self.command:
            programs.append("tmux")
        if "screen" in self.command:
            programs.append("screen")
        if self.wayland:
            programs.append("weston")
        if all(shutil.which(program) for program in programs):
            return ""
        return "apt-get install " + " ".join(self.packages)

    def version(self) -> str:
        """The version as Debian counts it; the empty text where Debian's packages aren't what is installed."""
        try:
            done = subprocess.run(
                ["dpkg-query", "--show", "--showformat", "${Version}", self.packages[0]],
                capture_output=True,
                text=True,
                timeout=20,
            )
        except FileNotFoundError:
            return ""
        return done.stdout.partition(":")[2].partition("-")[0] or done.stdout.partition("-")[0]

    def furnish(self, home: Path) -> None:
        """Write its configuration."""
        for path, content in self.files.items():
            file = home / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")


_SIZE = f"{COLUMNS}x{ROWS}"
_XTERM = ("xterm", "-fa", FONT, "-fs", str(POINTS), "-geometry", _SIZE, "-bg", "black", "-fg", "white", "-e")
_VTE = (
    *("dbus-run-session", "--", "xfce4-terminal", "--disable-server", "--hide-menubar", "--hide-scrollbar"),
    *("--font", f"{FONT} {POINTS}", "--geometry", _SIZE, "-x"),
)
_SOFTWARE = {"LIBGL_ALWAYS_SOFTWARE": "1"}
_TMUX = ("tmux", "new-session")
_TMUX_FILES = {".tmux.conf": "set -g status off\n"}
"""Its status line has a clock, which would change while the screen is measured."""
_SCREEN = ("screen", "-U", "-c", "/dev/null", "-T", "screen-256color")


def _konsole(*inside: str) -> tuple[str, ...]:
    profile = (
        f"Font={FONT},{POINTS}",
        f"TerminalColumns={COLUMNS}",
        f"TerminalRows={ROWS}",
        "ScrollBarPosition=2",
    )
    options = [word for value in profile for word in ("-p", value)]
    hidden = ("--hide-menubar", "--hide-tabbar")
    return ("dbus-run-session", "--", "konsole", "--separate", "--nofork", *hidden, *options, "-e", *inside)


def _kitty(*options: str) -> tuple[str, ...]:
    values = (
        *(f"font_family={FONT}", f"font_size={POINTS}", "remember_window_size=no", "update_check_interval=0"),
        *(f"initial_window_width={COLUMNS}c", f"initial_window_height={ROWS}c", *options),
    )
    return ("kitty", *(word for value in values for word in ("-o", value)))


EMULATORS: Sequence[Emulator] = (
    Emulator("xterm", _XTERM, ("xterm",)),
    Emulator(
        "urxvt",
        ("urxvt", "-fn", f"xft:{FONT}:size={POINTS}", "-geometry", _SIZE, "+sb", "-e"),
        ("rxvt-unicode",),
    ),
    Emulator("st", ("st", "-f", f"{FONT}:size={POINTS}", "-g", _SIZE, "-e"), ("stterm",)),
    Emulator(
        "alacritty",
        (
            *("alacritty", "-o", f"font.size={POINTS}", "-o", f"font.normal.family={FONT}"),
            *("-o", f"window.dimensions.columns={COLUMNS}", "-o", f"window.dimensions.lines={ROWS}", "-e"),
        ),
        ("alacritty",),
        environment=_SOFTWARE,
    ),
    Emulator("vte", _VTE, ("xfce4-terminal", "dbus")),
    Emulator("konsole", _konsole(), ("konsole", "dbus"), environment={"QT_QPA_PLATFORM": "xcb"}),
    Emulator(
        "mlterm",
        ("mlterm", "-g", _SIZE, "-w", "18", "-b", "black", "-f", "white", "--sbmod=none", "-e"),
        ("mlterm",),
        files={".mlterm/aafont": f"DEFAULT = {FONT}\nISO10646_UCS4_1 = {FONT}\nUNICODE_ARABIC = {FONT}\n"},
    ),
    Emulator("kitty", _kitty(), ("kitty",), control="app", environment=_SOFTWARE),
    Emulator("kitty-force-ltr", _kitty("force_ltr=yes"), ("kitty",), environment=_SOFTWARE),
    Emulator(
        "pterm",
        ("pterm", "-fn", f"client:{FONT} {POINTS}", "-geometry", _SIZE, "-sb", "-e"),
        ("pterm",),
        files={".putty/sessions/Default%20Settings": "DisableBidi=1\nDisableArabicShaping=1\n"},
    ),
    Emulator(
        "foot",
        ("foot", f"--font={FONT}:size={POINTS}", f"--window-size-chars={_SIZE}"),
        ("foot", "weston"),
        wayland=True,
    ),
    Emulator("tmux-in-xterm", (*_XTERM, *_TMUX), ("tmux", "xterm"), files=_TMUX_FILES),
    Emulator(
        "tmux-in-vte", (*_VTE, *_TMUX), ("tmux", "xfce4-terminal", "dbus"), control="app", files=_TMUX_FILES
    ),
    Emulator(
        "tmux-in-konsole",
        _konsole(*_TMUX),
        ("tmux", "konsole", "dbus"),
        files=_TMUX_FILES,
        environment={"QT_QPA_PLATFORM": "xcb"},
    ),
    Emulator("screen-in-xterm", (*_XTERM, *_SCREEN), ("screen", "xterm")),
    Emulator("screen-in-vte", (*_VTE, *_SCREEN), ("screen", "xfce4-terminal", "dbus")),
)


def emulator(name: str) -> Emulator:
    """The emulator of this name. Raises KeyError."""
    return {each.name: each for each in EMULATORS}[name]
