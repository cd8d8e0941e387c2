"""The bytes of a saved page → its markup as text, without what nobody reads: pictures inside it, programs, styles.

What is left is small (a single file of 40 MB with its pictures leaves 200 kB), so that the limits on what is parsed can be
tight. Everything is done in one pass over the bytes; what is taken out stays in the stored original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from importers.base import UnreadableSource
from importers.fields import encoding
from importers.fields.encoding import Decoded

MAX_MARKUP = 12 << 20
"""Bytes of markup beyond which a page is refused: of 62 news pages the longest had 0.6 MB before anything was taken out."""
MAX_TAGS = 150_000
"""Tags, opening and closing, beyond which a page is refused; 62 pages had 8,000 at most. The tree takes 1 kB for each."""
MAX_ATTRIBUTES = 1_000
"""Attributes of one tag beyond which they are all left out: the parser takes the square of their number in time."""
_HEAD = 16_384
_SAMPLE = 65_536
_EMBEDDED = re.compile(rb"data:[^\s\"'<>(),]{0,200},[^\s\"'<>()]{512,}")
_EMBEDDED_LOUD = re.compile(rb"DATA:[^\s\"'<>(),]{0,200},[^\s\"'<>()]{512,}")
_EMBEDDED_TEXT = re.compile(r"data:[^\s\"'<>(),]{0,200},[^\s\"'<>()]{512,}", re.IGNORECASE)
_UNSEEN = re.compile(rb"<(?:!--|(script|style)(?=[\s>/]))", re.IGNORECASE)
_CLOSING = {
    b"script": re.compile(rb"</script[^>]{0,200}>?", re.IGNORECASE),
    b"style": re.compile(rb"</style[^>]{0,200}>?", re.IGNORECASE),
}
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{8000,}>?")
_NAME = re.compile(r"<[a-zA-Z][a-zA-Z0-9]{0,30}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_DECLARATION = re.compile(r"^\s{0,64}<\?xml[^>]{0,400}\?>")
_TAGS = re.compile(rb"<[^<>]{0,2000}>")
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s{0,8}=\s{0,8}[\"']?\s{0,8}([\w.:-]{2,40})",
    re.IGNORECASE,
)
_CODECS = {
    "windows-1256": "cp1256",
    "cp1256": "cp1256",
    "x-cp1256": "cp1256",
    "iso-8859-6": "iso8859_6",
    "arabic": "iso8859_6",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-15": "cp1252",
}


@dataclass(frozen=True, slots=True)
class Markup:
    """The markup of a page. `text` is what is to be parsed, `opening` the first 16 kB with comments, `decoded` how it was read.

    Programs are gone but for data about the page (JSON-LD); so are comments, styles, embedded pictures and NUL characters.
    """

    text: str
    opening: str
    decoded: Decoded


def read_markup(data: bytes) -> Markup:
    """The markup in these bytes. Raises UnreadableSource if they are no text or far more than any page."""
    if data[:4096].count(0) > len(data[:4096]) // 8:
        return _from_wide(data)
    for embedded in (_EMBEDDED, _EMBEDDED_LOUD):
        data = embedded.sub(b"data:,", data)
    opening = data[:_HEAD]
    visible = b"".join(_visible(data))
    _refuse_large(visible)
    decoded = encoding.as_written(
        visible,
        sample=lambda: _TAGS.sub(b" ", visible[: 4 * _SAMPLE])[:_SAMPLE],
        declared=_declared(opening),
    )
    return _made(decoded, opening.decode(decoded.encoding, "replace"))


def _from_wide(data: bytes) -> Markup:
    """A page in UTF-16: decoded first, then written again in UTF-8 for the rest."""
    decoded = encoding.as_written(data)
    plain = _EMBEDDED_TEXT.sub("data:,", decoded.text).encode("utf-8", "replace")
    visible = b"".join(_visible(plain))
    _refuse_large(visible)
    return _made(replace(decoded, text=visible.decode("utf-8", "replace")), decoded.text[:_HEAD])


def _made(decoded: Decoded, opening: str) -> Markup:
    text = _DECLARATION.sub("", decoded.text.replace("\0", "").lstrip("\ufeff"))
    text = _LONG_TAG.sub(_with_few_attributes, text)
    return Markup(text, opening, replace(decoded, text=""))


def _visible(data: bytes) -> Iterator[bytes]:
    """The pieces of the markup between comments, programs and styles; JSON-LD is let through."""
    at = 0
    while found := _UNSEEN.search(data, at):
        yield data[at : found.start()]
        if found[1] is None:
            end = data.find(b"-->", found.start() + 2)
            at = len(data) if end < 0 else end + 3
            continue
        closing = _CLOSING[found[1].lower()].search(data, found.end())
        end = closing.end() if closing else len(data)
        if b"ld+json" in data[found.start() : found.start() + 400].partition(b">")[0]:
            yield data[found.start() : end]
        at = end
    yield data[at:]


def _refuse_large(visible: bytes) -> None:
    if len(visible) > MAX_MARKUP:
        raise UnreadableSource(
            "too long", f"The page has more than {MAX_MARKUP >> 20} MB of markup, its pictures not counted."
        )
    if visible.count(b"<") > MAX_TAGS:
        raise UnreadableSource(
            "too long", f"The page has more than {MAX_TAGS:,} tags. Split it into articles."
        )


def _declared(opening: bytes) -> str | None:
    """The codec that the page names, if it is one of the single-byte ones that occur."""
    found = _CHARSET.search(opening)
    return _CODECS.get(found[1].decode("ascii", "replace").lower()) if found else None


def _with_few_attributes(tag: re.Match[str]) -> str:
    if len(_QUOTED.sub("", tag[0]).split()) <= MAX_ATTRIBUTES and tag[0].count("=") <= MAX_ATTRIBUTES:
        return tag[0]
    name = _NAME.match(tag[0])
    return f"{name[0]}>" if name else ""
