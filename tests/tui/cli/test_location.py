"""Which archive is opened: --db, then $ARCHIVE_DB, then ./archive.db, then the user's own."""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run
from tui.cli.location import locate, make_folder, user_folder


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_option_comes_before_everything(inside: Path) -> None:
    (inside / "archive.db").touch()
    found = locate("given.db", {"ARCHIVE_DB": "variable.db"})
    assert (found.path, found.chosen_by) == (Path("given.db"), "--db")


def test_the_variable_comes_before_the_folder(inside: Path) -> None:
    (inside / "archive.db").touch()
    found = locate(None, {"ARCHIVE_DB": "variable.db"})
    assert (found.path, found.chosen_by) == (Path("variable.db"), "ARCHIVE_DB")


def test_an_empty_variable_names_nothing(inside: Path) -> None:
    assert locate(None, {"ARCHIVE_DB": ""}).chosen_by == "user"


def test_an_archive_in_this_folder_comes_before_the_users(inside: Path) -> None:
    (inside / "archive.db").touch()
    found = locate(None, {})
    assert (found.path, found.chosen_by) == (inside / "archive.db", "folder")


def test_a_folder_of_that_name_is_no_archive(inside: Path) -> None:
    (inside / "archive.db").mkdir()
    assert locate(None, {}).chosen_by == "user"


def test_the_users_archive_is_the_last_resort_and_its_folder_is_made(inside: Path) -> None:
    found = locate(None, {})
    assert found.path == user_folder() / "archive.db"
    assert not found.path.parent.exists()
    make_folder(found)
    assert found.path.parent.is_dir()


def test_a_folder_that_a_person_named_is_not_made(inside: Path) -> None:
    located = locate("nowhere/a.db", {})
    assert located.path.absolute() == (inside / "nowhere" / "a.db").absolute()
    make_folder(located)
    assert not (inside / "nowhere").exists()


def test_a_tilde_is_the_home(inside: Path) -> None:
    assert locate("~/a.db", {}).path == Path.home() / "a.db"


def test_a_home_where_nothing_can_be_made_is_said_with_a_way_out(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "a file"
    home.touch()
    data = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "LOCALAPPDATA": str(home / "data")}
    done = run("init", env=data)
    assert done.code == 4
    assert "name another place with --db" in done.err
    assert str(home) in done.err
