"""What is remembered of words never changes what is found: neither where it is forgotten, nor where quick rules stand in for slow ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.text import analyser, fold, tokens, words
from store.text.analyser import indexed, term_of
from store.text.cache import Cache
from store.text.tokens import EDGES, fold_plain, is_plain, spelled

PIECES = st.text(st.sampled_from("ابأإآةىئؤوللءرn'’l1٣éﻻﷲٱٲ\u064e\u0640\u200f" + EDGES), max_size=14)


def test_those_in_use_stay_when_others_are_forgotten() -> None:
    made: list[str] = []
    cache: Cache[str] = Cache(lambda key: made.append(key) or key.upper(), most=4)  # type: ignore[func-returns-value]  # None, which is what is wanted
    for number in range(40):
        assert cache["often"] == "OFTEN"
        assert cache[f"once {number}"] == f"ONCE {number}"
        assert len(cache) <= 4
    assert made.count("often") == 1
    assert cache["once 0"] == "ONCE 0"
    assert made.count("once 0") == 2


def test_a_program_that_lies_open_remembers_less(monkeypatch: pytest.MonkeyPatch) -> None:
    for cache in (spelled, analyser._terms, analyser._chunks):
        monkeypatch.setattr(cache, "most", cache.most)
    analyser.remember_at_most(10)
    numbers = " ".join(f"عدد{number}" for number in range(100))
    assert len(analyser.chunks(numbers)) == 100
    assert len(analyser._chunks) <= 10
    assert len(spelled) <= 10
    assert analyser.terms(numbers)[-1] == "99"


def test_nothing_at_the_edges_is_a_letter_or_joins_one() -> None:
    assert not re.search(r"[\w']", "".join(fold(char) or "'" for char in EDGES).replace("_", ""))


@given(st.lists(PIECES, max_size=6))
@settings(max_examples=300)
def test_quick_and_slow_ways_agree(pieces: list[str]) -> None:
    text = " ".join(pieces)
    placed = tokens(text)
    assert words(text) == [token.text for token in placed]
    assert indexed(text) == " ".join(term_of(token.text, text[token.start : token.end]) for token in placed)


@given(st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), min_size=1, max_size=8))
@settings(max_examples=100)
def test_a_plain_word_is_folded_as_any_other(word: str) -> None:
    plain = "".join(char for char in word if is_plain(char))
    assert fold_plain(plain) == fold(plain)
    assert not plain or (words(plain) == [fold(plain)] and is_plain(plain))
