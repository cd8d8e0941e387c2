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
_ANY_AGREEMENT = "اتفاقيات/اتفاقية"
"""Offered where no kind of agreement is named."""
_OF_TREATIES = frozenset(
    bare(word)
    for word in """
    دوليه الدوليه امميه الامميه حقوق مناهضه القضاء جنيف فيينا لاهاي سيداو روما اوسلو السلام باريس المناخ التبادل الصيد جماعيه الجماعيه
    مكافحه خاصه الخاصه المتعلقه internationale internationales international geneve geneva vienne vienna paris onu relative collective
    peche fishing trade
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
_NAMED_BY = 3
_OPENING, _BESIDE = 45, 8
"""Words of the body among which it stands, and between it and the verb of signing."""
_INTENDED = frozenset(
    bare(word) for word in ("ابرام", "لابرام", "بابرام", "لتوقيع", "sign", "signer", "signing")
)
"""Who will sign, or may, has not."""
_NEAR = 20
"""Words between a verb of signing and what is signed."""
_LEAD = 90
"""Words of the body that tell what happened; what follows are its circumstances."""
_HOLDING = frozenset(
    bare(word)
    for word in """
    نظم نظمت نظموا نظمها نظمه ينظم تنظم تنظيم بتنظيم عقد عقدت انعقد انعقدت تنعقد ينعقد احتضن احتضنت تحتضن يحتضن انطلق انطلقت
    انطلاق افتتح افتتحت افتتاح اختتم اختتمت اختتام فعاليات اشغال خاض خاضت تخوض يخوض نفذ نفذت ينفذ تنفذ شارك شاركت شهد شهدت
    عرفت دعا دعت يدخل دخل اطلق اطلقت اعلن اعلنت organise organisent organisee organisees organisation tenue tient tiennent
    abrite lance observe observent held holds hosted organised organized
    """.split()  # noqa: SIM905 - as above
)
"""Verbs of holding an event."""
_HELD = 16
"""Words between such a verb and the event."""
_FEW = 2
"""Mentions that make a theme."""


def findings(texts: Sequence[Words], mentions: Iterable[Mention]) -> Iterator[Finding]:
    """What the article is about, of all that is mentioned in its title and body."""
    by_concept: dict[Concept, list[Mention]] = {}
    for mention in mentions:
        by_concept.setdefault(mention.concept, []).append(mention)
    signing = {id(text): _signing(text) for text in texts}
    named = any(
        concept.kind == "agreement" and concept.tag != _ANY_AGREEMENT and _rule(concept, places, signing)
        for concept, places in by_concept.items()
    )
    for concept, places in by_concept.items():
        if concept.tag == _ANY_AGREEMENT:
            places = [] if named else [place for place in places if _is_parties(place)]  # noqa: PLW2901 - fewer of them
        rule = _rule(concept, places, signing)
        if rule and not (concept.tag == _ANY_AGREEMENT and rule != "signed"):
            spans = tuple(place.where.span(place.first, place.last) for place in places)
            yield Finding(concept.kind, concept.tag, concept.french, spans, rule)


def _is_parties(place: Mention) -> bool:
    """Whether "agreement" without more, where it tells what happened, is no treaty of states: those are named by what follows."""
    if place.where.field == "body" and place.first >= _OPENING:
        return False
    signed = [at for at in _signing(place.where) if bare(place.where.words[at]) not in _INTENDED]
    if not _near(place, signed, _BESIDE):
        return False
    after = {bare(word) for word in place.where.words[place.last + 1 : place.last + 1 + _NAMED_BY]}
    return after.isdisjoint(_OF_TREATIES)


def _rule(concept: Concept, places: Sequence[Mention], signing: dict[int, list[int]]) -> str:
    """By which rule the concept is offered; nothing if by none."""
    titled = any(place.where.field == "title" for place in places)
    match concept.kind:
        case "institution":
            return "named"
        case "agreement":
            if any(_near(place, signing[id(place.where)], _NEAR) for place in places):
                return "signed"
            return "in the title" if titled else ""
        case "event":
            if titled:
                return "in the title"
            in_lead = (place for place in places if place.first < _LEAD)
            held = any(_near(place, _holding(place.where), _HELD) for place in in_lead)
            return "in the lead" if held else ""
        case _:
            if len(places) >= _FEW:
                return "named again"
            return "in the title" if titled else ""


def _signing(text: Words) -> list[int]:
    """The places of verbs of signing."""
    return _of(text, _SIGNING, len(text))


def _holding(text: Words) -> list[int]:
    """The places of verbs of holding an event, as far as the lead goes."""
    return _of(text, _HOLDING, _LEAD + _HELD)


def _of(text: Words, verbs: frozenset[str], end: int) -> list[int]:
    return [
        at
        for at, word in enumerate(text.words[:end])
        if any(bare(form.word) in verbs for form in forms(word)[:2])
    ]


def _near(place: Mention, verbs: Sequence[int], reach: int) -> bool:
    """Whether one of these verbs stands within reach in the same sentence."""
    for at in verbs:
        first, last = min(at, place.first), max(at, place.last)
        if min(abs(at - place.first), abs(at - place.last)) <= reach and not any(
            place.where.ends_sentence(index) for index in range(first, last)
        ):
            return True
    return False
