"""Keys of the settings: they are had, or a sentence says why not, and the ways out stay."""

from __future__ import annotations

import pytest

from tui.commands.table import COMMANDS
from tui.i18n import set_language
from tui.keymap import is_key, keymap


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def _keys(**wishes: tuple[str, ...]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    found = keymap(COMMANDS, wishes)
    return {command.id: command.keys for command in found.commands}, found.refused


def test_a_command_gets_the_keys_that_it_is_given_and_the_others_keep_theirs() -> None:
    keys, refused = _keys(toggle_star=("*", "ctrl+g"))
    assert refused == ()
    assert keys["toggle_star"] == ("*", "ctrl+g")
    assert {name: had for name, had in keys.items() if name != "toggle_star"} == {
        command.id: command.keys for command in COMMANDS if command.id != "toggle_star"
    }


def test_two_commands_may_exchange_their_keys() -> None:
    keys, refused = _keys(toggle_star=("t",), edit_tags=("e",))
    assert (keys["toggle_star"], keys["edit_tags"], refused) == (("t",), ("e",), ())


def test_a_key_that_another_command_has_is_refused_by_name() -> None:
    keys, refused = _keys(toggle_star=("t",))
    assert keys["toggle_star"] == ("e",)
    (said,) = refused
    assert "toggle_star: t / ف is a key of edit_tags already" in said


def test_the_arabic_letter_of_a_taken_key_is_taken_too() -> None:
    _, refused = _keys(toggle_star=("ف",))
    assert "edit_tags" in refused[0]


def test_a_wish_that_was_refused_gives_its_keys_back_to_nobody() -> None:
    # Tags would get the star's key, but the star can't have F10: both keep their own.
    keys, refused = _keys(edit_tags=("e",), toggle_star=("f10",))
    assert (keys["edit_tags"], keys["toggle_star"]) == (("t",), ("e",))
    assert len(refused) == 2


def test_keys_in_places_that_are_never_at_one_time_do_not_clash() -> None:
    keys, refused = _keys(remove_tag=("f6",))
    assert (keys["remove_tag"], refused) == (("f6",), ())


def test_the_ways_out_stay() -> None:
    keys, _ = _keys(leave=("ctrl+g",), step_back=(), help=("f11",))
    assert keys["leave"] == ("f10", "ctrl+q", "ctrl+g")
    assert keys["step_back"] == ("escape",)
    assert keys["help"][:2] == ("h", "f1")


def test_what_is_no_command_and_what_is_no_key_is_said() -> None:
    _, refused = _keys(edit_tag=("f11",), toggle_star=("strg+x",))
    assert "There is no command edit_tag. Is edit_tags meant?" in refused
    assert any("no key is called strg+x" in said for said in refused)


@pytest.mark.parametrize("key", ["a", "ف", "+", "f12", "ctrl+t", "ctrl+shift+z", "pageup"])
def test_names_of_keys(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["", " ", "\x1b", "f25", "ctrl+", "ctrl+ctrl+a", "strg+a", "ab"])
def test_what_names_no_key(key: str) -> None:
    assert not is_key(key)
