"""Records edited, notes, stars; and where an article stands in the listing."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import fill, sample, visible

from store.archive import Archive
from store.article import Article, Line, PartialDate, Provenance, Review
from store.articles import listing, revisions
from store.errors import BadValue, NoSuchArticle
from store.finding import index


def _published(archive: Archive) -> list[str | None]:
    return [date for (date,) in archive.connection().execute("SELECT published FROM listing ORDER BY docid")]


def test_docids_are_in_the_order_of_dates(archive: Archive) -> None:
    dates = ["2020-05-01", None, "1999", "2020-05", "2019-12-31T23:59", "2020-05-01T08:00", "0001-01-02"]
    batch = archive.start_batch([])
    for number, date in enumerate(dates):
        published = PartialDate(date, "day") if date else None
        archive.add(*sample(number, published=published), batch=batch)
    assert _published(archive) == [
        None,
        "0001-01-02",
        "1999",
        "2019-12-31T23:59",
        "2020-05-01",
        "2020-05",
        "2020-05-01T08:00",
    ]
    docids = [docid for (docid,) in archive.connection().execute("SELECT docid FROM listing ORDER BY docid")]
    assert docids[0] == 0
    assert docids[2] == listing.first_docid("1999-01-01")
    assert docids[4:] == [listing.first_docid("2020-05-01") + sequence for sequence in range(3)]


def test_a_new_date_moves_the_article_with_its_tags_and_its_words(archive: Archive) -> None:
    ids = fill(archive, range(5), ("سجن",))
    archive.star(ids[:1], True)
    before = archive.article(ids[0])
    archive.edit(ids[0], "published", "2031-02")
    after = archive.article(ids[0])
    assert after.docid == listing.first_docid("2031-02") > before.docid
    assert after.article.published == PartialDate("2031-02", "month")
    assert (after.tags, after.starred, after.edited) == (("سجن",), True, ("published",))
    assert archive.article_by_docid(after.docid) == after
    with pytest.raises(NoSuchArticle):
        archive.article_by_docid(before.docid)
    found = "SELECT count(*) FROM search WHERE search MATCH 'body:0' AND rowid = ?"
    assert archive.connection().execute(found, (after.docid,)).fetchone()[0] == 1
    assert archive.connection().execute(found, (before.docid,)).fetchone()[0] == 0
    assert index.check(archive.connection()) is None
    archive.edit(ids[0], "published", None)
    assert archive.article(ids[0]).docid >> listing.SEQUENCE_BITS == 0
    archive.edit_back(ids[0], "published")
    assert archive.article(ids[0]) == before


def test_a_field_is_set_emptied_and_given_back(archive: Archive) -> None:
    (ident,) = fill(archive, range(1, 2))
    imported = archive.article(ident)
    assert imported.article.review == (Review("author", "no byline"),)
    archive.edit(ident, "author", "  فاطمة   الزهراء ")
    assert archive.article(ident).article.author == "فاطمة الزهراء"
    assert archive.article(ident).article.review == ()
    archive.edit(ident, "title", None)
    assert archive.article(ident).article.title is None
    archive.edit(ident, "title", "   ")
    assert archive.article(ident).article.title is None
    assert archive.article(ident).edited == ("author", "title")
    archive.edit_back(ident, "title")
    archive.edit_back(ident, "author")
    assert archive.article(ident) == imported
    assert archive.edit_back(ident, "author").id == ""


def test_an_edited_title_is_found_and_the_old_one_is_not(archive: Archive) -> None:
    (ident,) = fill(archive, range(1))
    archive.edit(ident, "title", "Ouarzazate")
    match = "SELECT count(*) FROM search WHERE search MATCH ?"
    assert archive.connection().execute(match, ("title:ouarzazate",)).fetchone()[0] == 1
    archive.undo()
    assert archive.connection().execute(match, ("title:ouarzazate",)).fetchone()[0] == 0
    assert index.check(archive.connection()) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published", "أمس"),
        ("published", "2019-13"),
        ("published", "2019-02-30"),
        ("published", "19-02-03"),
        ("event_date", "2019-09-28T25:00"),
        ("published", "٢٠١٩"),
        ("body", "x"),
        ("id", "x"),
        ("title", "\ud800"),
        ("title", "x" * 5000),
        ("title", PartialDate("2019", "year")),
    ],
)
def test_values_that_a_field_cannot_take(archive: Archive, field: str, value: str) -> None:
    (ident,) = fill(archive, range(1))
    before = visible(archive)
    with pytest.raises(BadValue) as caught:
        archive.edit(ident, field, value)
    str(caught.value).encode()
    assert visible(archive) == before


def test_dates_are_typed_as_far_as_they_are_known(archive: Archive) -> None:
    (ident,) = fill(archive, range(1))
    for typed, precision in (
        ("2019", "year"),
        ("2019-09", "month"),
        (" 2019-09-28 ", "day"),
        ("2019-09-28 11:38", "minute"),
    ):
        archive.edit(ident, "event_date", typed)
        date = archive.article(ident).article.event_date
        assert date == PartialDate(typed.strip().replace(" ", "T"), precision)


def test_a_note_is_kept_line_by_line(archive: Archive) -> None:
    (ident,) = fill(archive, range(1))
    archive.set_note(ident, "\nسطر أول\r\n\r\nسطر ثان  \n")
    assert archive.article(ident).note == "سطر أول\n\nسطر ثان  "
    row = "SELECT has_note FROM listing"
    assert archive.connection().execute(row).fetchone()[0] == 1
    archive.set_note(ident, "  \n ")
    assert archive.article(ident).note == ""
    assert archive.connection().execute(row).fetchone()[0] == 0


texts = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
dates = st.one_of(
    st.none(),
    st.builds(PartialDate, st.just("2019-09"), st.just("month"), st.text(max_size=5), st.just(("hijri",))),
)


@settings(max_examples=100)
@given(
    st.builds(
        Article,
        lines=st.lists(st.builds(Line, st.text(st.characters(exclude_categories=["Cs"])))).map(tuple),
        title=texts,
        author=texts,
        source=texts,
        section=texts,
        language=texts,
        url=texts,
        published=dates,
        event_date=st.none(),
        tags=st.lists(st.sampled_from(["a", "ب"])).map(tuple),
        review=st.just((Review("title", "سبب"),)),
    )
)
def test_a_revision_is_read_as_it_was_kept(article: Article) -> None:
    try:
        content = revisions.encode(article)
    except UnicodeEncodeError:
        assert article.published is not None
        return
    assert revisions.decode(content) == article


@settings(max_examples=60, deadline=None)
@given(raws=st.lists(st.binary(max_size=400), min_size=1, max_size=3, unique=True))
def test_originals_come_back_byte_for_byte(
    raws: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    raws += [raws[0] * 50, bytes(range(256)) * 40]
    raws = list(dict.fromkeys(raws))
    with Archive.open(tmp_path_factory.mktemp("raw") / "a.db", create=True) as archive:
        batch = archive.start_batch([])
        ids = []
        for raw in raws:
            digest = hashlib.sha256(raw).hexdigest()
            provenance = Provenance("x", digest, len(raw), "capture", "1")
            ids.append(archive.add(sample(0)[0], provenance, raw, batch=batch).id)
        assert [archive.original(ident) for ident in ids] == raws


def test_parts_of_one_file_share_its_bytes(archive: Archive) -> None:
    article, provenance, raw = sample(1)
    batch = archive.start_batch([])
    ids = [archive.add(article, replace(provenance, member=part), raw, batch=batch).id for part in ("a", "b")]
    assert len(set(ids)) == 2
    assert archive.connection().execute("SELECT count(*) FROM original").fetchone()[0] == 1
    assert archive.original(ids[1]) == raw
    assert archive.article(ids[1]).provenance[0].member == "b"


def test_bytes_that_are_not_those_of_the_provenance_are_refused(archive: Archive) -> None:
    article, provenance, _ = sample(1)
    with pytest.raises(BadValue):
        archive.add(article, provenance, b"other", batch=archive.start_batch([]))
    assert archive.count() == 0


def test_what_people_change_is_searched_at_once(archive: Archive) -> None:
    ids = fill(archive, range(6))
    archive.tag(ids[:2], ["سجن/انفرادي"])
    archive.edit(ids[0], "title", "Ouarzazate")
    archive.set_note(ids[1], "x")

    def found(query: str) -> list[str]:
        hits = archive.search(query, sort="newest")
        return [row.id for row in archive.hit_rows(hits.docids, hits.query)]

    assert found("ouarzazate") == [ids[0]]
    assert set(found("tag:سجن")) == set(ids[:2])
    assert found("has:note") == [ids[1]]
    assert dict(archive.facets(archive.search("tag:سجن")).tags) == {"سجن/انفرادي": 2}
    for _ in range(3):
        archive.undo()
    assert found("ouarzazate") == found("tag:سجن") == found("has:note") == []
    hits = archive.search("محكمم")
    assert hits.total == 0
    others = archive.suggest(hits.query, hits)
    assert [archive.search(other.query).total for other in others] == [other.total for other in others] != []
    assert archive.match_spans("في المحكمة", archive.search("محكمة").query) == [(3, 10)]


def test_what_came_up_again_is_known_without_reading_it(archive: Archive) -> None:
    article, provenance, raw = sample(1)
    ident = archive.add(article, provenance, raw, batch=archive.start_batch([])).id
    assert archive.met(ident, provenance.path) == (article.title, True, ident)
    assert archive.met(ident, "/elsewhere") == (article.title, False, ident)
    assert archive.met("0" * 64) is None
    archive.undo()
    assert archive.met(ident, provenance.path) is None
