"""The manual page, in roff, from the same texts as `--help`: `make pages`.

English and French: `man` neither joins Arabic letters nor orders them, and `archive --help --lang ar` does.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import click

from store import __version__
from tui.cli.archive import COMMANDS, archive
from tui.cli.help_page import SHARED
from tui.i18n import N_, _, set_language

LANGUAGES = ("en", "fr")
_ARABIC = re.compile("[\u0600-\u06ff]")

EXIT_CODES = (
    ("0", N_("done")),
    ("1", N_("nothing found")),
    ("2", N_("wrong use or settings")),
    ("3", N_("some files could not be imported")),
    ("4", N_("the archive can't be used")),
    ("130", N_("interrupted")),
)
VARIABLES = (
    ("ARCHIVE_DB", N_("The archive to open where --db names none.")),
    ("NO_COLOR", N_("No colours.")),
    ("ARCHIVE_DEBUG", N_("Show where an unexpected error came from.")),
)


def man_page() -> str:
    """The page in the language that is spoken."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    context = archive.make_context("archive", [], resilient_parsing=True)
    yield f'.TH ARCHIVE 1 "" "archive {__version__}"'
    yield from (f".SH {_heading(_('Name'))}", rf"archive \- {_roff(_('a terminal archive of articles'))}")
    yield from (
        f".SH {_heading(_('Usage:').rstrip(' :'))}",
        rf".B archive\fR {_roff('[QUERY… | COMMAND …]')}",
    )
    yield from (f".SH {_heading(_('Description'))}", _roff(_(archive.help) if archive.help else ""))
    yield from _examples(archive)
    yield f".SH {_heading(_('Commands'))}"
    for name in COMMANDS:
        command = archive.get_command(context, name)
        if command is not None:
            yield from _command(click.Context(command, parent=context, info_name=name), command)
    yield f".SH {_heading(_('Everywhere'))}"
    yield from _options(archive, shared=True)
    yield f".SH {_heading(_('Exit codes'))}"
    yield from _table((code, _(meaning)) for code, meaning in EXIT_CODES)
    yield f".SH {_heading(_('Environment'))}"
    yield from _table((name, _(meaning)) for name, meaning in VARIABLES)
    yield f".SH {_heading(_('Files'))}"
    yield _roff(_("Where archive, settings and state are, 'archive paths' says."))


def _command(context: click.Context, command: click.Command) -> Iterator[str]:
    pieces = [piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]"]
    yield f".SS {_roff(' '.join([context.command_path, *pieces]))}"
    yield _roff(_(command.help) if command.help else "")
    yield from _options(command, shared=False)
    yield from _examples(command)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _command(click.Context(inner, parent=context, info_name=name), inner)


def _options(command: click.Command, *, shared: bool) -> Iterator[str]:
    for option in command.params:
        if isinstance(option, click.Option) and (option.opts[0] in SHARED) == shared:
            names = ", ".join(sorted(option.opts, key=len))
            if isinstance(option.type, click.Choice):
                names += f" {'|'.join(option.type.choices)}"
            elif not option.is_flag:
                names += f" {option.metavar or 'N'}"
            yield from (".TP", rf"\fB{_roff(names)}\fR", _roff(_(option.help) if option.help else ""))


def _examples(command: click.Command) -> Iterator[str]:
    for line, meaning in getattr(command, "examples", ()):
        if not _ARABIC.search(line):
            yield from (".TP", rf"\fB{_roff(line)}\fR", _roff(_(meaning)))


def _table(rows: Iterator[tuple[str, str]]) -> Iterator[str]:
    for name, meaning in rows:
        yield from (".TP", rf"\fB{_roff(name)}\fR", _roff(meaning))


def _heading(text: str) -> str:
    return _roff(text.upper())


def _roff(text: str) -> str:
    """The text with nothing in it that roff acts on: a backslash anywhere, a hyphen as a sign, a dot or quote at the start."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{text}" if text.startswith(".") else text


if __name__ == "__main__":
    set_language(sys.argv[1])
    sys.stdout.write(man_page())
