"""A large feed as several small ones: the library for feeds holds twenty times the bytes it is given."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

_PIECE = 2 << 20
"""Bytes of items that make a piece; a feed of fewer is left whole."""
_ITEMS = frozenset(("item", "entry"))


def pieces(feed: bytes) -> Iterator[bytes]:
    """Feeds with the same head and end and some of the items each, in their order, from one in UTF-8.

    One whose XML is damaged comes whole: only the library knows what to make of it.
    """
    spans = _items(feed) if len(feed) > _PIECE else []
    if not spans:
        yield feed
        return
    head, end = feed[: spans[0][0]], feed[spans[-1][1] :]
    start, stop = spans[0]
    for first, last in spans[1:]:
        if last - start > _PIECE:
            yield b"".join((head, feed[start:stop], end))
            start = first
        stop = last
    yield b"".join((head, feed[start:stop], end))


def _items(feed: bytes) -> list[tuple[int, int]]:
    """Where each item begins and ends, those inside others left out; none if the XML is damaged."""
    spans: list[tuple[int, int]] = []
    depth = start = 0
    inside: int | None = None
    parser = expat.ParserCreate()
    parser.UseForeignDTD(True)  # names like &nbsp; are no error then

    def begins(name: str, _attributes: object) -> None:
        nonlocal depth, start, inside
        depth += 1
        if inside is None and depth in {2, 3} and name.rpartition(":")[2].lower() in _ITEMS:
            inside, start = depth, parser.CurrentByteIndex

    def ends(_name: str) -> None:
        nonlocal depth, inside
        if inside == depth:
            at = parser.CurrentByteIndex
            close = feed.find(b">", max(at, start))
            spans.append((start, close + 1))
            inside = None
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    try:
        parser.Parse(feed, True)
    except expat.ExpatError:
        return []
    return spans
