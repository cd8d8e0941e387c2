"""What was purged: no merge brings it back to whom purged it, and nobody else's archive depends on who is merged first."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive import Archive
from store.errors import ArchiveError, WasPurged
from store.log.changes import Change
from store.merging import merging, purges
from store.safekeeping import custody, doctor
from store.safekeeping.purge import purge
from store.similar import joining
from tests.store.merging.laptops import COPIES, ids_of, source, stored

LAPTOPS, TEXTS = 3, 3
laptop, text = st.integers(0, LAPTOPS - 1), st.integers(0, TEXTS - 1)
acts = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["import", "import", "again"]), laptop, text, st.integers(0, COPIES - 1)),
        st.tuples(st.sampled_from(["purge", "tag", "note"]), laptop, text, st.just(0)),
        st.tuples(st.just("join"), laptop, text, text).filter(lambda act: act[2] != act[3]),
        st.tuples(st.sampled_from(["merge", "merge", "copy"]), laptop, laptop, st.just(0)),
    ),
    max_size=14,
)
Gone = list[set[int]]
"""Of each laptop the texts that were purged there, and not taken in again on purpose."""


def _take(archive: Archive, number: int, copy: int, *, purged_too: bool = False) -> str:
    batch = archive.start_batch(["/"])
    batch.purged_too = purged_too
    try:
        return archive.add(*source(number, copy), batch=batch).id
    finally:
        archive.finish_batch(batch)


def _begin(folder: str, full: bool) -> tuple[list[Path], Gone]:
    """The laptops; `full`: each has every text, from bytes of its own, with a tag."""
    paths = [Path(folder, f"{number}.db") for number in range(LAPTOPS)]
    for copy, path in enumerate(paths):
        with Archive.open(path, create=True) as archive:
            for number in range(TEXTS if full else 0):
                _work(archive, "import", number, copy)
                _work(archive, "tag", number, 0)
    return paths, [set() for _ in paths]


def _act(paths: list[Path], gone: Gone, what: tuple[Any, ...]) -> None:
    kind, number, first, second = what
    if kind == "copy":
        if number != first:
            shutil.copy(paths[first], paths[number])
            gone[number] = set(gone[first])
    elif kind == "merge":
        if number != first:
            merge(paths[number], paths[first])
    elif kind == "purge":
        _purge(paths[number], gone[number], first)
    else:
        with Archive.open(paths[number]) as archive, contextlib.suppress(ArchiveError):
            _work(archive, kind, first, second)
            if kind == "again":
                gone[number].discard(first)


def _work(archive: Archive, kind: str, number: int, second: int) -> None:
    match kind:
        case "import" | "again":
            _take(archive, number, second, purged_too=kind == "again")
        case "join":
            here = [*ids_of(archive, number), *ids_of(archive, second)]
            joining.join(archive, here[0], here[1:]) if here else None
        case _:
            # Of one that has other texts too nobody can say of which it was said.
            others = {ident for other in range(TEXTS) if other != number for ident in ids_of(archive, other)}
            for ident in set(ids_of(archive, number)) - others:
                if kind == "tag":
                    archive.tag([ident], [f"سر{number}"])
                else:
                    archive.set_note(ident, f"سر{number}")


def _purge(path: Path, gone: set[int], number: int) -> None:
    """All articles that have this text, with the other texts that they have."""
    with Archive.open(path) as archive:
        ids = ids_of(archive, number)
        gone.update(other for other in range(TEXTS) if set(ids_of(archive, other)) & set(ids))
    if ids:
        purge(path, ids)


def merge(into: Path, other: Path) -> merging.Merged:
    """Merge, and see that the preview said what then came."""
    with Archive.open(into) as archive:
        tried = merging.merge(archive, other, dry_run=True)
        done = merging.merge(archive, other)
        nothing = Change("", "merge")
        assert replace(tried, change=nothing) == replace(done, change=nothing)
        return done


def _has(path: Path) -> set[int]:
    with Archive.open(path) as archive:
        return {number for number in range(TEXTS) if ids_of(archive, number)}


def _shows(path: Path) -> dict[str, Any]:
    with Archive.open(path) as archive:
        assert custody.examine(archive.connection()).sound
        assert [check for check in doctor.examine(archive) if not check.ok] == []
        rows = archive.connection().execute("SELECT id FROM listing").fetchall()
        seen = {ident: archive.article(ident) for (ident,) in rows}
        return {ident: (one.article, one.tags, one.note, one.starred) for ident, one in seen.items()}


def _until_nothing_comes(into: Path, others: list[Path]) -> None:
    came = True
    while came:
        came = False
        for other in others:
            came = not merge(into, other).is_empty or came


@settings(max_examples=25, deadline=None)
@given(acts, st.booleans())
def test_who_purged_never_has_it_again_and_all_others_keep_what_anybody_has(
    done: list[tuple[Any, ...]], full: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        paths, gone = _begin(name, full)
        for what in done:
            _act(paths, gone, what)
            for path, left in zip(paths, gone, strict=True):
                with Archive.open(path) as archive:
                    assert {number: stored(archive, number) for number in left} == {
                        number: set() for number in left
                    }
        anybody = set.union(*map(_has, paths))
        for _ in range(3):
            for into, other in itertools.permutations(paths, 2):
                merge(into, other)
        for path, left in zip(paths, gone, strict=True):
            assert _has(path) == anybody - left
            _shows(path)
            with Archive.open(path) as archive:
                assert all(not stored(archive, number) for number in left)


@settings(max_examples=20, deadline=None)
@given(acts, st.booleans(), st.sets(text, max_size=1), st.permutations(range(LAPTOPS)))
def test_it_does_not_matter_who_is_merged_first(
    done: list[tuple[Any, ...]], full: bool, left: set[int], order: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        paths, gone = _begin(name, full)
        for what in done:
            _act(paths, gone, what)
        mine = Path(name, "mine.db")
        with Archive.open(mine, create=True) as archive:
            ids = [_take(archive, number, 0) for number in left]
        if ids:
            purge(mine, ids)
        yours = Path(shutil.copy(mine, Path(name, "yours.db")))
        _until_nothing_comes(mine, paths)
        _until_nothing_comes(yours, [paths[number] for number in order])
        assert _has(mine) == set.union(*map(_has, paths)) - left
        if all(what[0] != "join" for what in done):
            assert _shows(mine) == _shows(yours)
        # What people joined otherwise here and there, each orders as it hears of it, until both know of both.
        for _ in range(3):
            merge(mine, yours)
            merge(yours, mine)
        assert _shows(mine) == _shows(yours)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path, str, str]:
    """Mine purged one of two articles, both with a tag and a note, which hers has; the one that stayed, and the other."""
    mine, hers = tmp_path / "mine.db", tmp_path / "hers.db"
    with Archive.open(mine, create=True) as archive:
        stayed, left = (_take(archive, number, 0) for number in range(2))
        for number in range(2):
            _work(archive, "tag", number, 0)
            _work(archive, "note", number, 0)
    shutil.copy(mine, hers)
    purge(mine, [left])
    return mine, hers, stayed, left


def _stayed(mine: Path, stayed: str) -> None:
    """The one is as it was, of the other there is nothing."""
    with Archive.open(mine) as archive:
        assert not stored(archive, 1)
        one = archive.article(stayed)
        assert (one.article, one.tags, one.note) == (source(0, 0)[0], ("سر0",), "سر0")
        assert len(one.provenance) == 1
    assert list(_shows(mine)) == [stayed]


@pytest.mark.parametrize("again", [False, True])
def test_what_went_into_an_article_that_stayed_does_not_come_with_it(
    two: tuple[Path, Path, str, str], again: bool
) -> None:
    mine, hers, stayed, left = two
    with Archive.open(hers) as archive:
        joining.join(archive, stayed, [left])
        if again:
            archive.undo()
            archive.redo()
    merge(mine, hers)
    _stayed(mine, stayed)


def test_an_article_that_went_into_one_that_was_purged_stays_by_itself(
    two: tuple[Path, Path, str, str],
) -> None:
    mine, hers, stayed, left = two
    with Archive.open(hers) as archive:
        joining.join(archive, left, [stayed])
    merge(mine, hers)
    _stayed(mine, stayed)
    merge(hers, mine)
    assert _has(hers) == {0, 1}
    with Archive.open(hers) as archive:
        assert archive.count() == 1


def test_what_was_purged_elsewhere_is_named_and_stays(two: tuple[Path, Path, str, str]) -> None:
    mine, hers, _, left = two
    (kept,) = merge(hers, mine).kept
    assert kept == (left, "عنوان النص رقم 1")
    assert _has(hers) == {0, 1}
    assert merge(hers, mine).kept == []
    with Archive.open(hers) as archive, archive.read() as conn:
        assert purges.of(conn) == [kept]
    purge(hers, [left])
    with Archive.open(hers) as archive, archive.read() as conn:
        assert purges.of(conn) == []


@pytest.mark.parametrize("hers_first", [True, False])
def test_who_has_neither_gets_it_and_is_told_in_either_order(
    two: tuple[Path, Path, str, str], tmp_path: Path, hers_first: bool
) -> None:
    mine, hers, stayed, left = two
    third = tmp_path / "third.db"
    Archive.open(third, create=True).close()
    shown = []
    for other in (hers, mine) if hers_first else (mine, hers):
        done = merge(third, other)
        shown.append(_shows(third))
    assert [one.id for one in done.kept] == [left]
    assert set(shown[-1]) == {stayed, left}
    assert shown[-1] == _shows(hers)
    if hers_first:
        assert not done.change.id, "there is nothing to take back"
        return
    with Archive.open(third) as archive:
        archive.undo()
        assert not stored(archive, 1)
    assert _shows(third) == shown[0]
    merge(third, hers)
    assert _shows(third) == shown[1]


def test_an_import_asks_before_it_takes_what_was_purged_elsewhere(
    two: tuple[Path, Path, str, str], tmp_path: Path
) -> None:
    mine, hers, _, left = two
    third = tmp_path / "third.db"
    Archive.open(third, create=True).close()
    merge(third, mine)
    with Archive.open(third) as archive, pytest.raises(WasPurged):
        _take(archive, 1, 2)
    merge(third, hers)
    with Archive.open(third) as archive:
        _take(archive, 1, 2)
        assert archive.count() == 2
        assert len(archive.article(left).provenance) == 2


def test_what_was_purged_and_taken_in_again_comes_with_all_that_others_said_of_it(
    two: tuple[Path, Path, str, str],
) -> None:
    mine, hers, _, left = two
    with Archive.open(mine) as archive:
        _take(archive, 1, 0, purged_too=True)
        assert archive.article(left).note == ""
    merge(mine, hers)
    merge(hers, mine)
    assert _shows(mine) == _shows(hers)
    with Archive.open(mine) as archive:
        assert (archive.article(left).tags, archive.article(left).note) == (("سر1",), "سر1")
