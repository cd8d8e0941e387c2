"""Every change can be taken back and done again; the log says what happened."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import fill, sample, visible

from store.archive import Archive
from store.errors import NothingToUndo
from store.safekeeping.doctor import examine

NAMES = ("سجن", "سجن/انفرادي", "presse", "محكمة")
IDS = [sample(number)[1].sha256 for number in range(4)]

names = st.sampled_from(NAMES)
some = st.lists(st.integers(0, 3), min_size=1, max_size=4)
step = st.one_of(
    st.tuples(st.just("import"), some),
    st.tuples(st.just("tag"), some, st.lists(names, max_size=2), st.lists(names, max_size=2)),
    st.tuples(st.just("rename"), names, names),
    st.tuples(st.just("merge"), st.lists(names, min_size=1, max_size=2), names),
    st.tuples(st.just("delete"), names),
    st.tuples(st.just("star"), some, st.booleans()),
    st.tuples(st.just("note"), st.integers(0, 3), st.sampled_from(["", "ملاحظة", "note\nen deux lignes"])),
    st.tuples(
        st.just("edit"),
        st.integers(0, 3),
        st.sampled_from(
            [
                ("title", "غيره"),
                ("title", None),
                ("source", "AFP"),
                ("published", "2001"),
                ("published", None),
            ]
        ),
    ),
    st.tuples(st.just("edit-back"), st.integers(0, 3), st.sampled_from(["title", "published"])),
    st.tuples(st.just("undo")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def _import(archive: Archive, numbers: list[int]) -> Any:
    batch = archive.start_batch(["/captures"], ["وارد"])
    for number in numbers:
        archive.add(*sample(number), batch=batch)
    return archive.finish_batch(batch)


def _present(archive: Archive, numbers: list[int]) -> list[str]:
    here = {ident for (ident,) in archive.connection().execute("SELECT id FROM listing")}
    return [IDS[number] for number in numbers if IDS[number] in here]


def _do(archive: Archive, what: tuple[Any, ...]) -> bool:
    """Do one step; whether the log has one more."""
    kind, *rest = what
    if kind == "import":
        return _import(archive, rest[0]) is not None
    on_one: dict[str, Callable[[str], Any]] = {
        "note": lambda ident: archive.set_note(ident, rest[1]),
        "edit": lambda ident: archive.edit(ident, *rest[1]),
        "edit-back": lambda ident: archive.edit_back(ident, rest[1]),
    }
    if kind in on_one:
        ids = _present(archive, [rest[0]])
        return bool(ids and on_one[kind](ids[0]).id)
    on_all: dict[str, Callable[[], Any]] = {
        "tag": lambda: archive.tag(_present(archive, rest[0]), rest[1], rest[2]),
        "star": lambda: archive.star(_present(archive, rest[0]), rest[1]),
        "rename": lambda: archive.rename_tag(*rest),
        "merge": lambda: archive.merge_tags(*rest),
        "delete": lambda: archive.delete_tag(*rest),
    }
    return bool(on_all[kind]().id)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive to copy for each example."""
    path = tmp_path_factory.mktemp("template") / "archive.db"
    Archive.open(path, create=True).close()
    return path


@settings(max_examples=120, deadline=None)
@given(st.lists(step, max_size=14))
def test_what_is_seen_after_undo_and_redo_is_what_was_seen(
    template: Path, steps: list[tuple[Any, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, Path(folder) / "a.db"))
        with Archive.open(path) as archive:
            seen = [visible(archive)]
            at = 0
            for what in steps:
                if what[0] == "undo":
                    if at == 0:
                        with pytest.raises(NothingToUndo):
                            archive.undo()
                    else:
                        archive.undo()
                        at -= 1
                elif what[0] == "redo":
                    if at == len(seen) - 1:
                        with pytest.raises(NothingToUndo):
                            archive.redo()
                    else:
                        archive.redo()
                        at += 1
                elif _do(archive, what):
                    del seen[at + 1 :]
                    seen.append(visible(archive))
                    at += 1
                assert visible(archive) == seen[at], what
            assert [check for check in examine(archive) if not check.ok] == []


def test_two_thousand_articles_are_tagged_in_one_step(archive: Archive) -> None:
    ids = fill(archive, range(2000))
    change = archive.tag(ids, ["سجن", "سجن/انفرادي"])
    assert (change.kind, change.count) == ("tag", 2000)
    assert [(tag.name, tag.count) for tag in archive.tags()] == [("سجن", 2000), ("سجن/انفرادي", 2000)]
    undone = archive.undo()
    assert (undone.kind, undone.count, undone.values["of"]) == ("undo", 2000, "tag")
    assert archive.tags() == []


def test_undo_of_an_import_withdraws_what_it_added_and_nothing_else(archive: Archive) -> None:
    first = fill(archive, range(3))
    archive.tag(first[:1], ["سجن"])
    batch = archive.start_batch(["/more"], ["وارد"])
    for number in (2, 3, 4):
        archive.add(*sample(number, path=f"/more/{number}"), batch=batch)
    before = archive.finish_batch(batch)
    assert before is not None
    assert before.count == 2
    undone = archive.undo()
    assert undone.values["of"] == "import"
    assert undone.count == 3  # the third was only seen again at another path
    assert archive.count() == 3
    assert [(tag.name, tag.count) for tag in archive.tags()] == [("سجن", 1)]
    assert len(archive.article(first[2]).provenance) == 1
    assert fill(archive, range(3, 5)) == [IDS[3], sample(4)[1].sha256]
    assert archive.count() == 5


def test_an_import_that_adds_nothing_is_no_step(archive: Archive) -> None:
    fill(archive, range(2))
    batch = archive.start_batch(["/elsewhere"])
    for number in range(2):
        assert archive.add(*sample(number, path=f"/elsewhere/{number}"), batch=batch).status == "duplicate"
    assert archive.finish_batch(batch) is None
    assert [origin.path for origin in archive.article(IDS[1]).provenance] == [
        "/captures/1.txt",
        "/elsewhere/1",
    ]
    assert [change.kind for change in archive.history()] == ["import"]
    assert archive.undo().values["of"] == "import"
    assert archive.count() == 0


def test_the_log_names_who_did_what(archive: Archive) -> None:
    ids = fill(archive, range(2))
    archive.tag(ids, ["سجن"], ["presse"])
    archive.star(ids[:1], True)
    archive.edit(ids[0], "title", "غيره")
    archive.undo()
    log = archive.history()
    assert [(change.kind, change.count, change.undone) for change in log] == [
        ("undo", 1, False),
        ("edit", 1, True),
        ("star", 1, False),
        ("retag", 2, False),
        ("import", 2, False),
    ]
    assert {change.operator for change in log} == {"ليلى"}
    assert log[3].values == {"add": ["سجن"], "remove": ["presse"]}
    assert log[0].values["values"] == {"field": "title", "value": "غيره"}
    assert log[3].summary == "Changed the tags of 2 articles: +سجن -presse"
    assert len(archive.history(2)) == 2


def test_a_change_that_changes_nothing_is_not_in_the_log(archive: Archive) -> None:
    ids = fill(archive, range(1))
    archive.tag(ids, ["سجن"])
    assert archive.tag(ids, ["سجن"]).id == ""
    assert archive.tag(ids, [], ["presse"]).id == ""
    assert archive.star(ids, False).id == ""
    assert archive.set_note(ids[0], "").id == ""
    assert archive.rename_tag("presse", "x").count == 0
    assert len(archive.history()) == 2


def test_what_was_changed_since_is_left_and_said(archive: Archive) -> None:
    """Another program's step between, not in this log, as after an exchange."""
    ids = fill(archive, range(2))
    archive.set_note(ids[0], "ملاحظة")
    with archive.write() as conn:
        from store.articles import listing
        from store.log import changes, facts

        (mine,) = facts.heads(conn, [ids[0]], ["note"])
        changes.write_change(conn, "f" * 32, 1, kind="note", values={}, operator="other")
        conn.execute("UPDATE change SET replica = 'elsewhere' WHERE id = ?", ("f" * 32,))
        changes.write_facts(conn, "f" * 32, [facts.Put(ids[0], "note", "", '"أخرى"', (mine.id,))])
        listing.refresh(conn, ids, {"note"})
    undone = archive.undo()
    assert (undone.values["of"], undone.values["left"], undone.count) == ("note", 1, 0)
    assert archive.article(ids[0]).note == "أخرى"
