"""The lines of Markdown without its signs: one a paragraph, also where the file breaks paragraphs at a width.

Programs that write Markdown fill lines up to 72 characters or so; what people type line by line stays as they typed it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from importers.fields import markup
from store.article import Line

_HEADING = re.compile(r"#{1,6}[ \t]+(\S.*?)[ \t]*#*\Z")
_PICTURE = re.compile(r"!\[\[[^\]\n]{0,500}\]\]|!\[[^\]\n]{0,500}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_LINK = re.compile(r"\[([^\]\n]{1,500})\](?:\([^)\n]{1,2000}\)|\[[^\]\n]{0,200}\])")
_AUTOMATIC = re.compile(r"<(https?://[^\s<>]{1,2000})>")
_WIKI_LINK = re.compile(r"\[\[(?:[^\]|\n]{1,300}\|)?([^\]|\n]{1,300})\]\]")
_STRONG = re.compile(r"(\*\*|__|==|~~)(?=\S)(.{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])")
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}")
_QUOTE = re.compile(r"\A(?:>[ \t]?)+(?:\[![a-z]+\][+-]?)?")
_BLOCK_NAME = re.compile(r"[ \t]\^[A-Za-z0-9-]{1,40}\Z")
"""What Obsidian calls a paragraph by, at its end."""
_REMARK = re.compile(r"%%.{0,4000}?%%")
_DEFINITION = re.compile(r"\[(?!\^)[^\]\n]{1,200}\]:\s+\S+.{0,300}")
_UNDERLINES = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]{1,50}\]:)[ \t]+\S|\|")
_WIDTH = (40, 110)
"""Characters of the longest line of a text that is filled up to a width."""


def lines_of(text: str) -> list[Line]:
    """The lines; the first heading of the first level is of kind ``title``."""
    lines: list[Line] = []
    code = titled = False
    for raw in _paragraphs(text.strip("\n").split("\n")):
        stripped = raw.strip()
        if stripped.startswith(("```", "~~~")):
            code = not code
            lines.append(Line(stripped, "boilerplate", "ornament"))
        elif code or not stripped:
            lines.append(Line(raw.rstrip(), "body" if stripped else "blank"))
        elif _RULE.fullmatch(stripped) or ("|" in stripped and _UNDERLINES.fullmatch(stripped)):
            lines.append(Line(stripped, "boilerplate", "ornament"))
        elif _PICTURE.fullmatch(stripped):
            lines.append(Line(stripped, "image", "picture"))
        elif _DEFINITION.fullmatch(stripped):
            lines.append(Line(stripped, "boilerplate", "address"))
        elif not _REMARK.sub("", stripped).strip():
            lines.append(Line(stripped, "boilerplate", "page data"))
        else:
            heading = _HEADING.match(stripped)
            shown = plain(heading[1] if heading else _QUOTE.sub("", stripped))
            top = bool(heading) and stripped.startswith(("# ", "#\t")) and not titled
            titled = titled or top
            lines.append(Line(shown, "title" if top else "body" if shown else "blank"))
    return lines


def plain(text: str) -> str:
    """A line or a value without the signs for links, emphasis and the like."""
    text = _AUTOMATIC.sub(r"\1", _PICTURE.sub("", _REMARK.sub("", text)))
    text = _BLOCK_NAME.sub("", _WIKI_LINK.sub(r"\1", _LINK.sub(r"\1", text)))
    text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    if text.startswith("|") and text.endswith("|"):
        text = " | ".join(filter(None, (cell.strip() for cell in text.split("|"))))
    text = _ESCAPED.sub(r"\1", text).strip()
    return (
        markup.plain(text) if markup.is_markup(text) else html.unescape(text).replace("\u00a0", " ").strip()
    )


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The lines, those joined that are one paragraph filled up to the width of the text."""
    width = max(map(len, lines), default=0)
    filled = _WIDTH[0] <= width <= _WIDTH[1]
    block: list[str] = []
    code = False
    for line in lines:
        fence = line.lstrip().startswith(("```", "~~~"))
        if block and (not filled or code or fence or _begins(line)):
            yield from _joined(block, width)
            block = []
        code ^= fence
        block.append(line)
        if not line.strip() or _HEADING.match(line.strip()) or fence:
            yield from block
            block = []
    yield from _joined(block, width)


def _begins(line: str) -> bool:
    stripped = line.strip()
    return (
        not stripped
        or stripped[0] in "#>"
        or _ITEM.match(stripped) is not None
        or _RULE.fullmatch(stripped) is not None
    )


def _joined(block: Sequence[str], width: int) -> Iterator[str]:
    """One line, if no line but the last had room for the first word of the next; else the lines."""
    full = all(
        len(line.rstrip()) + 1 + len(below.split(maxsplit=1)[0]) > width - 1
        for line, below in pairwise(block)
    )
    if len(block) > 1 and full and not any(line.endswith(("  ", "\\")) for line in block[:-1]):
        yield " ".join([block[0].rstrip(), *(line.strip() for line in block[1:])])
    else:
        yield from block
