"""A plain table of measurements: each row beside its peer, with the ratio that is to be believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(slots=True)
class Table:
    """Rows of (what, ours, peer) in one unit; `note` says how they were taken."""

    title: str
    unit: str
    peer: str
    note: str = ""
    rows: list[tuple[str, float, float | None]] = field(default_factory=list)

    def add(self, what: str, ours: float, peer: float | None = None) -> None:
        """One measurement, and the peer's if it has one."""
        self.rows.append((what, ours, peer))

    def __str__(self) -> str:
        """The table as text."""
        wide = max([len(what) for what, _, _ in self.rows] + [12])
        lines = [self.title, f"{'':{wide}}  {'archive':>12}  {self.peer:>24}  {'ratio':>7}   [{self.unit}]"]
        for what, ours, peer in self.rows:
            beside = f"{peer:24.2f}  {ours / peer:6.2f}×" if peer else f"{'–':>24}  {'':>7}"
            lines.append(f"{what:{wide}}  {ours:12.2f}  {beside}")
        if self.note:
            lines.append(self.note)
        return "\n".join(lines) + "\n"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def middle(values: Sequence[float]) -> float:
    """The median."""
    return median(values)
