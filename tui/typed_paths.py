"""Paths as people type, paste and drop them: in quotes, as file:// addresses, several in a row; and completing one."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

_QUOTES = "\"'«»“”‘’"
_ITEM = re.compile(r"\"([^\"]+)\"|'([^']+)'|«\s*([^»]+?)\s*»|((?:\\.|[^\s\"'«])+)")
"""One of several paths in a row: quoted, or a word in which a backslash keeps a blank."""
_MOST = 200
"""Names of a folder that are offered."""


def typed_path(text: str) -> Path:
    """The one path that is meant: quotes around it, `file://` and `~` are understood."""
    text = text.strip().strip(_QUOTES).strip()
    if text.lower().startswith("file://"):
        address = urlsplit(text)
        text = unquote(address.path)
        if os.name == "nt":
            text = text.lstrip("/")
    return Path(os.path.expanduser(text))  # noqa: PTH111 - a name that begins with ~ may be of no user


def typed_paths(text: str) -> list[Path]:
    """The paths that are meant, one or several: a line each, or in a row as terminals write what is dropped on them.

    What exists as a whole is one path, blanks and all.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1:
        return [path for line in lines for path in typed_paths(line)]
    whole = typed_path(text)
    if not text.strip() or _exists(whole):
        return [whole] if text.strip() else []
    items = [_unescaped(found) for found in _ITEM.finditer(text)]
    paths = _joined(items)
    return paths or [whole]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _unescaped(found: re.Match[str]) -> str:
    quoted = found[1] or found[2] or found[3]
    if quoted:
        return quoted
    return found[4] if os.name == "nt" else re.sub(r"\\(.)", r"\1", found[4])


def _joined(items: list[str]) -> list[Path]:
    """The paths that these words are, a name with blanks in it put together again; none where they are not all there."""
    paths: list[Path] = []
    at = 0
    while at < len(items):
        for end in range(len(items), at, -1):
            path = typed_path(" ".join(items[at:end]))
            if _exists(path):
                paths.append(path)
                at = end
                break
        else:
            return []
    return paths


def completed(text: str) -> tuple[str, list[str]]:
    """The text with its path completed as far as only one way leads, and the names that are possible then."""
    typed = text.lstrip().lstrip(_QUOTES)
    if typed.lower().startswith("file://"):
        typed = str(typed_path(typed)) + ("/" if typed.endswith("/") else "")
    folder_text, name = os.path.split(typed)
    folder = typed_path(folder_text) if folder_text else Path()
    try:
        with os.scandir(folder) as found:
            entries = [
                (entry.name, entry.is_dir())
                for entry in found
                if entry.name.startswith(name) and (name.startswith(".") or not entry.name.startswith("."))
            ]
    except (OSError, ValueError):
        return text, []
    if not entries:
        return text, []
    entries.sort()
    first, last = entries[0][0], entries[-1][0]
    same = next(
        (at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first)
    )
    common = first[:same]
    only = len(entries) == 1
    ending = os.sep if only and entries[0][1] else ""
    names = [] if only else [entry + (os.sep if is_folder else "") for entry, is_folder in entries[:_MOST]]
    return os.path.join(folder_text, common) + ending, names  # noqa: PTH118 - as it was typed: ~ stays ~
