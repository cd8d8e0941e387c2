"""What a search finds is what a slow and obvious evaluator finds, whatever is combined, on random small archives."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.archive import Archive
from store.finding.query import And, DateRange, Field, Node, Not, Or, Phrase, Prefix, Query, Value, Word
from store.text.fold import fold
from tests.store.finding.conftest import article

FAMILIES = (
    ("حقوق", "الحقوق", "والحقوق"),
    ("تعذيب", "التعذيب", "بالتعذيب"),
    ("محكمة", "المحكمة"),
    ("مظاهرات", "المظاهرات"),
    ("rapport", "rapports"),
    ("détenu", "détenus"),
)
"""Surface forms of one word each; no form of one family can be read as a form of another."""
FAMILY = {fold(form): number for number, forms in enumerate(FAMILIES) for form in forms}
FORMS = [form for forms in FAMILIES for form in forms]
TAGS = ("حرية", "حرية/صحافة", "presse")
DAYS = ("2019", "2019-05", "2019-05-17", "2020-01-01", None)

forms = st.sampled_from(FORMS)
texts = st.lists(forms, max_size=5).map(" ".join)
documents = st.fixed_dictionaries(
    {
        "title": st.one_of(st.none(), texts.filter(bool)),
        "body": texts,
        "author": st.one_of(st.none(), forms),
        "language": st.sampled_from(["ar", "fr"]),
        "published": st.sampled_from(DAYS),
        "add_tags": st.lists(st.sampled_from(TAGS), max_size=2, unique=True).map(tuple),
    }
)
leaves = st.one_of(
    forms.map(Word),
    st.lists(forms, min_size=1, max_size=3).map(lambda words: Phrase(tuple(words))),
    st.sampled_from([Prefix("مظاه"), Prefix("rap"), Prefix("تعذ")]),
    st.builds(Field, st.sampled_from(["title", "author"]), forms.map(Word)),
    st.builds(
        Field, st.just("title"), st.lists(forms, min_size=2, max_size=2).map(lambda two: Phrase(tuple(two)))
    ),
    st.builds(Field, st.just("tag"), st.sampled_from(TAGS).map(Value)),
    st.builds(Field, st.just("lang"), st.sampled_from(["ar", "fr"]).map(Value)),
    st.sampled_from(
        [
            DateRange("date", "2019", "2019"),
            DateRange("date", "2019-05", None),
            DateRange("date", None, "2019-05-17"),
        ]
    ),
)


def combined(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(several.map(Or), several.map(And), inner.map(Not))


queries = st.recursive(leaves, combined, max_leaves=6)


def words_of(text: str | None) -> list[str]:
    return [fold(word) for word in (text or "").split()]


def holds(node: Node, one: dict[str, object]) -> bool:
    if isinstance(node, And):
        return all(holds(child, one) for child in node.children)
    if isinstance(node, Or):
        return any(holds(child, one) for child in node.children)
    if isinstance(node, Not):
        return not holds(node.child, one)
    if isinstance(node, DateRange):
        return within(node, one["published"])  # type: ignore[arg-type]
    if isinstance(node, Field):
        if isinstance(node.leaf, Value):
            if node.name == "lang":
                return one["language"] == node.leaf.text
            wanted = node.leaf.text
            return any(tag == wanted or tag.startswith(wanted + "/") for tag in one["add_tags"])  # type: ignore[attr-defined]
        return answers(node.leaf, words_of(one[node.name]))  # type: ignore[arg-type]
    return any(answers(node, words_of(one[field])) for field in ("title", "body", "author"))  # type: ignore[arg-type]


def answers(leaf: Word | Prefix | Phrase, words: list[str]) -> bool:
    if isinstance(leaf, Word):
        return FAMILY[fold(leaf.text)] in {FAMILY[word] for word in words}
    if isinstance(leaf, Prefix):
        return any(
            fold(form).startswith(fold(leaf.text)) for word in words for form in FAMILIES[FAMILY[word]][:1]
        )
    asked = [fold(word) for word in leaf.words]
    return any(words[at : at + len(asked)] == asked for at in range(len(words)))


def within(node: DateRange, published: str | None) -> bool:
    """A date known in part counts from its first day."""
    if published is None:
        return False
    first = (published + "-01-01")[:10]
    return (node.first or "") <= first and (node.last is None or first[: len(node.last)] <= node.last)


@contextmanager
def archive_of(library: list[dict[str, object]]) -> Iterator[tuple[Archive, dict[int, int]]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive.open(Path(folder) / "a.db", create=True, operator="t") as made,
    ):
        batch = made.start_batch(["/made"])
        with made.write():
            ids = []
            for number, one in enumerate(library):
                fields = {key: value for key, value in one.items() if key not in {"body", "add_tags"}}
                # The section makes two equal articles two.
                added = made.add(*article(str(one["body"]), section=f"n{number}", **fields), batch=batch)
                ids.append(added.id)
                if one["add_tags"]:
                    made.tag([added.id], add=one["add_tags"])  # type: ignore[arg-type]
        made.finish_batch(batch)
        yield made, {made.article(ident).docid: number for number, ident in enumerate(ids)}


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.lists(documents, min_size=1, max_size=6), st.lists(queries, min_size=1, max_size=6))
def test_hits_are_those_of_the_evaluator(library: list[dict[str, object]], roots: list[Node]) -> None:
    with archive_of(library) as (archive, numbers):
        for root in roots:
            query = Query.parse(str(Query(root)))
            expected = {number for number, one in enumerate(library) if holds(root, one)}
            for sort in ("newest", "oldest", "relevance"):
                hits = archive.search(query, sort=sort)  # type: ignore[arg-type]
                found = [numbers[docid] for docid in hits.docids]
                assert len(found) == len(set(found))
                assert (hits.total, hits.total_is_exact) == (len(expected), True), str(query)
                if hits.partial:
                    assert expected <= set(found)
                    assert len(found) == len(expected) + hits.partial
                else:
                    assert set(found) == expected, str(query)
