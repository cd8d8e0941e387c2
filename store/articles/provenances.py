"""Provenances as facts hold them: where the bytes of an article came from, and where they were seen again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from store.article import Provenance
from store.log.facts import Fact


def data(provenance: Provenance) -> dict[str, object]:
    """A provenance as JSON data, empty fields left out, the time of import filled in."""
    said = {name: value for name, value in asdict(provenance).items() if value not in (None, "")}
    said.setdefault("imported_at", datetime.now(UTC).isoformat(timespec="seconds"))
    return said


def of(fact: Fact) -> Provenance:
    """What an arrival, or a fact of the kind `path`, says."""
    return Provenance(**{name: value for name, value in fact.said.items() if name != "content"})


def standing(said: Sequence[Fact]) -> tuple[Provenance, ...]:
    """Where an article came from and was seen again, oldest first."""
    where = (fact for fact in said if fact.kind in {"arrival", "path"} and fact.value is not None)
    return tuple(of(fact) for fact in where if fact.makes_sense)
