"""What docs/translating.md lays down for the Arabic and French messages: one word for one thing, and their typography."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tui.keys import _MODIFIERS, _SHOWN

pytest.importorskip("babel")
from tui.locale import catalogues

_KEYS = {*_SHOWN.values(), *_MODIFIERS.values()}
_ARABIC = re.compile("[\u0621-\u0652]+")
_BARE_TANWIN = re.compile(
    "(?<![\u0621-\u0652])[وف]?(?:أيضا|أولا|نهائيا|لاحقا|دائما|أبدا|مثلا|معا|سابقا|حديثا|يدويا|جانبا|أصلا|بدلا)(?![\u0621-\u0652])"
)
_FRENCH = {
    "a straight apostrophe": re.compile("[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]"),
    "no narrow no-break space": re.compile(
        "[ \u00a0][:;!?»]|«[^\u202f]|[^\u202f]»|[A-Za-zÀ-ÿ)}][;!?](?: |$)"
    ),
    "three dots": re.compile(r"\.\.\."),
}
_ARABIC_FAULTS = {
    "Latin punctuation": re.compile("[\u0621-\u0652] ?[,;?]"),
    "no tanwin": _BARE_TANWIN,
    "three dots": re.compile(r"\.\.\."),
}


@cache
def _pairs(language: str) -> tuple[tuple[str, str], ...]:
    """Every translated form with its English message, the plural's for all forms of a count."""
    return tuple(_read(language))


def _read(language: str) -> Iterator[tuple[str, str]]:
    for message in catalogues.read(language):
        if message.id:
            english = message.id if isinstance(message.id, str) else message.id[1]
            for said in catalogues._strings(message.string):
                yield english, said


def _avoided(root: Path, column: int) -> list[str]:
    """The words of this column of the table."""
    rows = [
        line
        for line in (root / "docs/translating.md").read_text("utf-8").split("\n")
        if line.startswith("| ")
    ]
    words = [word.strip() for row in rows[1:] for word in row.split("|")[column].split(",")]
    return [word for word in words if word]


@pytest.mark.parametrize(("language", "column"), [("ar", 4), ("fr", 5)])
def test_one_thing_has_one_word(root: Path, language: str, column: int) -> None:
    avoided = _avoided(root, column)
    assert len(avoided) > 5
    other = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, avoided)) + r")(?!\w)")
    found = [(other.findall(said), said) for _english, said in _pairs(language) if other.search(said)]
    assert not found


@pytest.mark.parametrize(("language", "rules"), [("ar", _ARABIC_FAULTS), ("fr", _FRENCH)])
def test_typography(language: str, rules: dict[str, re.Pattern[str]]) -> None:
    found = [
        (name, said)
        for _english, said in _pairs(language)
        for name, rule in rules.items()
        if rule.search(said)
    ]
    assert not found


def test_a_catalogue_speaks_its_own_language() -> None:
    foreign = [
        said
        for english, said in _pairs("fr")
        if not set(_ARABIC.findall(said)) <= set(_ARABIC.findall(english))
    ]
    assert not foreign
    latin = [
        said
        for english, said in _pairs("ar")
        if re.search("[A-Za-z]{4}", re.sub("{[^}]*}", "", english)) and said == english
        if said not in _KEYS
    ]
    assert not latin


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_sentence_ends_as_the_english_one_does(language: str) -> None:
    def end(text: str) -> str:
        return text[-1:].replace("؟", "?") if text[-1:] in ".:?؟!…" else ""

    differ = [
        said for english, said in _pairs(language) if end(english) != end(said) and english not in _KEYS
    ]
    assert not differ


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_what_is_to_be_typed_is_the_same_everywhere(language: str) -> None:
    """Commands between straight quotes: nobody can type a translated one."""
    quoted = re.compile(r"'(archive[^']*|fg|yes)'")
    differ = [
        said
        for english, said in _pairs(language)
        if sorted(quoted.findall(english)) != sorted(quoted.findall(said))
    ]
    assert not differ


def test_the_tool_sets_the_spaces_of_french_that_keyboards_lack() -> None:
    narrow = "\u202f"
    assert catalogues._spaced("Arrêté ; « x » : a") == f"Arrêté{narrow}; «{narrow}x{narrow}»{narrow}: a"
    assert catalogues._spaced("écrivez {field}:2019") == "écrivez {field}:2019"
    done = catalogues._spaced("Quoi ?")
    assert catalogues._spaced(done) == done == f"Quoi{narrow}?"
