"""What older importers read is read again from the stored bytes: what people did stays, and the step can be taken back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import readings
from formats_reading import PARAGRAPHS

from importers.decoding import decode_again
from importers.ingest import ingest
from importers.rereading import reread
from store.archive import Archive
from store.article import Article, Line, Provenance
from store.safekeeping import doctor
from store.similar import choosing, versions

TITLE = "عنوان المقال عن حقوق الإنسان"
TEXT = "\n".join([TITLE, "", *PARAGRAPHS]).encode()
OLD = Article((Line("قراءة قديمة للملف"),), title="عنوان قديم")
RECORDS = json.dumps(
    [{"title": f"{TITLE} {n}", "body": text} for n, text in enumerate(PARAGRAPHS)], ensure_ascii=False
).encode()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", create=True) as opened:
        yield opened


def taken_in(archive: Archive, data: bytes, article: Article = OLD, **said: str) -> str:
    """The id of an article as an older importer read it."""
    batch = archive.start_batch(["x"])
    origin = Provenance(
        "x.txt", hashlib.sha256(data).hexdigest(), len(data), "capture", "0", "2020-01-01T00:00:00+00:00"
    )
    ident = archive.add(article, replace(origin, **said), data, batch=batch).id
    archive.finish_batch(batch)
    return ident


def test_what_an_older_importer_read_is_read_again_and_taken_back(archive: Archive) -> None:
    ident = taken_in(archive, TEXT)
    archive.tag([ident], ["ندوات"])
    archive.set_note(ident, "ملاحظة")
    archive.edit(ident, "author", "ليلى")
    before = archive.article(ident)
    tried = reread(archive, dry_run=True)
    assert ([one.status for one in tried.outcomes], tried.change) == (["changed"], "")
    assert archive.article(ident) == before
    done = reread(archive)
    assert done.count("changed") == 1
    now = archive.article(ident)
    assert (now.article.title, now.article.author) == (TITLE, "ليلى")
    assert now.article.body == "\n".join(PARAGRAPHS)
    assert (now.id, now.tags, now.note) == (ident, ("ندوات",), "ملاحظة")
    assert now.provenance[0].importer_version != "0"
    assert now.provenance[0].imported_at == before.provenance[0].imported_at
    assert archive.search("تتبع التوصيات").total == 1
    assert archive.search("قراءة قديمة").total == 0
    assert archive.history()[0].kind == "reread"
    assert archive.history()[0].count == 1
    assert reread(archive).outcomes == []
    archive.undo()
    assert archive.article(ident) == before
    assert archive.search("قراءة قديمة").total == 1
    assert all(check.ok for check in doctor.examine(archive))


def test_what_todays_importers_read_is_left_unless_all_is_wanted(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    ingest(archive, [tmp_path / "a.txt"])
    assert reread(archive).outcomes == []
    done = reread(archive, every=True)
    assert ([one.status for one in done.outcomes], done.change) == (["same"], "")


@pytest.mark.parametrize("chosen", [False, True])
def test_what_came_out_the_same_is_not_read_by_the_same_importer_again(
    archive: Archive, tmp_path: Path, chosen: bool
) -> None:
    """An older importer read exactly what today's reads, in an encoding that a person chose or not."""
    (tmp_path / "a.txt").write_bytes(TEXT)
    ingest(archive, [tmp_path / "a.txt"])
    (ident,) = (found.id for found in archive.hit_rows(archive.search("").docids))
    if chosen:
        decode_again(archive, ident, "mac_arabic")
    of_today = archive.article(ident)
    older = replace(of_today.provenance[0], importer_version="0")
    with Archive.open(tmp_path / "b.db", create=True) as other:
        batch = other.start_batch(["x"])
        other.add(of_today.article, older, TEXT, batch=batch)
        other.finish_batch(batch)
        tried = reread(other, dry_run=True)
        assert [one.status for one in tried.outcomes] == ["same"]
        done = reread(other)
        assert ([one.status for one in done.outcomes], done.change) == (["same"], ""), "trying noted nothing"
        assert reread(other).outcomes == []
        assert [one.status for one in reread(other, every=True).outcomes] == ["same"]
        assert other.article(ident).provenance == (older,)
        with other.write() as conn:
            conn.execute("UPDATE local SET value = '0 capture' WHERE key LIKE 'reread %'")
        assert [one.status for one in reread(other).outcomes] == ["same"], "by another version it is"
        assert reread(other).outcomes == []
        assert all(check.ok for check in doctor.examine(other))


def test_members_of_one_file_each_get_their_own_reading(archive: Archive) -> None:
    ids = [
        taken_in(archive, RECORDS, replace(OLD, lines=(Line(f"قديم {n}"),)), member=str(n), path="x.json")
        for n in (1, 2, 3, 9)
    ]
    done = reread(archive)
    assert [(one.status, one.message) for one in done.outcomes] == [
        ("changed", ""),
        ("changed", ""),
        ("changed", ""),
        ("failed", "There is no article in it."),
    ]
    assert [archive.article(ident).article.title for ident in ids] == [f"{TITLE} {n}" for n in range(3)] + [
        OLD.title
    ]
    assert len([one for one in archive.history() if one.kind == "reread"]) == 1


def test_what_can_not_be_read_any_more_stays_and_is_told(archive: Archive) -> None:
    ident = taken_in(archive, b"\x89PNG\r\n\x1a\n" + bytes(90))
    done = reread(archive, [ident])
    assert [(one.id, one.status) for one in done.outcomes] == [(ident, "failed")]
    assert "picture" in done.outcomes[0].message
    assert archive.article(ident).article.title == OLD.title


def test_what_the_person_said_at_the_import_and_the_encoding_that_was_chosen_stay(archive: Archive) -> None:
    ident = taken_in(
        archive, TEXT.decode().encode("cp1256"), replace(OLD, url="https://a.example/1", source="منبر")
    )
    decode_again(archive, ident, "mac_arabic")
    wrong = archive.article(ident).article.body
    assert [one.status for one in reread(archive, every=True).outcomes] in (["same"], ["changed"])
    now = archive.article(ident)
    assert now.article.body == wrong
    assert now.provenance[0].encoding == "mac_arabic"
    archive.undo()
    other = taken_in(
        archive, TEXT, replace(OLD, lines=(Line("أخرى"),), url="https://a.example/2", source="منبر")
    )
    reread(archive, [other])
    assert (archive.article(other).article.url, archive.article(other).article.source) == (
        "https://a.example/2",
        "منبر",
    )


def test_a_version_that_a_person_chose_is_shown_in_its_new_reading(archive: Archive) -> None:
    lines = tuple(map(Line, PARAGRAPHS))
    page = replace(OLD, url="https://a.example/1", lines=(*lines, Line("قراءة قديمة")))
    first = taken_in(archive, TEXT, page)
    newer = TEXT.replace("أكد".encode(), "وأضاف".encode())
    later = replace(page, lines=(Line("قراءة أحدث للصفحة نفسها بسطر جديد"), *lines))
    second = taken_in(archive, newer, later, imported_at="2021-01-01T00:00:00+00:00")
    assert first == second
    older = versions.versions(archive, first)[0]
    choosing.choose(archive, first, older.number)
    assert archive.article(first).article.body.endswith("قراءة قديمة")
    reread(archive)
    assert archive.article(first).article.body == "\n".join(PARAGRAPHS)
    assert len(versions.versions(archive, first)) == 2


def test_a_version_of_an_importer_is_that_of_its_readings() -> None:
    before, now = readings.recorded(), readings.readings()
    assert readings.unraised(before, now) == [], (
        "raise their version, so that `archive reread` knows; then `make readings`"
    )
    assert {name: before.get(name) for name in now} == now, "run `make readings`"


def test_an_importer_that_reads_otherwise_under_the_same_version_is_noticed() -> None:
    before = {"a": ["x", "1", "0"], "b": ["y", "1", "0"], "c": ["z", "1", "0"]}
    now = {"a": ["x", "1", "9"], "b": ["y", "2", "9"], "c": ["z", "1", "0"], "d": ["x", "1", "9"]}
    assert readings.unraised(before, now) == ["x"]
