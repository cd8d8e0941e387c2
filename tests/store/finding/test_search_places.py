"""Where words stand in a text: quick ways must say the same as looking at each word."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from store.finding.analysed import AnalysedText
from store.finding.matches import phrase_starts
from store.finding.occurrences import Finder
from store.text.analyser import analyse

PIECES = ("  ", "\n\n", " ", "\t", "كتاب", "وَلد", "a", "12ب", "–", "ـ", "l'eau", "\u2003", "\x1c", "x-y")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def _places(text: AnalysedText) -> list[int]:
    return [match.start() for match in re.finditer("[^ ]+", text.line)]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_places_are_those_of_the_words(text: str) -> None:
    words = analyse(text)
    quick = AnalysedText(text)
    assert quick.order == [word.term for word in words]
    assert list(map(quick.span, _places(quick))) == [(word.start, word.end) for word in words]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_word_begins_near_its_piece(text: str) -> None:
    begins = [match.start() for match in re.finditer(r"\S+", text)]
    words = analyse(text)
    quick = AnalysedText(text)
    for word, begin in zip(words, quick.begins(_places(quick)), strict=True):
        assert begin == max(each for each in begins if each <= word.start)


TERMS = ["كتاب", "ولد", "a", "12", "eau", "x", "في", "الي", "لمانيا", "محكمه", "الماني", "امم", "دولي"]
WRITTEN = (
    *PIECES,
    "الكتاب",
    "وبالكتاب",
    "كتابها",
    "للولد",
    "فيه",
    "إليه",
    "وإلينا",
    "اليه",
    "ألمانيا",
    "المانيا",
    "للأمم",
    "الأمم",
    "ﻷمم",
    "المحكمةَ",
    "محكمـة،",
    "أُمَم",
    "٣",
    "دولي/دوليا",
    "ٲلمانيا",
    "œuvre",
)
SAID = st.lists(st.sampled_from(WRITTEN), max_size=14).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(
    SAID,
    st.sets(st.sampled_from(TERMS)),
    st.sets(st.sampled_from(["ا", "ال", "كتا", "الي", "لم", "ا", "12", "e"])),
)
def test_the_words_looked_for_are_found(text: str, terms: set[str], beginnings: set[str]) -> None:
    quick = AnalysedText(text)
    found = Finder(terms, tuple(beginnings)).words(quick)
    numbers = list(map(quick.number, sorted(found)))
    wanted = [
        at
        for at, word in enumerate(analyse(text))
        if word.term in terms or word.term.startswith(tuple(beginnings))
    ]
    assert numbers == wanted
    assert [found[start] for start in sorted(found)] == [
        (word.exact, word.term) for at, word in enumerate(analyse(text)) if at in wanted
    ]
    if wanted:
        assert Finder(terms, tuple(beginnings)).may_stand_in(quick)


@settings(max_examples=60, deadline=None)
@given(
    SAID,
    st.lists(st.sampled_from(["كتاب", "الكتاب", "ولد", "12", "a"]), min_size=1, max_size=3),
    st.booleans(),
)
def test_a_phrase_begins_where_its_words_stand(text: str, phrase: list[str], open_: bool) -> None:
    words = [word.exact for word in analyse(text)]
    last = len(phrase) - 1
    wanted = [
        at
        for at in range(len(words) - last)
        if words[at : at + last] == phrase[:-1]
        and (words[at + last].startswith(phrase[-1]) if open_ else words[at + last] == phrase[-1])
    ]
    quick = AnalysedText(text)
    assert list(map(quick.number, phrase_starts(quick, tuple(phrase), open_=open_))) == wanted
