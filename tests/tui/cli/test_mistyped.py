"""A command with a letter wrong is told, and no query is."""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run
from tui.cli.mistyped import command_meant, distance
from tui.cli.subcommands import COMMANDS


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("import", "import", 0),
        ("imprt", "import", 1),
        ("improt", "import", 1),
        ("serach", "search", 1),
        ("x", "import", 6),
    ],
)
def test_distance(one: str, other: str, far: int) -> None:
    assert distance(one, other) == distance(other, one) == far


def test_what_follows_shows_that_a_command_is_meant(tmp_path: Path) -> None:
    assert command_meant(["imprt", str(tmp_path)], COMMANDS, in_terminal=True) == ("imprt", "import")
    assert command_meant(["--db", "x.db", "serach", "حقوق", "--json"], COMMANDS, in_terminal=True) == (
        "serach",
        "search",
    )
    assert command_meant(["docter"], COMMANDS, in_terminal=False) == ("docter", "doctor")


@pytest.mark.parametrize(
    "words",
    [
        ["juin", "2019"],
        ["doctors"],
        ["exporte"],
        ["import", "x"],
        ["حقوق", "-الإنسان"],
        [],
        ["--help"],
        ["loi", "--lang", "fr"],
    ],
)
def test_a_query_is_a_query(words: list[str]) -> None:
    assert command_meant(words, COMMANDS, in_terminal=True) is None


def test_it_is_wrong_use(run: Run) -> None:
    done = run("improt", "x")
    assert (done.code, done.out) == (2, "")
    assert "archive import" in done.err
