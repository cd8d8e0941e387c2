"""Rows of a screen beside what the layout says of the texts that can be on it.

Arabic is held to three things, whatever the width and the place: every run of letters is printed as the layout prints it in
one of the texts, neighbouring runs stand in the order the layout gives them, and no letter is printed as it is stored.
Whole lines are found by `shows` and `flows`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from gettext import GNUTranslations

from tui import i18n
from tui.bidi.layout import Base, fit, layout, line

_RUN = "[\ufb50-\ufdff\ufe70-\ufefc]+"
_STORED = re.compile("[\u0621-\u063a\u0641-\u064a]")
_NEIGHBOURS = re.compile(f"({_RUN})(?= ({_RUN}))")
_MARKS = re.compile("[\u064b-\u065f\u0670\u0300-\u036f]")
_PLACEHOLDER = re.compile(r"\{\w*\}")
_STORED_RUN = re.compile("[\u0621-\u064a\u0671-\u06d3]+")
_WORD = re.compile("[\u0621-\u064a\u0671-\u06d3]+|[^ ]")


def messages(language: str) -> list[str]:
    """Every message of the catalogue, cut where a value is put in."""
    path = i18n.LOCALE / language / "LC_MESSAGES" / f"{i18n.DOMAIN}.mo"
    if not path.is_file():
        return []
    with path.open("rb") as file:
        catalogue = GNUTranslations(file)
    said = [text for text in catalogue._catalog.values() if isinstance(text, str)]  # type: ignore[attr-defined]
    return [part for text in said for part in _PLACEHOLDER.split(text)]


class Known:
    """What the texts that can be on a screen look like when they are laid out."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.runs: set[str] = set()
        self.pairs: set[tuple[str, str]] = set()
        self.edges: set[str] = set()
        for text in texts:
            for paragraph in re.split("[\n\r]", text):
                self._learn(paragraph)
        self.joined = "\n".join(self.runs)

    def _learn(self, paragraph: str) -> None:
        shown = _MARKS.sub("", line(paragraph).text)
        runs = re.findall(_RUN, shown)
        self.runs.update(runs)
        self.edges.update(runs[:1] + runs[-1:])
        self.pairs.update(pair for pair in _NEIGHBOURS.findall(shown))
        self._learn_cuts(_MARKS.sub("", paragraph))

    def _learn_cuts(self, paragraph: str) -> None:
        """Every word as it is cut before an ellipsis, and what stands before it then."""
        before = ""
        for place, word in enumerate(_WORD.findall(paragraph)):
            if not _STORED_RUN.fullmatch(word):
                before = ""
                continue
            for end in range(1, min(len(word), 40)):
                cut = line(word[:end]).text
                self.runs.add(cut)
                if not place:
                    self.edges.add(cut)  # as it is while it is typed
                if before:
                    self.pairs.add((cut, before))
            before = line(word).text

    def wrong(self, row: str) -> list[str]:
        """What in a row is not as the layout has it."""
        found = [f"stored letters {stored!r}" for stored in _STORED.findall(row)]
        plain = _MARKS.sub("", row)
        found += [
            f"unknown {run!r}"
            for run in re.findall(_RUN, plain)
            if run not in self.runs and run not in self.joined
        ]
        found += [
            f"order of {left!r} and {right!r}"
            for left, right in _NEIGHBOURS.findall(plain)
            if (left, right) not in self.pairs and not self._may_meet(left, right)
        ]
        return found

    def _may_meet(self, left: str, right: str) -> bool:
        """Whether these may be of two texts side by side, or of a word that the edge of a box cuts."""
        return all(run in self.edges or run not in self.runs for run in (left, right))


def shows(rows: Sequence[str], text: str, *, least: int = 12) -> bool:
    """Whether a row has this text on one line, cut to no fewer than `least` cells."""
    whole = line(text).width
    return any(
        fit(text, width).text in row for width in range(whole, min(least, whole) - 1, -1) for row in rows
    )


def flows(rows: Sequence[str], paragraph: str, widths: Iterable[int], base: Base = "auto") -> bool:
    """Whether rows one under the other have the lines of this paragraph, wrapped to one of the widths."""
    for width in widths:
        lines = [one.text for one in layout(paragraph, width, base=base)]
        for first in range(len(rows) - len(lines) + 1):
            if all(text in row for text, row in zip(lines, rows[first:], strict=False)):
                return True
    return False
