"""What is chosen for a step: ids, tags and stars, without the text of an article being read."""

from __future__ import annotations

from making import fill

from store.archive import Archive
from store.articles.chosen import came_from, chosen, named, tags_of_each


def test_ids_title_tags_and_stars_of_those_that_are_there(archive: Archive) -> None:
    fill(archive, range(4))
    docids = list(archive.search("").docids)
    ids = [hit.id for hit in archive.hit_rows(docids)]
    archive.tag(ids[:3], ["a"])
    archive.tag(ids[2:], ["b/c"])
    archive.star(ids[1:2])
    with archive.read() as conn:
        found = chosen(conn, [docids[2], 7, docids[1]])
        of_each = tags_of_each(conn, [docids[2], 7, docids[1], docids[3]])
        nothing = chosen(conn, [7])
    assert found.ids == [ids[2], ids[1]]
    assert found.title == archive.hit_rows([docids[2]])[0].title
    assert found.tags == {"a": 2, "b/c": 1}
    assert found.starred == 1
    assert {ident: list(tags) for ident, tags in of_each.items()} == {
        ids[2]: ["a", "b/c"],
        ids[1]: ["a"],
        ids[3]: ["b/c"],
    }
    assert (nothing.ids, nothing.title, nothing.tags, nothing.starred) == ([], None, {}, 0)


def test_no_text_is_read_for_it(archive: Archive) -> None:
    fill(archive, range(3))
    docids = list(archive.search("").docids)
    asked: list[str] = []
    with archive.read() as conn:
        conn.set_trace_callback(asked.append)
        chosen(conn, docids)
        conn.set_trace_callback(None)
    assert asked
    assert not any("revision" in statement or "original" in statement for statement in asked)


def test_what_they_are_called_and_the_files_they_came_from(archive: Archive) -> None:
    ids = fill(archive, range(4))
    docids = list(archive.search("").docids)
    rows = archive.hit_rows(docids)
    stored = archive.article(rows[1].id).article
    with archive.read() as conn:
        called = named(conn, [docids[1], 7, docids[0]])
        paths, files = came_from(conn, ids, 3)
        nothing = came_from(conn, [], 3)
    assert [one.id for one in called] == [rows[1].id, rows[0].id]
    assert called[0][1:5] == (stored.title, stored.author, stored.source, stored.language)
    assert called[0].published == (stored.published.value if stored.published else None)
    assert called[0].url == stored.url
    assert paths == [archive.article(ident).provenance[0].path for ident in ids][:3]
    assert files == 4
    assert nothing == ([], 0)
