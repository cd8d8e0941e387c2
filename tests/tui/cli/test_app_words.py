"""Words that open the app without click mean what click makes of them."""

from __future__ import annotations

import pytest

from tui.cli import launch
from tui.cli.app_words import app_words
from tui.cli.archive import archive
from tui.cli.invocation import Invocation
from tui.cli.subcommands import COMMANDS


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["حقوق", "الإنسان"],
        ["--db", "a.db"],
        ["--db=a.db", "x", "--db", "b.db"],
        ["word", "search"],
        ["--no-color", "--lang", "fr", "tag:x"],
        ["--bidi=off", "x y", "--bidi", "app"],
    ],
)
def test_plain_words_mean_what_click_makes_of_them(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[Invocation, str]] = []

    def note(invocation: Invocation, query: str) -> int:
        opened.append((invocation, query))
        return 0

    monkeypatch.setattr(launch, "launch", note)
    with archive.make_context("archive", list(words), obj=Invocation()) as context:
        archive.invoke(context)
    assert [app_words(words, Invocation(), COMMANDS)] == opened


@pytest.mark.parametrize(
    "words",
    [
        ["search", "x"],
        ["--db", "a.db", "doctor"],
        ["--help"],
        ["x", "--help"],
        ["--version"],
        ["-word"],
        ["x", "-word"],
        ["--", "search"],
        ["--db"],
        ["--db", "--lang", "fr"],
        ["--lang", "de"],
        ["--bidi=sideways"],
        ["--no-color=yes"],
        [""],
    ],
)
def test_everything_else_is_left_to_click(words: list[str]) -> None:
    assert app_words(words, Invocation(), COMMANDS) is None
