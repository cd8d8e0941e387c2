"""An article read again from its stored bytes in another encoding: what it says, what stays, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from importers.decoding import ENCODINGS, choices, codec_of, decode_again
from importers.ingest import ingest
from store.archive import Archive
from store.errors import BadValue
from store.safekeeping import doctor

TEXT = "عنوان المقال عن حقوق الإنسان\n\nنظمت الجمعية ندوة حول حقوق الإنسان بالدار البيضاء وشارك فيها باحثون كثيرون.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", create=True) as opened:
        yield opened


def put(archive: Archive, tmp_path: Path, data: bytes, name: str = "a.txt") -> str:
    path = tmp_path / name
    path.write_bytes(data)
    ident = ingest(archive, [path]).articles[0].id
    assert ident is not None
    return ident


def test_read_as_something_else_and_back(archive: Archive, tmp_path: Path) -> None:
    data = TEXT.encode("cp1256")
    ident = put(archive, tmp_path, data)
    right = archive.article(ident)
    archive.tag([ident], ["ندوات"])
    archive.set_note(ident, "ملاحظة")
    wrong = decode_again(archive, ident, "mac_arabic")
    now = archive.article(ident)
    assert wrong.kind == "decode"
    assert now.article.body != right.article.body
    assert (now.id, now.tags, now.note) == (ident, ("ندوات",), "ملاحظة")
    assert now.provenance[0].encoding == "mac_arabic"
    assert now.provenance[0].encoding_method == "chosen by a person"
    assert archive.original(ident) == data
    decode_again(archive, ident, "windows-1256")
    back = archive.article(ident)
    assert back.article.body == right.article.body
    assert {item.field for item in back.article.review} == {
        item.field for item in right.article.review if item.field != "encoding"
    }
    archive.undo()
    assert archive.article(ident).article.body == now.article.body
    archive.undo()
    assert archive.article(ident).article == right.article
    assert archive.search("ندوة").total == 1
    assert all(check.ok for check in doctor.examine(archive))


def test_what_it_is_read_as_already_is_no_step(archive: Archive, tmp_path: Path) -> None:
    ident = put(archive, tmp_path, TEXT.encode("cp1256"))
    before = archive.history()
    first = decode_again(archive, ident, "cp1256")
    assert decode_again(archive, ident, "cp1256").id == ""
    assert len(archive.history()) == len(before) + bool(first.id)


def test_a_page_is_read_again_though_it_declares_an_encoding(archive: Archive, tmp_path: Path) -> None:
    page = f"<html><head><meta charset='iso-8859-1'><title>عنوان المقال</title></head><body><article><h1>عنوان المقال</h1><p>{TEXT * 4}</p></article></body></html>"
    ident = put(archive, tmp_path, page.encode("cp1256"), "a.html")
    decode_again(archive, ident, "cp1256")
    assert "نظمت الجمعية ندوة" in archive.article(ident).article.body


@pytest.mark.parametrize("codec", ["cp1256", "iso8859_6", "utf-8", "utf-16-le"])
def test_the_right_encoding_is_offered_first(codec: str) -> None:
    found = choices((TEXT * 3).encode(codec))
    assert found[0].encoding == codec
    assert found[0].beginning.startswith("عنوان المقال")
    assert [one.sure for one in found] == sorted((one.sure for one in found), reverse=True)
    assert {one.encoding for one in found} <= set(ENCODINGS)


FRENCH = "L’Association pour la mémoire a signé à Fès, le 14 novembre, une convention « à durée limitée » avec les communes.\n"


@pytest.mark.parametrize(
    ("text", "codec", "offered"),
    [
        (FRENCH, "utf-8", {"utf-8"}),
        ("Déjà vu à Fès", "utf-8", {"utf-8"}),
        (TEXT, "utf-8", {"utf-8"}),
        (TEXT + FRENCH, "utf-8", {"utf-8"}),
        (FRENCH, "utf-16-le", {"utf-16-le"}),
        (TEXT, "utf-16-be", {"utf-16-be"}),
        (FRENCH, "cp1252", {"cp1252", "cp1256", "iso8859_15"}),
        (FRENCH.replace("’", "'"), "iso8859_15", {"cp1252", "iso8859_15", "cp1256"}),
        (TEXT, "cp1256", {"cp1256", "mac_arabic", "cp864"}),
        (TEXT, "iso8859_6", {"iso8859_6", "mac_arabic", "cp864"}),
        (TEXT, "mac_arabic", {"mac_arabic", "iso8859_6", "cp864"}),
        ("плохо " * 9, "utf-8", {"utf-8", "cp864"}),
    ],
)
def test_only_encodings_that_give_words_may_be_the_one_and_nonsense_comes_last(
    text: str, codec: str, offered: set[str]
) -> None:
    found = choices(text.encode(codec))
    assert {one.encoding for one in found if one.sure} <= offered
    assert [one.sure for one in found] == sorted((one.sure for one in found), reverse=True)
    assert found[0].encoding == codec or found[0].beginning == text.strip()
    assert found[0].sure > 0


def test_the_encoding_it_was_read_in_is_offered_whatever_it_gives(archive: Archive, tmp_path: Path) -> None:
    ident = put(archive, tmp_path, TEXT.encode("cp1256"))
    origin = replace(archive.article(ident).provenance[0], encoding="cp1252", encoding_confidence=0.4)
    found = choices(archive.original(ident), origin)
    assert ("cp1252", 0.4) in {(one.encoding, one.sure) for one in found}


def test_nonsense_is_refused_with_a_reason(archive: Archive, tmp_path: Path) -> None:
    ident = put(archive, tmp_path, TEXT.encode("cp1256"))
    for name in ("klingon", "", "rot13", "utf-8", "cp037"):
        with pytest.raises(BadValue):
            decode_again(archive, ident, name)
    assert codec_of("Windows-1256") == "cp1256"
    assert choices(b"") == []
    assert choices(b"\x00" * 50) == []


def test_as_sure_of_what_was_read_as_the_record_is(archive: Archive, tmp_path: Path) -> None:
    ident = put(archive, tmp_path, TEXT.encode("cp1256"))
    origin = archive.article(ident).provenance[0]
    assert origin.encoding_confidence is not None
    by_itself, recorded = (
        {one.encoding: one.sure for one in choices(archive.original(ident), *said)}
        for said in ((), (origin,))
    )
    assert recorded == {**by_itself, "cp1256": round(origin.encoding_confidence, 2)}
    decode_again(archive, ident, "mac_arabic")
    chosen = archive.article(ident).provenance[0]
    assert {one.encoding: one.sure for one in choices(archive.original(ident), chosen)} == by_itself
