"""Paths as they are typed, pasted and dropped; and completing one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.typed_paths import completed, typed_path, typed_paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "مجلد المقالات"
    path.mkdir()
    for name in ("a.txt", "b c.txt", "مقال أول.txt", "مقال ثان.html"):
        (path / name).write_text("x", encoding="utf-8")
    (path / "sub").mkdir()
    (path / ".hidden").write_text("x")
    return path


@pytest.mark.parametrize("form", ["{}", "'{}'", '"{}"', "«{}»", "  {}  "])
def test_one_path_with_blanks_in_any_quotes(folder: Path, form: str) -> None:
    assert typed_paths(form.format(folder / "b c.txt")) == [folder / "b c.txt"]


def test_an_address_and_a_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed_paths((folder / "مقال أول.txt").as_uri()) == [folder / "مقال أول.txt"]
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    assert typed_path("~/a.txt") == folder / "a.txt"


def test_several_dropped_in_a_row_or_pasted_as_lines(folder: Path) -> None:
    wanted = [folder / "a.txt", folder / "b c.txt", folder / "sub"]
    quoted = " ".join(f"'{path}'" for path in wanted)
    assert typed_paths(quoted) == wanted
    assert typed_paths("\n".join(map(str, wanted))) == wanted
    assert typed_paths(" ".join(map(str, wanted))) == wanted
    assert typed_paths(" ".join(path.as_uri() for path in wanted)) == wanted
    if os.name != "nt":
        assert typed_paths(" ".join(str(path).replace(" ", "\\ ") for path in wanted)) == wanted


def test_what_is_not_there_stays_as_it_is_typed() -> None:
    assert typed_paths("/no such/file here.txt") == [Path("/no such/file here.txt")]
    assert typed_paths("  ") == []


def test_completing(folder: Path) -> None:
    assert completed(f"{folder}/a") == (f"{folder}/a.txt", [])
    assert completed(f"{folder}/su") == (f"{folder}/sub{os.sep}", [])
    text, names = completed(f"{folder}/مق")
    assert (text, names) == (f"{folder}/مقال ", ["مقال أول.txt", "مقال ثان.html"])
    assert completed(f"{folder}/zzz") == (f"{folder}/zzz", [])
    assert ".hidden" not in completed(f"{folder}/")[1]
    assert completed(f"{folder}/.h")[0] == f"{folder}/.hidden"
    assert completed("/no such folder/x") == ("/no such folder/x", [])
    assert completed(f"{folder.parent}/مج")[0] == f"{folder}{os.sep}"
