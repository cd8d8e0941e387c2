"""What the command prints for people to read: which hits have a star, where one ends, what is empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.archive import Archive
from tests.tui.cli.conftest import Run
from tui.cli.invocation import Invocation
from tui.cli.terminal_question import _keep
from tui.terminals.answers import Answer, answers_file, read_answer
from tui.terminals.identify import Terminal


def test_hits_stand_apart_and_the_starred_one_is_marked(run: Run, folder: Path, ids: list[str]) -> None:
    with Archive.open(folder / "archive.db") as archive:
        archive.star([ids[1]])
    first, second, last = run("search", "الرباط OR Rabat").out.split("\n\n")
    assert last == ""
    starred = [hit for hit in (first, second) if "★" in hit]
    assert [hit.startswith(ids[1][:12]) for hit in starred] == [True]


def test_a_field_that_was_emptied_is_called_empty(run: Run, ids: list[str]) -> None:
    assert run("set", ids[0], "source=-").code == 0
    printed = run("history", ids[0], "--field", "source").out
    assert "empty" in printed
    assert "hespress" in printed


def test_an_answer_that_cannot_be_kept_is_told_with_the_file(
    monkeypatch: pytest.MonkeyPatch, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own_home / "a file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(own_home / "a file"))
    terminal = Terminal(key="vte")
    _keep(Invocation(), terminal, Answer("lro"))
    said = capsys.readouterr().err
    assert str(answers_file()) in said.replace("\n", "")
    assert read_answer(terminal.key, answers_file()) == Answer()
