"""A piece of HTML inside another format (a feed's item, a chapter of a book) → the lines that a reader would see.

Nothing is fetched and no entity is defined: the parser is Python's own, which reads events one by one, so that neither depth
nor breadth of nesting costs anything.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Literal

from importers.fields import encoding
from importers.fields.note_signs import bracketed, calls_a_note, leads_back
from store.article import Line


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _tags("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody tfoot thead title tr ul
""")
_UNSEEN = _tags(
    "script style noscript template iframe object applet svg math canvas audio video button select textarea head"
)
_KINDS = frozenset(("class", "role", "epub:type"))
_CELLS = frozenset(("td", "th"))
_SPACES = re.compile(r"[ \t\n\r\f\u00a0\u200b]+")
_LOOKS_LIKE = re.compile(
    r"<(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|blockquote|img|table|figure)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_SLICE = 1 << 20
"""Characters that are read before it is asked whether there are more lines than any article has."""
Heading = Literal[0, 1, 2, 3, 4, 5, 6]


def is_markup(text: str) -> bool:
    """Whether a text holds tags of HTML rather than being plain."""
    return _LOOKS_LIKE.search(text) is not None


def lines_of(markup: str, *, breaks: bool = False) -> tuple[Line, ...]:
    """The visible lines of a piece of HTML, one a paragraph, none of them blank.

    A picture's caption is a line of kind ``image``. List items begin with ``-`` or their number, the cells of a table's row
    stand on one line. With `breaks` a line feed in the text ends a paragraph, as in the posts of older blog software.
    """
    return tuple(line for line, _ in _read(markup, breaks=breaks))


def headed_lines(markup: str) -> tuple[tuple[Line, Heading], ...]:
    """As `lines_of`, each line with the level of the heading it is, or 0."""
    return tuple(_read(markup))


def plain(markup: str) -> str:
    """The text of a piece of HTML on one line; for titles, which feeds escape twice."""
    text = " ".join(line.text for line in lines_of(markup)) if is_markup(markup) else unescape(markup)
    return " ".join(encoding.clean(text).split())


def _read(markup: str, *, breaks: bool = False) -> list[tuple[Line, Heading]]:
    reader = _Reader(breaks=breaks)
    for start in range(0, len(markup), _SLICE):
        reader.feed(markup[start : start + _SLICE])
        encoding.check_size(0, len(reader.lines))
    reader.close()
    reader.end_line()
    return reader.lines


class _Reader(HTMLParser):
    """Collects the text between block elements."""

    def __init__(self, *, breaks: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[Line, Heading]] = []
        self._breaks = breaks
        self._pieces: list[str] = []
        self._unseen: list[str] = []
        self._heading: Heading = 0
        self._caption = 0
        self._preformatted = 0
        self._links = self._raised = 0
        self._called = False
        self._lists: list[int | None] = []
        self._item = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            if tag == self._unseen[0]:
                self._unseen.append(tag)
            return
        if tag in _UNSEEN:
            self._unseen.append(tag)
            return
        if tag in _BLOCKS:
            self.end_line()
        if tag == "br":
            self.end_line() if not self._item or self._text() else None
        elif tag in _CELLS:
            if self._text():
                self._pieces.append(" | ")
        elif tag in ("ol", "ul", "menu", "dir"):
            self._lists.append((_number(attrs, "start") or 1) if tag == "ol" else None)
        elif tag == "li":
            number = self._lists[-1] if self._lists else None
            if number is not None:
                number = _number(attrs, "value") or number
            self._item = f"{number}. " if number is not None else "- "
            if number is not None:
                self._lists[-1] = number + 1
        elif tag in _LEVELS:
            self._heading = _LEVELS[tag]
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "a":
            self._links += 1
            self._called = calls_a_note(*(value for name, value in attrs if name in _KINDS))
        elif tag == "sup":
            self._raised += 1
        if tag == "figcaption" or (tag in _BLOCKS and _is_caption(attrs)):
            self._caption = 1

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag == self._unseen[0]:
                self._unseen.pop()
            return
        if tag == "a":
            self._links = max(0, self._links - 1)
        elif tag == "sup":
            self._raised = max(0, self._raised - 1)
        if tag not in _BLOCKS:
            return
        self.end_line()
        if tag in ("ol", "ul", "menu", "dir") and self._lists:
            self._lists.pop()
        elif tag == "pre" and self._preformatted:
            self._preformatted -= 1
        if tag in _LEVELS:
            self._heading = 0
        if tag in ("figcaption", "figure", "p", "div"):
            self._caption = 0

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._links:
            open_ = bool(self._pieces) and self._pieces[-1].endswith("[")
            sign = bracketed(data) if (self._raised or self._called) and not open_ else None
            data = "" if leads_back(data) else sign or data
        if not (self._breaks or self._preformatted):
            self._pieces.append(data)
            return
        first, *rest = data.split("\n")
        self._pieces.append(first)
        for piece in rest:
            self.end_line()
            self._pieces.append(piece)

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - the library's signature
        """Passes over ``<![if …]>`` and its kin, at unknown ones of which the library gives up."""
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1

    def end_line(self) -> None:
        """The paragraph at hand is complete."""
        text = self._text()
        self._pieces.clear()
        if text:
            line = Line(text, "image", "caption") if self._caption else Line(self._item + text)
            self.lines.append((line, self._heading))
            self._item = ""

    def _text(self) -> str:
        return _SPACES.sub(" ", encoding.clean("".join(self._pieces))).strip(" |")


def _number(attrs: list[tuple[str, str | None]], name: str) -> int | None:
    """The number that an attribute says an item has, where it is one of few figures."""
    return next(
        (int(value) for one, value in attrs if one == name and value and _FIGURES.fullmatch(value)), None
    )


_FIGURES = re.compile("[0-9]{1,6}")
_LEVELS: dict[str, Heading] = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_CAPTION = re.compile(r"(?:^|[\s_-])caption(?:[\s_-]|$)")


def _is_caption(attrs: list[tuple[str, str | None]]) -> bool:
    return any(name == "class" and value and _CAPTION.search(value) for name, value in attrs)
