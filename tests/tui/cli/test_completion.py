"""What a shell is told when it asks to complete a word; the bash script in a real bash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run, environment


def _asked(where: tuple[Path, Path], shell: str, words: str, at: int, lang: str = "en") -> list[str]:
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
