"""Two laptops that exchange what is immutable show the same, in whatever order, and lose nobody's work."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import fill, sample, union, visible

from store.archive import Archive
from store.errors import NothingToUndo
from store.log import clock

IDS = [sample(number)[1].sha256 for number in range(3)]
NAMES = ["سجن", "presse"]
laptop = st.integers(0, 2)
which = st.integers(0, 2)
act = st.one_of(
    st.tuples(st.just("tag"), laptop, which, st.sampled_from(NAMES)),
    st.tuples(st.just("untag"), laptop, which, st.sampled_from(NAMES)),
    st.tuples(st.just("note"), laptop, which, st.sampled_from(["أ", "ب", ""])),
    st.tuples(st.just("title"), laptop, which, st.sampled_from(["x", None])),
    st.tuples(st.just("import"), laptop, st.integers(3, 4)),
    st.tuples(st.just("undo"), laptop),
    st.tuples(st.just("merge"), laptop, laptop),
    st.tuples(st.just("clock"), laptop, st.integers(-(10**12), 10**12)),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three articles, to be copied file by file: the copies have the same replica id."""
    path = tmp_path_factory.mktemp("template") / "archive.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3))
    return path


def _act(paths: list[Path], what: tuple[Any, ...]) -> None:
    kind, number, *rest = what
    if kind == "merge":
        if number != rest[0]:
            union(paths[number], paths[rest[0]])
        return
    with Archive.open(paths[number]) as archive:
        if kind == "clock":
            with archive.write() as conn:
                now = max(clock.tick(conn) + (rest[0] << 16), 1)
                conn.execute("UPDATE local SET value = ? WHERE key = 'hlc'", (str(now),))
        elif kind == "import":
            fill(archive, range(rest[0], rest[0] + 1))
        elif kind == "undo":
            with contextlib.suppress(NothingToUndo):
                archive.undo()
        elif archive.connection().execute("SELECT 1 FROM listing WHERE id = ?", (IDS[rest[0]],)).fetchone():
            if kind in {"tag", "untag"}:
                archive.tag([IDS[rest[0]]], **{"add" if kind == "tag" else "remove": [rest[1]]})
            elif kind == "note":
                archive.set_note(IDS[rest[0]], rest[1])
            else:
                archive.edit(IDS[rest[0]], "title", rest[1])


def _merged(folder: Path, name: str, first: Path, *others: Path) -> Path:
    made = Path(shutil.copy(first, folder / name))
    for other in others:
        union(made, other)
    return made


def _shown(path: Path) -> dict[str, Any]:
    with Archive.open(path) as archive:
        return visible(archive)


def _rows(path: Path) -> list[set[tuple[Any, ...]]]:
    with Archive.open(path) as archive:
        conn = archive.connection()
        return [
            set(conn.execute(f"SELECT * FROM {table}")) for table in ("change", "fact", "over", "original")
        ]


@settings(max_examples=25, deadline=None)
@given(st.lists(act, max_size=12))
def test_a_union_commutes_converges_and_loses_nothing(template: Path, acts: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        laptops = [Path(shutil.copy(template, folder / f"{number}.db")) for number in range(3)]
        for what in acts:
            _act(laptops, what)
        orders = list(itertools.permutations(laptops))
        merged = [_merged(folder, f"m{at}.db", *order) for at, order in enumerate(orders)]
        shown = [_shown(path) for path in merged]
        assert all(one == shown[0] for one in shown)
        rows = _rows(merged[0])
        union(merged[0], laptops[1])
        assert _rows(merged[0]) == rows
        assert _shown(merged[0]) == shown[0]
        for path in laptops:
            assert all(mine <= everybodys for mine, everybodys in zip(_rows(path), rows, strict=True))


def test_a_tag_stays_unless_somebody_who_saw_it_took_it(template: Path, tmp_path: Path) -> None:
    one, two = (Path(shutil.copy(template, tmp_path / f"{name}.db")) for name in ("one", "two"))
    with Archive.open(one) as archive:
        archive.tag(IDS[:1], ["سجن"])
        archive.tag(IDS[:1], remove=["سجن"])
        archive.set_note(IDS[0], "من الأول")
        archive.edit(IDS[0], "title", "أ")
    with Archive.open(two) as archive:
        archive.tag(IDS[:1], ["سجن"])
        archive.set_note(IDS[0], "من الثاني")
        archive.edit(IDS[0], "title", "ب")
    union(one, two)
    with Archive.open(one) as archive:
        assert archive.article(IDS[0]).tags == ("سجن",)
        apart = {item.field: item.values for item in archive.disagreements(IDS[0])}
        assert apart == {"note": ("من الأول", "من الثاني"), "title": ("أ", "ب")}
        assert archive.article(IDS[0]).note == "من الثاني"
        archive.set_note(IDS[0], "من الاثنين")
        archive.edit(IDS[0], "title", "ج")
        assert archive.disagreements(IDS[0]) == []
        archive.undo()
        assert [item.values for item in archive.disagreements(IDS[0])] == [("أ", "ب")]
