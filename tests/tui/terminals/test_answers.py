"""What is kept of terminals, whatever became of the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.terminals.answers import Answer, answers_file, forget_answer, keep_answer, read_answer


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "terminals.json"


def test_an_answer_comes_back(file: Path) -> None:
    keep_answer("tmux/vte", Answer("lro", asked=True), file)
    keep_answer("putty", Answer(advised=True), file)
    assert read_answer("tmux/vte", file) == Answer("lro", asked=True)
    assert read_answer("putty", file) == Answer(advised=True)
    assert read_answer("xterm", file) == Answer()
    assert [path.name for path in file.parent.iterdir()] == ["terminals.json"]


def test_the_last_answer_stands_and_can_be_forgotten(file: Path) -> None:
    keep_answer("vte", Answer("lro", asked=True), file)
    keep_answer("vte", Answer("app", asked=True), file)
    assert read_answer("vte", file).mode == "app"
    assert forget_answer("vte", file)
    assert not forget_answer("vte", file)
    assert read_answer("vte", file) == Answer()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": 2, "terminals": {"vte": {"mode": "lro"}}}',
        '{"format": 1, "terminals": []}',
        '{"format": 1, "terminals": {"vte": "lro"}}',
        '{"format": 1, "terminals": {"vte": {"mode": "sideways", "asked": "yes"}}}',
        '{"format": 1, "terminals": {"vte": {"mode": ["lro"]}}}',
        '{"format": 1, "terminals": {"vte": {"mode": "auto"}}}',
        "[" * 100_000,
    ],
)
def test_a_file_of_which_nothing_can_be_made_is_passed_over_and_written_anew(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    assert read_answer("vte", file) == Answer()
    keep_answer("vte", Answer("app"), file)
    assert read_answer("vte", file) == Answer("app")
    assert json.loads(file.read_text())["format"] == 1


def test_what_can_not_be_written_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(OSError, match="state"):
        keep_answer("vte", Answer("app"), tmp_path / "state" / "terminals.json")
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["state"]


def test_it_is_in_the_users_state(own_home: Path) -> None:
    assert own_home in answers_file().parents
