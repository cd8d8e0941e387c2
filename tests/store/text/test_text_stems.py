"""Index terms and the readings behind them."""

from __future__ import annotations

import pytest

from store.text import analyse
from store.text.analyser import readings
from store.text.arabic import Doubt, believable
from store.text.latin import stem


def term(word: str) -> str:
    return analyse(word)[0].term


@pytest.mark.parametrize(
    "word",
    ["الجمعيات", "والجمعيات", "بالجمعيات", "للجمعيات", "كالجمعيات", "فالجمعيات", "وبالجمعيات", "وللجمعيات"],
)
def test_the_article_is_not_indexed(word: str) -> None:
    assert term(word) == "جمعيات"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("والوثائق", "وثايق"),
        ("وثائق", "وثايق"),
        ("وزير", "وزير"),
        ("ألمانيا", "المانيا"),
        ("آليات", "اليات"),
        ("الآليات", "اليات"),
        ("إليه", "الي"),
        ("إلى", "الي"),
        ("آلية", "اليه"),
        ("الله", "الله"),
        ("التي", "التي"),
        ("تكوين", "تكوين"),
        ("CNDH", "cndh"),
        ("2019", "2019"),
    ],
)
def test_terms(word: str, expected: str) -> None:
    assert term(word) == expected


@pytest.mark.parametrize(
    ("word", "stem_", "doubt"),
    [
        ("مناصرتنا", "مناصره", Doubt.ENDING),
        ("اتفاقيات", "اتفاقيه", Doubt.ENDING),
        ("اتفاقيتان", "اتفاقيه", Doubt.ENDING),
        ("مهاجرين", "مهاجر", Doubt.ENDING),
        ("جهات", "جهه", Doubt.ENDING),
        ("لحقوق", "حقوق", Doubt.CLITIC),
        ("وتتبع", "تتبع", Doubt.WAW),
        ("لجنه", "جنه", Doubt.SHORT),
        ("تكوين", "تكو", Doubt.WEAK_ENDING),
        ("تفاهم", "تفا", Doubt.WEAK_ENDING),
    ],
)
def test_readings(word: str, stem_: str, doubt: Doubt) -> None:
    assert readings(word)[stem_] is doubt


@pytest.mark.parametrize("particle", ["الي", "علي", "فيه", "منها", "التي"])
def test_particles_have_no_stems_and_are_none(particle: str) -> None:
    assert readings(particle) == {}
    assert all(particle not in readings(word) for word in ("اليات", "عليهم", "وفيه"))


def test_the_vocabulary_decides() -> None:
    assert not believable(Doubt.SHORT, stem_df=50, word_df=5_000)  # جنة, لجنة
    assert believable(Doubt.CLITIC, stem_df=9_000, word_df=800)  # حقوق, لحقوق
    assert not believable(Doubt.WEAK_ENDING, stem_df=0, word_df=1)  # تكو, تكوين
    assert believable(Doubt.WAW, stem_df=0, word_df=1)  # a small archive in which only وتتبع stands


@pytest.mark.parametrize(
    "group",
    [
        ("national", "nationale", "nationaux", "nationales"),
        ("citoyen", "citoyenne", "citoyens", "citoyennes"),
        ("city", "cities"),
        ("right", "rights"),
        ("actif", "active", "actives"),
    ],
)
def test_french_and_english_plurals_and_feminines(group: tuple[str, ...]) -> None:
    assert len({stem(word) for word in group}) == 1


@pytest.mark.parametrize(("one", "other"), [("droit", "droite"), ("pays", "paysan"), ("mars", "marche")])
def test_short_endings_only(one: str, other: str) -> None:
    assert stem(one) != stem(other) or other == one + "e"
