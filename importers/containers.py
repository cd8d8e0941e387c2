"""Archives of files (zip, tar, and files compressed one by one) read in memory: nothing is unpacked to the disk.

A member is a candidate like a file in a folder. Its name is only ever shown; it never becomes a path, so ``../x`` and
``/etc/x`` are names like others. Links and devices are passed over. What a container may give is limited in number, in bytes
and in depth, however the limits are spread over containers inside it.
"""

from __future__ import annotations

import bz2
import io
import lzma
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from importers import files, other_archive
from importers.base import UnreadableSource
from importers.files import Candidate

MAX_MEMBERS = 100_000
MAX_DEPTH = 3
MAX_CONTAINER = 4 << 30
"""Bytes beyond which a container is refused."""
_RATIO = 200
_ALWAYS = 256 << 20
"""A container may unpack to this many times its size, and to this many bytes in any case: saved pages pack to a tenth."""
_GZIP = 31
"""What the library calls a stream with the head and the sum of gzip."""
_XZ_MEMORY = 256 << 20
_AT_ONCE = 1 << 20
"""Bytes of a file beyond which it is looked at before it is read: a container is then read from the disk, member by member."""
_HEAD = 512
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "META-INF/container.xml", "content.xml", "datapackage.json")
"""Names at the top of a ZIP file that make it a document, which an importer reads whole."""
_ENCRYPTED = ("encrypted", "It is protected by a password. Save a copy without one.")
_DAMAGED = ("broken", "The file is damaged: its parts can't be unpacked.")
_BOMB = ("bomb", "It unpacks to far more than any collection of articles; the rest is not read.")
_MANY = ("too many", f"It holds more than {MAX_MEMBERS} files; the rest is not read.")
_DEEP = ("nested too deeply", "Archives of files inside each other are read only so deep; unpack it first.")
_LARGE = ("too large", f"The file is larger than {files.MAX_BYTES >> 20} MB. Split it.")
_OTHERWISE = ("packed otherwise", "It is packed in a way that is not read here; unpack it first.")
_NOTHING = ("empty", "There is no file in it.")
_BROKEN = (
    tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError, IndexError, UnicodeError, OverflowError,
)  # fmt: skip


_PAST_THE_END = 8
"""How often is read where nothing is left: the library steps block by block over a member of any size that a tar file states."""


class _Unheld(Exception):
    """The file is no container, and too large to be held in memory until it is its turn."""


class _Exhausted(Exception):
    """The container has given all that it may."""


@dataclass(slots=True)
class _Budget:
    """What may still come out of a container and of those inside it."""

    bytes: int
    members: int = MAX_MEMBERS

    def spend(self, count: int) -> None:
        self.bytes -= count
        if self.bytes < 0:
            raise _Exhausted


def opened(candidate: Candidate) -> Iterator[Candidate]:
    """The candidate itself, or the members of the container that it is, with the bytes of either where they fit in memory."""
    if candidate.problem:
        yield candidate
        return
    try:
        if candidate.path.stat().st_size <= min(_AT_ONCE, files.MAX_BYTES):
            candidate = replace(candidate, data=files.read(candidate.path))
        with io.BytesIO(candidate.data) if candidate.data is not None else _open(candidate) as file:
            if other_archive.is_archive(file):
                yield replace(candidate, data=None, problem=other_archive.PROBLEM)
                return
            kind = _kind(file, candidate.path.name)
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            if not kind and size > files.HELD:
                raise _Unheld
            if not kind:
                yield (
                    candidate
                    if candidate.data is not None
                    else replace(candidate, data=files.read(candidate.path))
                )
                return
            if size > MAX_CONTAINER:
                yield replace(
                    candidate,
                    problem=("too large", f"The file is larger than {MAX_CONTAINER >> 20} MB. Split it."),
                )
                return
            count = 0
            candidate = replace(candidate, data=None)
            for member in _members(file, kind, candidate, _Budget(_ALWAYS + _RATIO * size), 1):
                count += 1
                yield member
            if not count:
                yield replace(candidate, problem=_NOTHING)
    except (OSError, ValueError, UnreadableSource, _Unheld):
        candidate = replace(candidate, data=None)  # reading it again says what is wrong
        yield candidate


def _open(candidate: Candidate) -> BinaryIO:
    flags = (
        os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    )
    handle = os.open(candidate.path, flags)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError
    return open(handle, "rb")  # noqa: PTH123 - a descriptor opened with flags of our own


def _kind(file: BinaryIO, name: str) -> str:
    """What kind of container a file is (``zip``, ``tar``, ``gz``, ``bz2``, ``xz``), or "" for anything that is read whole."""
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "" if _is_document(file, head) else "zip"
    if head[257:262] == b"ustar" or (name.lower().endswith(".tar") and _is_old_tar(head)):
        return "tar"
    for kind, magic in (("gz", b"\x1f\x8b"), ("bz2", b"BZh"), ("xz", b"\xfd7zXZ\0")):
        if head.startswith(magic):
            try:
                inside = _unpacked(file, kind).read(_HEAD)
            except _BROKEN:
                inside = b""
            file.seek(0)
            return "" if inside.startswith(b"WARC/") and name else kind
    return ""


def _is_old_tar(head: bytes) -> bool:
    """Whether these bytes are the head of a file in a tar archive as it was before 1988: only its sum tells."""
    try:
        tarfile.TarInfo.frombuf(head, "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True


def _is_document(file: BinaryIO, head: bytes) -> bool:
    if any(mark in head for mark in (b"[Content_Types].xml", b"mimetypeapplication/")):
        return True
    try:
        with zipfile.ZipFile(file) as opened_zip:
            names = opened_zip.namelist()
    except _BROKEN:
        return False
    finally:
        file.seek(0)
    return any(name in names for name in _DOCUMENTS)


def _members(
    file: BinaryIO, kind: str, within: Candidate, budget: _Budget, depth: int
) -> Iterator[Candidate]:
    """The members of a container in order; a member that is a container gives its own."""
    walk = {"zip": _of_zip, "tar": _of_tar}.get(kind, _of_compressed)
    try:
        for member in walk(file, kind, within, budget):
            budget.members -= 1
            if budget.members < 0:
                yield replace(within, problem=_MANY)
                return
            inner = _kind(io.BytesIO(member.data), member.shown) if member.data and not member.problem else ""
            if not inner:
                yield member
            elif depth >= MAX_DEPTH:
                yield replace(member, data=None, problem=_DEEP)
            else:
                yield from _members(
                    io.BytesIO(member.data or b""), inner, replace(member, data=None), budget, depth + 1
                )
    except _Exhausted:
        if depth > 1:
            raise
        yield replace(within, problem=_BOMB)
    except _BROKEN:
        yield replace(within, problem=_DAMAGED)


def _member(
    within: Candidate, name: str, data: bytes | None, problem: tuple[str, str] | None = None
) -> Candidate:
    return Candidate(within.path, f"{within.shown}!/{files.show(name)}", False, problem, data)


def _hidden(name: str) -> bool:
    """Whether a system keeps it for itself: a name with a point before it, or one of those that no folder shows."""
    return any(
        (part.startswith(".") and part.strip(".")) or part.lower() in files.HIDDEN
        for part in PurePosixPath(name).parts
    )


def _of_zip(file: BinaryIO, _kind: str, within: Candidate, budget: _Budget) -> Iterator[Candidate]:
    with zipfile.ZipFile(file) as container:
        entries = sorted(container.infolist(), key=lambda entry: entry.filename)
        pages = {files.page_name(entry.filename) for entry in entries}
        for entry in entries:
            name = _zip_name(entry)
            mode = entry.external_attr >> 16
            if entry.is_dir() or _hidden(name) or files.within_page(name, pages):
                continue
            if stat.S_ISLNK(mode):
                yield _member(within, name, None, files.LINK)
            elif entry.flag_bits & 1:
                yield _member(within, name, None, _ENCRYPTED)
            elif entry.file_size > files.MAX_BYTES:
                yield _member(within, name, None, _LARGE)
            else:
                yield _read(container, entry, name, within, budget)


def _read(
    container: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, within: Candidate, budget: _Budget
) -> Candidate:
    try:
        with container.open(entry) as part:
            data = part.read(files.MAX_BYTES + 1)
    except NotImplementedError:
        return _member(within, name, None, _OTHERWISE)
    except _BROKEN:
        return _member(within, name, None, _DAMAGED)
    budget.spend(len(data))
    return _member(within, name, None, _LARGE) if len(data) > files.MAX_BYTES else _member(within, name, data)


def _zip_name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry. Programs that forget to say so write UTF-8, which the library then reads as code page 437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _of_tar(file: BinaryIO, _kind: str, within: Candidate, budget: _Budget) -> Iterator[Candidate]:
    with tarfile.open(fileobj=_Counted(file, budget), mode="r|", errors="surrogateescape") as container:
        for entry in container:
            if entry.isdir() or _hidden(entry.name):
                continue
            if entry.issym() or entry.islnk():
                yield _member(within, entry.name, None, files.LINK)
            elif not entry.isreg():
                yield _member(within, entry.name, None, files.NO_FILE)
            elif entry.size > files.MAX_BYTES:
                yield _member(within, entry.name, None, _LARGE)
            else:
                part = container.extractfile(entry)
                yield _member(within, entry.name, part.read() if part else b"")
            container.members.clear()  # type: ignore[attr-defined]  # else it keeps every entry it has met


def _of_compressed(file: BinaryIO, kind: str, within: Candidate, budget: _Budget) -> Iterator[Candidate]:
    stream = _unpacked(file, kind)
    inside = stream.read(_HEAD)
    file.seek(0)
    stream = _unpacked(file, kind)
    if inside[257:262] == b"ustar":
        yield from _of_tar(stream, kind, within, budget)
        return
    data = stream.read(files.MAX_BYTES + 1)
    budget.spend(len(data))
    name = PurePosixPath(within.shown.replace("\\", "/")).name
    name = name[: -len(kind) - 1] if name.lower().endswith(f".{kind}") else name
    yield _member(within, name, None, _LARGE) if len(data) > files.MAX_BYTES else _member(within, name, data)


def _unpacked(file: BinaryIO, kind: str) -> BinaryIO:
    stream: object = io.BufferedReader(_Xz(file))
    if kind == "gz":
        stream = io.BufferedReader(_Gzip(file))
    elif kind == "bz2":
        stream = bz2.BZ2File(file)
    return cast("BinaryIO", stream)


class _Gzip(io.RawIOBase):
    """A gzip stream that ends before what is no gzip any more: the library's own fails at bytes that a transfer has added."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decompressor = zlib.decompressobj(wbits=_GZIP)
        self._packed = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # a writable buffer, as RawIOBase promises
        while True:
            if self._decompressor.eof:
                self._packed = self._behind(self._decompressor.unused_data)
                if not self._packed.startswith(b"\x1f\x8b"):
                    return 0
                self._decompressor = zlib.decompressobj(wbits=_GZIP)
            packed = self._packed or self._file.read(65_536)
            if not packed:
                raise EOFError
            data = self._decompressor.decompress(packed, len(view))
            self._packed = self._decompressor.unconsumed_tail
            if data:
                view[: len(data)] = data
                return len(data)

    def _behind(self, data: bytes) -> bytes:
        """What stands behind a member and the zeros that fill a block up, two bytes of it or more where there are so many."""
        while len(data := data.lstrip(b"\0")) < 2 and (more := self._file.read(65_536)):
            data += more
        return data


class _Xz(io.RawIOBase):
    """An xz stream with a limit on the memory its header may ask for, which the library's own file has not."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decompressor = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # a writable buffer, as RawIOBase promises
        while not self._decompressor.eof:
            packed = self._file.read(65_536) if self._decompressor.needs_input else b""
            if self._decompressor.needs_input and not packed:
                raise EOFError
            data = self._decompressor.decompress(packed, len(view))
            if data:
                view[: len(data)] = data
                return len(data)
        return 0


class _Counted(io.RawIOBase):
    """A stream whose every byte is taken from a budget, and that gives no more at once than a file may have."""

    def __init__(self, file: BinaryIO, budget: _Budget) -> None:
        self._file = file
        self._budget = budget
        self._past_the_end = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size < 0 or size > files.MAX_BYTES + tarfile.RECORDSIZE:
            raise UnreadableSource(*_DAMAGED)
        data = self._file.read(size)
        self._past_the_end += size > 0 and not data
        if self._past_the_end > _PAST_THE_END:
            raise EOFError
        self._budget.spend(len(data))
        return data
