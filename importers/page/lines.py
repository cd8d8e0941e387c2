"""The lines a page shows, in the order of its source: what a browser gives when all of it is copied as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from importers.base import UnreadableSource
from importers.fields.encoding import check, clean
from importers.fields.note_signs import bracketed, calls_a_note, leads_back

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from importers.page.tree import Outside

MAX_DEPTH = 1_000
"""Elements inside each other beyond which a page is refused: the parser drops what lies deeper than 2,047 without a word."""
_APART = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "ul",
        "ol",
        "dl",
        "table",
        "pre",
        "figure",
        "hr",
        "section",
        "article",
        "header",
        "footer",
    ]
)
"""Elements with an empty line above and below them."""
_ALONE = frozenset(
    [
        "div",
        "li",
        "dt",
        "dd",
        "tr",
        "caption",
        "figcaption",
        "address",
        "aside",
        "main",
        "nav",
        "form",
        "fieldset",
        "legend",
        "body",
        "center",
        "details",
        "summary",
        "hgroup",
        "option",
        "label",
        "button",
        "br",
        "thead",
        "tbody",
        "tfoot",
        "dialog",
        "menu",
    ]
)
"""Elements that begin a line and end it."""
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "title",
        "meta",
        "link",
        "svg",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "select",
        "datalist",
        "textarea",
        "input",
        "map",
        "area",
        "applet",
        "frameset",
    ]
)
_BUTTONS = frozenset({"mw-editsection"})
"""What pages of a wiki call the link beside each heading that is there to edit it."""
_SUBTITLE = re.compile(
    r"sub-?(?:title|head)|standfirst|(?:^|[\s_-])(?:deck|dek)(?:[\s_-]|$)|soustitre", re.IGNORECASE
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NOTES = frozenset({"a", "sup"})
_CELLS = frozenset({"td", "th"})
_LONGEST_CELL = 200
"""Characters of a paragraph that may be all there is in a cell of a table."""
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "h2", "h3", "h4", "h5", "h6"})
"""Elements whose classes say how they look, not where they stand."""
_LISTED = frozenset(
    {"ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th"}
)
_BOXES = frozenset(
    {"div", "header", "footer", "section", "article", "aside", "nav", "address", "main", "td", "dd", "center"}
)
_NO_BOXES = _PARAGRAPHS | _LISTED | {"h1"}
"""Elements that parts of one text stand in."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line as the page shows it: `text` with single spaces, "" for the gap between paragraphs.

    `heading` is the level of the heading it stands in, or 0; `caption` whether it stands under a picture; `outside` whether
    it stands in comments, a sidebar, a list of other articles; `cells` whether it is the row of a table. `place` is the same
    for all lines in elements whose tags and classes, from the root down, are the same; `box` is so for all in what holds the
    paragraphs, lists and tables they are in. `listed` is whether it is in a list or table, `linked` whether half of it or more is links, `subtitle` whether its element is called that.
    """

    text: str
    heading: int = 0
    caption: bool = False
    outside: bool = False
    cells: bool = False
    place: int = 0
    box: int = 0
    listed: bool = False
    linked: bool = False
    subtitle: bool = False


def lines_of(tree: HtmlElement, outside: Outside) -> list[PageLine]:
    """All lines. Raises UnreadableSource if they are more than any article has, or elements are nested beyond `MAX_DEPTH`."""
    from lxml import etree  # noqa: PLC0415 - only where pages are parsed

    walk = etree.iterwalk(tree, events=("start", "end"))
    page = _Page()
    depth = 0
    left_at = 0
    skipped = None
    for event, element in walk:
        tag = element.tag
        if event == "start":
            depth += 1
            if depth > MAX_DEPTH:
                raise UnreadableSource("nested too deeply", "It is nested too deeply.")
            names = element.get("class")
            if tag in _UNSEEN or names in _BUTTONS or _is_hidden(element):
                walk.skip_subtree()
                skipped = element
                continue
            if tag in _NOTES and (sign := _note_sign(element)) is not None:
                page.write(sign)
                walk.skip_subtree()
                skipped = element
                continue
            if _fills_a_cell(element):
                tag = "span"
            page.begin(tag, apart=tag in _CELLS and _holds_lines(element), names=names)
            if _is_piece_beside_another(element, names):
                page.write(" ")
            if not left_at and outside.begins_at(element):
                left_at = depth
                page.outside = True
            if element.text:
                page.write(element.text)
            continue
        if element is not skipped:
            if _fills_a_cell(element):
                tag = "span"
            page.end(tag, apart=tag in _CELLS and _holds_lines(element))
        if depth == left_at:
            left_at, page.outside = 0, False
        depth -= 1
        if element.tail and depth:
            page.write(element.tail)
    page.end("body")
    check("\n".join(line.text for line in page.lines))
    return page.lines


def _note_sign(element: HtmlElement) -> str | None:
    """What is read for a link that is the sign of a footnote, or is raised with one in it; None for everything else."""
    if len(element) > 1 or (element.tag == "sup" and element.find("a") is None):
        return None
    shown = "".join(element.itertext())
    raised = element.tag == "sup" or element.find("sup") is not None
    raised = raised or calls_a_note(element.get("class"), element.get("role"))
    return "" if leads_back(shown) else bracketed(shown) if raised else None


def _is_piece_beside_another(element: HtmlElement, names: str | None) -> bool:
    """Whether it stands right behind an element of another class in what is no paragraph: name and date, kept apart by a style.

    Where only one of both has a class, or both are links, or figure would meet figure, what holds them must have no text of its own.
    """
    before = element.getprevious()
    if before is None or before.tail or before.tag in _UNSEEN:
        return False
    tag, above = element.tag, element.getparent()
    if tag in _ALONE or tag in _APART or tag in _CELLS or above is None or above.tag in _PARAGRAPHS:
        return False
    other = before.get("class")
    if names is not None and other not in (None, names):
        return True
    if above.tag not in _BOXES or (above.text or "").strip() or before.tag in _ALONE or before.tag in _APART:
        return False
    return names != other or tag == before.tag == "a" or _figures_meet(before, element)


def _figures_meet(before: HtmlElement, element: HtmlElement) -> bool:
    """Whether the one ends and the other begins with a figure, and the first is more than a number that may be cut in two."""
    text = "".join(before.itertext())
    return " " in text and text[-1:].isdigit() and "".join(element.itertext())[:1].isdigit()


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style[:2_000]) is not None


def _holds_lines(cell: HtmlElement) -> bool:
    """Whether a cell holds more than one line: old pages are laid out by tables."""
    return any((child.tag in _APART or child.tag in _ALONE) and not _fills_a_cell(child) for child in cell)


def _fills_a_cell(element: HtmlElement) -> bool:
    """Whether it is the one short paragraph in a cell, as word processors write tables."""
    if element.tag not in {"p", "div"}:
        return False
    cell = element.getparent()
    return (
        cell is not None
        and cell.tag in _CELLS
        and len(cell) == 1
        and sum(map(len, element.itertext())) < _LONGEST_CELL
        and not any(child.tag in _APART or child.tag in _ALONE for child in element)
    )


def _tidy(text: str) -> str:
    return " ".join(text.replace("\u200b", " ").split()).strip(" |")


class _Page:
    """The lines so far and the one being written."""

    def __init__(self) -> None:
        self.lines: list[PageLine] = []
        self.outside = False
        self._parts: list[str] = []
        self._gap = False
        self._heading = 0
        self._caption = 0
        self._as_written = 0
        self._cells = False
        self._places = [0]
        self._boxes = [(0, False)]
        self._place = 0
        self._box = (0, False)
        self._links = 0
        self._linked = 0
        self._subtitle = False

    def begin(self, tag: str, *, apart: bool = False, names: str | None = None) -> None:
        above = self._places[-1]
        if apart or tag in _APART or tag in _ALONE:
            self._break(gap=tag in _APART)
            above = hash((above, tag, names if tag not in _PARAGRAPHS else None))
            self._subtitle = names is not None and _SUBTITLE.search(names) is not None
            held, listed = self._boxes[-1]
            if apart or tag not in _NO_BOXES:
                self._boxes.append((above, False))
            else:
                self._boxes.append((held, listed or tag in _LISTED))
        else:
            self._boxes.append(self._boxes[-1])
        self._places.append(above)
        if tag == "a":
            self._links += 1
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._heading = int(tag[1])
        elif tag == "figcaption":
            self._caption += 1
        elif tag == "pre":
            self._as_written += 1
        elif tag in _CELLS and self._parts:
            self._parts.append(" | ")
            self._cells = True

    def end(self, tag: str, *, apart: bool = False) -> None:
        if len(self._places) > 1:
            self._places.pop()
            self._boxes.pop()
        if tag == "a":
            self._links -= 1
        if apart or tag in _APART or tag in _ALONE:
            self._break(gap=tag in _APART)
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._heading = 0
        elif tag == "figcaption":
            self._caption -= 1
        elif tag == "pre":
            self._as_written -= 1

    def write(self, text: str) -> None:
        if not self._parts:
            self._place, self._box = self._places[-1], self._boxes[-1]
        if self._links:
            self._linked += len(text)
        if self._as_written and "\n" in text:
            for piece in text.split("\n"):
                self._parts.append(piece)
                self._break(gap=False)
        else:
            self._parts.append(text)

    def _break(self, *, gap: bool) -> None:
        text = _tidy("".join(self._parts)) if self._parts else ""
        self._parts.clear()
        cells, self._cells = self._cells, False
        linked, self._linked = self._linked, 0
        subtitle, self._subtitle = self._subtitle, False
        if not text.isprintable():
            text = _tidy(clean(text))
        if text:
            if self._gap and self.lines:
                self.lines.append(PageLine(""))
            self.lines.append(
                PageLine(
                    text,
                    self._heading,
                    self._caption > 0,
                    self.outside,
                    cells,
                    self._place,
                    *self._box,
                    2 * linked >= len(text),
                    subtitle,
                )
            )
            self._gap = False
        self._gap = self._gap or gap
