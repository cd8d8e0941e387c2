"""The archive a command works on, open for as long as it runs."""

from __future__ import annotations

from store.archive import Archive
from tui.cli.invocation import Invocation
from tui.cli.location import locate, make_folder


def opened(invocation: Invocation, *, create: bool = False) -> Archive:
    """The archive that is meant, to be used in a `with`. `create` makes it, and the user's data folder, on first use."""
    location = locate(invocation.db)
    if create:
        make_folder(location)
    return Archive.open(location.path, create=create)
