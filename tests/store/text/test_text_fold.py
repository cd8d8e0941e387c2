"""Folding and words: the spelling under which two writings of one word are the same, and where each word stands."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.text import analyse, fold, tokens, words
from store.text.analyser import pairs, terms

ARABIC = "".join(map(chr, [*range(0x610, 0x61B), *range(0x620, 0x670), 0x670, 0x671, 0x6AF, 0x6CC]))
FORMS = "ﻻﻷﻹﻵﷲﷺﺍﺎﻟﻠ"
MIXED = st.text(
    st.one_of(
        st.sampled_from(ARABIC + FORMS + "abcéœæßÀIİı’'_-٠١٢۳0123 \n\t\u200f\u202b\ufeff\u00ad"),
        st.characters(),
    )
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("جسّدت", "جسدت"),
        ("تعــــاون", "تعاون"),
        ("أحمد إبراهيم آمنة ٱلله", "احمد ابراهيم امنه الله"),
        ("مسؤول لاجئ", "مسوول لاجي"),
        ("على", "علي"),
        ("لجوء", "لجوء"),
        ("اﻻتفاقية", "الاتفاقيه"),
        ("ﻷﻥ", "لان"),
        ("گلميم أڭادير کتاب", "كلميم اكادير كتاب"),
        ("ھيئة", "هييه"),
        ("١٢٣ ۴۵", "123 45"),
        ("Élysée ÀÇ œuvre Straße", "elysee ac oeuvre strasse"),
        ("l’État", "l'etat"),
        ("الدارالبيضاء_سطات", "الدارالبيضاء سطات"),
        ("\u202bحقوق\u202c\u200f", "حقوق"),
        ("ｆｕｌｌ ²", "full 2"),
    ],
)
def test_folds(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(MIXED)
@settings(max_examples=300)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("160جمعية", ["160", "جمعية"]),
        ("نونبر2019", ["نونبر", "2019"]),
        ("جسّدت هذه", ["جسّدت", "هذه"]),
        ("الدارالبيضاء_ سطات", ["الدارالبيضاء", "سطات"]),
        ("الأورو_متوسطية", ["الأورو", "متوسطية"]),
        ("l'État qu’il d'", ["État", "il", "d"]),
        ("aujourd'hui", ["aujourd", "hui"]),
        ("حقوقCNDH", ["حقوق", "CNDH"]),
        ("“التزامنا”، (2019)", ["التزامنا", "2019"]),
        ("خاصةً.", ["خاصةً"]),
        ("11:38", ["11", "38"]),
        ("؟ … —", []),
    ],
)
def test_words_stand_where_they_are_written(text: str, expected: list[str]) -> None:
    assert [text[token.start : token.end] for token in tokens(text)] == expected


@given(MIXED)
@settings(max_examples=300)
def test_a_token_is_its_place_folded(text: str) -> None:
    before = (0, 0)
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.text in fold(text[token.start : token.end])
        # One character may hold several words (ﷺ), or the end of one and the beginning of another (¼0).
        assert token.start >= before[0]
        assert token.end >= before[1]
        before = token[1:]


@given(MIXED)
@settings(max_examples=300)
def test_the_fast_path_agrees(text: str) -> None:
    assert words(text) == [token.text for token in tokens(text)]
    analysed = analyse(text)
    assert [(word.exact, word.term) for word in analysed] == pairs(text)
    assert [word.term for word in analysed] == terms(text)


@given(st.text(st.sampled_from(ARABIC + FORMS + " "), max_size=40))
@settings(max_examples=300)
def test_any_arabic_is_analysed(text: str) -> None:
    for word in analyse(text):
        assert word.term
        assert all(word.stems)
        assert word.term not in word.stems


@pytest.mark.parametrize("stretch", [1, 2, 7, 40])
def test_the_words_of_a_long_text_are_those_of_its_stretches(
    monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    text = " \x1c l'élève وَالمَدْرَسةُ\u2028160جمعية،\u00a0qu'il\t" * 9 + "ـ" * 50 + "\n"
    wanted = words(text)
    monkeypatch.setattr(sys.modules[words.__module__], "_STRETCH", stretch)
    found = words(text)
    assert found == wanted
    assert len(wanted) == 45
    assert len({id(word) for word in found}) == len(set(found))
