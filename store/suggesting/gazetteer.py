"""The gazetteer of Morocco (data/places.tsv): regions, provinces, towns and rural communes, found by their names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from store.suggesting.lexicon import rows
from store.text.tokens import words as folded_words

Level = Literal["R", "P", "T", "C"]
Sureness = Literal["s", "a", "c"]


class Place(NamedTuple):
    """A place: its level (region, province, town, rural commune), its census code, its names."""

    level: Level
    code: str
    arabic: str
    french: str

    @property
    def region(self) -> str:
        """The code of its region."""
        return self.code[:2]

    @property
    def province(self) -> str:
        """The code of its province; that of the region for a region."""
        return self.code[:6]


class Name(NamedTuple):
    """A name of a place as folded words, and how sure it is by itself: s, a or c as in the data file."""

    words: tuple[str, ...]
    place: Place
    sure: Sureness


@cache
def regions() -> dict[str, Place]:
    """The regions by their codes."""
    return {place.code: place for place, *_ in _places() if place.level == "R"}


@cache
def provinces() -> dict[str, Place]:
    """The provinces and prefectures by their codes."""
    return {place.code: place for place, *_ in _places() if place.level == "P"}


@cache
def names() -> dict[str, tuple[Name, ...]]:
    """All names but those of regions, by their first word, the longest first; places of higher level before lower."""
    found: dict[str, list[Name]] = {}
    for place, arabic, french, others in _places():
        if place.level == "R":
            continue
        for written, sure in (
            (place.arabic, arabic),
            (place.french, french),
            *((one, arabic) for one in others),
        ):
            parts = tuple(folded_words(written))
            if parts and sure:
                found.setdefault(parts[0], []).append(Name(parts, place, sure))
    return {
        first: tuple(sorted(same, key=lambda name: (-len(name.words), "PTC".index(name.place.level))))
        for first, same in found.items()
    }


@cache
def region_keys() -> dict[str, Place]:
    """The names of regions written as one: sources glue and part them at will (بني ملالخنيفرة, الدارالبيضاء_ سطات)."""
    found = {}
    for place, *_ in _places():
        if place.level == "R" and place.arabic != _EAST:
            for written in (place.arabic, place.french):
                found["".join(folded_words(written))] = place
    return found


@cache
def region_beginnings() -> dict[str, Place]:
    """What a region is called for short behind the word that says it is one: its first town (جهة بني ملال, جهة طنجة)."""
    found = {}
    for place, *_ in _places():
        if place.level == "R":
            for written in (place.arabic, place.french):
                found["".join(folded_words(written.split("-")[0]))] = place
    return found


@cache
def region_openings() -> dict[str, tuple[str, ...]]:
    """`region_keys` by their first letters, which a glued name begins with or is."""
    found: dict[str, list[str]] = {}
    for key in region_keys():
        found.setdefault(key[:OPENING], []).append(key)
    return {opening: tuple(keys) for opening, keys in found.items()}


OPENING = 3
"""Letters that every first word of a region's name has."""
_EAST = "الشرق"
"""The region whose name is the word for a quarter of heaven."""


@cache
def _places() -> tuple[tuple[Place, Sureness, Sureness, tuple[str, ...]], ...]:
    return tuple(_read())


def _read() -> Iterator[tuple[Place, Sureness, Sureness, tuple[str, ...]]]:
    for level, code, arabic, french, *rest in rows("places.tsv"):
        sure_arabic, sure_french, others = (*rest, "", "", "")[:3]
        place = Place(level, code, arabic, french)  # type: ignore[arg-type] # the file holds only these levels
        yield place, sure_arabic, sure_french, tuple(filter(None, others.split(";")))  # type: ignore[misc] # and these
