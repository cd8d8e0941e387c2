"""What people did, as text and back: nothing is lost, nothing that a dump says can do harm."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import fill, sample, visible

from store import saved
from store.archive import Archive
from store.log import facts
from store.safekeeping import custody, dump
from store.thesaurus import changing

IDS = [sample(number)[1].sha256 for number in range(4)]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of four articles to which nobody did anything."""
    path = tmp_path_factory.mktemp("dump") / "template.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(4))
    return path


def _lines(archive: Archive) -> list[str]:
    with archive.read() as conn:
        return list(dump.lines(conn))


def _said(lines: list[str]) -> list[dict[str, Any]]:
    """The lines without when and by whom."""
    return [
        {name: value for name, value in json.loads(line).items() if name not in {"at", "by"}}
        for line in lines
    ]


def _load(archive: Archive, lines: list[str]) -> dump.Loaded:
    with archive.write() as conn:
        return dump.load(conn, lines, "work.jsonl", "ليلى")


def _work(archive: Archive) -> None:
    archive.tag(IDS[:3], ["سجن", "presse/radio"])
    archive.tag(IDS[:1], remove=["سجن"])
    archive.set_note(IDS[0], "سطر\nآخر")
    archive.star(IDS[1:3])
    archive.edit(IDS[1], "title", "غيره")
    archive.edit(IDS[1], "author", None)
    archive.edit(IDS[2], "published", "2019-09")
    with archive.write() as conn:
        changing.name(conn, "سجن", "", labels={"fr": "prison"})
        saved.save(conn, "بحثي", "حقوق tag:سجن", "")


def _is_there_work(archive: Archive) -> bool:
    return any(not step.undone and step.kind not in {"undo", "import"} for step in archive.history())


def _without_dates(shown: dict[str, Any]) -> dict[str, Any]:
    return {
        ident: (value[0], *value[2:7]) if isinstance(value, tuple) else value
        for ident, value in shown.items()
    }


def test_the_work_is_back_in_a_new_archive_of_the_same_articles(template: Path, tmp_path: Path) -> None:
    one, two = (Path(shutil.copy(template, tmp_path / f"{name}.db")) for name in ("one", "two"))
    with Archive.open(one, operator="سعيد") as archive:
        _work(archive)
        lines = _lines(archive)
        then = _without_dates(visible(archive))
    assert [line["by"] for line in map(json.loads, lines)] == ["سعيد"] * (len(lines) - 2) + ["", ""]
    assert lines == sorted(
        lines, key=lambda line: [json.loads(line)[key] for key in ("about", "kind", "slot")]
    )
    with Archive.open(two) as archive:
        before = _without_dates(visible(archive))
        loaded = _load(archive, lines)
        assert (loaded.new, loaded.known, loaded.refused) == (len(lines), 0, 0)
        assert _without_dates(visible(archive)) == then
        assert _said(_lines(archive)) == _said(lines)
        again = _load(archive, lines)
        assert (again.new, again.known, again.change.id) == (0, len(lines), "")
        assert custody.examine(archive.connection()).sound
        assert archive.undo().values["of"] == "load"
        assert _without_dates(visible(archive)) == before


def test_it_may_be_loaded_before_the_articles_are_there(template: Path, tmp_path: Path) -> None:
    with Archive.open(Path(shutil.copy(template, tmp_path / "one.db"))) as archive:
        _work(archive)
        lines = _lines(archive)
        then = _without_dates(visible(archive))
    with Archive.open(tmp_path / "empty.db", create=True) as archive:
        assert _load(archive, lines).new == len(lines)
        assert archive.count() == 0
        fill(archive, range(4))
        assert _without_dates(visible(archive)) == then


def test_where_both_say_something_both_stand(template: Path, tmp_path: Path) -> None:
    one, two = (Path(shutil.copy(template, tmp_path / f"{name}.db")) for name in ("one", "two"))
    with Archive.open(one) as archive:
        archive.set_note(IDS[0], "من الأول")
        lines = _lines(archive)
    with Archive.open(two) as archive:
        archive.set_note(IDS[0], "من الثاني")
        assert _load(archive, lines).new == 1
        (apart,) = archive.disagreements(IDS[0])
        assert sorted(apart.values) == ["من الأول", "من الثاني"]


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12
).filter(str.strip)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("tag"), st.integers(0, 3), st.sampled_from(["سجن", "a/b", "c"]), st.booleans()),
        st.tuples(st.just("star"), st.integers(0, 3), st.just(""), st.booleans()),
        st.tuples(st.just("note"), st.integers(0, 3), texts, st.booleans()),
        st.tuples(st.sampled_from(["title", "source"]), st.integers(0, 3), texts, st.booleans()),
        st.tuples(
            st.just("published"), st.integers(0, 3), st.sampled_from(["2019", "2020-02-29"]), st.booleans()
        ),
        st.tuples(st.just("undo"), st.just(0), st.just(""), st.just(True)),
    ),
    max_size=10,
)


@settings(max_examples=15, deadline=None)
@given(steps)
def test_a_dump_and_what_is_loaded_from_it_say_the_same(
    template: Path, done: list[tuple[str, int, str, bool]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, two = (Path(shutil.copy(template, Path(folder, name))) for name in ("one.db", "two.db"))
        with Archive.open(one) as archive:
            for kind, number, text, on in done:
                ident = IDS[number]
                act: dict[str, Callable[[], object]] = {
                    "tag": lambda ident=ident, text=text, on=on: archive.tag(
                        [ident], [text] * on, [text] * (not on)
                    ),
                    "star": lambda ident=ident, on=on: archive.star([ident], on),
                    "note": lambda ident=ident, text=text, on=on: archive.set_note(ident, text if on else ""),
                    "undo": lambda: _is_there_work(archive) and archive.undo(),
                }
                act.get(
                    kind,
                    lambda ident=ident, kind=kind, text=text, on=on: archive.edit(
                        ident, kind, text if on else None
                    ),
                )()
            lines, then = _lines(archive), _without_dates(visible(archive))
        with Archive.open(two) as archive:
            assert _load(archive, lines).refused == 0
            assert _said(_lines(archive)) == _said(lines)
            assert _without_dates(visible(archive)) == then


def test_every_kind_of_fact_is_either_dumped_or_comes_with_an_import() -> None:
    """A new kind has to be decided on, or what people did with it would be lost."""
    rows = [line.split("|")[1] for line in (facts.__doc__ or "").splitlines() if line.startswith("| ")]
    kinds = {kind.strip() for row in rows[1:] for kind in row.split(",")} | {saved.KIND}
    assert kinds == dump.KINDS | set(dump.IMPORTED)
    assert dump.KINDS.isdisjoint(dump.IMPORTED)


GOOD = {"format": 1, "about": "ab" * 32, "kind": "tag", "slot": "سجن", "value": True}
BAD = [
    "",
    "null",
    "[1]",
    "{",
    "[" * 100_000,
    '{"format":1}',
    "\ud800",
    *(
        json.dumps({**GOOD, **wrong})
        for wrong in (
            {"format": 2},
            {"about": "../x"},
            {"about": 7},
            {"kind": "arrival"},
            {"kind": "nothing"},
            {"slot": "\x1b[2J"},
            {"value": "x"},
            {"kind": "star"},
            {"kind": "version", "slot": "", "value": "../x"},
            {"kind": "version", "value": "ab" * 32},
            {"kind": "note", "slot": "", "value": 5},
            {"kind": "note", "slot": "", "value": "x" * 1_000_001},
            {"kind": "edit", "slot": "body", "value": "x"},
            {"kind": "edit", "slot": "published", "value": "x"},
            {"kind": "edit", "slot": "published", "value": {"value": "2019-13", "precision": "month"}},
            {"kind": "edit", "slot": "title", "value": {"value": "2019", "precision": "year"}},
            {"kind": "label", "slot": "fr", "value": "x"},
            {"kind": "label", "about": "tag:a", "slot": "xx", "value": "x"},
            {"kind": "people", "slot": "", "value": True},
            {"kind": "refusal", "value": "half of a pair: \ud800"},
            {"kind": "star\udfff"},
        )
    ),
]


def test_what_is_no_line_of_a_dump_is_named_and_the_rest_goes_in(archive: Archive) -> None:
    loaded = _load(archive, [*BAD, json.dumps(GOOD)])
    assert loaded.new == 1
    assert loaded.refused == len(BAD) - 1  # an empty line is none
    assert [number for number, _ in loaded.reasons] == list(range(2, 22))
    assert all(reason for _, reason in loaded.reasons)


@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries({name: st.text(max_size=5) | st.just(value) for name, value in GOOD.items()}))
def test_no_line_raises_anything_else(data: dict[str, Any]) -> None:
    from store.errors import BadTag, BadValue

    try:
        line = dump.read(json.dumps(data))
    except (BadValue, BadTag):
        return
    assert line.kind in dump.KINDS
