"""The settings file: what it may say, and a sentence that names the line where it says something else."""

import os
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run
from tui.settings import BadSettings, Settings, read_settings
from tui.unknown_settings import sentences


def test_no_file_sets_nothing(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == Settings()


def test_both_keys(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('# mine\nlanguage = "fr"\nbidi = "off"\nof_later = "x"\n', encoding="utf-8")
    assert read_settings(path) == Settings("fr", "off")


def test_theme_and_keys(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "light"\n[keys]\nedit_tags = ["t", "f11"]\nleave = "ctrl+g"\n', encoding="utf-8")
    settings = read_settings(path)
    assert settings.theme == "light"
    assert settings.keys == {"edit_tags": ("t", "f11"), "leave": ("ctrl+g",)}


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'\xef\xbb\xbflanguage = "ar"\r\n')
    assert read_settings(path).language == "ar"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\n\nlanguage = "de"\n', "line 3: language is one of ar, fr, en"),
        ('language = "ar"\nbidi = 3\n', "line 2: bidi is one of"),
        ("language = \n", "at line 1"),
        ('theme = "pink"\n', "line 1: theme is one of dark"),
        ("\nkeys = 3\n", "line 2: the keys are a table"),
        ("[keys]\nedit_tags = [1]\n", "line 2: the keys of edit_tags"),
    ],
)
def test_the_line_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=said):
        read_settings(path)


@pytest.mark.parametrize("data", [b"\xef", b"\xff\xfe\x00", b'language = "\x1b]52;c;YQ==\x07"'])
def test_what_is_no_text_is_an_error_too(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    with pytest.raises(BadSettings):
        read_settings(path)


def test_wrong_settings_end_the_command_with_2_and_one_sentence(run: Run) -> None:
    path = Path(run("paths", "--json").json["settings"])
    path.parent.mkdir(parents=True)
    path.write_text('language = "klingon"\n', encoding="utf-8")
    done = run("paths")
    assert done.code == 2
    assert done.stdout == b""
    assert "line 1: language is one of ar, fr, en" in done.err
    assert done.err.count("\n") == 1


def test_settings_choose_the_language(run: Run) -> None:
    path = Path(run("paths", "--json").json["settings"])
    path.parent.mkdir(parents=True)
    path.write_text('language = "fr"\n', encoding="utf-8")
    assert "Exemples" in run("--help", lang=None).out
    assert "Examples" in run("--help", "--lang", "en", lang=None).out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_or_nested_without_end_is_waited_for_by_nobody(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    os.mkfifo(path)
    assert read_settings(path) == Settings()
    path.unlink()
    path.write_text(f"a = {'[' * 5000}", "utf-8")
    with pytest.raises(BadSettings):
        read_settings(path)


def test_a_name_that_means_nothing_is_told_with_the_one_that_may_be_meant(run: Run) -> None:
    path = Path(run("paths", "--json").json["settings"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        '# mine\nlangage = "fr"\nof_later = 1\n[keys]\ntheme = "light"\nlock_after = 5\n', encoding="utf-8"
    )
    done = run("settings")
    assert done.code == 2
    assert "line 2: there is no setting langage. Is language meant?" in done.err
    assert "line 3: there is no setting of_later. 'archive settings' names them all." in done.err
    assert "line 5: theme is no command but a setting" in done.err
    assert "line 6: lock_after is no command but a setting" in done.err
    assert "#language = " in done.out
    assert run("keys").code == 0, "what is no command is no refused key"
    assert run("paths").err == "", "a script is told nothing that it did not ask for"


def test_a_table_that_is_called_nearly_so(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[key]\nedit_tags = ["f11"]\n', encoding="utf-8")
    unknown: dict[str, int] = {}
    assert read_settings(path, unknown) == Settings()
    (sentence,) = sentences(unknown)
    assert "line 1" in sentence
    assert "Is keys meant?" in sentence
