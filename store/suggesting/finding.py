"""What a rule found: the tag it speaks for, where in the text it stands, and which rule it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.suggesting.words import Span

Kind = Literal[
    "region", "province", "town", "commune", "agreement", "event", "theme", "institution", "person"
]
KINDS: tuple[Kind, ...] = (
    "agreement",
    "event",
    "region",
    "province",
    "town",
    "commune",
    "institution",
    "person",
    "theme",
)
"""In the order in which findings are offered."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a text is about. `tag` is the tag for it, `french` what the last part of it is called in French.

    `spans` are where it is said, in order. `rule` names the rule (``named``, ``cue``, ``signed``, ``role before`` …), `role`
    is what a person is called in the text, as written there.
    """

    kind: Kind
    tag: str
    french: str
    spans: tuple[Span, ...]
    rule: str
    role: str = ""
