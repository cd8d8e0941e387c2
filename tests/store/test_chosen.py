"""What is chosen for a step: ids, tags and stars, without the text of an article being read."""

from __future__ import annotations

from making import fill

from store.archive import Archive
from store.articles.chosen import chosen, tags_of_each


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
