"""Articles are found by the people, institutions, places and kinds that were written down of them."""

from __future__ import annotations

import pytest
from making import fill

from store.archive import Archive
from store.finding.completing import _values


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("people:زينبي", {0}),
        ("people:احمد", {0, 1}),
        ('people:"أحمد الزينبي"', {0}),
        ("شخص:Amina", {1}),
        ("institution:المجلس", {0}),
        ("place:baida", set()),
        ("lieu:الدار", {1}),
        ("kind:ندوة", {0, 2}),
        ("-kind:ندوة", {1, 3}),
        ("نوع:ندوة people:أحمد", {0}),
        ("people:خالد", set()),
    ],
)
def test_what_was_written_down_is_found(archive: Archive, query: str, found: set[int]) -> None:
    ids = fill(archive, range(4))
    archive.edit(ids[0], "people", ["أحمد توفيق الزينبي"])
    archive.edit(ids[1], "people", ["Amina", "أحمد"])
    archive.edit(ids[0], "institutions", ["المجلس الوطني لحقوق الإنسان"])
    archive.edit(ids[1], "places", ["الدار البيضاء"])
    archive.edit(ids[0], "kind", ["ندوة"])
    archive.edit(ids[2], "kind", ["نَدوة دولية"])
    archive.edit(ids[3], "people", ["خالد"])
    archive.undo()
    hits = {row.id for row in archive.hit_rows(archive.search(query, sort="newest").docids)}
    assert hits == {ids[number] for number in found}


def test_a_value_being_typed_is_a_beginning_and_completed(archive: Archive) -> None:
    (ident,) = fill(archive, range(1))
    archive.edit(ident, "people", ["أحمد توفيق الزينبي"])
    assert archive.search("people:الزي", typing=True).total == 1
    assert archive.search("people:الزي ", typing=True).total == 0
    assert list(_values(archive.connection(), "people", "زينب")) == [("أحمد توفيق الزينبي", 1)]
