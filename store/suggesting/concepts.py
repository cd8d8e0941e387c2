"""Which of the concepts in a text it is about: agreements that are signed, events at its beginning, themes that return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from store.suggesting.finding import Finding
from store.suggesting.lexicon import Concept, Mention
from store.suggesting.words import Words, bare, forms

_SIGNING = frozenset(
    bare(word)
    for word in """
    وقع وقعا وقعت وقعوا وقعو وقعها وقعه توقيع بتوقيع بالتوقيع التوقيع يوقع توقع يوقعان توقعان موقعه الموقعه ابرم ابرمت ابرما
    يبرم ابرام مراسيم مراسم signe signent signee signees signer signature signing signed sign paraphe conclu conclue conclut
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
_NEAR = 14
"""Words between a verb of signing and what is signed."""
_LEAD = 90
"""Words of the body that tell what happened; what follows are its circumstances."""
_FEW = 2
"""Mentions that make a theme."""


def findings(texts: Sequence[Words], mentions: Iterable[Mention]) -> Iterator[Finding]:
    """What the article is about, of all that is mentioned in its title and body."""
    by_concept: dict[Concept, list[Mention]] = {}
    for mention in mentions:
        by_concept.setdefault(mention.concept, []).append(mention)
    signing = {id(text): _signing(text) for text in texts}
    for concept, places in by_concept.items():
        rule = _rule(concept, places, signing)
        if rule:
            spans = tuple(place.where.span(place.first, place.last) for place in places)
            yield Finding(concept.kind, concept.tag, concept.french, spans, rule)


def _rule(concept: Concept, places: Sequence[Mention], signing: dict[int, list[int]]) -> str:
    """By which rule the concept is offered; nothing if by none."""
    titled = any(place.where.field == "title" for place in places)
    match concept.kind:
        case "institution":
            return "named"
        case "agreement":
            if any(_near(place, signing[id(place.where)]) for place in places):
                return "signed"
            return "in the title" if titled else ""
        case "event":
            if titled:
                return "in the title"
            return "in the lead" if places[0].first < _LEAD else ""
        case _:
            if len(places) >= _FEW:
                return "named again"
            return "in the title" if titled else ""


def _signing(text: Words) -> list[int]:
    """The places of verbs of signing."""
    return [
        at
        for at, word in enumerate(text.words)
        if any(bare(form.word) in _SIGNING for form in forms(word)[:2])
    ]


def _near(place: Mention, signing: Sequence[int]) -> bool:
    """Whether a verb of signing stands within reach in the same sentence."""
    for at in signing:
        first, last = min(at, place.first), max(at, place.last)
        if min(abs(at - place.first), abs(at - place.last)) <= _NEAR and not any(
            place.where.ends_sentence(index) for index in range(first, last)
        ):
            return True
    return False
