"""Stored bytes unpacked, never more than an archive of ours holds in one piece: a foreign one may hold a bomb."""

from __future__ import annotations

import zlib

MOST = 256 << 20
"""Bytes. The largest file that is imported has 64 MB, and an article that was read from it may take several times as many."""


def unpacked(data: bytes, most: int = MOST) -> bytes:
    """What zlib packed. Raises zlib.error where it is damaged or has more than `most` bytes; no more are ever in memory."""
    reader = zlib.decompressobj()
    found = reader.decompress(data, most + 1)
    if len(found) > most or not reader.eof:
        raise zlib.error("too long, or cut off")
    return found
