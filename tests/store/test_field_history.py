"""A field's history tells what was seen when; subjects of an article come together; any step can be taken back by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import fill, union

from store import edits, subjects
from store.archive import Archive
from store.article import Article, PartialDate
from store.articles import revisions
from store.errors import BadValue, CannotTakeBack, NothingToUndo
from store.log import field_history, undo
from store.log.field_history import Moment
from store.safekeeping.doctor import examine


def imported(archive: Archive, ident: str) -> Article:
    """The article as its importer read it."""
    query = "SELECT revision FROM listing WHERE id = ?"
    return revisions.read(archive.connection(), archive.connection().execute(query, (ident,)).fetchone()[0])


def moments(archive: Archive, ident: str, field: str) -> list[Moment]:
    return field_history.history(archive.connection(), ident, field, imported(archive, ident))


def restore(archive: Archive, ident: str, field: str, moment: Moment) -> None:
    with archive.write() as conn:
        field_history.restore(conn, ident, field, moment, archive.operator)


def test_history_says_who_and_from_what_to_what(archive: Archive) -> None:
    (ident,) = fill(archive, range(1))
    archive.edit(ident, "title", "أول")
    archive.operator = "سعيد"
    archive.edit(ident, "title", "ثان")
    archive.edit_back(ident, "title")
    archive.undo()
    found = moments(archive, ident, "title")
    stated = imported(archive, ident).title
    assert [(one.before, one.after, one.imported) for one in found] == [
        (stated, "ثان", False),
        ("ثان", stated, True),
        ("أول", "ثان", False),
        (stated, "أول", False),
        (None, stated, True),
    ]
    assert [one.change.operator for one in found] == ["سعيد", "سعيد", "سعيد", "ليلى", "ليلى"]
    assert [one.change.kind for one in found] == ["undo", "edit-back", "edit", "edit", "import"]


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["2019", "2019-09", "2019-09-28", None, edits.AS_IMPORTED]),
            st.sampled_from(["undo", "redo"]),
        ),
        max_size=8,
    ),
    st.data(),
)
@settings(max_examples=40, deadline=None)
def test_any_moment_can_be_had_again(
    tmp_path_factory: pytest.TempPathFactory, steps: list[object], data: st.DataObject
) -> None:
    with Archive.open(tmp_path_factory.mktemp("a") / "a.db", create=True) as archive:
        (ident,) = fill(archive, range(1))
        seen = []
        for step in steps:
            if step in ("undo", "redo"):
                # never below the import
                done = [one for one in archive.history() if one.kind.startswith("edit")]
                if not done or (step == "undo" and all(one.undone for one in done)):
                    continue
                try:
                    archive.undo() if step == "undo" else archive.redo()
                except NothingToUndo:
                    continue
            elif not archive.edit(ident, "published", step).id:  # type: ignore[arg-type]
                continue
            seen.append(archive.article(ident).article.published)
        found = moments(archive, ident, "published")
        assert [one.after for one in found[::-1]][1:] == seen
        if found:
            moment = data.draw(st.sampled_from(found))
            restore(archive, ident, "published", moment)
            assert archive.article(ident).article.published == moment.after


def test_evidence_of_a_typed_date_is_kept_and_restored(archive: Archive) -> None:
    (ident,) = fill(archive, range(1))
    typed = PartialDate("2019-09", "month", "شتنبر 2019", ("day-first-assumed",))
    archive.edit(ident, "published", typed)
    assert archive.article(ident).article.published == typed
    archive.edit(ident, "published", None)
    restore(archive, ident, "published", moments(archive, ident, "published")[1])
    assert archive.article(ident).article.published == typed


def test_note_tags_and_star_have_a_history_too(archive: Archive) -> None:
    (ident,) = fill(archive, range(1), ("وارد",))
    archive.tag([ident], ["سجن"], ["وارد"])
    archive.set_note(ident, "ملاحظة")
    archive.set_note(ident, "")
    archive.star([ident])
    assert [one.after for one in moments(archive, ident, "tags")] == [("سجن",), ("وارد",)]
    assert [one.after for one in moments(archive, ident, "note")] == [None, "ملاحظة"]
    assert [one.after for one in moments(archive, ident, "starred")] == [True]
    restore(archive, ident, "tags", moments(archive, ident, "tags")[1])
    restore(archive, ident, "note", moments(archive, ident, "note")[1])
    stored = archive.article(ident)
    assert (stored.tags, stored.note) == (("وارد",), "ملاحظة")


def test_subjects_are_split_kept_and_counted(archive: Archive) -> None:
    first, second = fill(archive, range(2))
    archive.edit(first, "people", "أحمد توفيق الزينبي؛ ليلى ، فاطمة")
    archive.edit(second, "people", ["ليلى ، فاطمة", "Amina"])
    archive.edit(second, "kind", "ندوة, بيان")
    stored = archive.article(first)
    assert stored.people == ("أحمد توفيق الزينبي", "ليلى ، فاطمة")
    assert archive.article(second).kind == ("ندوة", "بيان")
    known = subjects.in_use(archive.connection(), "people")
    assert known == [("ليلى ، فاطمة", 2), ("Amina", 1), ("أحمد توفيق الزينبي", 1)]
    assert subjects.complete(known, "الزين", 5) == [("أحمد توفيق الزينبي", 1)]
    assert subjects.split(subjects.joined(stored.people)) == list(stored.people)
    assert subjects.split(subjects.joined(stored.people[1:])) == list(stored.people[1:])
    archive.edit(first, "people", ["Amina"])
    archive.undo()
    assert archive.article(first).people == stored.people
    assert all(check.ok for check in examine(archive))


def test_subjects_in_use_are_found_without_reading_all_facts(archive: Archive) -> None:
    plan = archive.connection().execute("EXPLAIN QUERY PLAN " + subjects._IN_USE, ("people",)).fetchall()
    assert any("fact_subject" in row[3] for row in plan), plan


def test_subjects_of_two_laptops_come_together(archive: Archive, tmp_path: Path) -> None:
    (ident,) = fill(archive, range(1))
    archive.edit(ident, "places", ["الرباط"])
    other = tmp_path / "other.db"
    archive.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(archive.path, other)
    with Archive.open(other) as copy:
        copy.edit(ident, "places", ["الرباط", "سلا"])
    archive.edit(ident, "places", ["طنجة"])
    union(archive.path, other)
    assert set(archive.article(ident).places) == {"سلا", "طنجة"}


@pytest.mark.parametrize("value", ["a\x1b[31m", "a" * 201, "\ud800"])
def test_values_that_can_not_be_kept_are_refused(archive: Archive, value: str) -> None:
    (ident,) = fill(archive, range(1))
    with pytest.raises(BadValue):
        archive.edit(ident, "people", [value])
    assert archive.article(ident).people == ()


def test_several_fields_are_one_step(archive: Archive) -> None:
    (ident,) = fill(archive, range(1))
    before = archive.article(ident)
    with archive.write() as conn:
        edits.change_all(conn, ident, {"title": "جديد", "people": ["ليلى"], "published": "2020"}, "")
    after = archive.article(ident)
    assert (after.article.title, after.people) == ("جديد", ("ليلى",))
    with pytest.raises(BadValue), archive.write() as conn:
        edits.change_all(conn, ident, {"title": "آخر", "published": "never"}, "")
    assert archive.article(ident) == after
    archive.undo()
    assert archive.article(ident) == before


def test_a_step_long_ago_is_taken_back_by_itself(archive: Archive) -> None:
    (ident,) = fill(archive, range(1))
    first = archive.edit(ident, "title", "أول")
    archive.tag([ident], ["سجن"])
    with archive.write() as conn:
        undone = undo.take_back(conn, first.id, "")
    assert archive.article(ident).article.title == imported(archive, ident).title
    assert archive.article(ident).tags == ("سجن",)
    assert [(one.id, one.undone) for one in archive.history() if one.kind == "edit"] == [(first.id, True)]
    with pytest.raises(CannotTakeBack), archive.write() as conn:
        undo.take_back(conn, first.id, "")
    with archive.write() as conn:
        undo.take_back(conn, undone.id, "")
    assert archive.article(ident).article.title == "أول"
    archive.edit(ident, "title", "ثان")
    with pytest.raises(CannotTakeBack), archive.write() as conn:
        undo.take_back(conn, first.id, "")
    assert archive.article(ident).article.title == "ثان"
