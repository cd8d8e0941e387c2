"""The archive a command works on, open for as long as it runs."""

from __future__ import annotations

from store.archive import Archive
from store.errors import ArchiveMissing, FolderMissing
from store.finding import index
from tui.cli.invocation import Invocation
from tui.cli.location import locate, make_folder
from tui.cli.unlocking import unlock


def opened(invocation: Invocation, *, create: bool = False, searching: bool = False) -> Archive:
    """The archive that is meant, to be used in a `with`. `create` makes it, and the user's data folder, on first use.

    `searching`: an index that is being built anew is finished first, so that nothing is missing among the hits.
    """
    location = locate(invocation.db)
    if create:
        make_folder(location)
    unlock(invocation, location.path)
    try:
        archive = Archive.open(location.path, create=create)
    except FolderMissing:
        if location.chosen_by != "user":
            raise
        raise ArchiveMissing(path=location.path) from None  # it is made with the archive, on first use
    if searching and not archive.read_only and not index.is_complete(archive.connection()):
        from tui.cli.reindex import go_on  # noqa: PLC0415 - seldom

        try:
            go_on(invocation, archive)
        except BaseException:
            archive.close()
            raise
    return archive
