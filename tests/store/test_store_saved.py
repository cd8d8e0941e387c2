"""Saved searches: kept under a name, taken back like everything else, and counted with what is new."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from making import fill, union, visible

from store import saved
from store.archive import Archive
from store.errors import BadQuery, BadValue


def listed(archive: Archive) -> list[tuple[str, str]]:
    with archive.read() as conn:
        return [(one.name, one.query) for one in saved.saved(conn)]


def do(archive: Archive, verb: Callable[..., object], *values: object) -> None:
    with archive.write() as conn:
        verb(conn, *values, archive.operator)


def found(archive: Archive, query: str) -> saved.Found:
    with archive.read() as conn:
        return saved.count(conn, query)


def test_a_search_is_kept_renamed_put_in_order_and_forgotten(archive: Archive) -> None:
    do(archive, saved.save, "سجون", "سجن OR اعتقال")
    do(archive, saved.save, "presse", "source:هسبريس  tag:presse")
    do(archive, saved.save, "بيانات", "بيان date:2019")
    assert listed(archive) == [
        ("سجون", "سجن OR اعتقال"),
        ("presse", "source:هسبريس tag:presse"),
        ("بيانات", "بيان date:2019"),
    ]
    do(archive, saved.rename, "PRESSE", "صحافة")
    do(archive, saved.arrange, ["بيانات", "صحافة"])
    assert [name for name, _ in listed(archive)] == ["بيانات", "صحافة", "سجون"]
    do(archive, saved.forget, "سُجون")
    assert [name for name, _ in listed(archive)] == ["بيانات", "صحافة"]


def test_saving_under_a_name_that_is_there_changes_its_query_and_keeps_its_place(archive: Archive) -> None:
    do(archive, saved.save, "Presse", "صحافة")
    do(archive, saved.save, "سجون", "سجن")
    do(archive, saved.save, "presse", "صحافة lang:ar")
    assert listed(archive) == [("Presse", "صحافة lang:ar"), ("سجون", "سجن")]


def test_each_step_is_taken_back_and_done_again(archive: Archive) -> None:
    states = [listed(archive)]
    for verb, *values in (
        (saved.save, "سجون", "سجن"),
        (saved.save, "بيانات", "بيان"),
        (saved.save, "سجون", "اعتقال"),
        (saved.rename, "بيانات", "بلاغات"),
        (saved.arrange, ["بلاغات"]),
        (saved.forget, "سجون"),
    ):
        do(archive, verb, *values)
        states.append(listed(archive))
    for before in reversed(states[:-1]):
        archive.undo()
        assert listed(archive) == before
    for after in states[1:]:
        archive.redo()
        assert listed(archive) == after
    assert [change.kind for change in archive.history(limit=3)] == ["redo"] * 3


@pytest.mark.parametrize(
    ("name", "query", "error"),
    [
        ("", "سجن", BadValue),
        ("x" * 81, "سجن", BadValue),
        ("فارغ", "", BadValue),
        ("خطأ", "(سجن", BadQuery),
    ],
)
def test_what_means_nothing_is_not_kept(
    archive: Archive, name: str, query: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        do(archive, saved.save, name, query)
    assert listed(archive) == []


def test_a_name_that_is_taken_is_refused(archive: Archive) -> None:
    do(archive, saved.save, "سجون", "سجن")
    do(archive, saved.save, "بيانات", "بيان")
    with pytest.raises(BadValue):
        do(archive, saved.rename, "سجون", "بيانات")


def test_new_is_what_came_in_since_it_was_looked_at(archive: Archive) -> None:
    fill(archive, range(5))
    do(archive, saved.save, "كل", "رقم")
    assert found(archive, "رقم") == (5, 0, None)
    fill(archive, range(5, 8))
    assert found(archive, "رقم") == (8, 3, None)
    assert archive.search('new:"كل" رقم').total == 3
    with archive.write() as conn:
        saved.looked_at(conn, "رقم")
    assert found(archive, "رقم") == (8, 0, None)
    assert archive.search("new:كُل").total == 3, "as it was at that look"
    fill(archive, range(4))  # seen again: nothing new
    assert found(archive, "رقم") == (8, 0, None)
    archive.undo()
    assert found(archive, "رقم").total == 5


def test_a_search_nobody_looked_at_here_says_nothing_of_what_is_new(archive: Archive) -> None:
    fill(archive, range(3))
    assert found(archive, "رقم") == (3, None, None)
    assert found(archive, "(").refused is not None


def test_two_laptops_keep_what_both_saved(archive: Archive, tmp_path: Path) -> None:
    fill(archive, range(2))
    do(archive, saved.save, "سجون", "سجن")
    archive.close()
    shutil.copy(archive.path, tmp_path / "other.db")
    with Archive.open(tmp_path / "other.db") as other:
        do(other, saved.save, "بيانات", "بيان")
        do(other, saved.save, "سجون", "سجن OR معتقل")
        with other.write() as conn:
            conn.execute("UPDATE local SET value = 'other' WHERE key = 'replica'")
        fill(other, range(10, 13))
    with Archive.open(archive.path, operator="ليلى") as mine:
        do(mine, saved.save, "سجون", "سجن OR اعتقال")
        do(mine, saved.save, "كل", "رقم")
    union(archive.path, tmp_path / "other.db")
    with Archive.open(archive.path) as mine:
        assert {query for _, query in listed(mine)} >= {"سجن OR معتقل", "سجن OR اعتقال", "بيان", "رقم"}
        assert found(mine, "رقم") == (5, 3, None)
        do(mine, saved.forget, "سجون")
        assert "سجون" not in dict(listed(mine))


def test_saving_a_search_changes_nothing_that_is_shown_of_articles(archive: Archive) -> None:
    fill(archive, range(3))
    before = visible(archive)
    do(archive, saved.save, "سجون", "سجن")
    assert visible(archive) == before
    assert archive.history(limit=1)[0].summary == "Saved the search سجون"
