"""A merge that joined articles is taken back: exactly, for the other archive too, and done again as before."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any

import pytest

from store.archive import Archive
from store.article import Article, Line, Provenance
from store.errors import CannotTakeBack
from store.log import undo
from store.merging import merging
from store.safekeeping import doctor, dump, purge
from tests.store.making import sample, visible


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


def test_an_import_that_came_in_two_parts_goes_part_by_part(tmp_path: Path) -> None:
    """Her archive was copied to the stick while she imported, and once more when that was done."""
    mine, hers = tmp_path / "mine.db", tmp_path / "hers.db"
    Archive.open(mine, create=True).close()
    looks = [_looks(mine)]
    with Archive.open(hers, create=True) as archive:
        batch = archive.start_batch(["/"])
        for number in range(2):
            archive.add(*sample(number), batch=batch)
            _merge(mine, hers)
            looks.append(_looks(mine))
        archive.finish_batch(batch)
    for look in looks[-2::-1]:
        _undo(mine)
        assert _looks(mine) == look
    _merge(mine, hers)
    assert _looks(mine) == looks[-1]


def test_what_only_repeats_something_deleted_falls_again(tmp_path: Path) -> None:
    """A tag that came by a dump falls with the one it repeats; that the merge was taken back once does not keep it."""
    mine, hers = tmp_path / "mine.db", tmp_path / "hers.db"
    ident = _with(hers, 0, tag="سجن")
    _with(mine, 0)
    with Archive.open(hers) as archive, archive.read() as conn:
        lines = list(dump.lines(conn))
    with Archive.open(mine) as archive, archive.write() as conn:
        assert dump.load(conn, lines, "work", "").new == 1
    with Archive.open(hers) as archive:
        archive.tag([ident], remove=["سجن"])
    assert _merge(mine, hers).repeated == 1
    after = _looks(mine)
    _undo(mine)
    assert _looks(mine) != after
    _merge(mine, hers)
    assert _looks(mine) == after


def test_a_step_of_a_laptop_whose_clock_was_ahead_is_taken_back_and_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, hers = tmp_path / "mine.db", tmp_path / "hers.db"
    with monkeypatch.context() as patched:
        ahead = time.time_ns() + 365 * 86_400 * 10**9
        patched.setattr(time, "time_ns", lambda: ahead)
        ident = _with(hers, 0)
        with Archive.open(hers) as archive:
            step = archive.tag([ident], ["سجن"]).id
    _with(mine, 0)
    _merge(mine, hers)
    with Archive.open(mine) as archive, archive.write() as conn:
        undo.take_back(conn, step, "")
        assert next(one for one in undo.history(conn, 9, of_all=True) if one.id == step).undone
    _merge(hers, mine)
    _merge(mine, hers)
    with Archive.open(hers) as archive, Archive.open(mine) as other:
        assert archive.tags() == other.tags() == []


def test_what_others_purged_is_forgotten_with_the_merge_that_told_of_it(tmp_path: Path) -> None:
    """She had purged an article and took it in again on purpose: a merge that is done anew brings it anew."""
    mine, hers = tmp_path / "mine.db", tmp_path / "hers.db"
    Archive.open(mine, create=True).close()
    ident = _with(hers, 0)
    purge.purge(hers, [ident])
    with Archive.open(hers) as archive, archive.write() as conn:
        kept = conn.execute("SELECT salt, hash FROM purged").fetchall()
        conn.execute("DELETE FROM purged")
    _with(hers, 0)
    with Archive.open(hers) as archive, archive.write() as conn:
        conn.executemany("INSERT INTO purged(salt, hash) VALUES(?, ?)", kept)
    _merge(mine, hers)
    after = _looks(mine)
    _undo(mine)
    _merge(mine, hers)
    assert ident in after
    assert _looks(mine) == after


def test_a_third_one_hears_of_a_merge_that_was_taken_back(tmp_path: Path) -> None:
    """Of what was put aside it has neither the text nor who said it, until she brings it."""
    mine, hers, third = (tmp_path / name for name in ("mine.db", "hers.db", "third.db"))
    _with(mine, 0, tag="مني")
    _with(hers, 1, tag="منها")
    Archive.open(third, create=True).close()
    _merge(mine, hers)
    _undo(mine)
    before = _looks(mine)
    assert _merge(third, mine).articles == 1
    assert _looks(third) == before
    _merge(third, hers)
    _looks(third)
    for _ in range(2):
        _merge(hers, third)
        _merge(mine, hers)
        _merge(third, mine)
    assert _looks(mine) == _looks(hers) == _looks(third)
    assert {name for name, _ in _looks(hers)["tags"]} == {"مني", "منها"}
    with Archive.open(third) as archive:
        assert archive.count() == 1


@pytest.mark.parametrize("had_it", [True, False])
def test_a_tag_taken_off_comes_back_though_its_merge_was_taken_back_before(
    tmp_path: Path, had_it: bool
) -> None:
    mine, hers = tmp_path / "mine.db", tmp_path / "hers.db"
    ident = _with(hers, 0, tag="سجن")
    if had_it:
        _with(mine, 0)
    with Archive.open(mine, create=not had_it) as archive:
        merged = merging.merge(archive, hers)
        removed = archive.tag([ident], remove=["سجن"])
        with archive.write() as conn:
            undo.take_back(conn, merged.change.id, "")
        with pytest.raises(CannotTakeBack, match="merge the same archive again"), archive.write() as conn:
            undo.take_back(conn, removed.id, "")
        merging.merge(archive, hers)
        assert archive.article(ident).tags == ()
        with archive.write() as conn:
            undo.take_back(conn, removed.id, "")
        assert archive.article(ident).tags == ("سجن",)
    _looks(mine)
