"""Other ways to write a query, as people do: letters left out or mixed up, clitics and pronouns put on, slips of the finger.

Each way is a function of a query and of a source of chance, and gives the query as it would be typed then. Where only some words
change it is the longest Arabic ones, of four letters or more, which carry most of what the query says.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Way = Callable[[str, random.Random], str]
Change = Callable[[str, random.Random], str]

_WORD = re.compile("[ء-غف-ي]{4,}")
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_MARKS = "\u064e\u064f\u0650\u0651\u0652\u0640"
_HAMZA = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ي", "ء": None})
_LAST = {"ة": "ه", "ى": "ي", "ي": "ى"}
_MARKED = 0.3
"""The share of letters that get a mark."""


def _longest(query: str, chance: random.Random, change: Change, most: int) -> str:
    """The query with up to `most` of its longest words changed."""
    pieces = query.split(" ")
    words = sorted(
        (at for at, piece in enumerate(pieces) if _WORD.fullmatch(piece)), key=lambda at: -len(pieces[at])
    )
    for at in words[:most]:
        pieces[at] = change(pieces[at], chance)
    return " ".join(pieces)


def _last_letters(query: str, _chance: random.Random) -> str:
    return " ".join(piece[:-1] + _LAST.get(piece[-1:], piece[-1:]) for piece in query.split(" "))


def _marked(query: str, chance: random.Random) -> str:
    return "".join(
        char + (chance.choice(_MARKS) if "ء" <= char <= "ي" and chance.random() < _MARKED else "")
        for char in query
    )


def _with_clitic(word: str, chance: random.Random) -> str:
    return chance.choice("وب" if word.startswith("ال") else "وبلف") + word


def _other_article(word: str, _chance: random.Random) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else f"ال{word}"


def _with_pronoun(word: str, chance: random.Random) -> str:
    return (f"{word[:-1]}ت" if word[-1] in "ةه" else word) + chance.choice(("ه", "ها", "هم"))


def _slip(word: str, chance: random.Random) -> str:
    """A letter lost, changed or swapped with the next; never the first."""
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + chance.choice(_LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _in(change: Change, most: int) -> Way:
    return lambda query, chance: _longest(query, chance, change, most)


WAYS: dict[str, Way] = {
    "as it is": lambda query, _: query,
    "no hamza": lambda query, _: query.translate(_HAMZA),
    "ة/ه ى/ي": _last_letters,
    "harakat, tatweel": _marked,
    "2 clitics": _in(_with_clitic, 2),
    "2 articles": _in(_other_article, 2),
    "pronoun": _in(_with_pronoun, 1),
    "1 slip": _in(_slip, 1),
    "2 slips": _in(_slip, 2),
}
"""The ways by name, the query as it is first."""


def written(queries: list[str], name: str) -> list[str]:
    """The queries written in one of the `WAYS`, every time the same."""
    chance = random.Random(9)
    return [WAYS[name](query, chance) for query in queries]
