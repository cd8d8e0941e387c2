"""What is done on leaving: the copy of the day, when something was changed."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from store.archive import Archive
from store.errors import ArchiveError
from store.safekeeping import copies
from tui.cli.invocation import Invocation
from tui.cli.output import output
from tui.i18n import _

SAID_FROM = 100_000_000
"""Bytes of an archive from which on it takes seconds to copy, so that it is said what is being waited for."""


def keep_copy(invocation: Invocation, archive: Archive) -> None:
    """Make the copy of the day if it is due. What prevents it is said, and is no failure of what was done before."""
    with output(invocation, sys.stderr) as err:
        try:
            if not copies.is_due(archive):
                return
            if archive.path.stat().st_size > SAID_FROM:
                err.say(_("Making today's copy of the archive…"))
            copies.keep_daily(archive)
        except (ArchiveError, OSError, sqlite3.Error) as error:
            from tui.cli import failure  # noqa: PLC0415 - click is slow to load

            err.say(
                _("Today's copy of the archive could not be made. {reason}").format(
                    reason=failure.sentence(error)
                )
            )


def leave(invocation: Invocation, path: Path) -> None:
    """After the app: half-written files of its state go, and as `keep_copy`, for the archive at `path` if there is one."""
    from tui.draft import drafts_folder  # noqa: PLC0415 - the app has loaded them
    from tui.remembered import sweep  # noqa: PLC0415 - as above
    from tui.state import state_folder  # noqa: PLC0415 - as above

    for folder in (state_folder(), drafts_folder()):
        sweep(folder)
    if not path.exists():
        return
    try:
        archive = Archive.open(path)
    except ArchiveError:
        return  # the app has said it
    with archive:
        keep_copy(invocation, archive)
