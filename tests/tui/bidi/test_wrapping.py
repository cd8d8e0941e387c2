"""Where lines end."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.bidi.layout import layout


def wrapped(text: str, width: int) -> list[str]:
    return [text[line.start : line.end].rstrip() for line in layout(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("un deux trois", 8, ["un deux", "trois"]),
        ("un deux   trois", 7, ["un deux", "trois"]),
        ("Il dit « oui » hier", 8, ["Il dit", "« oui »", "hier"]),
        ("Quoi ? Rien !", 6, ["Quoi ?", "Rien !"]),
        ("hausse de 50 % ici", 11, ["hausse de", "50 % ici"]),
        ("le 2019/09/28 puis", 8, ["le", "2019/09/", "28 puis"]),
        ("le 2019/09/28 puis", 10, ["le", "2019/09/28", "puis"]),
        ("à 12:30 et", 5, ["à", "12:30", "et"]),
        ("vaut -5 ou +7", 6, ["vaut", "-5 ou", "+7"]),
        ("porte-parole", 8, ["porte-", "parole"]),
        ("aaaaaaaaaa", 4, ["aaaa", "aaaa", "aa"]),
        ("(a) (b)", 4, ["(a)", "(b)"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("قال: نعم ، ثم ذهب", 9, ["قال:", "نعم ، ثم", "ذهب"]),
        ("هل حضر ؟ لا", 6, ["هل", "حضر ؟", "لا"]),
        ("قال « نعم »", 8, ["قال", "« نعم »"]),
        ("environ 1 250,50 € pour", 13, ["environ", "1 250,50 €", "pour"]),
        ("en 2019 350 cas", 8, ["en 2019", "350 cas"]),
        ("voir https://www.cndh.ma/", 15, ["voir", "https://www.", "cndh.ma/"]),
        ("", 5, [""]),
        ("   ", 2, [""]),
    ],
)
def test_lines_end_where_a_reader_expects(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


NNBSP = "\u202f"

HARD_CASES = {
    "guillemets with their inner no-break blanks": (
        "Il dit «\xa0oui\xa0» hier",
        8,
        ["Il dit", "«\xa0oui\xa0»", "hier"],
    ),
    "guillemets with narrow no-break blanks": (
        f"Il dit «{NNBSP}oui{NNBSP}» hier",
        8,
        ["Il dit", f"«{NNBSP}oui{NNBSP}»", "hier"],
    ),
    "quotes of another kind": ("dit “ oui ”", 7, ["dit", "“ oui ”"]),
    "brackets with blanks": ("voir [ 12 ]", 6, ["voir", "[ 12 ]"]),
    "a colon and a semicolon after a blank": ("Elle : non ; oui", 6, ["Elle :", "non ;", "oui"]),
    "a percentage": ("12 % de 3,5 km", 6, ["12 %", "de", "3,5 km"]),
    "an Arabic percentage": ("بنسبة 50 ٪ من", 8, ["بنسبة", "50 ٪ من"]),
    "a percent sign before the number": ("بنسبة ٪ 50 من", 8, ["بنسبة", "٪ 50 من"]),
    "a currency before the number": ("à $ 50 net", 5, ["à", "$ 50", "net"]),
    "a unit": ("soit 12 km à pied", 8, ["soit", "12 km à", "pied"]),
    "a word that only begins like a unit": ("le 12 mars", 5, ["le 12", "mars"]),
    "an Arabic unit": ("على 12 كلم", 6, ["على", "12 كلم"]),
    "a number sign": ("le n° 12", 5, ["le", "n° 12"]),
    "a telephone number": ("على +212-537-54-00-00 الآن", 18, ["على", "+212-537-54-00-00", "الآن"]),
    "a telephone number too long for the line": ("+212-537-54-00-00", 14, ["+212-537-54-", "00-00"]),
    "a date": ("في 10/12/2023 قال", 10, ["في", "10/12/2023", "قال"]),
    "an ISO date": ("في 2023-12-10 قال", 10, ["في", "2023-12-10", "قال"]),
    "a decimal number": ("عن 3,5 مليون", 5, ["عن", "3,5", "مليون"]),
    "millions": ("de 1 250 000 F", 9, ["de", "1 250 000", "F"]),
    "years too long for the line": ("2020–2022", 6, ["2020–", "2022"]),
    "a temperature": ("à 20 °C", 5, ["à", "20 °C"]),
    "a hyphenated name": ("à Casablanca-Settat", 13, ["à Casablanca-", "Settat"]),
    "a hyphen after one letter": ("un e-mail", 6, ["un", "e-mail"]),
    "a hyphen before a number": ("la COVID-19", 9, ["la", "COVID-19"]),
    "a slash between words": ("ذكور/إناث", 6, ["ذكور/", "إناث"]),
    "a slash beside one letter": ("هذا و/أو", 6, ["هذا", "و/أو"]),
    "a dash between words": ("mot—mot", 5, ["mot—", "mot"]),
    "a dash between blanks": ("a — b", 3, ["a —", "b"]),
    "an ellipsis between words": ("attend…puis", 8, ["attend…", "puis"]),
    "points never stand alone": ("mot... suite", 5, ["mo", "t...", "suite"]),
    "an Arabic comma without a blank": ("المغرب،الجزائر،تونس", 8, ["المغرب،", "الجزائر،", "تونس"]),
    "an Arabic comma after a blank": ("قال ،ثم ذهب", 6, ["قال ،", "ثم ذهب"]),
    "an Arabic comma after a word as long as the line": ("السلامة، نعم", 6, ["السلام", "ة، نعم"]),
    "an Arabic semicolon after a blank": ("نعم ؛ لا", 5, ["نعم ؛", "لا"]),
    "a lone waw": ("المغرب و تونس", 8, ["المغرب", "و تونس"]),
    "a bullet": ("- أول بند", 5, ["- أول", "بند"]),
    "a number of a list": ("1. أول بند", 6, ["1. أول", "بند"]),
    "a no-break blank": ("un deux\xa0trois", 11, ["un", "deux\xa0trois"]),
    "a word joiner": ("un \u2060deux trois", 8, ["un \u2060deux", "trois"]),
    "a zero-width blank": ("ال\u200bكتاب", 4, ["ال\u200b", "كتاب"]),
    "ideographs and their comma": ("漢字、漢字。", 4, ["漢", "字、", "漢", "字。"]),
    "emoji": ("😀😀😀", 4, ["😀😀", "😀"]),
    "an emoji sequence": ("👨\u200d👩\u200d👧👍🏽", 2, ["👨\u200d👩\u200d👧", "👍🏽"]),
    "Tifinagh": ("ⵜⴰⵎⴰⵣⵉⵖⵜ ⵏ ⵓⵎⵓⵔ", 10, ["ⵜⴰⵎⴰⵣⵉⵖⵜ ⵏ", "ⵓⵎⵓⵔ"]),
    "a mail address": ("إلى contact.presse@cndh.ma", 15, ["إلى contact.", "presse@cndh.ma"]),
    "a web address": (
        "https://www.cndh.ma/ar/taqarir?annee=2019&page=2",
        20,
        ["https://www.cndh.ma/", "ar/taqarir?annee=", "2019&page=2"],
    ),
    "escapes in a web address": ("http://a.ma/%D8%A7%D9%84", 10, ["http://a.", "ma/%D8%A7", "%D9%84"]),
    "a closing bracket alone": ("(كلمة طويلة )", 8, ["(كلمة", "طويلة )"]),
}


@pytest.mark.parametrize(("text", "width", "lines"), HARD_CASES.values(), ids=HARD_CASES.keys())
def test_hard_cases(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


NO_BEGINNING = set("،؛؟۔!?;:)]}»")
OPENING = set("([{«")
WORDS = st.sampled_from(
    [
        "المغرب",
        "و",
        "في",
        "الحقوق",
        "20",
        "12-34",
        "(CNDH)",
        "«نعم»",
        "« نعم »",
        "؟",
        "نعم ،",
        "رقم",
        "https://a.ma/b?c=d",
        "dit-il",
        "a",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join), st.integers(12, 60))
def test_no_line_begins_with_punctuation_or_ends_with_an_opening_mark(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert not any(line[:1] in NO_BEGINNING for line in lines[1:]), lines
    assert not any(line[-1:] in OPENING for line in lines[:-1]), lines


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join), st.integers(20, 60))
def test_no_word_is_broken_that_fits_on_a_line(text: str, width: int) -> None:
    words = text.split(" ")
    for line in wrapped(text, width)[1:]:
        first = line.split(" ")[0]
        assert any(
            word.endswith(first) and (word == first or word[: -len(first)][-1] in "-/.?=") for word in words
        )


def test_no_line_ends_inside_a_cluster() -> None:
    text = "بَّ" * 40 + "لآ" * 40 + "e\u0301" * 40
    for width in range(1, 9):
        for line in layout(text, width, marks=True)[1:]:
            assert category(text[line.start])[0] != "M"
            assert text[line.start] not in "اآأإ"


def test_a_lam_alef_and_a_letter_with_its_marks_stay_together() -> None:
    text = "لا" * 9
    for line in layout(text, 4):
        assert line.start % 2 == 0
    text = "بَّ" * 7
    for line in layout(text, 2, marks=True):
        assert line.start % 3 == 0


def test_lines_are_cut_in_logical_order() -> None:
    first, *_ = layout("حقوق الإنسان في المغرب CNDH", 13)
    assert (first.start, first.end) == (0, 13)
