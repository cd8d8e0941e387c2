"""A merge that joined articles is taken back: exactly, for the other archive too, and done again as before."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from store.archive import Archive
from store.article import Article, Line, Provenance
from store.merging import merging
from store.safekeeping import doctor
from tests.store.making import visible


def _with(path: Path, copy: int, *, tag: str = "") -> str:
    """An archive with the text of the same article from bytes of its own; the article's id."""
    words = " ".join(f"كلمة{number}" for number in range(40))
    raw = f"{words}#{copy}".encode()
    where = Provenance(f"/{copy}", hashlib.sha256(raw).hexdigest(), len(raw), "capture", "1")
    article = Article(lines=(Line("عنوان النص", "title"), Line(words)), title="عنوان النص")
    with Archive.open(path, create=True) as archive:
        batch = archive.start_batch(["/"])
        ident = archive.add(article, where, raw, batch=batch).id
        archive.finish_batch(batch)
        if tag:
            archive.tag([ident], [tag])
    return ident


def _looks(path: Path) -> dict[str, Any]:
    with Archive.open(path) as archive:
        assert [check for check in doctor.examine(archive) if not check.ok] == []
        return visible(archive)


def _merge(into: Path, other: Path) -> merging.Merged:
    with Archive.open(into) as archive:
        return merging.merge(archive, other)


def _undo(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.undo()


@pytest.mark.parametrize("mine_is_older", [True, False])
def test_one_that_joined_the_same_text(tmp_path: Path, mine_is_older: bool) -> None:
    mine, hers = tmp_path / "mine.db", tmp_path / "hers.db"
    for path, copy in ((mine, 0), (hers, 1))[:: 1 if mine_is_older else -1]:
        _with(path, copy, tag="منها" if copy else "مني")
    before, there = _looks(mine), _looks(hers)
    assert _merge(mine, hers).joined == 1
    after = _looks(mine)
    for _ in range(2):
        _undo(mine)
        assert _looks(mine) == before
        _merge(mine, hers)
        assert _looks(mine) == after
    _undo(mine)
    # What she hears of a merge that was taken back takes nothing from her.
    _merge(hers, mine)
    assert _looks(hers) != there
    _merge(mine, hers)
    assert _looks(mine) == _looks(hers)
    tags = {name for name, _ in _looks(hers)["tags"]}
    assert tags == {"مني", "منها"}


def test_what_came_in_is_joined_though_its_text_stayed_here(tmp_path: Path) -> None:
    """Her import was taken back, so that its text is here of an article that is not shown; then she did it again."""
    mine, hers = tmp_path / "mine.db", tmp_path / "hers.db"
    _with(hers, 1)
    _undo(hers)
    _with(mine, 0)
    assert _merge(mine, hers).joined == 0
    with Archive.open(hers) as archive:
        archive.redo()
    assert _merge(mine, hers).joined == 1
    with Archive.open(mine) as archive:
        assert archive.count() == 1


def test_no_number_of_articles_is_below_none(tmp_path: Path) -> None:
    mine, hers = tmp_path / "mine.db", tmp_path / "hers.db"
    _with(hers, 1)
    _undo(hers)
    _with(mine, 0)
    with Archive.open(mine) as archive:
        tried = merging.merge(archive, hers, dry_run=True)
        done = merging.merge(archive, hers)
    assert (tried.articles, tried.joined) == (done.articles, done.joined) == (0, 0)
