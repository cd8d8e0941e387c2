"""What a person set once for all: `settings.toml` in the user's configuration folder.

    language = "ar"     # ar, fr or en
    bidi = "auto"       # auto, app, terminal, off, lro, kitty or kitty-fallback
    clipboard = "auto"  # auto, osc52 (the terminal alone), system (a program alone) or off
    theme = "dark"      # dark, light, contrast, or terminal: its own sixteen colours
    aliases = "on"      # off: CNDH does not find المجلس الوطني لحقوق الإنسان
    labels = "on"       # off: tags are shown as they are stored, not by their names in the language of the interface
    queries = "on"      # off: what was searched for is not remembered from one session to the next

    lock_after = 10     # minutes without a key after which the app locks itself; 0 for never

    [keys]              # docs/keys.md has the names of the commands
    edit_tags = ["t", "f11"]

What is not known here sets nothing, and is told (`tui.unknown_settings`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal, cast, get_args

from store import locks
from tui.i18n import LANGUAGES, N_
from tui.terminals.modes import MODES, Mode

Clipboard = Literal["auto", "osc52", "system", "off"]
"""Which way copied text goes: by a program of the system or else by the terminal, by one of them only, or nowhere."""
CLIPBOARDS: tuple[Clipboard, ...] = get_args(Clipboard)

ThemeName = Literal["dark", "light", "contrast", "terminal"]
THEMES: tuple[ThemeName, ...] = get_args(ThemeName)
THEME_NAMES: dict[ThemeName, str] = {
    "dark": N_("dark"),
    "light": N_("light"),
    "contrast": N_("high contrast"),
    "terminal": N_("the terminal's own colours"),
}
"""What a theme is called, as a message."""


ON_OFF = ("on", "off")
_MOST_BYTES = 1 << 20
"""Of a file of settings; what stands behind them is not read."""


class BadSettings(Exception):
    """The settings can't be used. `template` is the sentence, `values` what stands in its braces."""

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; None where the person set nothing."""

    language: str | None = None
    bidi: Mode | None = None
    clipboard: Clipboard | None = None
    theme: ThemeName | None = None
    aliases: str | None = None
    """Whether a name in a query is also looked for by its other names: "on" or "off"."""
    labels: str | None = None
    """Whether tags are shown by their labels in the language of the interface: "on" or "off"."""
    queries: str | None = None
    """Whether the queries are remembered: "on" or "off"."""
    lock_after: float = 0.0
    """Minutes without a key after which the app locks itself; 0 for never."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys of commands by the command's id, as they are written there: `tui.keymap` says whether they can be used."""


def settings_path() -> Path:
    """Where the settings are read from."""
    from platformdirs import user_config_path  # noqa: PLC0415 - not needed where the caller names the file

    return user_config_path("archive", appauthor=False) / "settings.toml"


def read_settings(path: Path, unknown: dict[str, int] | None = None) -> Settings:
    """The settings in this file; none if there is no such file. Raises BadSettings naming the line that is wrong.

    Names that mean nothing where they stand are put into `unknown`, with their lines.
    """
    try:
        # Not `read_text`: its decoder takes a file that is one byte of a byte order mark for an empty one.
        text = re.sub("\r\n?", "\n", locks.read(path, _MOST_BYTES).decode("utf-8-sig"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BadSettings(
            N_("The settings in {path} can't be read: {reason}."), path=path, reason=reason
        ) from error
    import tomllib  # noqa: PLC0415 - most people have no settings

    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        # Its message ends in "(at line 3, column 5)".
        raise BadSettings(
            N_("The settings in {path} are not TOML: {reason}."), path=path, reason=error
        ) from error
    known = {one.name for one in fields(Settings)}
    keys = table.get("keys", {})
    misplaced = known.intersection(keys) if isinstance(keys, dict) else set()
    if unknown is not None:
        strange = [*(name for name in table if name not in known), *sorted(misplaced)]
        unknown.update((name, _line_of(text, name)) for name in strange)
    return Settings(
        language=_one_of(path, text, table, "language", LANGUAGES),
        bidi=cast("Mode | None", _one_of(path, text, table, "bidi", MODES)),
        clipboard=cast("Clipboard | None", _one_of(path, text, table, "clipboard", CLIPBOARDS)),
        theme=cast("ThemeName | None", _one_of(path, text, table, "theme", THEMES)),
        aliases=_one_of(path, text, table, "aliases", ON_OFF),
        labels=_one_of(path, text, table, "labels", ON_OFF),
        queries=_one_of(path, text, table, "queries", ON_OFF),
        lock_after=_minutes(path, text, table.get("lock_after", 0)),
        keys=_keys(path, text, keys, misplaced),
    )


def _one_of(
    path: Path, text: str, table: Mapping[str, object], key: str, allowed: tuple[str, ...]
) -> str | None:
    value = table.get(key)
    if value is None or (isinstance(value, str) and value in allowed):
        return value
    raise BadSettings(
        N_("In {path}, line {line}: {key} is one of {allowed}."),
        path=path,
        line=_line_of(text, key),
        key=key,
        allowed=", ".join(allowed),
    )


def _minutes(path: Path, text: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise BadSettings(
            N_("In {path}, line {line}: {key} is a number of minutes, 0 or more."),
            path=path,
            line=_line_of(text, "lock_after"),
            key="lock_after",
        )
    return float(value)


def _keys(path: Path, text: str, table: object, misplaced: Collection[str]) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise BadSettings(
            N_('In {path}, line {line}: the keys are a table, "[keys]".'),
            path=path,
            line=_line_of(text, "keys"),
        )
    found = {}
    for command, keys in table.items():
        if command in misplaced:
            continue
        several = [keys] if isinstance(keys, str) else keys
        if not isinstance(several, list) or not all(isinstance(key, str) and key for key in several):
            raise BadSettings(
                N_('In {path}, line {line}: the keys of {command} are written as ["t", "f11"].'),
                path=path,
                line=_line_of(text, command),
                command=command,
            )
        found[command] = tuple(several)
    return found


def _line_of(text: str, key: str) -> int:
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.split("=")[0].strip(" \t\"'[]") == key), 1)
