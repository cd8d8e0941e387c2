"""Writing one setting into the settings file, where everything else stays as the person wrote it, comments too.

A file that is begun so has all settings in it, each with what it means.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import NamedTemporaryFile

from tui.private_folder import make_private
from tui.settings import BadSettings, Settings, read_settings
from tui.settings_page import settings_page

_TABLE = re.compile(r"[ \t]*\[")


def keep_setting(path: Path, key: str, value: str) -> None:
    """Set `key`, a setting that is one word, to this value from the next start on.

    Written beside the old file and moved over it. Raises OSError where that can't be, and BadSettings, changing nothing,
    where the file is not to be understood with or without the new value.
    """
    read_settings(path)
    text = path.read_bytes().decode("utf-8-sig") if path.exists() else settings_page(Settings())
    make_private(path.parent)
    target = path.resolve()  # the file may be a link to one that is kept elsewhere
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=target.parent, suffix=".new", delete=False
    ) as file:
        file.write(_with(text, key, value))
    written = Path(file.name)
    try:
        read_settings(written)
        written.replace(target)
    except (BadSettings, OSError):
        written.unlink(missing_ok=True)
        raise


def _with(text: str, key: str, value: str) -> str:
    """The text of the file with this setting: in the line where it was, also behind a #, or in a new one before the first table."""
    lines = text.splitlines(keepends=True)
    setting = f'{key} = "{value}"'
    end = next((number for number, line in enumerate(lines) if _TABLE.match(line)), len(lines))
    value_now = r"""("[^"\n]*"|'[^'\n]*')"""
    name = rf"""["']?{re.escape(key)}["']?[ \t]*=[ \t]*"""
    for here in (
        re.compile(rf"[ \t]*{name}{value_now}(?P<rest>.*)", re.DOTALL),
        re.compile(rf"#{name}{value_now}(?P<rest>[ \t]*(#.*)?\s*)"),
    ):
        for number, line in enumerate(lines[:end]):
            if found := here.fullmatch(line):
                lines[number] = setting + found["rest"]
                return "".join(lines)
    if end < len(lines):
        lines.insert(end, f"{setting}\n\n")
        return "".join(lines)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join([*lines, f"{setting}\n"])
