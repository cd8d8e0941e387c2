"""What a shell is told when it asks to complete a word; the bash script in a real bash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from store import saved
from store.archive import Archive
from store.article import Article, Line, Provenance
from tests.tui.cli.conftest import Run, environment


def _asked(where: tuple[Path, Path], shell: str, words: str, at: int | str, lang: str = "en") -> list[str]:
    root, folder = where
    env = {
        **environment(root, None),
        "_ARCHIVE_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(at),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--lang", lang],
        cwd=folder,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_commands_and_options_are_completed(root: Path, folder: Path) -> None:
    assert "plain,search" in _asked((root, folder), "bash", "archive sea", 1)
    assert _asked((root, folder), "bash", "archive search --fac", 2) == ["plain,--facets"]
    assert "plain,merge" in _asked((root, folder), "bash", "archive tags me", 2)
    assert "plain,fr" in _asked((root, folder), "bash", "archive --lang ", 2)
    assert _asked((root, folder), "bash", "archive --db arch", 2) == ["file,arch"]


def test_help_beside_a_word_is_in_the_readers_language_and_never_arabic(root: Path, folder: Path) -> None:
    helped = _asked((root, folder), "zsh", "archive path", 1, "fr")
    assert any("Dire où sont" in line for line in helped), helped
    assert not any(
        "\u0600" <= letter <= "\u06ff"
        for line in _asked((root, folder), "zsh", "archive im", 1, "ar")
        for letter in line
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_names_the_command_and_the_variable(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.code == 0
    assert "_ARCHIVE_COMPLETE" in done.out
    assert "archive" in done.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="install bash")
def test_bash_completes_by_it(run: Run, root: Path, folder: Path) -> None:
    (folder / "completion").write_text(run("completion", "bash").out, encoding="utf-8")
    commands = folder / "bin"
    commands.mkdir()
    (commands / "archive").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n', encoding="utf-8")
    (commands / "archive").chmod(0o755)
    script = (
        ". ./completion; COMP_WORDS=(archive tags mer); COMP_CWORD=2; "
        '_archive_completion archive; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=folder,
        env={**environment(root, None), "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split() == ["merge"], done.stderr


_HOSTILE = "a*b $(touch x) 'c' \\d;"


@pytest.fixture
def named(folder: Path) -> Path:
    """The archive of the folder, with a tag that a shell could take for a command, a source and a saved search."""
    article = Article(lines=(Line("عنوان", "title"), Line("نص")), title="عنوان", source="Rif News, la page")
    data = b"x"
    with Archive.open(folder / "archive.db", create=True) as archive:
        batch = archive.start_batch(["0"])
        with archive.write():
            ident = archive.add(
                article, Provenance("0", sha256(data).hexdigest(), 1, "0", "1"), data, batch=batch
            ).id
        archive.tag([ident], ["حرية التعبير", _HOSTILE, "prison"])
        with archive.write() as conn:
            saved.save(conn, "mes prisons", "سجن", "nobody")
    return folder


@pytest.mark.parametrize(
    ("words", "at", "found"),
    [
        ("archive tag +حر", 2, ["plain,+حرية\\ التعبير"]),
        ("archive tag -pri", 2, ["plain,-prison"]),
        ("archive tags rename حر", 3, ["plain,حرية\\ التعبير"]),
        ("archive tags merge prison a", 4, ["plain,a\\*b\\ \\$\\(touch\\ x\\)\\ \\'c\\'\\ \\\\d\\;"]),
        ("archive import --tag pr", 3, ["plain,prison"]),
        ("archive import --source Rif", 3, ["plain,Rif\\ News,\\ la\\ page"]),
        ("archive searches forget mes", 3, ["plain,mes\\ prisons"]),
        ("archive tags delete nothing", 3, []),
    ],
)
def test_names_of_the_archive_are_completed(
    root: Path, named: Path, words: str, at: int, found: list[str]
) -> None:
    assert _asked((root, named), "bash", words, at) == found


def test_fish_gets_no_value_that_its_script_would_cut(root: Path, named: Path) -> None:
    assert _asked((root, named), "fish", "archive tags delete pri", "pri") == ["plain,prison"]
    assert _asked((root, named), "fish", "archive import --source Rif", "Rif") == []


def test_an_archive_that_can_not_be_read_has_no_names_and_is_not_made(root: Path, named: Path) -> None:
    words = ("bash", "archive tags delete pr", 3)
    assert _asked((root, named), *words) == ["plain,prison"]
    (named / "archive.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    assert _asked((root, named), *words) == []
    for left in named.iterdir():
        left.unlink()
    assert _asked((root, named), "bash", "archive --db other.db tags delete pr", 5) == []
    assert not list(named.iterdir())


@pytest.mark.skipif(shutil.which("bash") is None, reason="install bash")
def test_bash_puts_a_name_in_that_it_reads_back_as_one_word(run: Run, root: Path, named: Path) -> None:
    (named / "completion").write_text(run("completion", "bash").out, encoding="utf-8")
    commands = named / "bin"
    commands.mkdir()
    (commands / "archive").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n', encoding="utf-8")
    (commands / "archive").chmod(0o755)
    script = (
        ". ./completion; COMP_WORDS=(archive tags delete a); COMP_CWORD=3; _archive_completion archive;"
        'eval "set -- ${COMPREPLY[0]}"; echo $#; printf %s "$1"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=named,
        env={**environment(root, None), "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stdout == f"1\n{_HOSTILE}", done.stderr
    assert not (named / "x").exists()
