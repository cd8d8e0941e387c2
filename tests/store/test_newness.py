"""What came in since somebody looked at the archive: as a filter, in the counts, and not lost by looking twice."""

from __future__ import annotations

import pytest
from making import fill

from store import newness
from store.archive import Archive


def look(archive: Archive) -> None:
    with archive.write() as conn:
        newness.look(conn, newness.ARCHIVE)


def new(archive: Archive, query: str = "is:new") -> int:
    return archive.search(query).total


def counted(archive: Archive) -> int:
    return archive.facets(archive.search("")).new


@pytest.mark.parametrize("few", [0, 10_000])
def test_new_is_what_came_in_since_the_last_look_and_stays_so_until_something_else_comes(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(newness, "_FEW_REVISIONS", few)
    fill(archive, range(5))
    assert new(archive) == counted(archive) == 0, "nobody looked here before: nothing can be said"
    look(archive)
    assert new(archive) == counted(archive) == 0
    fill(archive, range(5, 8))
    assert new(archive) == counted(archive) == 3
    for _ in range(3):
        look(archive)
        assert new(archive) == counted(archive) == 3
    fill(archive, range(6))  # here already
    assert new(archive) == counted(archive) == 3
    fill(archive, range(8, 10))
    assert new(archive) == counted(archive) == 2
    assert new(archive, "-is:new") == 8
    assert new(archive, "هو:جديد") == new(archive, "est:nouveau") == 2


def test_an_import_taken_back_is_not_new(archive: Archive) -> None:
    fill(archive, range(2))
    look(archive)
    fill(archive, range(2, 5))
    archive.undo()
    assert new(archive) == counted(archive) == 0


def test_a_look_is_noted_where_there_is_news_only(archive: Archive) -> None:
    def has_news() -> bool:
        with archive.read() as conn:
            return newness.has_news(conn, newness.ARCHIVE)

    assert has_news()
    look(archive)
    assert not has_news()
    fill(archive, range(2))
    assert has_news()
    look(archive)
    assert not has_news()


def test_what_is_new_in_a_search_nobody_saved_is_nothing(archive: Archive) -> None:
    fill(archive, range(2))
    assert new(archive, "new:شيء") == 0


def test_rows_say_which_articles_are_new_but_not_where_all_are(archive: Archive) -> None:
    def signed() -> list[bool]:
        return [row.new for row in archive.hit_rows(archive.search("", sort="oldest").docids)]

    look(archive)
    fill(archive, range(3))
    assert new(archive) == 3
    assert signed() == [False] * 3, "an archive that was empty before"
    look(archive)
    fill(archive, range(3, 5))
    rows = archive.hit_rows(archive.search("").docids)
    assert {row.title for row in rows if row.new} == {"عنوان المقال 3", "عنوان المقال 4"}
