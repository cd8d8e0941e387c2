"""The table of what was seen, on the screen and in a document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .examination import Finding, Part
from .programs import EMULATORS

BEGIN = "<!-- written by make terminals -->"
END = "<!-- until here -->"
_CAPTION = (
    "The program on the starter archive, photographed and read by tesseract: the words of the articles that stand in their places and in\n"
    "order, the edges between cells over which letters are joined, and the dates. The control is the same screen in a mode that is wrong\n"
    "in that terminal. Of a right screen tesseract reads about five words in six."
)
_COLUMNS = (
    "terminal",
    "version",
    "mode",
    "words read",
    "joins",
    "dates",
    "control",
    "words read",
    "joins",
    "Arabic",
)


def _cells(finding: Finding) -> tuple[str, ...]:
    seen, control = finding.seen, finding.control
    return (
        *(
            finding.emulator.name,
            finding.version,
            finding.mode,
            _part(seen.words),
            _part(seen.joins),
            _part(seen.dates),
        ),
        *(f"--bidi {finding.emulator.control}", _part(control.words), _part(control.joins)),
        "right" if finding.is_right else "WRONG",
    )


def _part(part: Part) -> str:
    return f"{part[0]} of {part[1]}"


def plain(findings: Iterable[Finding]) -> str:
    """For a terminal."""
    rows = [_COLUMNS, *(_cells(finding) for finding in findings)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )


def write_into(document: Path, findings: Iterable[Finding], pictures: str) -> None:
    """Bring the table of a document up to date; its names lead to the pictures in the folder `pictures` beside it.

    Rows of emulators that were not looked at stay. A document without the marks gets them at its end; one that is not
    there is made.
    """
    text = document.read_text(encoding="utf-8") if document.exists() else ""
    before, marked, rest = text.partition(BEGIN)
    old, _, after = rest.partition(END) if marked else ("", "", "\n")
    rows = {_name(line): line for line in old.splitlines() if line.startswith("| [")}
    for finding in findings:
        name, *others = _cells(finding)
        rows[name] = _line((f"[{name}]({pictures}/{name}.png)", *others))
    order = [emulator.name for emulator in EMULATORS]
    lines = [_line(_COLUMNS), _line(["---"] * len(_COLUMNS)), *(rows[name] for name in order if name in rows)]
    if before and not marked:
        before = before.rstrip("\n") + "\n\n"
    document.write_text(
        "\n".join([before + BEGIN, "", _CAPTION, "", *lines, "", END + after]), encoding="utf-8"
    )


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _name(line: str) -> str:
    return line[line.index("[") + 1 : line.index("]")]
