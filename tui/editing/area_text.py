"""A text of several paragraphs that is being edited: its paragraphs, and places in them."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Before a character of a paragraph, or behind its last one. Places are ordered as the text is."""

    paragraph: int
    offset: int


class AreaText:
    """Paragraphs, at least one, none with a line feed in it."""

    def __init__(self, text: str = "") -> None:
        self.paragraphs: list[str] = text.split("\n")

    @property
    def text(self) -> str:
        """All of it, paragraphs with a line feed between them."""
        return "\n".join(self.paragraphs)

    @property
    def length(self) -> int:
        """Characters of `text`."""
        return sum(map(len, self.paragraphs)) + len(self.paragraphs) - 1

    @property
    def end(self) -> Place:
        """Behind everything."""
        return Place(len(self.paragraphs) - 1, len(self.paragraphs[-1]))

    def inside(self, place: Place) -> Place:
        """The nearest place that exists."""
        number = max(0, min(place.paragraph, len(self.paragraphs) - 1))
        return Place(number, max(0, min(place.offset, len(self.paragraphs[number]))))

    def between(self, start: Place, end: Place) -> str:
        """The text from one place to a later one."""
        if start.paragraph == end.paragraph:
            return self.paragraphs[start.paragraph][start.offset : end.offset]
        parts = self.paragraphs[start.paragraph : end.paragraph + 1]
        parts[0] = parts[0][start.offset :]
        parts[-1] = parts[-1][: end.offset]
        return "\n".join(parts)

    def replace(self, start: Place, end: Place, text: str) -> Place:
        """Put a text where another is; the place behind it."""
        parts = text.split("\n")
        behind = Place(
            start.paragraph + len(parts) - 1, len(parts[-1]) + (start.offset if len(parts) == 1 else 0)
        )
        parts[0] = self.paragraphs[start.paragraph][: start.offset] + parts[0]
        parts[-1] += self.paragraphs[end.paragraph][end.offset :]
        self.paragraphs[start.paragraph : end.paragraph + 1] = parts
        return behind


def behind(start: Place, text: str) -> Place:
    """Where a text that begins at a place ends."""
    feeds = text.count("\n")
    if not feeds:
        return Place(start.paragraph, start.offset + len(text))
    return Place(start.paragraph + feeds, len(text) - text.rindex("\n") - 1)
