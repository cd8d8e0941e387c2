"""How the words of a query stand to each other in a text: side by side in its order, within a few words, beside a year.

Places are (number of the word in the text, number of the part of the query) in the order of the text; weights are those of the parts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

Places = Sequence[tuple[int, int]]
_BESIDE_YEAR = 8
"""Words between a year and what happened in it."""
_DIGITS_OF_YEAR = (3, 4)


def side_by_side(places: Places, weights: Sequence[float]) -> tuple[float, float]:
    """The weight of all neighbouring words of the query that are neighbours in the text, and of the longest run of them.

    Two words weigh what the lighter one does; one other word may stand between them.
    """
    neighbours = {
        number
        for (at, number), (then, following) in pairwise(places)
        if following == number + 1 and 0 < then - at <= 2
    }
    total = longest = run = 0.0
    last = -2
    for number in sorted(neighbours):
        weight = min(weights[number], weights[number + 1])
        run = run + weight if number == last + 1 else weight
        longest = max(longest, run)
        total += weight
        last = number
    return total, longest


def narrowest(places: Places, wanted: int) -> int:
    """The width in words of the narrowest stretch that has all of the `wanted` different parts."""
    inside: dict[int, int] = {}
    best = 1 << 30
    start = 0
    for at, number in places:
        inside[number] = inside.get(number, 0) + 1
        while len(inside) == wanted:
            first, leaving = places[start]
            best = min(best, at - first + 1)
            inside[leaving] -= 1
            if not inside[leaving]:
                del inside[leaving]
            start += 1
    return best


def beside_years(places: Places, spelled: Sequence[str], weights: Sequence[float]) -> float:
    """The weight of the words of the query that stand beside a year, a number of three or four digits."""
    years = [at for at, word in enumerate(spelled) if len(word) in _DIGITS_OF_YEAR and word.isdigit()]
    if not years:
        return 0.0
    found = set()
    for at, number in places:
        behind = bisect_left(years, at)
        if any(abs(year - at) <= _BESIDE_YEAR for year in years[max(0, behind - 1) : behind + 1]):
            found.add(number)
    return sum(weights[number] for number in found)
