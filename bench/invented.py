"""Invented texts: 60,000 different words, as the words of an index cost memory too. The same seed gives the same text."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import islice

MB = 1 << 20
"""Bytes."""
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


@cache
def _words() -> list[str]:
    chance = random.Random(7)
    return ["".join(chance.choices(_LETTERS, k=chance.randint(3, 7))) for _ in range(60_000)]


def sentences(seed: int) -> Iterator[str]:
    """Sentences without end, of 36 words each: about 400 bytes."""
    chance = random.Random(seed)
    words = _words()
    while True:
        yield " ".join(chance.choices(words, k=36)) + "."


def text(seed: int, size: int) -> str:
    """A text of about so many bytes, a sentence a line."""
    return "\n".join(islice(sentences(seed), max(3, size // 400)))


def paragraphs(seed: int, size: int, tag: str = "p") -> str:
    """Paragraphs of about so many bytes, a sentence each, as elements of HTML."""
    return "".join(f"<{tag}>{one}</{tag}>" for one in islice(sentences(seed), max(3, size // 400)))


def page(seed: int, size: int) -> str:
    """A page of about so many bytes."""
    return f"<html><head><title>صفحة {seed}</title></head><body><h1>صفحة {seed}</h1>{paragraphs(seed, size)}</body></html>"


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(name, content, kind)
    return out.getvalue()
