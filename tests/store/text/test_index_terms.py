"""What the index is given of a whole text is what each of its words is indexed under."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.text import analyser
from store.text.arabic import ARTICLES, HAMZA_BELOW_ILA, PARTICLES
from store.text.index_terms import index_terms

LETTERS = "اأإآٱبتةىئلمنهوفكي12'.،\u064eﻻﻹﷲlé"
PIECES = (
    sorted(ARTICLES | HAMZA_BELOW_ILA | PARTICLES)
    + list(LETTERS)
    + [" ", "\n", "إل", "ألما", "آلي", "كتاب", "الأ", "للأ"]
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.text(LETTERS + " ", max_size=30),
    st.text(max_size=20),
)


@settings(max_examples=300)
@given(TEXTS)
@example("إليه وإليها إلي آلية ألمانيا للألمان للأطفال لله الله ﷲ")
@example("إليكسي إلينوي وإليكوت إليهم")
@example("وبالإضافة والى والتي اللذين الان الآن التي. (التي) 160الجمعية")
def test_all_terms_at_once_are_the_terms_one_by_one(text: str) -> None:
    assert index_terms(text) == analyser.terms(text)


def test_every_word_of_the_captures(shared: Path) -> None:
    files = sorted((shared / "captures").glob("*.txt"))
    assert files
    for file in files:
        text = file.read_text("utf-8")
        assert index_terms(text) == analyser.terms(text)


def test_signs_beside_letters_are_taken_alike() -> None:
    for first, last in ((0x80, 0x250), (0x600, 0x700), (0x750, 0x780), (0x8A0, 0x900), (0xFB50, 0xFF00)):
        for sign in map(chr, range(first, last)):
            text = f"با{sign}ال{sign}a"
            assert index_terms(text) == analyser.terms(text), f"{ord(sign):x}"
