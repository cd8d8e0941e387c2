"""Whatever people do on two or three laptops: merges agree with a union of all rows, with a model of tags, and with each other."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive import Archive
from store.errors import ArchiveError, NothingToUndo
from store.log import clock, undo
from store.merging import merging
from store.safekeeping import custody
from store.thesaurus import changing
from tests.store.making import fill, sample, union, visible

IDS = [sample(number)[1].sha256 for number in range(3)]
NAMES = ["سجن", "presse"]
laptop = st.integers(0, 1)
which = st.integers(0, 2)
act = st.one_of(
    st.tuples(st.just("tag"), laptop, which, st.sampled_from(NAMES)),
    st.tuples(st.just("untag"), laptop, which, st.sampled_from(NAMES)),
    st.tuples(st.just("star"), laptop, which, st.booleans()),
    st.tuples(st.just("note"), laptop, which, st.sampled_from(["أ", "ب", ""])),
    st.tuples(st.just("title"), laptop, which, st.sampled_from(["x", "y", None])),
    st.tuples(st.just("people"), laptop, which, st.sampled_from(["ليلى", "سعيد"])),
    st.tuples(st.just("rename"), laptop, st.sampled_from(NAMES)),
    st.tuples(st.just("label"), laptop, st.sampled_from(["prison", "geôle"])),
    st.tuples(st.just("import"), laptop, st.integers(3, 4)),
    st.tuples(st.just("undo"), laptop),
    st.tuples(st.just("clock"), laptop, st.integers(-(10**12), 10**12)),
    st.tuples(st.just("merge"), laptop),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three articles; copies of it bear the same name."""
    path = tmp_path_factory.mktemp("template") / "archive.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3), ("سجن",))
    return path


def _act(paths: list[Path], what: tuple[Any, ...]) -> None:
    kind, number, *rest = what
    if kind == "merge":
        _merge(paths[number], paths[1 - number])
        return
    with Archive.open(paths[number]) as archive, contextlib.suppress(NothingToUndo, ArchiveError):
        _do(archive, kind, rest)


def _do(archive: Archive, kind: str, rest: list[Any]) -> None:
    match kind:
        case "clock":
            with archive.write() as conn:
                now = max(clock.tick(conn) + (rest[0] << 16), 1)
                conn.execute("UPDATE local SET value = ? WHERE key = 'hlc'", (str(now),))
        case "import":
            fill(archive, range(rest[0], rest[0] + 1))
        case "undo":
            archive.undo()
        case "tag" | "untag":
            archive.tag([IDS[rest[0]]], **{"add" if kind == "tag" else "remove": [rest[1]]})
        case "star":
            archive.star([IDS[rest[0]]], rest[1])
        case "note":
            archive.set_note(IDS[rest[0]], rest[1])
        case "title":
            archive.edit(IDS[rest[0]], "title", rest[1])
        case "people":
            archive.edit(IDS[rest[0]], "people", [rest[1]])
        case "rename":
            archive.rename_tag(rest[0], f"إعلام/{rest[0]}")
        case "label":
            with archive.write() as conn:
                changing.name(conn, "سجن", "", labels={"fr": rest[0]})


def _merge(into: Path, other: Path) -> merging.Merged:
    with Archive.open(into) as archive:
        return merging.merge(archive, other)


def _shown(path: Path) -> dict[str, Any]:
    with Archive.open(path) as archive:
        assert custody.examine(archive.connection()).sound
        return visible(archive)


@settings(max_examples=25, deadline=None)
@given(st.lists(act, max_size=14))
def test_both_show_the_same_afterwards_and_what_a_union_shows(
    template: Path, acts: list[tuple[Any, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [Path(shutil.copy(template, folder / f"{number}.db")) for number in range(2)]
        for what in acts:
            _act(paths, what)
        united = Path(shutil.copy(paths[0], folder / "united.db"))
        union(united, paths[1])
        before = _shown(paths[0])
        bytes_before = paths[1].read_bytes()
        made = _merge(paths[0], paths[1])
        assert paths[1].read_bytes() == bytes_before, "the other file is as it was"
        assert _shown(paths[0]) == _shown(united)
        again = _merge(paths[0], paths[1])
        assert (again.change.id, again.is_empty) == ("", True)
        _merge(paths[1], paths[0])
        assert _shown(paths[1]) == _shown(paths[0])
        if made.change.id:
            with Archive.open(paths[0]) as archive, archive.write() as conn:
                undo.take_back(conn, made.change.id, "")
            assert _shown(paths[0]) == before
            _merge(paths[0], paths[1])
            assert _shown(paths[0]) == _shown(paths[1])


tags = st.one_of(
    st.tuples(st.sampled_from(["tag", "untag"]), st.integers(0, 2), which, st.sampled_from(NAMES)),
    st.tuples(st.just("merge"), st.integers(0, 2), st.integers(0, 2)),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(tags, max_size=16))
def test_a_tag_is_there_where_somebody_gave_it_and_nobody_who_saw_that_took_it(
    template: Path, acts: list[tuple[Any, ...]]
) -> None:
    """The model: givings, each of its own, and those that are known to be taken, in each laptop's memory."""
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(shutil.copy(template, Path(name, f"{number}.db"))) for number in range(3)]
        first = {(ident, "سجن", 0) for ident in range(3)}
        given_ = [set(first) for _ in paths]
        taken: list[set[tuple[int, str, int]]] = [set() for _ in paths]
        for at, (kind, number, *rest) in enumerate(acts, 1):
            if kind == "merge":
                if number != rest[0]:
                    _merge(paths[number], paths[rest[0]])
                    given_[number] |= given_[rest[0]]
                    taken[number] |= taken[rest[0]]
                continue
            ident, tag = rest
            has = {one for one in given_[number] - taken[number] if one[:2] == (ident, tag)}
            if kind == "untag":
                taken[number] |= has
            elif not has:
                given_[number].add((ident, tag, at))
            _act([*paths[number : number + 1]], (kind, 0, ident, tag))
        for path, gave, took in zip(paths, given_, taken, strict=True):
            with Archive.open(path, read_only=True) as archive:
                for ident, full in enumerate(IDS):
                    wanted = {tag for of, tag, _ in gave - took if of == ident}
                    assert set(archive.article(full).tags) == wanted
