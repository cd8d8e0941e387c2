"""Where the passphrase of an encrypted archive comes from: a file, a command, or the person at the terminal. Never an argument.

ARCHIVE_PASSPHRASE_FILE     its first line
ARCHIVE_PASSPHRASE_COMMAND  the first line that this command prints (``pass show archive``); no shell reads it
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.errors import PassphraseNeeded, PassphraseWrong
from tui.cli import echo
from tui.cli.invocation import Invocation
from tui.cli.output import output
from tui.i18n import _

FILE = "ARCHIVE_PASSPHRASE_FILE"
COMMAND = "ARCHIVE_PASSPHRASE_COMMAND"
_TRIES = 3


def unlock(invocation: Invocation, path: Path, *, cut_off: bool = False, of_another: bool = False) -> None:
    """See to it that the archive at `path` can be opened, asking for its passphrase if it has one.

    `cut_off`: also where it lacks its end; `of_another`: it is somebody else's, and not even its log may change. Raises `PassphraseNeeded` where nobody can be asked, `PassphraseWrong`,
    `ArchiveDamaged`, `EncryptionMissing`, and ClickException.
    """
    from store.encryption import files, keys  # noqa: PLC0415 - most archives are plain
    from store.merging import other  # noqa: PLC0415 - as above

    opens = other.unlock if of_another else files.unlock
    try:
        encrypted = path.is_file() and files.is_encrypted(path, cut_off=cut_off)
        if not encrypted or keys.key_of(path) is not None:
            return
    except OSError:
        return  # opening it says why
    if (passphrase := _from_elsewhere()) is not None:
        opens(path, passphrase)
        return
    if not echo.someone_is_there():
        raise PassphraseNeeded(path=path)
    with _hidden():
        for left in reversed(range(_TRIES)):
            try:
                opens(path, _asked(invocation, _("The passphrase of {path}:").format(path=path)))
            except PassphraseWrong as error:
                if not left:
                    raise
                with output(invocation, sys.stderr) as err:
                    err.say(_(error.template).format(path=path))
            else:
                return


def new_passphrase(invocation: Invocation) -> str:
    """A passphrase for a file that gets one: from where the others come from, or typed twice. Raises ClickException."""
    from click import ClickException  # noqa: PLC0415 - slow to load

    if (passphrase := _from_elsewhere()) is not None:
        return passphrase
    if not echo.someone_is_there():
        raise ClickException(_("Name a file with the passphrase in {name}.").format(name=FILE))
    with output(invocation, sys.stderr) as err:
        err.say(
            _(
                "Nobody can open the archive without its passphrase, nor find it out. Write it down and keep it elsewhere."
            )
        )
    with _hidden():
        first = _asked(invocation, _("A new passphrase:"))
        if not first:
            raise ClickException(_("A passphrase has at least one character."))
        if _asked(invocation, _("The same again:")) != first:
            raise ClickException(_("These are two different ones. Nothing was changed."))
    return first


@contextmanager
def _hidden() -> Iterator[None]:
    """Inside, and before it, nothing that is typed is shown (`tui.cli.echo`); behind it everything is."""
    echo.hide()
    try:
        yield
    finally:
        echo.show()


def _asked(invocation: Invocation, question: str) -> str:
    with output(invocation, sys.stderr) as err:
        err.say(question)
    try:
        if echo.CAN_HIDE:
            return echo.read_hidden("> ")
        from getpass import getpass  # noqa: PLC0415 - for Windows

        return getpass("> ", stream=sys.stderr)
    except EOFError:  # nobody will answer
        raise KeyboardInterrupt from None


def _from_elsewhere() -> str | None:
    """What the environment names; None where it names nothing."""
    from click import ClickException  # noqa: PLC0415 - slow to load

    try:
        if name := os.environ.get(FILE):
            with Path(name).expanduser().open(encoding="utf-8", errors="surrogateescape") as file:
                return file.readline().rstrip("\r\n")
        if command := os.environ.get(COMMAND):
            words = shlex.split(command)
            done = subprocess.run(words, stdout=subprocess.PIPE, check=True)  # noqa: S603 - the person's own command
            return done.stdout.decode("utf-8", "surrogateescape").split("\n", 1)[0].rstrip("\r")
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ClickException(
            _("The passphrase can't be had from {name}: {reason}.").format(
                name=FILE if os.environ.get(FILE) else COMMAND, reason=reason
            )
        ) from error
    return None
