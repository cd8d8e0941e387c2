"""The large attachments of a message, taken out before the mail library reads it: it holds every line of them, several times.

Only what an importer reads is decoded; the rest is named and nothing more. One of 40 MB took more than 224 MB before.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable
from email.message import Message

_LARGE = 1 << 20
"""Bytes of base64 from which a part is taken out."""
_BASE64 = re.compile(rb"^content-transfer-encoding:[ \t]*base64[ \t]*$", re.IGNORECASE | re.MULTILINE)
_BODY = re.compile(rb"\r?\n\r?\n(?=[A-Za-z0-9+/=]{60})")
_LINES = re.compile(rb"(?:[A-Za-z0-9+/=]{1,998}\r?\n){1,2000}")
_HEAD = 4_000
"""Bytes of the header of a part that are looked at, and characters of its base64 (four make three bytes) for what it is."""
_PLACE = "x-archive-large-part-"


class Large:
    """A message without its large base64 parts (`rest`), and those parts by the place that is kept for each in it."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._spans: dict[str, tuple[int, int]] = {}
        rest: list[bytes | memoryview] = []
        kept = at = 0
        while len(data) > _LARGE and (body := _BODY.search(data, at)):
            start = end = at = body.end()
            above = data[max(kept, start - _HEAD) : start].replace(b"\r\n", b"\n").strip()
            if not _BASE64.search(above.rpartition(b"\n\n")[2]):
                continue
            while lines := _LINES.match(data, end):
                end = lines.end()
            if end - start < _LARGE:
                continue
            place = f"{_PLACE}{len(self._spans)}"
            self._spans[place] = (start, end)
            rest += [self._data[kept:start], f"{place}\n".encode()]
            kept = at = end
        self.rest = b"".join([*rest, self._data[kept:]]) if rest else data

    def of(self, part: Message) -> tuple[bytes, Callable[[], bytes]] | None:
        """The first bytes of a part that was taken out, and what gives all of them; None for a part that is still in its place."""
        try:
            payload = part.get_payload()
        except (
            ValueError,
            TypeError,
        ):  # the name of its charset is none at all; a place would need no charset
            return None
        span = self._spans.get(payload.strip()) if isinstance(payload, str) else None
        if span is None:
            return None
        start, end = span
        return _decoded(bytes(self._data[start : min(end, start + _HEAD)])), lambda: _decoded(
            self._data[start:end]
        )


def _decoded(lines: bytes | memoryview) -> bytes:
    """What base64 stands for; of lines that are cut, as far as they go."""
    try:
        return binascii.a2b_base64(lines)
    except binascii.Error:
        whole = b"".join(bytes(lines).split())
        try:
            return binascii.a2b_base64(whole[: len(whole) // 4 * 4])
        except binascii.Error:
            return b""
