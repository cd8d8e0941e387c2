"""Which kitty needs what: its configuration and its font decide."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tui.terminals.kitty import mode

PRESENT, ABSENT = "DejaVuSansMono", "NoSuchFont-Regular"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "kitty"
    path.mkdir()
    return path


def kitty_env(folder: Path, **more: str) -> dict[str, str]:
    return {"KITTY_CONFIG_DIRECTORY": str(folder), "HOME": str(folder.parent), **more}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", "kitty"),
        ("font_size 12\nforce_ltr yes\n", "app"),
        ("force_ltr no\n", "kitty"),
        ("force_ltr yes\nforce_ltr no\n", "kitty"),
        ("# force_ltr yes\n", "kitty"),
        ("include more.conf\n", "app"),
        ("include kitty.conf\n", "kitty"),  # itself
    ],
)
def test_its_configuration_is_read(folder: Path, lines: str, expected: str) -> None:
    (folder / "kitty.conf").write_text(lines)
    (folder / "more.conf").write_text("force_ltr   yes\n")
    assert mode(PRESENT, env=kitty_env(folder)) == expected


def test_a_configuration_here_says_nothing_of_a_kitty_elsewhere(folder: Path) -> None:
    (folder / "kitty.conf").write_text("force_ltr yes\n")
    assert mode(PRESENT, env=kitty_env(folder, SSH_TTY="/dev/pts/1")) == "kitty"


def test_without_any_file_kitty_turns_words_round(folder: Path) -> None:
    assert mode("", env=kitty_env(folder)) == "kitty"


def test_a_font_without_arabic_leaves_it_to_another(folder: Path) -> None:
    assert mode(ABSENT, env=kitty_env(folder, SSH_TTY="x")) == "kitty-fallback"
    if shutil.which("fc-list") is None:
        pytest.skip("fontconfig is not installed: apt-get install fontconfig")
    assert mode(ABSENT, env=kitty_env(folder)) == "kitty-fallback"


def test_a_name_that_is_no_font_name_asks_for_nothing(folder: Path) -> None:
    assert mode("x:charset=0041 --help", env=kitty_env(folder)) in ("kitty", "kitty-fallback")
