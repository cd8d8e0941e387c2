"""What became of every file of an import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.article import Review

Status = Literal["imported", "duplicate", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article, or a file that gave none.

    `path` is the shown form. `id` is None unless the article is in the archive (or would be, in a dry run). `reason` is a
    word or two for programs (``empty``, ``binary``, ``unknown format``, ``too large`` …), `message` the sentence for people.
    """

    id: str | None
    path: str
    title: str | None
    status: Status
    reason: str | None = None
    review: tuple[Review, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Counts and outcomes of an import, in the order of the files. `review` counts new articles that ask for a look.

    `seconds` is how long it took; `cancelled` whether it was stopped before the last file.
    """

    imported: int = 0
    duplicates: int = 0
    skipped: int = 0
    failed: int = 0
    review: int = 0
    articles: tuple[Outcome, ...] = ()
    seconds: float = 0.0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come: `done` of `total` files are on the disk to their end or refused; `rate` is files a second, once it is known.

    `path` is the file that was read last; `review` counts new articles so far that ask for a look.
    """

    done: int
    total: int
    path: str
    imported: int
    duplicates: int
    skipped: int
    failed: int
    rate: float | None = None
    review: int = 0

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take at this rate."""
        return (self.total - self.done) / self.rate if self.rate else None


def report(outcomes: list[Outcome], seconds: float, *, cancelled: bool) -> Report:
    """The counts of these outcomes."""
    statuses = [outcome.status for outcome in outcomes]
    return Report(
        statuses.count("imported"),
        statuses.count("duplicate"),
        statuses.count("skipped"),
        statuses.count("failed"),
        sum(1 for outcome in outcomes if outcome.status == "imported" and outcome.review),
        tuple(outcomes),
        round(seconds, 3),
        cancelled,
    )
