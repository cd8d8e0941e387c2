"""`archive keys`: the commands of the app with the keys that they have, and the wishes that can't be met."""

from __future__ import annotations

from pathlib import Path

from tests.tui.cli.conftest import Run
from tui.bidi.layout import line


def _settings(run: Run, text: str) -> None:
    path = Path(run("paths", "--json").json["settings"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_every_command_is_listed_by_the_name_that_the_settings_know(run: Run) -> None:
    done = run("keys")
    assert done.code == 0
    assert "toggle_star" in done.out
    assert "e / ث" in done.out
    assert "  s / س, / / ظ, Ctrl+F  Search\n" in run("keys").out, "no invisible signs in a pipe"


def test_keys_of_the_settings_are_shown(run: Run) -> None:
    _settings(run, '[keys]\ntoggle_star = ["*"]\n')
    found = {one["command"]: one["keys"] for one in run("keys", "--json").json["commands"]}
    assert found["toggle_star"] == ["*"]
    assert found["edit_tags"] == ["t"]


def test_what_cannot_be_had_is_said_and_is_2(run: Run) -> None:
    _settings(run, '[keys]\ntoggle_star = ["t"]\nnonsense = "x"\n')
    done = run("keys")
    assert done.code == 2
    assert "toggle_star: t / ف is a key of edit_tags already" in done.out
    assert "There is no command nonsense" in done.out


def test_every_key_that_cannot_be_had_is_named(run: Run) -> None:
    _settings(run, '[keys]\ntoggle_star = ["t", "*", "s"]\nhistory = ["foo", "f5", "bar"]\nedit_note = "u"\n')
    refused = run("keys", "--json").json["refused"]
    assert [one.partition(".")[0] for one in refused] == [
        "history: no key is called foo",
        "history: no key is called bar",
        "edit_note: u / ع is a key of undo already",
        "toggle_star: t / ف is a key of edit_tags already",
        "toggle_star: s / س is a key of search already",
    ]


def test_the_two_letters_of_a_key_stand_beside_each_other_in_any_language(on_terminal: Run) -> None:
    """The comma between two Arabic letters would take their side, and the key after it the place of the one before."""
    for lang in ("fr", "ar"):
        shown = on_terminal("--bidi", "app", "keys", lang=lang).out
        assert f"s / {line('س').text}" in shown
        assert f"/ / {line('ظ').text}" in shown
