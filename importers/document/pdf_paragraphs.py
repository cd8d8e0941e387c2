"""The lines of a PDF's pages → paragraphs: lines joined where the typesetter broke them, running heads and page numbers told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from importers.document.front import Paragraph
from importers.document.pdf_lines import PdfLine
from importers.document.pdf_tables import rows_of_tables

_EDGE_LINES = 2
"""So many lines at the top and at the foot of a page may be running heads."""
_LEAST_PAGES = 3
_LARGER = 1.15
"""Type larger by this factor than that of the text is a heading's."""
_APART = 1.4
"""Lines farther apart than this many usual distances begin a paragraph."""
_HEADING_APART = 2.2
"""Lines of a heading stand at most so many sizes of their type apart."""
_HEADING_WORDS = 60
_INDENT = 0.025
_EDGE = 20.0
"""Points within which two lines begin at the same edge."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\s|–—-]*(?:(?:page|صفحة|ص\.?|p\.)\s*)?\d{1,4}(?:\s*(?:/|sur|of|de|من)\s*\d{1,4})?[\s|–—-]*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[•▪◦●○■–—*-]|\(?\d{1,2}[.)-])\s*\S")
_QUOTED = re.compile("«[^«»]*»")
_QUOTED_BACKWARDS = re.compile(r"»\s?([^«»]*[^«»\s])\s?«")
_ENDS = re.compile(r"[.!؟?…:؛;»”\"]\s*$")


@dataclass(frozen=True, slots=True)
class _Measure:
    """The column a line stands in (its edges, in points) and the usual distance of two lines there."""

    left: float
    right: float
    pitch: float


def paragraphs_of(pages: Sequence[Sequence[PdfLine]], marks: Collection[int] = ()) -> list[Paragraph]:
    """The paragraphs of all pages, in order; a paragraph may begin on one page and end on the next.

    `marks` are the lines (by `id`) that are none of the document's own.
    """
    running = _running(pages)
    body = _body_size(pages)
    columns = _Columns(pages)
    paragraphs: list[Paragraph] = []
    before: PdfLine | None = None
    parts: list[str] = []
    level = 0

    def end() -> None:
        nonlocal parts
        if parts:
            paragraphs.append(Paragraph(_join(parts), level))
        parts = []

    for lines in pages:
        rows = rows_of_tables(lines)
        for at, line in enumerate(lines):
            reason = "running head" if id(line) in marks else _furniture(line, at, len(lines), running)
            if reason:
                paragraphs.append(Paragraph(line.text, 0, "boilerplate", reason))
                continue
            if id(line) in rows:
                end()
                if rows[id(line)]:
                    paragraphs.append(Paragraph(rows[id(line)]))
                continue
            its_level = _level(line, body)
            if parts and (
                its_level != level
                or before is None
                or _begins(before, line, columns.of(line), heading=bool(level))
            ):
                end()
            level = its_level
            parts.append(line.text)
            before = line
    end()
    return _titles_first(paragraphs)


def _join(parts: Sequence[str]) -> str:
    pieces = [parts[0]]
    for part in parts[1:]:
        last = pieces[-1]
        broken = len(last) > 1 and last.endswith("-") and last[-2].islower() and part[:1].islower()
        if broken or last.endswith("\u00ad"):
            pieces[-1] = last[:-1] + part
        else:
            pieces.append(part)
    return _quotes_open_first(" ".join(pieces).replace("\u00ad", ""))


def _quotes_open_first(text: str) -> str:
    """The paragraph with its « and » exchanged where none of them make pairs as they are: its lines hold but one of two."""
    if "»" not in text or _QUOTED.search(text) or not _QUOTED_BACKWARDS.search(text):
        return text
    return _QUOTED_BACKWARDS.sub(r"«\1»", text)


def _running(pages: Sequence[Sequence[PdfLine]]) -> frozenset[str]:
    """Lines at the edges of pages that come again on half of them, their numbers aside."""
    if len(pages) < _LEAST_PAGES:
        return frozenset()
    seen: Counter[str] = Counter()
    for lines in pages:
        edges = [*lines[:_EDGE_LINES], *lines[_EDGE_LINES:][-_EDGE_LINES:]]
        seen.update({_DIGITS.sub("0", line.text) for line in edges})
    return frozenset(text for text, count in seen.items() if count >= max(_LEAST_PAGES, len(pages) / 2))


def _furniture(line: PdfLine, at: int, count: int, running: frozenset[str]) -> str:
    if at >= _EDGE_LINES and at < count - _EDGE_LINES:
        return ""
    if _PAGE_NUMBER.fullmatch(line.text) and count > 1:
        return "page number"
    return "running head" if _DIGITS.sub("0", line.text) in running else ""


def _body_size(pages: Sequence[Sequence[PdfLine]]) -> float:
    """The size that most characters are set in, in steps of half a point."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(2 * line.size) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _level(line: PdfLine, body: float) -> int:
    if not body or line.size <= _LARGER * body or len(line.text.split()) > _HEADING_WORDS:
        return 0
    return 2 if line.size < 1.4 * body else 1


class _Columns:
    """The columns of a document: lines that begin at about the same edge, on whatever page."""

    def __init__(self, pages: Sequence[Sequence[PdfLine]]) -> None:
        self._edges: dict[tuple[bool, int], tuple[float, float]] = {}
        steps: list[float] = []
        for lines in pages:
            for line in lines:
                left, right = self._edges.get(self._bucket(line), (line.left, line.right))
                self._edges[self._bucket(line)] = min(left, line.left), max(right, line.right)
            steps += [one.base - next_.base for one, next_ in pairwise(lines) if one.base > next_.base]
        steps.sort()
        self._pitch = steps[len(steps) // 2] if steps else 0

    @staticmethod
    def _bucket(line: PdfLine) -> tuple[bool, int]:
        return line.rtl, round((line.right if line.rtl else line.left) / _EDGE)

    def of(self, line: PdfLine) -> _Measure:
        """The column of a line, indented lines taken along."""
        rtl, bucket = self._bucket(line)
        near = [self._edges[rtl, at] for at in (bucket - 1, bucket, bucket + 1) if (rtl, at) in self._edges]
        return _Measure(min(left for left, _ in near), max(right for _, right in near), self._pitch)


def _begins(before: PdfLine, line: PdfLine, column: _Measure, *, heading: bool) -> bool:
    """Whether a line begins a paragraph after the one before it."""
    if not line.size or not before.size:
        return True
    step = before.base - line.base
    if heading:
        return step <= 0 or step > _HEADING_APART * line.size
    if step > 0 and column.pitch and step > _APART * column.pitch:
        return True
    if _BULLET.match(line.text):
        return True
    width = max(column.right - column.left, 1)
    indent = column.right - line.right if line.rtl else line.left - column.left
    if _INDENT * width < indent < width / 4 and _ENDS.search(before.text):
        return True
    # Where the next word would have fitted into what was left of the line, the author ended it, not the page.
    left_over = before.left - column.left if line.rtl else column.right - before.right
    first = len(line.text.split(" ", 1)[0])
    word = (first + 1) * (line.right - line.left) / max(len(line.text), 1)
    return left_over > word + 0.02 * width and (bool(_ENDS.search(before.text)) or left_over > width / 4)


def _titles_first(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The levels with 1 for the largest headings there are."""
    top = min((one.level for one in paragraphs if one.level), default=0)
    return [one._replace(level=one.level - top + 1) if one.level else one for one in paragraphs]


def letters(pages: Sequence[Sequence[PdfLine]]) -> Iterator[str]:
    """The letters on all pages, to tell a scan from a text."""
    for lines in pages:
        for line in lines:
            yield from filter(str.isalpha, line.text)
