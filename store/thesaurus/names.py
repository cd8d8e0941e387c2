"""The other names of a tag: a label in each language and any number of aliases, each a fact of its own.

| kind | slot | value |
|---|---|---|
| label | language | the last part of the tag's name in that language |
| alias | name | true |

What stands under ``a/b`` is a sub-tag of ``a``, so a label names the part after the last slash only.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from store.errors import BadTag
from store.log.facts import Fact, Put, dumps, heads
from store.names import normalise

ABOUT = "tag:"
"""What the `about` of a fact about a tag begins with; articles have no colon in their ids."""
LANGUAGES = ("ar", "fr", "en")
KINDS = ("label", "alias")
_TRUE = dumps(True)

Standing = dict[tuple[str, str], list[Fact]]
"""The heads about one tag by (kind, slot), the oldest first."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a tag is called besides its stored name."""

    labels: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.labels or self.aliases)


def leaf(name: str) -> str:
    """The last part of a name: ``b`` of ``a/b``."""
    return name.rpartition("/")[2]


def parent(name: str) -> str:
    """The tag this one stands under; empty at the top."""
    return name.rpartition("/")[0]


def label(text: str) -> str:
    """A label as it is kept. Raises `BadTag`."""
    kept = normalise(text)
    if "/" in kept:
        raise BadTag(name=kept, reason="a name in a language holds no slash")
    return kept


def standing(conn: sqlite3.Connection, tags: Iterable[str]) -> dict[str, Standing]:
    """The heads about these tags, those that were taken back among them, by tag."""
    found: dict[str, Standing] = {}
    for fact in heads(conn, [ABOUT + tag for tag in tags], KINDS):
        slots = found.setdefault(fact.about.removeprefix(ABOUT), {})
        slots.setdefault((fact.kind, fact.slot), []).append(fact)
    return found


def in_force(slots: Standing) -> Names:
    """The names these facts give. Where two laptops gave one label each, the later holds and the earlier is an alias."""
    labels: dict[str, str] = {}
    aliases: dict[str, None] = {}
    for (kind, slot), facts in slots.items():
        said = [fact.said for fact in facts if fact.value is not None]
        if kind == "alias" and said:
            aliases[slot] = None
        elif said and slot in LANGUAGES:
            labels[slot] = said[-1]
            aliases.update(dict.fromkeys(said[:-1]))
    shown = {language: labels[language] for language in LANGUAGES if language in labels}
    return Names(shown, tuple(sorted(set(aliases) - set(shown.values()))))


def puts(tag: str, before: Standing, after: Names) -> list[Put]:
    """The facts after which the tag has exactly these names; none for those that stand already."""
    wanted = {("label", language): dumps(text) for language, text in after.labels.items()}
    wanted |= {("alias", name): _TRUE for name in after.aliases}
    found = []
    for slot in sorted({*before, *wanted}):
        now = [fact.value for fact in before.get(slot, ()) if fact.value is not None]
        value = wanted.get(slot)
        if now != ([] if value is None else [value]):
            over = tuple(fact.id for fact in before.get(slot, ()))
            found.append(Put(ABOUT + tag, *slot, value, over))
    return found


_ALL = """
SELECT f.id, f.hlc, f.about, f.kind, f.slot, f.value, f.restores FROM fact AS f
WHERE f.about >= 'tag:' AND f.about < 'tag;' AND f.value IS NOT NULL
  AND f.kind IN (SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)
ORDER BY f.about, f.hlc, f.id
"""


def every(conn: sqlite3.Connection) -> dict[str, Names]:
    """The names of all tags that have any, as the facts say."""
    found: dict[str, Standing] = {}
    for row in conn.execute(_ALL, (json.dumps(KINDS),)):
        fact = Fact.read(row)
        slots = found.setdefault(fact.about.removeprefix(ABOUT), {})
        slots.setdefault((fact.kind, fact.slot), []).append(fact)
    return {tag: in_force(slots) for tag, slots in found.items()}
