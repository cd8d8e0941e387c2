"""Everything that can go wrong with an archive, as exceptions whose message says what to do.

`exit_code` is the shell's (contract: 2 wrong use, 4 the archive can't be used). Messages are plain English sentences; the
screen and the command line say them in the reader's language by looking at the class and its arguments.
"""

from __future__ import annotations


class ArchiveError(Exception):
    """The archive can't be used. `template` is the sentence, `values` what stands in its braces."""

    exit_code = 4
    template = "The archive can't be used."

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.template.format(**values))


class ArchiveMissing(ArchiveError):
    """No file at this path."""

    template = (
        "There is no archive at {path}. Import something into it to create it, or name another with --db."
    )


class FolderMissing(ArchiveMissing):
    """The folder that the archive should be in is not there: a stick that is not plugged in, a mistyped path."""

    template = "There is no folder {folder}. Plug in its drive or make the folder, or name another archive with --db."


class ArchiveAside(ArchiveError):
    """No file at this path, and beside it the one that stood there: a program was stopped while another took its place."""

    template = (
        "There is no archive at {path}, but {kept} stands beside it, which stood there before. Nothing was made."
        " Give it that name again: archive restore {kept} --db {path}; or move it elsewhere."
    )


class SameArchive(ArchiveError):
    """An archive was to be merged with itself."""

    exit_code = 2
    template = "{path} is the archive itself."


class NotAnArchive(ArchiveError):
    """The file is something else: another program's database, a text, a folder."""

    template = (
        "{path} is not an archive of this program. Nothing was changed in it; name another file with --db."
    )


class ArchiveClosed(ArchiveError):
    """The archive was closed, or is about to be, while a thread was still to begin: what it was asked for, nobody waits for."""

    template = "{path} was closed meanwhile. Open it again and repeat what you did."


class ArchiveDamaged(ArchiveError):
    """SQLite found the file malformed."""

    template = "{path} is damaged. Nothing more was written. Run 'archive doctor', or go back to a backup with 'archive restore'."


class OtherDamaged(ArchiveDamaged):
    """An archive that was to be merged into this one is damaged; this one is not."""

    template = (
        "{path} is damaged, so nothing of it came in, and this archive is as it was. Bring another copy of it;"
        " 'archive doctor --repair --db {path}' writes what can be saved of it into a new archive."
    )


class OtherNotArchive(NotAnArchive):
    """What was to be merged is something else than an archive."""

    template = "{path} is not an archive of this program, so nothing came in. Name the file of an archive."


class ForeignSchema(ArchiveDamaged):
    """The file holds what no archive does: a view, a trigger, a table that computes. See `store.guard`."""

    template = (
        "{path} was not opened: it holds something that this program never makes ({name}), which may be a trap."
        " 'archive doctor --repair' saves the articles in it into a new archive."
    )


class ArchiveNewer(ArchiveError):
    """Written by a newer version of the program."""

    template = "{path} was written by a newer version of archive (format {found}, this one knows {known}). Install that version."


class ArchiveLocked(ArchiveError):
    """Another program holds the write lock for longer than the busy timeout."""

    template = "Another program is writing to {path}. Nothing was changed; try again when it has finished."


class ArchiveReadOnly(ArchiveError):
    """The file, folder or medium can't be written."""

    template = (
        "{path} can't be written: it or its folder is read-only. Copy it to a folder of yours and open that."
    )


class LogBeside(ArchiveReadOnly):
    """The last changes stand in the log beside an archive that can't be written, where they can't be read."""

    template = (
        "{path} can't be opened where nothing can be written: its last changes are in {log} beside it."
        " Copy both into a folder of yours and open that."
    )


class ArchiveChanged(ArchiveError):
    """Somebody wrote to an archive that is only read here, from where that can't be followed."""

    template = "{path} was changed by another program while it was being read. Open it again."


class ArchiveOnNetwork(ArchiveError):
    """The file is on a network drive, where two programs that write destroy it."""

    template = (
        "{path} is on a network drive, where an archive can be destroyed. Nothing was opened. Make a copy on this computer:"
        " archive restore {path} --db FILE."
    )


class ArchiveForbidden(ArchiveError):
    """The file can't even be read by this user."""

    template = "{path} can't be opened: you have no permission to read it."


class NoSpace(ArchiveError):
    """The disk is full."""

    template = "No space left for {path}. What was saved before is safe; free some space and do it again."


class InputOutput(ArchiveError):
    """The disk reported an error."""

    template = "The disk reported an error while {path} was used ({detail}). Check the disk, then run 'archive doctor'."


class SearchMissing(ArchiveError):
    """The SQLite of this Python lacks FTS5."""

    template = "The SQLite of this Python has no full-text search (FTS5). Install Python from python.org or your distribution."


class PassphraseNeeded(ArchiveError):
    """The archive is encrypted and no passphrase was given."""

    template = "{path} is encrypted. Give its passphrase when asked, or name a file that has it in ARCHIVE_PASSPHRASE_FILE."


class PassphraseWrong(ArchiveError):
    """The passphrase does not open the archive."""

    template = "This passphrase does not open {path}. Try again; mind capitals and the keyboard's language."


class EncryptionMissing(ArchiveError):
    """The extra for encrypted archives is not installed."""

    template = "Encrypted archives need an extra: pipx install 'archive-browser[encryption]', or in a checkout: make venv."


class ArchiveExists(ArchiveError):
    """Something stands where a new archive was to be made."""

    exit_code = 2
    template = "There is a file at {path} already. Name another one with --db."


class NoSuchArticle(ArchiveError):
    """No article has this id or prefix."""

    exit_code = 1
    template = "No article has an id beginning with {id}."


class NoSuchVersion(ArchiveError):
    """An article has no version with this number."""

    exit_code = 1
    template = "There is no version {number} of this article; the last is {count}."


class IdTooShort(ArchiveError):
    """Fewer characters of an id than can name an article."""

    exit_code = 2
    template = "{id} is too short for an id; give at least {least} of its characters."


class AmbiguousId(ArchiveError):
    """Several articles share the prefix."""

    exit_code = 2
    template = "{count} articles have an id beginning with {id}. Give more of it."


class BadTag(ArchiveError):
    """A name that can't be a tag."""

    exit_code = 2
    template = "{name} can't be a tag: {reason}."


class BadValue(ArchiveError):
    """A value that a field of a record can't take."""

    exit_code = 2
    template = "{value} can't be kept: {reason}."


class WasPurged(ArchiveError):
    """An article that was purged from this archive comes up again."""

    exit_code = 3
    template = "This was purged from the archive. With --purged-too it is imported again."


class NothingToUndo(ArchiveError):
    """No change is left to take back."""

    exit_code = 1
    template = "There is nothing to undo."


class CannotTakeBack(ArchiveError):
    """A step of the log that can't be taken back any more."""

    exit_code = 1
    template = "This can't be taken back: {reason}."


class BadQuery(ArchiveError):
    """A query that means nothing. `span` is the place in the text, as character offsets."""

    exit_code = 2
    template = "{reason} (at character {start})."

    def __init__(self, reason: str, start: int, end: int) -> None:
        self.span = (start, end)
        super().__init__(reason=reason, start=start + 1, end=end)
