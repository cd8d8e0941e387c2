"""The starter archive is a tracked file: opening the app on it, looking round and leaving changes no byte of it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from starter.build import build
from store.archive import Archive

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")
from tests.terminal.journeys.conftest import SitDown, sit_down, stick

__all__ = ["sit_down", "stick"]  # fixtures of the journeys
pytestmark = pytest.mark.terminal


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as its sources give it today."""
    path = tmp_path_factory.mktemp("built") / "archive.db"
    build(path)
    return path


def test_looking_round_changes_no_byte_and_leaves_no_file(built: Path, sit_down: SitDown) -> None:
    before = sha256(built.read_bytes()).hexdigest()
    person = sit_down(built)
    person.sees("/ 17")
    person.press("s", "To the results")
    person.write("الماء", lambda rows: "/ 17" in rows[0] and "17 / 17" not in rows[0])
    person.press("Enter", lambda rows: "Open" in rows[-1])
    person.press("Enter", "Esc Back")
    person.leaves()
    again = sit_down(built)
    again.sees("/ 17")
    again.leaves()
    assert sha256(built.read_bytes()).hexdigest() == before
    assert [file.name for file in built.parent.iterdir()] == ["archive.db"]


def test_what_comes_in_later_is_new_and_the_first_change_is_copied(
    built: Path, stick: Path, tmp_path: Path, sit_down: SitDown
) -> None:
    from shutil import copyfile

    from importers.ingest import ingest

    path = Path(copyfile(built, tmp_path / "mine.db"))
    with Archive.open(path) as archive:
        came = {one.id for one in ingest(archive, [stick]).articles if one.status == "imported"}
        assert came
        assert {hit.id for hit in archive.hit_rows(archive.search("is:new").docids)} == came
    person = sit_down(path)
    person.sees(f"/ {17 + len(came)}")
    person.leaves()
    assert len(list(tmp_path.glob("mine.db.daily-*.bak"))) == 1
