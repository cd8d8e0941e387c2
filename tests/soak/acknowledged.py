"""What a program said is safe, and whether it is: the archive is opened, examined and compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from store.archive import Archive
from store.errors import ArchiveMissing
from store.safekeeping import doctor
from store.safekeeping.backup import verify
from tests.soak.work import ARCHIVE, BATCH, COPY, SAVED


class Broken(AssertionError):
    """Something that was said to be safe is gone, or something is half there."""


@dataclass
class Acknowledged:
    """What was said so far."""

    articles: int = 0
    tags: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)
    copied: int = -1

    def hear(self, lines: Iterable[str]) -> None:
        """Take in what a program said."""
        for line in lines:
            kind, _, rest = line.partition(" ")
            if kind == "articles":
                self.articles = int(rest)
            elif kind == "tag":
                self.tags.add(rest)
            elif kind == "note":
                ident, _, text = rest.partition(" ")
                self.notes[ident] = text
            elif kind == "backup":
                self.copied = int(rest.split()[0])

    def check(self, folder: Path, *, whole: bool = True) -> None:
        """Raises `Broken` where the archive in the folder is not sound, or lacks anything of this.

        `whole` examines all of it; else only what a power cut can hurt.
        """
        try:
            archive = Archive.open(folder / ARCHIVE)
        except ArchiveMissing:
            if self.articles or self.tags:
                raise Broken("the archive is gone") from None
            return
        with archive:
            wrong = (
                [check for check in doctor.examine(archive) if not check.ok and check.name != "space"]
                if whole
                else []
            )
            if not whole:
                found = archive.connection().execute("PRAGMA integrity_check(1)").fetchone()[0]
                wrong = [] if found == "ok" else [doctor.Check("integrity", False, found)]
            if wrong:
                raise Broken(f"not sound: {wrong}")
            count = archive.count()
            if count < self.articles or count % BATCH:
                raise Broken(f"{count} articles, {self.articles} were said to be in")
            lacking = self.tags - {tag.name for tag in archive.tags()}
            if lacking:
                raise Broken(f"tags are gone: {sorted(lacking)[:3]}")
            for ident, text in list(self.notes.items())[-5:]:
                if not archive.article(ident).note.endswith(text):
                    raise Broken(f"the note of {ident[:8]} is not the last one")
        self._check_copies(folder)

    def _check_copies(self, folder: Path) -> None:
        copy, saved = folder / COPY, folder / SAVED
        if self.copied >= 0 and not copy.exists():
            raise Broken("the backup is gone")
        for file in (copy, saved):
            if file.exists() and verify(file)["listing"] < (self.copied if file == copy else 0):
                raise Broken(f"{file.name} has less than it had")


def rest_of(folder: Path) -> None:
    """Throw away what was half written when a program was killed; only that, never a file that has its name."""
    for file in folder.glob("*.part*"):
        file.unlink()
