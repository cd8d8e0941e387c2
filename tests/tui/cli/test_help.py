"""Help on every level, in three languages, with examples; and what the frame of the command promises."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.tui.cli.conftest import Run, environment
from tui.cli.archive import COMMANDS, OPEN, _load

TAGS = ("rename", "merge", "move", "delete", "label", "alias", "starter")
LEVELS = [(), *((name,) for name in COMMANDS), *(("tags", name) for name in TAGS)]
HEADINGS = {
    "en": ("Usage:", "Examples", "Everywhere"),
    "fr": ("Usage :", "Exemples", "Partout"),
    "ar": ("الاستعمال:", "أمثلة", "في كل مكان"),
}


@pytest.mark.parametrize("lang", HEADINGS)
def test_help_on_every_level_in_every_language(root: Path, folder: Path, lang: str) -> None:
    code = (
        "import json, sys; from tui.cli import main\n"
        "for level in json.load(sys.stdin):\n"
        "    print('code', main([*level, '--help', '--lang', sys.argv[1]]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, lang],
        cwd=folder,
        env=environment(root, None),
        input=json.dumps(LEVELS),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    pages = done.stdout.split("code 0\n")[:-1]
    assert len(pages) == len(LEVELS)
    for level, page in zip(LEVELS, pages, strict=True):
        for heading in HEADINGS[lang]:
            assert heading in page, level
        assert f"archive {' '.join(level)}".strip() in page
        for option in (
            "--db FILE",
            "--lang ar|fr|en",
            "--bidi auto|app|terminal|off",
            "--no-color",
            "--help",
        ):
            assert option in page, level


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_examples_that_call_it(name: str) -> None:
    command = _load(COMMANDS[name].module)
    assert command.help
    assert command.name == name
    examples = command.examples  # type: ignore[attr-defined]
    assert examples
    assert all(line.split()[:2] == ["archive", name] for line, _ in examples)
    for param in command.params:
        assert not isinstance(param, click.Option) or param.help, f"{name} {param.opts} says nothing"


def test_the_app_is_what_words_that_name_no_command_open() -> None:
    assert _load(OPEN).name == "QUERY"


def test_in_a_pipe_the_app_is_refused_with_a_sentence(run: Run) -> None:
    for words in ((), ("حقوق", "الإنسان"), ("--", "-word")):
        done = run(*words)
        assert done.code == 2
        assert "archive search" in done.err
        assert done.err.count("\n") == 1


def test_the_version_is_fast_because_it_loads_neither_sqlite_nor_textual(root: Path) -> None:
    code = "import sys; from tui.cli import main; main(['--version']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=30)
    version, modules = done.stdout.splitlines()
    assert version.startswith("archive 0.")
    assert not {"sqlite3", "textual", "rich", "store.archive", "babel"} & set(modules.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("paths", "--nonsense"), "There is no option --nonsense"),
        (("search", "--jsn", "x"), "Did you mean --ids, --json"),
        (("paths", "more"), "This is too much: more"),
        (("paths", "--lang", "de"), "--lang is one of ar, fr, en"),
        (("paths", "--bidi", "x"), "--bidi is one of auto, app, terminal, off"),
        (("paths", "--db"), "--db needs a value"),
        (("paths", "--json=3"), "--json takes no value"),
        (("show",), "ID is missing"),
        (("search",), "QUERY is missing"),
        (("search", "x", "--limit", "many"), "--limit is a whole number, 0 or more"),
        (("search", "x", "--limit", "-1"), "--limit is a whole number, 0 or more"),
        (("search", "x", "--sort", "best"), "--sort is one of relevance, newest, oldest"),
        (("tags", "merge", "one"), "Name the tags to merge"),
        (("tags", "paint"), "There is no command paint"),
        (("tag", "+x"), "Name articles"),
        (("tag", "abcd"), "Name a tag"),
        (("tag", "+x", "abcd", "--", "query"), "not by both"),
        (("completion",), "SHELL is missing"),
        (("completion", "tcsh"), "SHELL is one of bash, zsh, fish"),
    ],
)
def test_wrong_use_is_2_and_one_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert (done.code, done.stdout) == (2, b"")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err


@pytest.mark.parametrize("words", [("--db", "a.db", "paths", "--json"), ("paths", "--json", "--db", "a.db")])
def test_shared_options_stand_before_or_after_the_name(
    run: Run, folder: Path, words: tuple[str, ...]
) -> None:
    assert run(*words).json["archive"] == str(folder / "a.db")


def test_the_option_given_last_stands(run: Run, folder: Path) -> None:
    assert run("--db", "a.db", "paths", "--json", "--db", "b.db").json["archive"] == str(folder / "b.db")


def test_paths_as_json(run: Run, own_home: Path) -> None:
    found = run("paths", "--json").json
    assert found["format"] == 1
    assert set(found) == {"format", "archive", "settings", "state", "log", "chosen_by"}
    assert all(found[name].startswith(str(own_home)) for name in ("archive", "settings", "state", "log"))
