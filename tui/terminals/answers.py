"""What a person answered about a terminal, kept from one start to the next: `terminals.json` in the user's state folder.

{"format": 1, "terminals": {"tmux/vte": {"mode": "lro"}, "putty": {"advised": true}}}
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from tui.private_folder import make_private
from tui.terminals.modes import MODES, Mode

_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What is kept of one terminal."""

    mode: Mode | None = None
    """The mode in which a person read Arabic right; None where none was chosen."""
    asked: bool = False
    """Whether the question was put: it is put once."""
    advised: bool = False
    """Whether the advice for this terminal was shown: it is shown once."""


def answers_file() -> Path:
    """Where answers are kept; the file may not exist."""
    from platformdirs import user_state_path  # noqa: PLC0415 - tests name the file themselves

    return user_state_path("archive", appauthor=False) / "terminals.json"


def read_answer(key: str, path: Path) -> Answer:
    """What is kept of the terminal with this key; nothing where the file is missing, damaged or of another format."""
    entry = _read(path).get(key)
    if not isinstance(entry, dict):
        return Answer()
    mode = entry.get("mode")
    return Answer(
        mode if mode in MODES and mode != "auto" else None,
        entry.get("asked") is True,
        entry.get("advised") is True,
    )


def keep_answer(key: str, answer: Answer, path: Path) -> None:
    """Keep it, in place of what was kept of this terminal. OSError where the file can't be written."""
    _write({**_read(path), key: {name: value for name, value in asdict(answer).items() if value}}, path)


def forget_answer(key: str, path: Path) -> bool:
    """Forget what is kept of this terminal; whether there was anything. OSError where the file can't be written."""
    kept = _read(path)
    if key not in kept:
        return False
    _write({name: value for name, value in kept.items() if name != key}, path)
    return True


def _read(path: Path) -> dict[str, Any]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    terminals = (
        stored.get("terminals") if isinstance(stored, dict) and stored.get("format") == _FORMAT else None
    )
    return terminals if isinstance(terminals, dict) else {}


def _write(terminals: dict[str, Any], path: Path) -> None:
    """Write beside the old file and move over it, so that a crash leaves one or the other."""
    make_private(path.parent)
    temporary = ""
    try:
        with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".new", delete=False) as file:
            temporary = file.name
            json.dump({"format": _FORMAT, "terminals": terminals}, file, ensure_ascii=False, indent=1)
        Path(temporary).replace(path)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise
