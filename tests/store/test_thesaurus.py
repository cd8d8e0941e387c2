"""The tags as a vocabulary: names in three languages, finding a tag by any of them, changing many at once."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import fill, union

from store.archive import Archive
from store.errors import BadTag, NothingToUndo
from store.text import fold
from store.thesaurus import table
from store.thesaurus.matching import is_near, recent
from store.thesaurus.starter import concepts
from store.thesaurus.table import folded
from store.thesaurus.thesaurus import Thesaurus

NAMES = ("a", "a/b", "a/b/c", "a/d", "b", "سجن", "سجن/انفرادي", "احتجاز")
names = st.sampled_from(NAMES)
some = st.lists(names, min_size=1, max_size=3, unique=True)
tagged = st.lists(st.sets(names, max_size=4), min_size=4, max_size=4)
named = st.dictionaries(names, st.sampled_from(["Prison", "Détention", "x"]), max_size=3)
step = st.one_of(
    st.tuples(st.just("rename"), names, names),
    st.tuples(st.just("merge"), some, names),
    st.tuples(st.just("move"), some, st.sampled_from(["", *NAMES])),
    st.tuples(st.just("delete"), some),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An archive of four articles without tags, and their ids."""
    path = tmp_path_factory.mktemp("template") / "archive.db"
    with Archive.open(path, create=True) as archive:
        return path, fill(archive, range(4))


@pytest.fixture
def articles(template: tuple[Path, list[str]], tmp_path: Path) -> Iterator[tuple[Archive, list[str]]]:
    """A copy of it, opened."""
    with Archive.open(shutil.copy(template[0], tmp_path / "archive.db")) as archive:
        yield archive, template[1]


def within(name: str, parent: str) -> bool:
    return name == parent or name.startswith(parent + "/")


def target(name: str, what: tuple[Any, ...]) -> str | None:
    """What becomes of a tag that an article has, by the rules alone."""
    kind, *rest = what
    if kind == "delete":
        return None if name in rest[0] else name
    if kind == "rename":
        moves = [(rest[0], rest[1])]
    elif kind == "merge":
        moves = [(old, rest[1]) for old in rest[0] if old != rest[1]]
    else:
        moves = [(old, "/".join(filter(None, (rest[1], old.split("/")[-1])))) for old in rest[0]]
    for old, new in sorted(moves, key=lambda move: -len(move[0])):
        if within(name, old) and not (within(new, old) and within(name, new)):
            return new + name[len(old) :]
    return name


def carry_out(book: Thesaurus, what: tuple[Any, ...]) -> tuple[Any, Any]:
    """What was foretold, and the change."""
    kind, *rest = what
    foretold = getattr(book, {"merge": "if_merged"}.get(kind, f"if_{kind}d"))(*rest)
    return foretold, getattr(book, kind)(*rest)


def seen(archive: Archive, ids: list[str]) -> tuple[Any, ...]:
    rows = archive.connection().execute("SELECT * FROM tag_name ORDER BY 1, 2, 3").fetchall()
    return [archive.article(ident).tags for ident in ids], archive.tags(), rows


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tagged, named, step)
def test_a_change_of_many_tags_does_what_was_foretold_and_is_taken_back_whole(
    articles: tuple[Archive, list[str]],
    tags: list[set[str]],
    labels: Mapping[str, str],
    what: tuple[Any, ...],
) -> None:
    archive, ids = articles
    book = Thesaurus(archive)
    with archive.write():
        for ident, wanted in zip(ids, tags, strict=True):
            archive.tag([ident], sorted(wanted), sorted(set(NAMES) - wanted))
        for name in NAMES:
            book.name(name, labels={"fr": labels.get(name, "")})
    before = seen(archive, ids)
    if what[0] == "move" and any(what[2] and within(what[2], name) for name in what[1]):
        with pytest.raises(BadTag):
            carry_out(book, what)
        assert seen(archive, ids) == before
        return
    foretold, change = carry_out(book, what)
    expected = [{new for name in wanted if (new := target(name, what))} for wanted in tags]
    assert [set(archive.article(ident).tags) for ident in ids] == expected
    counts = [Counter(name for wanted in state for name in wanted) for state in (tags, expected)]
    for row in foretold.rows:
        assert (row.before, row.after) == (counts[0][row.name], counts[1][row.name])
    assert (
        foretold.articles == change.count == sum(old != new for old, new in zip(tags, expected, strict=True))
    )
    assert table.is_right(archive.connection())
    if change.id:
        archive.undo()
    assert seen(archive, ids) == before
    assert table.is_right(archive.connection())


def test_a_tag_is_found_by_any_of_its_names(articles: tuple[Archive, list[str]]) -> None:
    archive, ids = articles
    book = Thesaurus(archive)
    archive.tag(ids[:2], ["حقوق/تعبير"])
    archive.tag(ids[2:3], ["حقوق/تعبير/صحافة"])
    book.name("حقوق", labels={"fr": "Droits"})
    book.name("حقوق/تعبير", labels={"fr": "Expression", "en": "Speech"}, aliases=["liberté d'opinion"])
    for typed in ("Expression", "speech", "'liberte'", "Droits/Expression", "«liberté d’opinion»"):
        wanted = 3 if "liberte'" not in typed else 0
        assert archive.search(f"tag:{typed}").total == wanted, typed
    assert archive.search("tag:expr*").total == 3
    assert archive.search("tag:Droits").total == 3
    assert archive.search("-tag:speech").total == 1
    assert [(one.name, one.by) for one in archive.complete_tag("opin")] == [
        ("حقوق/تعبير", "liberté d'opinion")
    ]
    assert [one.name for one in archive.complete_tag("droits")] == ["حقوق", "حقوق/تعبير"]
    assert book.resolve(["EXPRESSION", "liberté d’opinion", "droits/nouveau", "autre"]) == [
        "حقوق/تعبير",
        "حقوق/nouveau",
        "autre",
    ]
    assert book.shown("fr") == {"حقوق": "Droits", "حقوق/تعبير": "Droits/Expression"}
    assert book.shown("ar") == {}


def test_the_old_name_goes_on_finding_what_was_renamed_or_merged(articles: tuple[Archive, list[str]]) -> None:
    archive, ids = articles
    book = Thesaurus(archive)
    archive.tag(ids[:1], ["journal"])
    archive.tag(ids[1:2], ["journaux"])
    book.merge(["journal", "journaux"], "presse")
    assert [archive.search(f"tag:{name}").total for name in ("journal", "journaux", "presse")] == [2, 2, 2]
    assert book.resolve(["Journaux"]) == ["presse"]
    book.rename("presse", "médias")
    assert archive.search("tag:journal").total == 2
    assert [tag.name for tag in archive.tags()] == ["médias"]
    book.delete(["médias"])
    assert [entry.name for entry in book.entries()] == []
    archive.undo()
    archive.undo()
    archive.undo()
    assert [tag.name for tag in archive.tags()] == ["journal", "journaux"]
    assert {entry.name for entry in book.entries()} == {"journal", "journaux"}


def test_a_near_copy_is_seen_to_be_one(articles: tuple[Archive, list[str]]) -> None:
    archive, ids = articles
    book = Thesaurus(archive)
    archive.tag(ids, ["اتفاقية", "journal", "دورة 1"])
    for typed in ("اتفاقيه", "الاتفاقية", "اتفاقة", "اتفقاية", "journeaux", "Jurnal", "journals"):
        found = [one.name for one in book.near(typed)]
        same = book.resolve([typed]) != [typed]
        assert bool(found) != (same or typed == "journeaux"), typed
    assert book.near("دورة 2") == []
    assert [one.fit for one in archive.complete_tag("journals")] == ["near"]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("abcd", "abcd", True), ("abcd", "abdc", True), ("abcd", "abxy", False), ("abc", "abd", False),
     ("abcd1", "abcd2", False), ("abcd", "abcde", True), ("abcd", "abcdef", False), ("abab", "baba", False)],
)  # fmt: skip
def test_one_letter_off(one: str, other: str, near: bool) -> None:
    assert is_near(one, other) is near
    assert is_near(other, one) is near


def test_names_that_cannot_be(articles: tuple[Archive, list[str]]) -> None:
    archive, ids = articles
    book = Thesaurus(archive)
    archive.tag(ids, ["presse", "journal"])
    before = seen(archive, ids), len(archive.history())
    for wrong in (
        lambda: book.name("presse", labels={"fr": "a/b"}),
        lambda: book.name("presse", labels={"de": "Presse"}),
        lambda: book.name("presse", aliases=["Journal"]),
        lambda: book.rename("presse", "x" * 101),
        lambda: book.move(["presse"], "presse/locale"),
        lambda: book.move(["presse", "journal"], "y" * 98),
    ):
        with pytest.raises(BadTag):
            wrong()
    assert (seen(archive, ids), len(archive.history())) == before


def test_the_tree_counts_sub_tags_along(articles: tuple[Archive, list[str]]) -> None:
    archive, ids = articles
    archive.tag(ids[:2], ["سجن/انفرادي"])
    archive.tag(ids[1:3], ["سجن/زيارة"])
    archive.tag(ids[:1], ["سجن/زيارة/عائلة"])
    found = [(one.name, one.count, one.total, one.depth, one.implied) for one in Thesaurus(archive).entries()]
    assert found == [
        ("سجن", 0, 3, 0, True),
        ("سجن/انفرادي", 2, 2, 1, False),
        ("سجن/زيارة", 2, 3, 1, False),
        ("سجن/زيارة/عائلة", 1, 1, 2, False),
    ]


def test_what_was_used_last_comes_first(articles: tuple[Archive, list[str]]) -> None:
    archive, ids = articles
    for name in ("a", "b", "c"):
        archive.tag(ids, [name])
    archive.tag(ids[:1], remove=["a"])
    archive.tag(ids[:1], ["a"], ["b"])
    assert recent(archive.connection()) == ["a", "c", "b"]


def test_two_laptops_name_a_tag_and_both_names_find_it(
    template: tuple[Path, list[str]], tmp_path: Path
) -> None:
    one, two = (Path(shutil.copy(template[0], tmp_path / f"{name}.db")) for name in ("one", "two"))
    for path, label in ((one, "Prison"), (two, "Pénitencier")):
        with Archive.open(path) as archive:
            archive.tag(template[1], ["سجن"])
            Thesaurus(archive).name("سجن", labels={"fr": label})
    union(one, two)
    with Archive.open(one) as archive:
        book = Thesaurus(archive)
        assert book.shown("fr") == {"سجن": "Pénitencier"}
        assert book.resolve(["prison", "penitencier"]) == ["سجن"]
        book.name("سجن", labels={"fr": "Prison"})
        assert book.shown("fr") == {"سجن": "Prison"}


def test_the_starter_vocabulary_is_sound() -> None:
    wanted = concepts()
    assert 150 <= len(wanted) <= 250
    groups = {concept.tag for concept in wanted if "/" not in concept.tag}
    assert all(concept.tag.partition("/")[0] in groups for concept in wanted)
    of: dict[str, set[str]] = {}
    for concept in wanted:
        assert all(concept.names.labels[language] for language in ("ar", "fr", "en"))
        for name in (*concept.names.labels.values(), *concept.names.aliases):
            assert fold(name).strip()
            of.setdefault(folded(name), set()).add(concept.tag)
    assert {name: tags for name, tags in of.items() if len(tags) > 1} == {}


def test_the_starter_vocabulary_is_taken_in_and_left_out(articles: tuple[Archive, list[str]]) -> None:
    archive, ids = articles
    book = Thesaurus(archive)
    archive.tag(ids[:2], ["تعذيب"])
    archive.tag(ids[2:3], ["Grève"])
    taken = book.take_starter()
    assert (taken.kind, taken.count) == ("take-starter", 0)
    assert book.starter() == (len(concepts()), len(concepts()), 2)
    assert book.take_starter().id == ""
    # What was there goes on under its own name, and is found by the others.
    assert book.resolve(["Torture", "إضراب", "torture"]) == ["تعذيب", "Grève"]
    assert archive.search("tag:torture").total == 2
    assert [(tag.name, tag.count) for tag in archive.tags()] == [("Grève", 1), ("تعذيب", 2)]
    assert all(value in {"Grève", "تعذيب"} for value, _ in archive.facets(archive.search("")).tags)
    archive.tag(ids[3:], book.resolve(["Droit au logement"]))
    book.leave_starter()
    assert [entry.name for entry in book.entries()] == ["Grève", "تعذيب", "حقوق", "حقوق/حق في السكن"]
    archive.undo()
    assert len(book.entries()) == len(concepts())
    archive.undo()
    archive.undo()
    assert {entry.name for entry in book.entries()} == {"Grève", "تعذيب"}
    archive.undo()
    archive.undo()
    archive.undo()
    with pytest.raises(NothingToUndo):
        archive.undo()


def test_a_step_that_fails_in_the_middle_leaves_all_as_it_was(articles: tuple[Archive, list[str]]) -> None:
    archive, ids = articles
    book = Thesaurus(archive)
    archive.tag(ids, ["journal", "journaux"])
    book.name("journal", labels={"fr": "Journal"})
    before = seen(archive, ids), archive.history()
    for table_name in ("tagging", "tag_name", "over"):
        with archive.write() as conn:
            conn.execute(
                f"CREATE TRIGGER stop AFTER INSERT ON {table_name} BEGIN SELECT RAISE(ABORT, 'full'); END"
            )
        with pytest.raises(sqlite3.IntegrityError):
            book.merge(["journal", "journaux"], "presse")
        with archive.write() as conn:
            conn.execute("DROP TRIGGER stop")
        assert (seen(archive, ids), archive.history()) == before
    assert book.merge(["journal", "journaux"], "presse").count == 4


def test_an_import_gives_the_tag_that_is_meant(articles: tuple[Archive, list[str]]) -> None:
    archive, ids = articles
    archive.tag(ids, ["صحافة"])
    Thesaurus(archive).name("صحافة", labels={"fr": "Presse"})
    more = fill(archive, range(10, 12), ("presse", "جديد"))
    assert archive.article(more[0]).tags == ("جديد", "صحافة")
