"""Reading an article again from its stored bytes in an encoding that a person chose.

What was read before stays as a revision; the article keeps its id and all that people did with it, and `undo` shows the
old reading again.
"""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from importers.base import Read, Source
from importers.fields import sensible as words
from importers.fields.encoding import clean
from importers.worker import MEMORY, Worker
from store.articles import originals, provenances, reading, revisions
from store.errors import BadValue
from store.log import changes
from store.log.changes import Change
from store.log.facts import Put, dumps, heads
from store.similar import fingerprint, known

if TYPE_CHECKING:
    from store.archive import Archive
    from store.article import Article, Provenance

ENCODINGS = (
    "utf-8",
    "cp1256",
    "iso8859_6",
    "cp1252",
    "utf-16-le",
    "utf-16-be",
    "mac_arabic",
    "cp864",
    "iso8859_15",
)
"""Codecs that texts of the region were written in, the usual ones first."""
_SAMPLE = 16_384
_PREVIEW = 600
_BROKEN = 0.02
"""Share of characters that may be unreadable in an encoding that is chosen."""
_WORDS = 0.5
"""Share of words that are written as words are, from which on an encoding may be the one."""
_UNKNOWN = 0.1
"""How sure an encoding is whose text the statistics take for none, though its words are words."""
CHOSEN = "chosen by a person"


class Choice(NamedTuple):
    """An encoding the bytes may be in: how sure that is, from 0 to 1, and how the text would begin."""

    encoding: str
    sure: float
    beginning: str


def choices(data: bytes, origin: Provenance | None = None) -> list[Choice]:
    """The encodings that give a text for these bytes, the likeliest first. Those in which it is no words come last, at 0.

    The one in which the importer read them, as `origin` has it, is as sure here as the record says.
    """
    found = []
    for codec in ENCODINGS:
        text = _decoded(data, codec)
        if text is None:
            continue
        share = 1.0 if codec == "utf-8" and _is_utf8(text) else words.share(text)
        recorded = _as_recorded(codec, origin)
        sure = recorded or (_sure(data, codec, text) * share if share >= _WORDS else 0.0)
        lines = (line.strip() for line in clean(text[: 8 * _PREVIEW]).split("\n"))
        beginning = "\n".join(line for line in lines if any(map(str.isalnum, line)))[:_PREVIEW]
        found.append(Choice(codec, round(sure, 2), beginning))
    return sorted(found, key=lambda one: -one.sure)


def _is_utf8(text: str) -> bool:
    """Whether a text read as UTF-8 is none by chance: letters of several bytes, and no broken one."""
    return "\ufffd" not in text and not text.isascii()


def _sure(data: bytes, codec: str, text: str) -> float:
    """How sure this codec is, from 0 to 1, by the disorder and the letters of what it gives."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 40 ms

    if codec == "utf-8" and _is_utf8(text):
        return 1.0
    sample = data[:_SAMPLE] if not codec.startswith("utf-16") else text[:_SAMPLE].encode()
    best = from_bytes(sample, cp_isolation=["utf_8" if codec.startswith("utf-16") else codec]).best()
    if best is None:
        return _UNKNOWN
    return max(0.0, 1.0 - best.chaos) * (0.5 + best.coherence / 2)


def _as_recorded(codec: str, origin: Provenance | None) -> float | None:
    """How sure the importer was of this codec; None where it took another, or a person chose."""
    if origin is None or not origin.encoding or origin.encoding_method == CHOSEN:
        return None
    try:
        read_in = codec_of(origin.encoding.removesuffix("-sig").removesuffix("_sig"))
    except BadValue:
        return None
    return origin.encoding_confidence if read_in == codec else None


def codec_of(name: str) -> str:
    """The codec that is meant by a name as people write it (windows-1256, UTF8). Raises `BadValue`."""
    try:
        wanted = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        wanted = ""
    for codec in ENCODINGS:
        if codecs.lookup(codec).name == wanted:
            return codec
    raise BadValue(value=name, reason="this encoding is not known here")


def read_again(data: bytes, origin: Provenance, codec: str) -> Read:
    """What the importer reads from these bytes in this encoding. Raises `BadValue`."""
    text = _decoded(data, codec)
    if text is None:
        raise BadValue(value=codec, reason="its bytes are not in this encoding")
    worker = Worker()
    try:
        # With a byte-order mark before it no importer asks what it is in.
        again = Source(origin.path, codecs.BOM_UTF8 + text.encode("utf-8", "replace"))
        parsed = worker.parse(again, memory=MEMORY)
    finally:
        worker.close()
    if parsed.reason:
        raise BadValue(value=codec, reason=parsed.message)
    for read in parsed.reads:
        if isinstance(read, Read) and read.member == origin.member:
            review = tuple(item for item in read.article.review if item.field != "encoding")
            return replace(read, article=replace(read.article, review=review))
    raise BadValue(value=codec, reason="its bytes are not in this encoding")


def decode_again(archive: Archive, ident: str, encoding: str) -> Change:
    """Read the article with this id (or the beginning of one) again as this encoding. One step that can be taken back.

    Raises `BadValue` for an encoding that is not known or gives no article, `NoSuchArticle`, `AmbiguousId`, `ArchiveDamaged`.
    """
    codec = codec_of(encoding)
    with archive.read() as conn:
        stored = reading.by_id(conn, reading.full_id(conn, ident))
        origin = stored.provenance[0]
        data = originals.read(conn, origin.sha256)
    read = read_again(data, origin, codec)
    return _write(archive, stored.id, origin, read.article, codec)


def _write(archive: Archive, ident: str, origin: Provenance, article: Article, codec: str) -> Change:
    where = replace(origin, encoding=codec, encoding_method=CHOSEN, encoding_confidence=1.0)
    extractor = f"{origin.importer} {origin.importer_version}".strip()
    with archive.write() as conn:
        standing = [
            fact
            for fact in heads(conn, [ident], ["arrival"])
            if fact.slot == origin.path and fact.value is not None and fact.said["sha256"] == origin.sha256
        ]
        kept = revisions.keep(conn, ident, revisions.encode(article), extractor)
        if kept.number is not None:
            known.add(conn, kept.number, fingerprint.print_of(article).keys)
        values = {"encoding": codec}
        if any(fact.said["content"] == kept.sha256 for fact in standing):
            return changes.Change("", "decode", values)
        said = dumps({**provenances.data(where), "content": kept.sha256})
        put = Put(ident, "arrival", origin.path, said, tuple(fact.id for fact in standing))
        return changes.record(conn, "decode", values, [put], archive.operator)


def _decoded(data: bytes, codec: str) -> str | None:
    """The text; None where too much of it can't be read."""
    if codec == "utf-8":
        codec = "utf-8-sig"
    elif codec.startswith("utf-16") and (
        len(data) % 2 or data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    ):
        data = data[2:] if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else data[:-1]
    text = data.decode(codec, "replace")
    broken = text.count("\ufffd")
    if not any(map(str.isalnum, text)) or broken > _BROKEN * len(text):
        return None
    return text
