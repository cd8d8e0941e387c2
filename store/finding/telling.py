"""How much the words of a question tell of its answer.

A question has words that its answer has no use for: of 3,100 questions in Arabic not one in fifty answers has متى, ماذا, كيف or كم,
which are rare enough in texts to weigh more than a name. Asking words count for nothing there, function words for little; in other
queries, a headline that asks among them, a word counts as its rarity says.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.text import words
from store.text.arabic import is_particle

FUNCTION_SHARE = 0.3
"""What a function word of a question counts for, in shares of what its rarity says."""
_SURE = frozenset(
    """
    متي ماذا كيف اين كم هل لماذا ماهو ماهي لمن بماذا باي فاي لاي ومتي وكيف وماذا واين وكم ايهما ايهم
    what how which who whom whose where when why quel quelle quels quelles comment pourquoi quand combien
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
"""Words that a question begins with and no other query does."""
ASKING = _SURE | frozenset(
    "ما اي ايه وما بما لما فيما مما عما مم عم ممن بكم واي does did do qui que quoi".split()  # noqa: SIM905 - as above
)
"""Words that ask, folded."""
_WHEN = frozenset({"متي", "ومتي", "when", "quand"})
_SPAN = frozenset("عام سنه تاريخ قرن يوم شهر year century date month annee siecle mois".split())  # noqa: SIM905 - as above
_FIRST = 5
"""Words of a question among which what is asked for is named (في أي عام)."""
_MORE_PARTICLES = frozenset(
    "اللتي اللذي اليه اليها بها عند اثناء بسبب تكون يكون كانت حيث كل بعض غير دون اذا مثل".split()  # noqa: SIM905 - as above
)

_LATIN = frozenset(
    """
    de du des d le la les l un une et ou a au aux en dans par pour sur avec sans que qu qui ce cet cette ces son sa ses leur leurs ne n
    pas est sont il elle ils elles on se s y the of and or in to an for by with at from is are was were be it its this that as not
    """.split()  # noqa: SIM905 - as above
)


def joins_only(word: str) -> bool:
    """Whether a folded word of a query only joins others, in Arabic, French or English: an article that has it answers nothing yet.

    >>> joins_only("de"), joins_only("في"), joins_only("presse")
    (True, True, False)
    """
    return word in _LATIN or word in _MORE_PARTICLES or is_particle(word)


def is_question(text: str) -> bool:
    """Whether a query asks: it ends with a question mark or begins with a word that asks."""
    return text.rstrip().endswith(("؟", "?")) or bool(_SURE.intersection(words(text)[:1]))


def asks_when(spelled: Sequence[str]) -> bool:
    """Whether the folded words of a question ask for a time."""
    first = {word.removeprefix("ال") for word in spelled[:_FIRST]}
    return not _WHEN.isdisjoint(first) or not _SPAN.isdisjoint(first)


def shares(spelled: Sequence[str], *, question: bool) -> list[float]:
    """What each of the folded words of a query counts for, in shares of what its rarity says.

    >>> shares(["متي", "فتح", "في"], question=True), shares(["متي"], question=True)
    ([0.0, 1.0, 0.3], [1.0])
    """
    if not question or ASKING.issuperset(spelled):
        return [1.0] * len(spelled)
    return [_share(word) for word in spelled]


def _share(word: str) -> float:
    if word in ASKING:
        return 0.0
    return FUNCTION_SHARE if word in _MORE_PARTICLES or is_particle(word) else 1.0
