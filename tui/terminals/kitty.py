"""Which mode is right in this kitty: that depends on its configuration and its font, not on its version.

With `force_ltr` kitty draws cells as they come. Without it, it hands runs of one font to HarfBuzz, which draws Arabic
backwards; where the font of Latin has no Arabic, those runs hold Arabic alone.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tui.terminals.environment import Multiplexer, over_network
from tui.terminals.modes import Mode

_WITH_ARABIC: Final = ("DejaVuSansMono", "CourierNew")
"""Fonts that have all presentation forms, by the beginning of their PostScript names."""
_FORM: Final = "fe8e"
"""ARABIC LETTER ALEF FINAL FORM: a font that has it has the others."""
_DEEPEST: Final = 8
"""Files that include one another are followed so far."""


def mode(font: str, *, beside: Multiplexer = "", env: Mapping[str, str] = os.environ) -> Mode:
    """The mode for a kitty whose font has this PostScript name (empty: it did not say)."""
    here = not over_network(env)
    font = re.sub(
        "[^A-Za-z0-9-]", "", font
    )  # what PostScript names are made of; the rest would be fontconfig's language
    if here and (_forced_by_command(env) or _forced_by_file(env)):
        return "app"
    if not font or font.startswith(_WITH_ARABIC):
        return "kitty"
    return "kitty-fallback" if not here or beside or not _has_arabic(font) else "kitty"


def _has_arabic(font: str) -> bool:
    """Whether the font has presentation forms, by fontconfig; True where there is no fontconfig."""
    try:
        done = subprocess.run(  # noqa: S603 - letters, digits and hyphens
            ["fc-list", f":postscriptname={font}:charset={_FORM}", "postscriptname"],  # noqa: S607 - a system program
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=2,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return True
    return bool(done.stdout.strip())


def _forced_by_command(env: Mapping[str, str]) -> bool:
    """Whether kitty was started with ``-o force_ltr=yes``, where the system shows how (Linux)."""
    pid = env.get("KITTY_PID", "")
    if not pid.isdigit():
        return False
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    overrides = (word.removeprefix(b"--override=").removeprefix(b"-o").strip() for word in words)
    return any(_is_forcing(word.decode("utf-8", "replace").replace("=", " ", 1)) for word in overrides)


def _is_forcing(line: str) -> bool:
    return line.split() in (["force_ltr", "yes"], ["force_ltr", "y"], ["force_ltr", "true"])


def _forced_by_file(env: Mapping[str, str]) -> bool:
    """Whether kitty.conf says `force_ltr yes`; the last line on it counts."""
    for folder in _folders(env):
        lines = [line for line in _lines(folder / "kitty.conf", _DEEPEST) if line.startswith("force_ltr")]
        if (folder / "kitty.conf").is_file():
            return bool(lines) and _is_forcing(lines[-1])
    return False


def _folders(env: Mapping[str, str]) -> Iterator[Path]:
    """Where kitty looks for its configuration, in its order."""
    if env.get("KITTY_CONFIG_DIRECTORY"):
        yield Path(env["KITTY_CONFIG_DIRECTORY"])
        return
    if env.get("XDG_CONFIG_HOME"):
        yield Path(env["XDG_CONFIG_HOME"]) / "kitty"
    home = Path(env.get("HOME", "~"))
    yield home / ".config" / "kitty"
    yield home / "Library" / "Preferences" / "kitty"
    for folder in env.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":"):
        if folder:
            yield Path(folder) / "kitty"


def _lines(path: Path, deeper: int) -> Iterator[str]:
    """The lines of a configuration file and of those it includes, in their place."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    for raw in text.splitlines():
        line = raw.strip()
        word, _, rest = line.partition(" ")
        if word == "include" and deeper:
            yield from _lines(path.parent / Path(rest.strip()).expanduser(), deeper - 1)
        else:
            yield line
