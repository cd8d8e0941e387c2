"""Organisations that no list knows, where a text names one the same way again: only then is it clear where the name ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.suggesting.finding import Finding
from store.suggesting.words import Span, Words, forms
from store.text import fold
from store.text.arabic import is_particle

_HEADS = frozenset(
    fold(word)
    for word in """
    المركز المنظمة الجمعية المرصد الشبكة الائتلاف المنتدى العصبة الفيدرالية الفدرالية الاتحاد المؤسسة المعهد الرابطة النقابة
    الهيئة التنسيقية الحركة جمعية منظمة مركز شبكة مؤسسة فيدرالية نقابة رابطة تنسيقية مرصد
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
_KINDS_OF = frozenset(
    fold(word)
    for word in """
    المغربي المغربية الوطني الوطنية الدولي الدولية الجهوي الجهوية العربي العربية الديمقراطي الديمقراطية الأمازيغي الأمازيغية
    المغاربي المغاربية الإفريقي الإفريقية الأورو الأورومتوسطية الصحراوي الصحراوية المحلي المحلية
    """.split()  # noqa: SIM905 - as above
)
_NO_PART = frozenset(
    fold(word)
    for word in """
    أن إن التي الذي حيث كما قد وقد خلال يوم اليوم أمس بعد قبل بشراكة بتعاون وذلك بحضور لفائدة عقد عقدت نظم نظمت أكد أكدت
    """.split()  # noqa: SIM905 - as above
)
LONGEST = 9
_SHORTEST = 3
_AGAIN = 2
_WAW = 3
"""Letters of a word that begins with و itself."""


def findings(texts: Sequence[Words], taken: Sequence[Span]) -> Iterator[Finding]:
    """Names that begin as organisations do (المركز المغربي …) and stand in the article twice; none that a list knows."""
    begun: dict[tuple[str, str, str], list[tuple[Words, int]]] = {}
    for text in texts:
        for index in range(len(text) - 2):
            head = _head(text, index)
            if head and not any(
                span.field == text.field
                and span.start < text.tokens[index].end
                and span.end > text.tokens[index].start
                for span in taken
            ):
                begun.setdefault((head, text.words[index + 1], text.words[index + 2]), []).append(
                    (text, index)
                )
    for places in begun.values():
        length = _shared(places)
        if length < _SHORTEST:
            continue
        text, index = places[0]
        name = text.written(index, index + length - 1)
        own = next(form for form in forms(text.words[index]) if form.word in _HEADS)
        if own.clitics:
            continue
        spans = tuple(where.span(at, at + length - 1) for where, at in places)
        yield Finding("institution", f"منظمات/{name}", name, spans, "named again")


def _head(text: Words, index: int) -> str:
    """The word an organisation's name begins with, without its clitics; nothing where none begins here."""
    if text.parted(index) or text.parted(index + 1):
        return ""
    if text.words[index + 1] not in _KINDS_OF:
        return ""
    return next((form.word for form in forms(text.words[index]) if form.word in _HEADS), "")


def _shared(places: Sequence[tuple[Words, int]]) -> int:
    """How many words at least two of these places share, particles at the end taken off; 0 where the name stands once."""
    best = 0
    for number, (text, index) in enumerate(places):
        for other, at in places[number + 1 :]:
            length = 1
            while length < LONGEST and _goes_on(text, index + length) and _goes_on(other, at + length):
                if text.words[index + length] != other.words[at + length]:
                    break
                length += 1
            best = max(best, length)
    text, index = places[0]
    while best > _SHORTEST and is_particle(text.words[index + best - 1]):
        best -= 1
    return best if len(places) >= _AGAIN else 0


def _goes_on(text: Words, at: int) -> bool:
    """Whether the word may be one of the name's: behind و only with the article (للشباب والتحولات), or it is the next name."""
    if at >= len(text) or text.parted(at - 1) or text.words[at] in _NO_PART:
        return False
    word = text.words[at]
    return not word.startswith("و") or word.startswith(("وال", "ولل")) or len(word) <= _WAW
