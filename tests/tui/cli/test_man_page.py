"""The manual page is made of today's commands, and roff reads it without a complaint."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tui.cli.man_page import LANGUAGES, man_page
from tui.cli.subcommands import COMMANDS
from tui.i18n import set_language


def _file(root: Path, lang: str) -> Path:
    return root / "docs" / "man" / ("" if lang == "en" else lang) / "archive.1"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_current(root: Path, lang: str) -> None:
    set_language(lang)
    assert _file(root, lang).read_text("utf-8") == man_page(), "make pages"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_has_every_command(lang: str) -> None:
    set_language(lang)
    page = man_page()
    for name in COMMANDS:
        assert f".SS archive {name}" in page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.skipif(shutil.which("groff") is None, reason="install groff")
def test_roff_has_nothing_to_complain_about(root: Path, lang: str) -> None:
    done = subprocess.run(
        ["groff", "-k", "-man", "-Tutf8", "-ww", str(_file(root, lang))],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        "archive search" in "".join(letter for letter in done.stdout if letter != "\b") or "ss" in done.stdout
    )
