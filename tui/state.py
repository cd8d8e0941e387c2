"""Where a person was in an archive: the last query, article and pane, and how far each article was read.

One JSON file an archive in the user's state folder, named by the archive's path. It is a convenience: a file that is
missing, damaged or can't be written is passed over, and nothing of the archive itself is in it but the last query. That of an
encrypted archive is encrypted.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path

from tui.remembered import remember, remembered


@dataclass(frozen=True, slots=True)
class Session:
    """A place in an archive. `article` is a full id; `pane` is the one that had the focus; `order` is a `Sort`."""

    query: str = ""
    article: str = ""
    pane: str = "results"
    order: str = "relevance"
    record: bool = False
    furniture: bool = False
    harakat: bool = False
    places: tuple[tuple[str, int], ...] = ()
    """How far articles were read: full id and character of the text, the latest last."""


QUERIES = ".queries.json"
"""What the name of the file of an archive's queries ends in (`tui.query_history`)."""
MOST_PLACES = 300
"""Articles whose place is remembered."""


def state_folder() -> Path:
    """The folder of the session files; it may not exist yet."""
    from platformdirs import user_state_path  # noqa: PLC0415 - tests and the command line name the folder themselves

    return user_state_path("archive", appauthor=False) / "sessions"


def session_file(archive: Path, folder: Path) -> Path:
    """The file of this archive's session."""
    name = sha256(str(archive.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return folder / f"{name}.json"


def read_session(archive: Path, folder: Path | None = None) -> Session:
    """Where the person was in this archive; the beginning if that is not known."""
    try:
        stored = json.loads(remembered(session_file(archive, folder or state_folder()), archive))
    except (OSError, ValueError, RecursionError):
        return Session()
    if not isinstance(stored, dict):
        return Session()
    known = {
        field.name: stored[field.name]
        for field in fields(Session)
        if type(stored.get(field.name)) is type(field.default)
    }
    return Session(**known, places=_places(stored.get("places")))


def _places(stored: object) -> tuple[tuple[str, int], ...]:
    """The places that are written as such."""
    return tuple(
        (one[0], one[1])
        for one in (stored if isinstance(stored, list) else [])[-MOST_PLACES:]
        if isinstance(one, list) and [type(part) for part in one] == [str, int]
    )


def write_session(archive: Path, session: Session, folder: Path | None = None) -> bool:
    """Keep it (`tui.remembered`). False if it can't be."""
    path = session_file(archive, folder or state_folder())
    text = json.dumps({"archive": str(archive.resolve()), **asdict(session)}, ensure_ascii=False, indent=1)
    try:
        remember(path, text.encode("utf-8", "replace").decode(), archive)
    except OSError:
        return False
    return True


def forget_session(archive: Path, folder: Path | None = None) -> None:
    """Throw away what is kept of this archive: where the person was, and the queries. Raises nothing."""
    kept = session_file(archive, folder or state_folder())
    for path in (kept, kept.with_suffix(QUERIES)):
        with suppress(OSError):
            path.unlink(missing_ok=True)
