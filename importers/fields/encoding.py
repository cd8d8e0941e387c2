"""Bytes to text: which encoding, how that was decided, how sure it is, and what else it could be.

The order is BOM, strict UTF-8, UTF-16 told by its columns of bytes, UTF-8 with a few broken places (a capture cut short),
and for the rest charset-normalizer held to the encodings that occur. Held so, it decoded 60 of 60 samples of 200
characters and more in windows-1256 and ISO-8859-6, 135 of 135 French ones, and 97 % at 20 characters; below 60
characters, and when two readings are close, the answer is marked uncertain for a person to look at.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from importers.base import UnreadableSource
from importers.fields import mojibake

LEGACY = ("cp1256", "iso8859_6", "cp1252")
"""The single-byte encodings that pages of the region were saved in; others are not guessed."""
MAX_LINE = 2_000_000
"""Characters in a line beyond which a text is refused: no page has such a line, and a terminal would choke on it."""
MAX_TEXT = 5_000_000
"""Characters in a plain text beyond which it is refused."""
_MOST_BYTES = 4
"""Bytes that a character takes at most, in UTF-8, UTF-16 and UTF-32."""
MAX_LINES = 20_000
"""Lines in a text beyond which it is refused: the longest of 62 whole pages had 471."""
_SAMPLE = 65_536
_STRETCH = 1 << 20
"""Bytes or characters of a long text that are decoded or cleaned at a time.

Decoded at once, text that is not ASCII takes four times the room of its bytes for a moment; taken apart by an expression, three times its own.
"""
_SURE_LENGTH = 60
_NO_SPACE = 2_048
"""Characters among which there is a space or a line's end in any text."""
_ABOUT_AS_GOOD = 0.05
"""Shares of disorder, as charset-normalizer counts it, that differ by less do not decide."""
_STRANGE = bytes([*range(9), *range(14, 27), *range(28, 32)])
"""Control characters that no text holds; escape sequences do occur in captures of terminals."""
_NO_CHARACTER = ("Cc", "Cn", "Co", "Cs")
_MOST_NOISE = 0.08
"""Share of such characters that no text has, and bytes that are none have several times over."""
_HIGH = b"\x00\x06\x20"
"""One of every two bytes of Arabic, French and English text in UTF-16."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, a DOCX, ODT or EPUB"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"SQLite format 3\0", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
)
"""First bytes of files that are no text, and what such a file is."""
_CONTROL_STRINGS = re.compile(
    # Operating system commands and their kin with their payload, control sequences, then any other escape.
    "\x1b[\\]PX^_][^\x07\x1b\x90\x98\x9c-\x9f]{0,4096}(?:\x07|\x1b\\\\|\x9c)"
    "|[\x90\x98\x9d-\x9f][^\x07\x1b\x90\x98\x9c-\x9f\n]{0,4096}(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b\\[[0-?]{0,64}[ -/]{0,16}[@-~]?|\x9b[0-?]{0,64}[ -/]{0,16}[@-~]|\x1b[ -/]{0,4}[0-~]?"
)
_OPENS_CONTROL = re.compile("[\x1b\x90\x98\x9b\x9d-\x9f]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read.

    `text` is clean when it comes from `decode`: line feeds only, no control characters, no escape sequences, no explicit
    direction controls, no lone surrogates. `encoding` is a Python codec name, `confidence` from 0 to 1, `alternatives` other codecs that are possible,
    `errors` the number of places that could not be decoded (U+FFFD in the text), `uncertain` whether to ask a person.
    """

    text: str
    encoding: str
    method: str
    confidence: float
    alternatives: tuple[str, ...] = ()
    errors: int = 0

    @property
    def uncertain(self) -> bool:
        """Whether a person should look at the encoding."""
        return self.errors > 0 or self.confidence < 0.85


def decode(data: bytes) -> Decoded:
    """The text in these bytes. Raises UnreadableSource if they are empty, are no text, or are beyond the limits."""
    if len(data) > _MOST_BYTES * MAX_TEXT:
        as_written(data[:_SAMPLE])  # it may be no text at all
        raise _too_long()
    decoded = as_written(data)
    decoded = replace(decoded, text=clean(decoded.text))
    check(decoded.text)
    if not any(map(str.isalnum, decoded.text)):
        raise UnreadableSource("empty", "The file holds no text, only blanks and signs.")
    return decoded


def as_written(
    data: bytes, *, sample: Callable[[], bytes] | None = None, declared: str | None = None
) -> Decoded:
    """The text in these bytes with every character in it, for formats that have signs of their own and many articles.

    What is taken out of it has still to go through `clean` and `check`. `sample` gives what single-byte encodings are told
    apart by where the bytes hold markup besides the text; `declared` is the codec the source itself names: it decides
    only between readings that are about as good. Raises UnreadableSource as `decode` does, but knows no limits of length.
    """
    if not data:
        raise UnreadableSource("empty", "The file is empty.")
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise UnreadableSource("binary", f"This is {what}, not a text. This format is not read yet.")
    return _put_right(_decode(data, sample, declared))


def _put_right(decoded: Decoded) -> Decoded:
    """The text as it was before it was misread and saved so, where it was: that is said, and a person should look."""
    if not decoded.encoding.startswith("utf") or decoded.text.isascii():
        return decoded
    repaired = mojibake.repair(decoded.text)
    if repaired is None:
        return decoded
    method = f"{decoded.method}; had been taken for {' and '.join(repaired.taken_for)}"
    return replace(decoded, text=repaired.text, method=method, confidence=min(decoded.confidence, 0.8))


@lru_cache(maxsize=4)
def opening(head: bytes) -> str | None:
    """The text of a file's first bytes, or None if they are none: importers that tell their format by it ask one after another."""
    try:
        return as_written(head).text.removeprefix("\ufeff")
    except UnreadableSource:
        return None


def check(text: str) -> None:
    """Raises UnreadableSource when a text is longer than any article, has too many lines, or too long a line."""
    check_size(len(text), text.count("\n") + 1)
    if max(map(len, text.split("\n"))) > MAX_LINE:
        raise UnreadableSource(
            "line too long", f"A line has more than {MAX_LINE:,} characters. This is no saved article."
        )


def check_size(characters: int, lines: int) -> None:
    """Raises UnreadableSource when so many characters or lines are more than any article has."""
    if characters > MAX_TEXT:
        raise _too_long()
    if lines > MAX_LINES:
        raise UnreadableSource(
            "too long", f"The text has more than {MAX_LINES:,} lines. Split it into articles."
        )


def _too_long() -> UnreadableSource:
    return UnreadableSource(
        "too long", f"The text has more than {MAX_TEXT:,} characters. Split it into articles."
    )


def clean(text: str) -> str:
    """The text without anything a terminal would obey: escape sequences, controls, direction overrides, surrogates.

    Joiners (ZWJ, ZWNJ) and the plain direction marks stay: they belong to the writing.
    """
    if all(stretch.replace("\n", "").isprintable() for stretch in _stretches(text)):
        return text
    if len(text) <= _STRETCH or _OPENS_CONTROL.search(text):
        return _cleaned(text)
    cleaned = ""
    for stretch in _stretches(text):
        cleaned += _cleaned(stretch)
    return cleaned


def _stretches(text: str) -> Iterator[str]:
    """The text in parts, none of which ends between the two characters of a line's end."""
    start = 0
    while start < len(text):
        end = start + _STRETCH
        while text[end - 1 : end] == "\r":
            end += 1
        yield text[start:end]
        start = end


def _cleaned(text: str) -> str:
    text = _LINE_ENDS.sub("\n", text)
    return _CONTROLS.sub("", _CONTROL_STRINGS.sub("", text))


def _decode(data: bytes, sample: Callable[[], bytes] | None, declared: str | None) -> Decoded:
    for bom, codec in _BOMS:
        if data.startswith(bom):
            try:
                text = _by(codec, data)
                _refuse_noise(text)
                return _finish(text, codec, "byte-order mark", 1.0)
            except UnicodeDecodeError:
                text = _by(codec, data, "replace")
                _refuse_noise(text)
                return _finish(
                    text, codec, "byte-order mark, some bytes broken", 0.8, errors=text.count("\ufffd")
                )
    wide = _utf16(data)
    if wide:
        return wide
    _refuse_binary(data)
    try:
        text = _by("utf-8", data)
    except UnicodeDecodeError:
        pass
    else:
        return _finish(text, "ascii" if text.isascii() else "utf-8", "strict UTF-8", 1.0)
    text = _by("utf-8", data, "replace")
    errors = text.count("\ufffd")
    # Arabic in a single-byte encoding leaves hardly a byte that UTF-8 accepts, so a few errors among
    # well-formed multi-byte characters mean UTF-8 with damage.
    well_formed = sum(1 for character in text if character > "\x7f" and character != "\ufffd")
    if well_formed > 8 * errors or (well_formed >= 4 and errors == 1):
        return _finish(text, "utf-8", "UTF-8, some bytes broken", 0.8, errors=errors)
    return _legacy(data, data if sample is None else sample(), declared)


def _by(codec: str, data: bytes, errors: str = "strict") -> str:
    """The bytes decoded by one of the codecs of Unicode. Raises UnicodeDecodeError."""
    if len(data) <= _STRETCH:
        return data.decode(codec, errors)
    decoder = codecs.getincrementaldecoder(codec)(errors)
    text = ""
    for start in range(0, len(data), _STRETCH):
        text += decoder.decode(data[start : start + _STRETCH], start + _STRETCH >= len(data))
    return text


def _finish(
    text: str,
    encoding: str,
    method: str,
    confidence: float,
    *,
    alternatives: tuple[str, ...] = (),
    errors: int = 0,
) -> Decoded:
    return Decoded(text, encoding, method, round(confidence, 2), alternatives, errors)


def _refuse_binary(data: bytes) -> None:
    head = data[:8192]
    strange = len(head) - len(head.translate(None, _STRANGE))
    if head.count(0) > len(head) * 0.01 or strange > len(head) * 0.03:
        raise UnreadableSource("binary", "This is not a text file.")


def _refuse_noise(text: str) -> None:
    """Raises UnreadableSource where much of it is no character: a mark before other bytes makes no text of them."""
    head = text[:8192]
    noise = sum(
        one == "\ufffd" or (unicodedata.category(one) in _NO_CHARACTER and not one.isspace()) for one in head
    )
    if noise > _MOST_NOISE * len(head):
        raise UnreadableSource("binary", "This is not a text file.")


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: in Arabic or French text one of the two columns of bytes hardly varies (06, 00, 20)."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    pairs = len(sample) // 2
    if pairs < 4 or len(data) % 2:
        return None
    if pairs > _NO_SPACE and 0 not in sample:
        return None
    if len(sample.translate(None, _HIGH)) > 0.6 * len(sample):
        return None
    for column, codec in ((sample[1::2], "utf-16-le"), (sample[0::2], "utf-16-be")):
        counts = Counter(column)
        other = Counter(sample[0::2] if codec == "utf-16-le" else sample[1::2])
        high = counts[0] + counts[6] + counts[0x20]
        if high / pairs > 0.9 and (counts[0] or counts[6]) and high > other[0] + other[6] + other[0x20]:
            try:
                text = _by(codec, data)
            except UnicodeDecodeError:
                continue
            letters = sum(1 for character in text[:4096] if character.isalnum() or character.isspace())
            if letters / min(len(text), 4096) > 0.6:
                return _finish(text, codec, "columns of bytes", 0.95)
    return None


def _legacy(data: bytes, sample: bytes, declared: str | None) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 40 ms; nearly every file is UTF-8

    sample = sample[:_SAMPLE]
    found = from_bytes(sample, cp_isolation=list(LEGACY))
    best = found.best()
    named = next((one for one in found if one.encoding == declared), None)
    agreed = best is not None and named is not None and named.chaos - best.chaos < _ABOUT_AS_GOOD
    best = named if agreed else best
    codec = best.encoding if best is not None else "cp1256"
    readings: dict[str, str] = {}
    for other in (codec, *LEGACY):
        try:
            readings.setdefault(data.decode(other), other)
        except UnicodeDecodeError:
            continue
    alternatives = tuple(other for other in readings.values() if other != codec)
    text = data.decode(codec, "replace")
    errors = text.count("\ufffd")
    foreign = sum(1 for byte in sample if byte >= 0x80)
    confidence = 0.6 if best is None else 0.95 - min(0.3, best.chaos)
    if foreign < _SURE_LENGTH and len(sample) < 4 * _SURE_LENGTH and not agreed:
        confidence = min(confidence, 0.6)
    method = "statistics and declaration" if agreed else "statistics"
    if alternatives:
        method = f"{method}; otherwise {', '.join(alternatives)}"
    return _finish(text, codec, method, confidence, alternatives=alternatives, errors=errors)
