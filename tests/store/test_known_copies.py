"""The copies that are known, and the state each is in."""

from __future__ import annotations

from pathlib import Path

from making import fill

from store.archive import Archive
from store.safekeeping import backup, copies, known_copies


def _states(path: Path) -> dict[str, tuple[str, str, int | None]]:
    found = [known_copies.look(copy) for copy in known_copies.of(path)]
    return {
        one.path.name.partition(".db.")[2] or one.path.name: (one.why, one.state, one.articles)
        for one in found
    }


def test_each_copy_is_known_and_looked_at(archive: Archive, tmp_path: Path) -> None:
    fill(archive, range(6))
    path = archive.path
    assert known_copies.of(path) == []
    daily = copies.keep_daily(archive)
    assert daily is not None
    for name in ("one", "two", "three"):
        backup.hand_out(archive, tmp_path / f"{name}.db")
    backup.hand_out(archive, tmp_path / "one.db")
    (tmp_path / "two.db").unlink()
    data = bytearray((tmp_path / "three.db").read_bytes())
    for at in range(8192, len(data), 8192):
        data[at + 8100 : at + 8140] = bytes(40)
    (tmp_path / "three.db").write_bytes(data)
    found = _states(path)
    assert found[daily.name.partition(".db.")[2]] == ("daily", "whole", 6)
    assert found["one.db"] == ("backup", "whole", 6)
    assert found["two.db"] == ("backup", "gone", None)
    assert found["three.db"][:2] == ("backup", "damaged")
    assert len(found) == 4


def test_copies_beside_an_archive_that_is_gone_are_known(archive: Archive) -> None:
    fill(archive, range(3))
    assert copies.keep_daily(archive) is not None
    archive.close()
    archive.path.unlink()
    assert [one[:2] for one in _states(archive.path).values()] == [("daily", "whole")]
