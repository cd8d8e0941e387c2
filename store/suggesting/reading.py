"""All rules on one article."""

from __future__ import annotations

from store.suggesting import concepts, lexicon, organisations, people, places
from store.suggesting.finding import KINDS, Finding
from store.suggesting.words import Words

RULES_VERSION = 2
"""Rises with every change of rules or data; what was found by others is found anew."""
LONGEST = 40_000
"""Characters of a text that are looked at: no article of a newspaper is longer."""


def read(title: str, body: str) -> tuple[Finding, ...]:
    """What title and body suggest to tag the article with, in the order in which it is offered."""
    texts = [Words("title", title), Words("body", body[:LONGEST])]
    mentioned = [mention for text in texts for mention in lexicon.mentions(text)]
    known = [*places.findings(texts), *concepts.findings(texts, mentioned)]
    taken = [span for finding in known if finding.kind == "institution" for span in finding.spans]
    known += organisations.findings(texts, taken)
    known += people.findings(texts)
    return tuple(sorted(known, key=lambda one: KINDS.index(one.kind)))
