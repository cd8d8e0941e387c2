"""Commands answer to the same physical key under every layout, and no key means two things in one place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pytest

from tui.commands.command import CONDITIONS, Situation
from tui.commands.footers import FOOTERS
from tui.commands.page import markdown
from tui.commands.places import PLACES, TOGETHER
from tui.commands.table import BY_ID, COMMANDS, at
from tui.i18n import set_language
from tui.keys import ARABIC, AZERTY, STABLE, aliases, all_of, presentation_forms, shown


def test_the_first_letter_of_a_command_is_on_the_same_key_everywhere() -> None:
    for command in COMMANDS:
        first = command.keys[0]
        if len(first) == 1 and first.lower() == first:
            assert first in STABLE, command.id


def test_stable_letters_are_where_both_latin_layouts_have_them() -> None:
    assert not set(AZERTY) & STABLE
    assert not set(AZERTY.values()) & STABLE
    assert len({ARABIC[letter] for letter in STABLE}) == len(STABLE)


def test_nothing_needs_a_digit_a_sign_or_control() -> None:
    for command in COMMANDS:
        if command.places == (
            "box",
        ):  # letters are typed there: what remains are the keys of every text field
            continue
        free = [
            key
            for key in command.keys
            if key.lower() in STABLE or (len(key) > 1 and not key.startswith("ctrl+"))
        ]
        paged = command.id in {"half_down", "half_up"}  # PageDown and the arrows lead there too
        assert free or paged, command.id


@pytest.mark.parametrize("place", TOGETHER)
def test_a_key_means_one_thing_in_one_place(place: str) -> None:
    # An inner place may take a key of an outer one over; two commands of one place may not share one.
    for inner in TOGETHER[place]:
        used = Counter(key for command in at(inner) for key in all_of(command.keys))
        assert [key for key, times in used.items() if times > 1] == []


def test_letters_of_nested_places_do_not_hide_each_other() -> None:
    for places in TOGETHER.values():
        letters = [
            (key, command.id)
            for place in places
            for command in at(place)
            for key in command.keys
            if len(key) == 1
        ]
        used = Counter(key for key, _ in set(letters))
        assert [key for key, times in used.items() if times > 1] == []


def test_presentation_forms_of_a_letter_are_its_aliases() -> None:
    assert set("ﻑﻒﻓﻔ") <= set(aliases("t"))
    assert all(normalize("NFKC", form) == "ف" for form in presentation_forms("ف"))
    assert "ﻷ" in aliases("G")
    assert "أ" in aliases("G")
    assert aliases("f10") == ()


def test_control_q_is_known_by_its_arabic_letters_on_both_keyboards() -> None:
    assert aliases("ctrl+q") == ("ctrl+ض", "ctrl+ش")
    assert aliases("ctrl+p") == ("ctrl+ح",)


def test_keys_are_shown_with_both_letters() -> None:
    assert shown("t") == "t / ف"
    assert shown("ctrl+p") == "Ctrl+P"
    assert shown("escape") == "Esc"
    assert shown("ctrl+shift+z") == "Ctrl+Shift+Z"
    assert shown("ctrl+delete") == "Ctrl+Del"


def test_footers_name_at_most_six_commands_that_exist() -> None:
    known = {command.id for command in COMMANDS}
    for commands in FOOTERS.values():
        assert 0 < len(commands) <= 6
        assert set(commands) <= known


def test_every_condition_can_be_met_and_says_why_it_is_not() -> None:
    everything = Situation(hits=1, article=True, marked=1, matches=1, writable=True, query=True)
    nothing = Situation(writable=False)
    for command in COMMANDS:
        assert command.possible(everything)
        if command.when:
            assert not command.possible(nothing)
            assert command.refusal()
    assert {command.when for command in COMMANDS if command.when} == set(CONDITIONS)


def test_of_two_things_that_a_command_needs_the_one_that_is_missing_is_said() -> None:
    tags, match, note = BY_ID["edit_tags"], BY_ID["next_match"], BY_ID["edit_note"]
    assert tags.refusal(Situation(hits=1, article=True, writable=False)) == "The archive is read-only."
    assert tags.refusal(Situation()) == "There are no results."
    assert note.refusal(Situation(hits=1)) == "No article is open."
    assert match.refusal(Situation(hits=1, article=True)) == "The search box is empty."
    assert match.refusal(Situation(hits=1, article=True, query=True)).startswith("No word of the search")


def test_the_table_of_keys_has_every_command() -> None:
    table = markdown()
    for command in COMMANDS:
        assert command.title in table
        assert f"`{shown(command.keys[0])}`" in table
    assert all(heading in table for heading in PLACES.values())


def test_the_page_of_keys_is_current(root: Path) -> None:
    set_language("en")
    assert (root / "docs" / "keys.md").read_text("utf-8") == markdown(), (
        "python -m tui.commands > docs/keys.md"
    )
