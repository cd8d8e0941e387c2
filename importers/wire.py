"""What goes over the pipes between the program and a worker: frames of 4 bytes of length (big-endian) and that many bytes.

A request is a frame of JSON (the shown path, what the person said) and one of the file's bytes. An answer is a frame for
each article and a last one: JSON, and for an article behind a line feed the packed JSON of its revision. Nothing in it is run
or unpickled by the program.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import chain
from typing import Any, BinaryIO, overload

from importers.base import Given, Read, Refused, Source
from importers.parsing import Parsed
from store.articles import revisions
from store.articles.prepared import Prepared, prepare
from store.finding.index import Columns
from store.similar.fingerprint import Print

FEW = 50
"""Articles of a file that are sent with all that is worked out of them; of the others only the text, which packs well."""
MOST = 256 << 20
"""Bytes of a frame or of what is packed in it."""
_STRETCH = 200_000
"""Characters of terms that are parted at once."""
_OPENED = 32_000
"""Bytes of an answer up to which its articles are taken apart at once; of a longer one when they are written, as they take eight times
the room then, and many may wait."""
_LAST = b"!"
"""What the last frame of an answer begins with; the others are JSON objects."""
DIED = ("worker died", "Reading it ended the reading program, perhaps for lack of memory.")
"""Reason and sentence where a worker sent nothing, or nothing that a worker sends."""
_BESIDE = (
    "member",
    "encoding",
    "encoding_method",
    "encoding_confidence",
    "note",
    "same_as",
    "captured_at",
    "starred",
    "subjects",
)


def send(pipe: BinaryIO | Any, data: bytes) -> None:
    """Write a frame; the caller flushes."""
    pipe.write(len(data).to_bytes(4, "big"))
    pipe.write(data)


def receive(pipe: BinaryIO | Any) -> bytes:
    """Read a frame. Raises EOFError where there is no whole one."""
    size = int.from_bytes(_exactly(pipe, 4), "big")
    if size > MOST:
        raise EOFError
    return _exactly(pipe, size)


def _exactly(pipe: BinaryIO | Any, size: int) -> bytes:
    data: bytes = pipe.read(size)
    if len(data) != size:
        raise EOFError
    return data


def _dumps(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def request(source: Source) -> bytes:
    """What is asked of a file, besides its bytes."""
    return _dumps({"path": source.path, **asdict(source.given)})


def source(asked: bytes, data: bytes) -> Source:
    """The file that a request is about."""
    said = json.loads(asked)
    columns = tuple((field, name) for field, name in said["columns"])
    return Source(said["path"], data, Given(said["url"], said["source"], columns), once=True)


def answer(read: Read | Refused, *, whole: bool) -> bytes:
    """The frame of a part of a file; with `whole` it holds what the archive would have to work out. Raises UnicodeEncodeError."""
    if isinstance(read, Refused):
        return _dumps({"refused": asdict(read)})
    header: dict[str, Any] = {"beside": {name: getattr(read, name) for name in _BESIDE}}
    if not whole:
        packed = zlib.compress(revisions.encode(read.article), revisions.LEVEL)
    else:
        prepared = prepare(read.article)
        packed = prepared.packed
        header |= {"compared": prepared.compared, "columns": prepared.columns.texts}
    return _dumps(header) + b"\n" + packed


def last(said: Parsed) -> bytes:
    """The frame that ends an answer."""
    return _LAST + _dumps([said.importer, said.version, said.reason, said.message, said.unknown, said.short])


def is_last(frame: bytes) -> bool:
    """Whether a frame ends an answer."""
    return frame.startswith(_LAST)


def parsed(frames: list[bytes]) -> Parsed:
    """What a worker sent of a file. If the last frame tells that it failed, what came before it does not count.

    Raises ValueError when it is nothing that a worker sends; in a long answer a part of that kind is a refused one.
    """
    said = Parsed((), *json.loads(frames.pop().removeprefix(_LAST)))
    if said.reason:
        return said
    if sum(map(len, frames)) <= _OPENED:
        return replace(said, reads=tuple(map(_read, frames)))
    return replace(said, reads=_Packed(frames))


def _read(frame: bytes) -> Read | Refused:
    header, _, packed = frame.partition(b"\n")
    said = json.loads(header)
    del header, frame
    try:
        if "refused" in said:
            return Refused(**said["refused"])
        content = zlib.decompressobj().decompress(packed, MOST)
        article = revisions.decode(content)
        prepared = None
        if "compared" in said:
            texts = tuple(said["columns"])
            columns = Columns(texts, frozenset(chain.from_iterable(map(_each_once, texts))))
            prepared = Prepared(content, packed, Print(*said["compared"]), columns)
        beside = said["beside"]
        beside["subjects"] = tuple((field, tuple(values)) for field, values in beside["subjects"])
        return Read(article, **beside, prepared=prepared)
    except (TypeError, KeyError, zlib.error) as error:
        raise ValueError from error


def _each_once(terms: str) -> set[str]:
    """The terms of a text, each once: looked for in one stretch after the other, as those of a long text fill the memory."""
    if len(terms) <= _STRETCH:
        return set(terms.split())
    found: set[str] = set()
    start = 0
    while start < len(terms):
        end = terms.find(" ", start + _STRETCH)
        end = len(terms) if end < 0 else end
        found.update(terms[start:end].split())
        start = end
    return found


class _Packed(Sequence[Read | Refused]):
    """The parts of a file as they were sent, taken apart one at a time: a thousand articles unpacked fill the memory."""

    def __init__(self, frames: list[bytes]) -> None:
        self._frames = frames

    def __len__(self) -> int:
        return len(self._frames)

    @overload
    def __getitem__(self, index: int) -> Read | Refused: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Read | Refused]: ...
    def __getitem__(self, index: int | slice) -> Read | Refused | Sequence[Read | Refused]:
        if isinstance(index, slice):
            return [_opened(frame) for frame in self._frames[index]]
        return _opened(self._frames[index])


def _opened(frame: bytes) -> Read | Refused:
    try:
        return _read(frame)
    except ValueError:
        return Refused("", *DIED)
