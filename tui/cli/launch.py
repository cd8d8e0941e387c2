"""The only door from the command line to Textual."""

from __future__ import annotations

import sys

import click

from tui.cli.invocation import Invocation
from tui.cli.location import locate
from tui.i18n import _, language


def launch(invocation: Invocation, query: str) -> int:
    """Open the app with the query typed; its exit code. A usage error where there is no terminal to open it in."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.ClickException(_("The app needs a terminal. In a pipe or a script use 'archive search'."))
    from tui.app import run  # noqa: PLC0415 - Textual is slow to load and only the app wants it

    return run(locate(invocation.db).path, query, language(), invocation.bidi)
