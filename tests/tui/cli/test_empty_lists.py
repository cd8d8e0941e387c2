"""A list with nothing in it says how something comes into it, and leaves standard output empty for whoever reads that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["searches"], "archive searches save"),
        (["history"], "archive import"),
        (["undo", "--list"], "archive import"),
        (["tags"], "archive tag +TAG"),
        (["tags", "--once"], "just once"),
    ],
)
def test_nothing_there_yet_says_what_to_do(run: Run, folder: Path, words: list[str], said: str) -> None:
    assert run("init").code == 0
    done = run(*words)
    assert (done.code, done.out) == (0, "")
    assert said in done.err
