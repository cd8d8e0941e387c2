"""The settings as a file with what each means: all of them are in it, it is read back as what it was made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run
from tui.i18n import LANGUAGES, set_language
from tui.settings import Settings, read_settings
from tui.settings_file import keep_setting
from tui.settings_page import settings_page

ALL = Settings(
    "fr", "off", "osc52", "contrast", "off", "off", "off", 2.5, {"undo": ("u", "f11"), "help": ('"', "\\")}
)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    set_language("en")


def test_every_setting_is_there_and_none_is_set() -> None:
    page = settings_page(Settings())
    named = {found[1] for found in re.finditer(r"^#?(\w+) = ", page, re.MULTILINE)}
    assert {one.name for one in fields(Settings)} - {"keys"} <= named
    assert "[keys]" in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("settings", [Settings(), ALL])
def test_what_is_written_is_read_again(tmp_path: Path, language: str, settings: Settings) -> None:
    set_language(language)
    path = tmp_path / "settings.toml"
    path.write_text(settings_page(settings), encoding="utf-8")
    assert read_settings(path) == settings


def test_what_stands_behind_a_sign_can_be_set_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(re.sub(r"^#(?=\S)", "", settings_page(Settings()), flags=re.MULTILINE), encoding="utf-8")
    assert read_settings(path).keys == {"toggle_star": ("e", "f11")}


def test_the_app_begins_a_file_with_all_settings_and_sets_one_in_its_line(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    keep_setting(path, "theme", "light")
    keep_setting(path, "language", "fr")
    keep_setting(path, "theme", "contrast")
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if line and line[0] not in "#["] == [
        'language = "fr"',
        'theme = "contrast"',
    ]
    assert lines[lines.index('theme = "contrast"') - 1].startswith("# The colours")
    assert read_settings(path) == Settings(language="fr", theme="contrast")


def test_a_sentence_behind_a_sign_stays_a_comment(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('#theme = "dark" was nicer\n', encoding="utf-8")
    keep_setting(path, "theme", "light")
    assert path.read_text("utf-8") == '#theme = "dark" was nicer\ntheme = "light"\n'


def test_the_command_prints_them_and_makes_a_file_once(run: Run) -> None:
    path = Path(run("paths", "--json").json["settings"])
    printed = run("settings")
    assert printed.code == 0
    assert "#theme = " in printed.out
    assert not path.exists()
    made = run("settings", "--create")
    assert str(path) in made.out
    assert path.read_text("utf-8") == printed.out
    path.write_text('theme = "light"\n', encoding="utf-8")
    assert "stays as it is" in run("settings", "--create").out
    assert '\ntheme = "light"\n' in run("settings").out
    assert path.read_text("utf-8") == 'theme = "light"\n'
