"""What commands print: logical text into a pipe, laid out Arabic on a terminal; data and nothing else on stdout."""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import chain, islice
from types import TracebackType
from typing import Literal, NamedTuple, Self, TextIO

from tui.cli.clean import clean, clean_in_place, one_line
from tui.cli.invocation import Invocation

FORMAT = 1
PIPE_WIDTH = 80  # of prose that is wrapped in a pipe: help
_PIECES = 1_000  # of a JSON text that are written at once: each is a word or a sign
Tone = Literal["plain", "title", "dim"]
Base = Literal["auto", "ltr", "rtl"]
Spans = Sequence[tuple[int, int]]
# What json leaves as it is and a terminal may act on or not print at all: DEL and C1, format characters, noncharacters.
_ACTIVE = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\U000e0000-\U000e0fff\U0010fffe\U0010ffff]"
)


class Item(NamedTuple):
    """One of several things on a line. A date, an id or a number is "ltr", so that the line cannot turn it round."""

    text: str
    base: Base = "auto"
    tone: Tone = "plain"


def print_json(values: Mapping[str, object]) -> None:
    """Print the values as JSON, the number of the format first: UTF-8, logical order."""
    # Piece by piece: the pieces of a report of 90,000 files fill 100 MB before they are one text.
    _write_json(json.JSONEncoder(ensure_ascii=False, indent=2).iterencode({"format": FORMAT, **values}))


def print_json_line(values: Mapping[str, object]) -> None:
    """Print the values as JSON on one line."""
    _write_json([json.dumps(values, ensure_ascii=False)])


def _write_json(pieces: Iterable[str]) -> None:
    """Print the pieces of a JSON text; on a terminal, what could act on it is written as an escape, which means the same."""
    shown = sys.stdout.isatty()
    left = chain(pieces, "\n")
    while piece := "".join(islice(left, _PIECES)):
        sys.stdout.write(_ACTIVE.sub(lambda found: json.dumps(found[0])[1:-1], piece) if shown else piece)


class Output(AbstractContextManager["Output"]):
    """Where text for people goes: as it is, in logical order, without colour. The terminal's own is a subclass.

    All text is cleaned on its way; `spans` are character offsets of matches.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def text(self, text: str, *, indent: int = 0, tone: Tone = "plain", spans: Spans = ()) -> None:  # noqa: ARG002
        """Print a text of one or more paragraphs."""
        for line in clean(text).split("\n"):
            self._write(f"{' ' * indent}{line}".rstrip())

    def say(self, sentence: str) -> None:
        """Print a sentence of ours."""
        self._write(one_line(sentence))

    def prose(self, text: str, *, indent: int = 0) -> None:
        """Print a text of ours, wrapped to the width also where it does not go to a terminal."""
        self._write(
            textwrap.fill(text, PIPE_WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent)
        )

    def items(self, items: Sequence[Item], *, indent: int = 0) -> None:
        """Print several things on one line."""
        self._write(" " * indent + "  ".join(one_line(item.text) for item in items if item.text))

    def row(self, name: str, text: str, column: int, *, indent: int = 2) -> None:
        """Print a left-to-right name and beside it, from cell `column`, what it is."""
        lead = " " * indent + name
        if len(lead) + 2 > column:
            self._write(lead)
            lead = ""
        self._write(
            textwrap.fill(
                clean(text), PIPE_WIDTH, initial_indent=lead.ljust(column), subsequent_indent=" " * column
            )
        )

    def pointed(self, text: str, start: int, end: int) -> None:
        """Print a text on one line and carets under the characters from `start` to `end`."""
        shown = re.sub(r"\s", " ", clean_in_place(text))
        self._write(f"  {shown}")
        self._write(f"  {' ' * start}{'^' * max(1, end - start)}")

    def status(self, text: str) -> None:
        """Show how far long work has come, in place of what was shown before; on a terminal only."""

    def gap(self) -> None:
        """Print an empty line."""
        self._write("")

    def _write(self, line: str) -> None:
        self.stream.write(line + "\n")


def output(invocation: Invocation, stream: TextIO | None = None) -> Output:
    """The output for this stream (stdout if none is named)."""
    stream = sys.stdout if stream is None else stream
    if not stream.isatty():
        return Output(stream)
    from tui.cli.terminal import TerminalOutput  # noqa: PLC0415 - the layout of Arabic is only needed there

    return TerminalOutput(stream, invocation)
