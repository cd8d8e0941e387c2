"""Finding and reading the files of an import: folders in order, each file once, nothing that could block or loop."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from importers.base import UnreadableSource

MAX_BYTES = 64 << 20
"""Bytes beyond which a file is refused unread."""
HELD = 16 << 20
"""Bytes of a file beyond which it is not held in memory while it is read by another process, but read again for being stored."""
_EXACT_NS = 2_000_000_000
HIDDEN = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})
_COMPANIONS = ("-wal", "-shm", "-journal")
NO_FILE = ("not a file", "This is a pipe, a socket or a device, not a file.")
_PAGE = re.compile(r"\.(?:html?|xhtml?|shtml)$", re.IGNORECASE)
_PARTS = ("_files", "_fichiers", ".files", "_archivos", "-Dateien", "_ملفات")
"""What browsers and mail programs add to the name of a page for the folder of its parts."""
_PART = (
    "part of a page",
    "It holds the pictures and frames of a saved page beside it, which is read by itself.",
)
CHANGED = ("changed", "The file changed while it was read. Import it again when it is finished.")
LINK = ("link", "Links in folders are not followed; name its target.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to import. `named` means that the person named it, not only a folder above it.

    `problem` is a reason and a sentence when it is already clear that it won't be read. `data` are the bytes of a member of
    an archive of files, whose path `path` is then. `stamp` is what the file system says of the file, see `_stamp`.
    """

    path: Path
    shown: str
    named: bool
    problem: tuple[str, str] | None = None
    data: bytes | None = None
    stamp: str | None = None


def show(path: Path | str) -> str:
    """The path as people see it: control and direction characters and undecodable bytes escaped."""
    text = os.fspath(path)
    if text.isprintable():
        return text
    return "".join(
        character
        if _printable(character)
        else f"\\x{ord(character):02x}"
        if ord(character) < 256
        else f"\\u{ord(character):04x}"
        for character in text
    )


def _printable(character: str) -> bool:
    return character.isprintable() and not ("\u200e" <= character <= "\u200f" or character == "\u061c")


def find(paths: Sequence[Path | str], archive: Path) -> Iterator[Candidate]:
    """All files below these paths, each once, folders in order of their names. The archive's own files are passed over."""
    walk = _Walk(archive)
    for path in paths:
        yield from walk.named(Path(path))


class _Walk:
    """A walk that remembers where it has been: `(device, inode)` of folders and files, and the archive's own files."""

    def __init__(self, archive: Path) -> None:
        self._own = {os.path.realpath(f"{archive}{ending}") for ending in ("", *_COMPANIONS)}
        self._own_names = {os.path.basename(path) for path in (*self._own, f"{archive}")}  # noqa: PTH119 - texts
        self._folders: set[tuple[int, int]] = set()
        self._files: set[tuple[int, int]] = set()

    def named(self, path: Path) -> Iterator[Candidate]:
        """A path the person named: its links are followed, and what can't be read is said."""
        try:
            status = path.stat()
        except FileNotFoundError:
            yield Candidate(path, show(path), True, ("not found", "There is no such file or folder."))
        except (OSError, ValueError) as error:
            yield Candidate(path, show(path), True, _trouble(error))
        else:
            if stat.S_ISDIR(status.st_mode):
                yield from self._below(path)
            elif os.path.realpath(path) in self._own:
                yield Candidate(path, show(path), True, ("archive", "This is the archive itself."))
            elif not stat.S_ISREG(status.st_mode):
                yield Candidate(path, show(path), True, NO_FILE)
            elif self._is_new(self._files, status):
                yield Candidate(path, show(path), True, stamp=_stamp(status))

    def _below(self, top: Path) -> Iterator[Candidate]:
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                if not self._is_new(self._folders, folder.stat()):
                    continue
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError as error:
                yield Candidate(folder, show(folder), False, _trouble(error))
                continue
            below: list[Path] = []
            pages = {page_name(entry.name) for entry in entries} - {None}
            for entry in entries:
                path = folder / entry.name
                if entry.name.startswith(".") or entry.name.lower() in HIDDEN:
                    continue
                try:
                    mode = entry.stat(follow_symlinks=False)
                except OSError as error:
                    yield Candidate(path, show(path), False, _trouble(error))
                    continue
                if stat.S_ISDIR(mode.st_mode) and _without_end(entry.name) in pages:
                    yield Candidate(path, show(path), False, _PART)
                elif stat.S_ISDIR(mode.st_mode):
                    below.append(path)
                else:
                    yield from self._entry(path, entry.name, mode)
            waiting.extend(reversed(below))

    def _entry(self, path: Path, name: str, status: os.stat_result) -> Iterator[Candidate]:
        if name in self._own_names and os.path.realpath(path) in self._own:
            return
        if stat.S_ISLNK(status.st_mode):
            yield Candidate(path, show(path), False, LINK)
        elif not stat.S_ISREG(status.st_mode):
            yield Candidate(path, show(path), False, NO_FILE)
        elif self._is_new(self._files, status):
            yield Candidate(path, show(path), False, stamp=_stamp(status))

    @staticmethod
    def _is_new(seen: set[tuple[int, int]], status: os.stat_result) -> bool:
        """Whether it has not come up before. A file with several names (hard links) comes up under each of them."""
        if not status.st_ino or (stat.S_ISREG(status.st_mode) and status.st_nlink > 1):
            return True
        identity = (status.st_dev, status.st_ino)
        new = identity not in seen
        seen.add(identity)
        return new


def _without_end(folder: str) -> str | None:
    """The name of the page whose parts a folder of this name would hold."""
    end = next((end for end in _PARTS if folder.endswith(end)), None)
    return folder.removesuffix(end) if end else None


def page_name(name: str) -> str | None:
    """The name of a saved page without its ending, or None for other files."""
    return _PAGE.sub("", name) if _PAGE.search(name) else None


def within_page(name: str, pages: Collection[str | None]) -> bool:
    """Whether a member of an archive stands in the folder of parts of one of these pages (`page_name` of its members)."""
    folders = name.split("/")[:-1]
    above = (_without_end("/".join(folders[:depth])) for depth in range(1, len(folders) + 1))
    return any(page is not None and page in pages for page in above)


def read(path: Path) -> bytes:
    """The bytes of a file, read in one go. Raises UnreadableSource if it is too large, no file, or changes meanwhile."""
    flags = (
        os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    )
    try:
        handle = os.open(path, flags)
        with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 - a descriptor opened with flags of our own
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise UnreadableSource(*NO_FILE)
            if before.st_size > MAX_BYTES:
                raise UnreadableSource(
                    "too large", f"The file is larger than {MAX_BYTES >> 20} MB. Split it."
                )
            data = _read_all(file.fileno(), before.st_size)
            after = os.fstat(file.fileno())
    except (OSError, ValueError) as error:
        raise UnreadableSource(*_trouble(error)) from None
    if len(data) != before.st_size or (after.st_size, after.st_mtime_ns) != (
        before.st_size,
        before.st_mtime_ns,
    ):
        raise UnreadableSource(*CHANGED)
    return data


def _stamp(status: os.stat_result) -> str | None:
    """What the file system says of a file that stays the same as long as its bytes do, or None if that can't be relied on.

    The time of the last change of its entry is part of it: programs that put the time of writing back cannot put that back.
    A file written within the last two seconds (as exact as old file systems are) may be written again unnoticed.
    """
    if time.time_ns() - status.st_mtime_ns < _EXACT_NS:
        return None
    parts = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return ":".join(map(str, parts))


def _read_all(handle: int, size: int) -> bytes:
    pieces: list[bytes] = []
    left = size + 1
    while left > 0:
        piece = os.read(handle, left)
        if not piece:
            break
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _trouble(error: OSError | ValueError) -> tuple[str, str]:
    if isinstance(error, PermissionError):
        return "no permission", "You have no permission to read it."
    if isinstance(error, FileNotFoundError):
        return "not found", "The file is not there any more."
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return "unreadable", f"It can't be read: {show(said)}."
