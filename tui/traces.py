"""What the program keeps of an article outside the archive, and forgetting it when the article is purged."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tui.draft import PARTS, draft_file, drafts_folder
from tui.remembered import sweep
from tui.state import forget_session, state_folder

LOG = "archive.log"
"""The name of the log of errors, in the folder above that of the sessions."""


def forget_traces(archive: Path, ids: Sequence[str], sessions: Path | None = None) -> None:
    """Take away the place, the queries, what was being written of these articles, half-written files, and the log. Raises nothing."""
    folder = sessions or state_folder()
    forget_session(archive, folder)
    typed = drafts_folder(folder)
    drafts = [draft_file(typed, archive, ident, part) for ident in ids for part in PARTS]
    for one in (folder, typed):
        sweep(one)
    for path in (folder.parent / LOG, *drafts):
        with suppress(OSError):
            path.unlink(missing_ok=True)
