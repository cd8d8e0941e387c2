"""A merge and what waits for it survive a repair that makes a new archive of the pages of the old."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.archive import Archive
from store.merging import merging
from store.safekeeping import doctor
from store.salvage import making
from tests.store.making import visible
from tests.store.merging.laptops import source


def _with(path: Path, copy: int) -> None:
    with Archive.open(path, create=True) as archive:
        batch = archive.start_batch(["/"], [str(copy)])
        archive.add(*source(0, copy), batch=batch)
        archive.finish_batch(batch)


@pytest.mark.parametrize("taken_back", [False, True])
def test_it_can_be_taken_back_and_done_again(tmp_path: Path, taken_back: bool) -> None:
    mine, hers, saved = (tmp_path / name for name in ("mine.db", "hers.db", "saved.db"))
    _with(hers, 1)
    _with(mine, 0)
    with Archive.open(mine) as archive:
        before = visible(archive)
        merging.merge(archive, hers)
        after = visible(archive)
        if taken_back:
            archive.undo()
    assert not making.save(mine, saved).lost
    with Archive.open(saved) as archive:
        assert [check for check in doctor.examine(archive) if not check.ok] == []
        if not taken_back:
            assert visible(archive) == after
            archive.undo()
        assert visible(archive) == before
        merging.merge(archive, hers)
        assert visible(archive) == after
        assert [check for check in doctor.examine(archive) if not check.ok] == []
