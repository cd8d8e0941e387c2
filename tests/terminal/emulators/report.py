"""The table of what was seen, on the screen and in a document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .examination import Finding, Part

BEGIN = "<!-- written by make terminals -->"
END = "<!-- until here -->"
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


def markdown(findings: Iterable[Finding], pictures: str) -> str:
    """For a document; names lead to the pictures in the folder `pictures`, beside the document."""
    rows = [_COLUMNS, ("---",) * len(_COLUMNS)]
    for finding in findings:
        name, *others = _cells(finding)
        rows.append((f"[{name}]({pictures}/{name}.png)", *others))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def write_into(document: Path, table: str) -> None:
    """Put the table between its marks; at the end of a document without any. A document that is not there is made."""
    text = document.read_text(encoding="utf-8") if document.exists() else ""
    before, found, rest = text.partition(BEGIN)
    after = rest.partition(END)[2] if found else "\n"
    if not found and before:
        before = before.rstrip("\n") + "\n\n"
    document.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")
