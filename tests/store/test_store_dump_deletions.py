"""Dumps that go there and back between two laptops: what was deleted on either stays deleted, and merges agree with them."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive import Archive
from store.log.facts import heads
from store.merging import merging
from store.safekeeping import custody, dump
from tests.store.making import fill, sample, visible

IDS = [sample(number)[1].sha256 for number in range(3)]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three articles to which nobody did anything."""
    path = tmp_path_factory.mktemp("dump") / "template.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3))
    return path


@pytest.fixture
def two(template: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two laptops that imported the same articles and know nothing of each other but dumps."""
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    for path in (one, other):
        with Archive.open(path, create=True) as archive:
            fill(archive, range(3))
    return one, other


def _do(path: Path, *acts: Callable[[Archive], object]) -> None:
    with Archive.open(path) as archive:
        for act in acts:
            act(archive)


def _give(source: Path, into: Path, *, old: bool = False) -> dump.Loaded:
    """What one dumps, the other loads; `old`: as an older version of the program wrote it."""
    with Archive.open(source) as archive, archive.read() as conn:
        lines = list(dump.lines(conn))
    if old:
        said = [json.loads(line) for line in lines]
        lines = [
            json.dumps({name: value for name, value in one.items() if name not in {"fact", "over"}})
            for one in said
            if one["format"] == dump.FORMAT
        ]
    with Archive.open(into) as archive:
        with archive.write() as conn:
            loaded = dump.load(conn, lines, source.name, "")
        assert loaded.refused == 0
        assert custody.examine(archive.connection()).sound
        return loaded


def _tags(path: Path, number: int = 0) -> tuple[str, ...]:
    with Archive.open(path) as archive:
        return archive.article(IDS[number]).tags


@pytest.mark.parametrize("old", [False, True])
def test_what_was_taken_off_does_not_come_back_with_the_others_dump(
    two: tuple[Path, Path], old: bool
) -> None:
    one, other = two
    _do(one, lambda it: it.tag(IDS[:2], ["سجن"]), lambda it: it.set_note(IDS[0], "سر"))
    _give(one, other, old=old)
    _do(one, lambda it: it.tag(IDS[:1], remove=["سجن"]), lambda it: it.set_note(IDS[0], ""))
    loaded = _give(other, one, old=old)
    assert (loaded.new, loaded.deleted) == (0, 2)
    assert _tags(one) == ()
    with Archive.open(one) as archive:
        assert archive.article(IDS[0]).note == ""


def test_the_next_dump_takes_it_off_there_too(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(
        one,
        lambda it: it.tag(IDS, ["سجن"]),
        lambda it: it.edit(IDS[1], "title", "أول"),
        lambda it: it.star(IDS[:1]),
    )
    _give(one, other)
    _do(
        one,
        lambda it: it.tag(IDS[:1], remove=["سجن"]),
        lambda it: it.edit(IDS[1], "title", "ثان"),
        lambda it: it.star(IDS[:1], on=False),
    )
    _give(one, other)
    assert (_tags(other, 0), _tags(other, 1)) == ((), ("سجن",))
    with Archive.open(other) as archive:
        assert archive.article(IDS[1]).article.title == "ثان"
        assert archive.disagreements(IDS[1]) == []
        assert not archive.article(IDS[0]).starred
    assert _give(other, one).new == 0
    assert _give(one, other).new == 0


def test_an_undo_and_its_taking_back_go_there_too(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(one, lambda it: it.tag(IDS[:1], ["سجن"]))
    _give(one, other)
    _do(one, lambda it: it.undo())
    _give(one, other)
    assert _tags(other) == ()
    _do(one, lambda it: it.redo())
    _give(one, other)
    assert _tags(other) == ("سجن",)
    assert _give(other, one).new == 0


def test_what_was_loaded_elsewhere_and_deleted_here_falls_with_a_merge(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(one, lambda it: it.tag(IDS[:1], ["سجن"]))
    _give(one, other)
    _do(one, lambda it: it.tag(IDS[:1], remove=["سجن"]))
    _merge_both(one, other)
    assert _tags(one) == _tags(other) == ()


def test_the_same_of_a_dump_of_an_older_version(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(one, lambda it: it.tag(IDS[:1], ["سجن"]), lambda it: it.tag(IDS[1:2], ["سجن"]))
    _give(one, other, old=True)
    _do(one, lambda it: it.tag(IDS[:1], remove=["سجن"]))
    _merge_both(one, other)
    assert _tags(one) == _tags(other) == ()
    assert _tags(one, 1) == _tags(other, 1) == ("سجن",)


def test_a_load_that_was_taken_back_takes_nothing_from_whoever_loaded_it_too(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    one, other = two
    third = Path(shutil.copy(other, tmp_path / "third.db"))
    _do(one, lambda it: it.tag(IDS[:1], ["سجن"]))
    _give(one, other)
    _give(one, third)
    _do(other, lambda it: it.undo())
    _merge_both(third, other)
    assert _tags(third) == ("سجن",)
    _merge_both(one, third)
    assert _tags(one) == _tags(third) == ("سجن",)


def _merge_both(one: Path, other: Path) -> None:
    for into, source in ((one, other), (other, one), (one, other)):
        with Archive.open(into) as archive:
            merging.merge(archive, source)
            assert custody.examine(archive.connection()).sound
    with Archive.open(one) as archive:
        shown = visible(archive)
    with Archive.open(other) as archive:
        assert visible(archive) == shown


def test_a_dump_supersedes_nothing_in_another_place(two: tuple[Path, Path]) -> None:
    one, _ = two
    _do(one, lambda it: it.tag(IDS[:1], ["سجن"]))
    with Archive.open(one) as archive:
        with archive.read() as conn:
            (fact,) = heads(conn, IDS[:1], ["tag"])
        line = {
            "format": 2,
            "about": IDS[1],
            "kind": "tag",
            "slot": "x",
            "fact": "ab" * 16,
            "over": [fact.id],
        }
        with archive.write() as conn:
            dump.load(conn, [json.dumps(line)], "x", "")
        assert archive.article(IDS[0]).tags == ("سجن",)


GOOD = {"format": 2, "about": "ab" * 32, "kind": "tag", "slot": "x", "fact": "ab" * 16, "over": ["cd" * 16]}
BAD: tuple[dict[str, object], ...] = (
    {"value": None},
    {"fact": ""},
    {"fact": "x"},
    {"over": []},
    {"over": ["x"]},
    {"over": "cd" * 16},
    {"over": ["ab" * 16]},
    {"kind": "arrival"},
    {"kind": "edit", "slot": "body"},
    {"kind": "note"},
    {"kind": "people", "slot": ""},
    {"kind": "label", "about": "tag:a", "slot": "xx"},
    {"slot": "\x1b[2J"},
    {"about": "../x"},
)


@pytest.mark.parametrize("wrong", BAD, ids=str)
def test_what_is_no_line_is_refused(archive: Archive, wrong: dict[str, object]) -> None:
    with archive.write() as conn:
        assert dump.load(conn, [json.dumps(GOOD)], "x", "").new == 1
        assert dump.load(conn, [json.dumps({**GOOD, **wrong})], "x", "").refused == 1


steps = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["tag", "untag", "note", "title"]),
            st.integers(0, 1),
            st.integers(0, 2),
            st.sampled_from("ab"),
        ),
        st.tuples(st.just("give"), st.integers(0, 1)),
    ),
    max_size=12,
)


@settings(max_examples=20, deadline=None)
@given(steps)
def test_dumps_given_to_and_fro_show_what_a_merge_shows(
    template: Path, done: list[tuple[str, int, int, str] | tuple[str, int]]
) -> None:
    """Of tags: the same work once by dumps and once by merges; after dumps both ways nothing that was taken off is there."""
    with tempfile.TemporaryDirectory() as folder:
        by_dump = [Path(shutil.copy(template, Path(folder, f"d{number}.db"))) for number in range(2)]
        by_merge = [Path(shutil.copy(template, Path(folder, f"m{number}.db"))) for number in range(2)]
        for what in (*done, ("give", 0), ("give", 1), ("give", 0)):
            if what[0] == "give":
                into, source = what[1], 1 - int(what[1])
                _give(by_dump[source], by_dump[into])
                with Archive.open(by_merge[into]) as archive:
                    merging.merge(archive, by_merge[source])
                continue
            kind, number, ident, text = what  # type: ignore[misc]  # the longer of the two
            act: dict[str, Callable[[Archive], object]] = {
                "tag": lambda it, i=ident, t=text: it.tag([IDS[i]], [t]),  # type: ignore[misc]
                "untag": lambda it, i=ident, t=text: it.tag([IDS[i]], remove=[t]),  # type: ignore[misc]
                "note": lambda it, i=ident, t=text: it.set_note(IDS[i], t),  # type: ignore[misc]
                "title": lambda it, i=ident, t=text: it.edit(IDS[i], "title", t),  # type: ignore[misc]
            }
            _do(by_dump[number], act[kind])
            _do(by_merge[number], act[kind])
        for number in range(3):
            assert _tags(by_dump[0], number) == _tags(by_dump[1], number)
            assert set(_tags(by_dump[0], number)) <= set(_tags(by_merge[0], number))
