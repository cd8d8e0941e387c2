"""Names of tags, and tagging."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import fill, sample

from store.archive import Archive
from store.errors import AmbiguousId, BadTag, IdTooShort, NoSuchArticle
from store.names import LONGEST, normalise


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  حقوق   الإنسان ", "حقوق الإنسان"),
        ("ﻻجئون", "لاجئون"),
        ("تعـــذيب", "تعذيب"),
        ("مَحكَمة", "محكمة"),
        ("e\u0301tat", "état"),
        ("\u200fسجن\u200e", "سجن"),
        ("سجن / انفرادي", "سجن/انفرادي"),
        ("Presse\tlocale", "Presse locale"),
        ("c++", "c++"),
        ("AT&T", "AT&T"),
    ],
)
def test_names_that_look_alike_are_one(typed: str, kept: str) -> None:
    assert normalise(typed) == kept
    assert normalise(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "\u0640",
        "+x",
        "-x",
        "a,b",
        "أ،ب",
        'a"b',
        "a//b",
        "/a",
        "a/",
        "a\x1b[31m",
        "a\x00",
        "\ud800",
        "x" * 101,
        "«x»",
    ],
)
def test_names_that_are_none(typed: str) -> None:
    with pytest.raises(BadTag) as caught:
        normalise(typed)
    assert caught.value.values["reason"]
    str(caught.value).encode()


@settings(max_examples=300)
@given(st.text(max_size=120))
def test_any_text_is_a_name_that_stays_or_is_refused(typed: str) -> None:
    try:
        name = normalise(typed)
    except BadTag as error:
        str(error).encode()
        return
    assert normalise(name) == name
    assert 0 < len(name) <= LONGEST
    assert name.isprintable()


def _counts(archive: Archive) -> dict[str, int]:
    return {tag.name: tag.count for tag in archive.tags()}


def test_adding_and_removing(archive: Archive) -> None:
    ids = fill(archive, range(4), ("وارد",))
    archive.tag(ids[:3], ["سجن", " سجن "], ["وارد"])
    assert _counts(archive) == {"سجن": 3, "وارد": 1}
    assert archive.article(ids[0]).tags == ("سجن",)
    archive.tag([ids[0][:8]], remove=["سجن"])
    assert _counts(archive) == {"سجن": 2, "وارد": 1}
    with pytest.raises(NoSuchArticle):
        archive.tag([ids[0], "f" * 64], ["x"])
    with pytest.raises(BadTag):
        archive.tag(ids, ["x", "+"])
    assert _counts(archive) == {"سجن": 2, "وارد": 1}


def test_renaming_takes_sub_tags_along_and_joins_what_is_there(archive: Archive) -> None:
    ids = fill(archive, range(4))
    archive.tag(ids[:2], ["سجن"])
    archive.tag(ids[1:3], ["سجن/انفرادي"])
    archive.tag(ids[3:], ["احتجاز", "سجنان"])
    change = archive.rename_tag("سجن", "احتجاز")
    assert change.count == 3
    assert _counts(archive) == {"احتجاز": 3, "احتجاز/انفرادي": 2, "سجنان": 1}
    archive.undo()
    assert _counts(archive) == {"احتجاز": 1, "سجن": 2, "سجن/انفرادي": 2, "سجنان": 1}
    assert archive.rename_tag("سجن", "سجن/قديم").count == 3
    assert _counts(archive) == {"احتجاز": 1, "سجن/قديم": 2, "سجن/قديم/انفرادي": 2, "سجنان": 1}


def test_merging_and_deleting(archive: Archive) -> None:
    ids = fill(archive, range(4))
    archive.tag(ids[:2], ["journal"])
    archive.tag(ids[1:3], ["journaux"])
    assert archive.merge_tags(["journal", "journaux", "presse"], "presse").count == 3
    assert _counts(archive) == {"presse": 3}
    archive.tag(ids[:1], ["presse/locale"])
    assert archive.delete_tag("presse").count == 3
    assert _counts(archive) == {"presse/locale": 1}
    assert archive.delete_tag("presse").count == 0


def test_completing(archive: Archive) -> None:
    ids = fill(archive, range(3))
    archive.tag(ids, ["حقوق الإنسان"])
    archive.tag(ids[:2], ["سجن/إنفرادي", "Éducation"])
    archive.tag(ids[:1], ["إنصاف"])
    assert [tag.name for tag in archive.complete_tag("ان")] == ["إنصاف", "سجن/إنفرادي", "حقوق الإنسان"]
    assert [tag.name for tag in archive.complete_tag("الا")] == ["حقوق الإنسان"]
    assert [tag.name for tag in archive.complete_tag("edu")] == ["Éducation"]
    assert [tag.count for tag in archive.complete_tag("")] == [1, 2, 2, 3]  # what was used last comes first
    assert archive.complete_tag("قوق") == []
    assert len(archive.complete_tag("", limit=2)) == 2


def test_tags_of_a_source_come_along_if_they_can_be_names(archive: Archive) -> None:
    article, provenance, raw = sample(1, tags=("صحافة", "a,b", " presse "))
    ident = archive.add(article, provenance, raw, batch=archive.start_batch([])).id
    assert archive.article(ident).tags == ("presse", "صحافة")


def test_ids_may_be_cut_short(archive: Archive) -> None:
    ids = fill(archive, range(200))
    assert archive.article(ids[5][:12]).id == ids[5]
    assert archive.article(ids[5].upper()[:12]).id == ids[5]
    with pytest.raises(IdTooShort):
        archive.article(ids[5][:3])
    for wrong in ("", "zzzz", "0' OR 1=1", "g" * 64, ids[5] + "0", "%%%%"):
        with pytest.raises(NoSuchArticle):
            archive.article(wrong)
    batch = archive.start_batch([])
    archive.add(*sample(1), batch=batch)
    with archive.write() as conn:
        conn.execute("UPDATE listing SET id = 'abcd' || substr(id, 5) WHERE id IN (?, ?)", ids[:2])
    with pytest.raises(AmbiguousId) as caught:
        archive.article("abcd")
    assert caught.value.values["count"] >= 2
