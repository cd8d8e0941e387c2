"""The only door from the command line to Textual."""

from __future__ import annotations

import sys

import click

from tui.cli.invocation import Invocation
from tui.cli.location import locate, make_folder
from tui.i18n import _, language


def launch(invocation: Invocation, query: str) -> int:
    """Open the app with the query typed; its exit code. A usage error where there is no terminal to open it in."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise click.ClickException(_("The app needs a terminal. In a pipe or a script use 'archive search'."))
    from tui.app import run  # noqa: PLC0415 - Textual is slow to load and only the app wants it

    location = locate(invocation.db)
    make_folder(location)
    return run(location.path, query, language(), invocation.bidi, no_color=not invocation.color)
