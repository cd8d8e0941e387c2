"""Which archive is meant: --db, then $ARCHIVE_DB, then ./archive.db if it exists, then the user's own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from store.links import real
from tui.i18n import _
from tui.private_folder import make_private

NAME = "archive.db"
Chosen = Literal["--db", "ARCHIVE_DB", "folder", "user"]


@dataclass(frozen=True, slots=True)
class Location:
    """The file that is meant and what chose it."""

    path: Path
    chosen_by: Chosen


def locate(db: str | None, environ: Mapping[str, str] | None = None) -> Location:
    """The archive that is meant; it need not exist, and a link to it is followed.

    An empty name or variable counts as not given.
    """
    environ = os.environ if environ is None else environ
    if db:
        return Location(real(Path(db).expanduser()), "--db")
    if environ.get("ARCHIVE_DB"):
        return Location(real(Path(environ["ARCHIVE_DB"]).expanduser()), "ARCHIVE_DB")
    if Path(NAME).is_file():
        return Location(real(Path(NAME).absolute()), "folder")
    return Location(real(user_folder() / NAME), "user")


def user_folder() -> Path:
    """The user's data folder for this program."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed where the archive is named

    return user_data_path("archive", appauthor=False)


def make_folder(location: Location) -> None:
    """Make the user's data folder, on first use. Only that one: a folder named by a person has to exist.

    Raises OSError, which says what else one can do.
    """
    if location.chosen_by != "user":
        return
    folder = location.path.parent
    try:
        make_private(folder)
    except OSError as error:
        said = _("The folder {folder} for the archive can't be made ({reason}); name another place with --db")
        raise OSError(error.errno, said.format(folder=folder, reason=error.strerror or error)) from error


def state_folder() -> Path:
    """Where the app keeps what it remembers by itself."""
    from platformdirs import user_state_path  # noqa: PLC0415 - as above

    return user_state_path("archive", appauthor=False)


def log_file() -> Path:
    """Where the details of unexpected errors are written."""
    return state_folder() / "archive.log"
