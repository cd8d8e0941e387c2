"""Where lines end."""

from __future__ import annotations

import pytest

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


def test_addresses_break_after_their_separators() -> None:
    lines = wrapped("https://www.cndh.ma/ar/taqarir?annee=2019&page=2", 20)
    assert "".join(lines) == "https://www.cndh.ma/ar/taqarir?annee=2019&page=2"
    assert all(line[-1] in "/?&=.-_#" for line in lines[:-1])


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
