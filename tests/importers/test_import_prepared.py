"""What the reading process works out for the writing one is what the archive would have worked out itself."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from generate import captures, write

from importers import files, wire
from importers.base import Read, Refused, Source
from importers.ingest import ingest
from importers.parsing import parse
from importers.worker import Worker
from store.archive import Archive
from store.article import Provenance
from store.articles import listing
from store.articles.arrivals import Brought
from store.articles.prepared import prepare
from store.finding import index

ONE_ARTICLE = next(captures(1)).text.encode()


def test_a_worker_sends_what_the_archive_would_work_out() -> None:
    sources = [Source(one.name, one.text.encode()) for one in captures(8)]
    worker = Worker()
    try:
        for source in sources:
            (read,) = worker.parse(source).reads
            assert isinstance(read, Read)
            assert read.prepared == prepare(read.article)
    finally:
        worker.close()


def test_articles_entered_at_once_are_listed_as_a_rebuild_lists_them(tmp_path: Path) -> None:
    write(tmp_path / "in", 40)
    with Archive.open(tmp_path / "t.db", create=True) as archive:
        assert ingest(archive, [tmp_path / "in"], tags=["هجرة"]).imported == 40
        with archive.read() as conn:
            ids = [ident for (ident,) in conn.execute("SELECT id FROM listing")]
            rows = listing.rows(conn, ids)
            for ident, wanted, _body in listing.compute(conn, ids, None):
                assert wanted is not None
                assert listing.fields_of(rows[ident]) == listing.fields_of(wanted)
        with archive.write() as conn:
            assert index.check(conn) is None
        assert {(tag.name, tag.count) for tag in archive.tags()} == {("هجرة", 40)}


def test_an_article_with_all_that_came_with_it_is_listed_as_a_rebuild_lists_it(tmp_path: Path) -> None:
    source = Source("a.txt", next(captures(1)).text.encode())
    (read,) = parse(source).reads
    assert isinstance(read, Read)
    where = Provenance("a.txt", sha256(source.data).hexdigest(), len(source.data), "capture", "1")
    brought = Brought(
        "ملاحظة", "", starred=True, subjects=(("people", ("نادية العلمي", "نادية العلمي", "")),)
    )
    with Archive.open(tmp_path / "t.db", create=True) as archive:
        added = archive.add(
            read.article, where, source.data, batch=archive.start_batch(["a.txt"]), brought=brought
        )
        stored = archive.article(added.id)
        assert (stored.note, stored.starred, stored.people) == ("ملاحظة", True, ("نادية العلمي",))
        with archive.read() as conn:
            ((_, wanted, _),) = listing.compute(conn, [added.id], None)
            assert wanted is not None
            assert listing.fields_of(listing.rows(conn, [added.id])[added.id]) == listing.fields_of(wanted)
        archive.undo()
        assert archive.count() == 0


def test_of_many_articles_the_later_ones_are_sent_as_text_alone() -> None:
    records = [
        {"title": f"عنوان {number}", "body": f"نص المقال رقم {number} كما نشر في الجريدة."}
        for number in range(wire.FEW + 5)
    ]
    source = Source("a.json", json.dumps({"articles": records}).encode())
    worker = Worker()
    try:
        reads = list(worker.parse(source).reads)
    finally:
        worker.close()
    assert reads == list(parse(source).reads)
    assert [read.prepared is not None for read in reads if isinstance(read, Read)] == [True] * wire.FEW + [
        False
    ] * 5


@pytest.mark.parametrize(
    "frame", [b"{}", b'{"beside": {}}\nxx', b"[1]", b'{"refused": {"what": 1}}', b"\xff", b'{"beside": 1}\n']
)
def test_what_no_worker_sends_is_an_error_that_the_import_knows(frame: bytes) -> None:
    said = wire.last(parse(Source("a.txt", b"x" * 400)))
    with pytest.raises(ValueError):  # what `Worker.parse` takes for a worker that died
        wire.parsed([frame, said.replace(said[1:], b'["capture", "1", null, "", false]')])


def test_of_a_long_answer_a_part_that_no_worker_sends_is_refused_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = parse(Source("a.txt", ONE_ARTICLE)).reads[0]
    whole = wire.answer(read, whole=True)
    said = wire.last(parse(Source("a.txt", ONE_ARTICLE)))
    monkeypatch.setattr(wire, "_OPENED", len(whole))
    parsed = wire.parsed([whole, b"{}", whole, said])
    assert len(parsed.reads) == 3
    first, second, third = parsed.reads
    assert first == third == parsed.reads[2] == read
    assert (second, parsed.reads[1:2]) == (Refused("", *wire.DIED), [second])


def test_bytes_that_nobody_needs_again_are_let_go_of() -> None:
    kept, once = Source("a.txt", b"x"), Source("a.txt", b"x", once=True)
    assert (kept.take(), kept.take(), once.take(), once.data) == (b"x", b"x", b"x", b"")
    read = parse(Source("a.txt", ONE_ARTICLE, once=True))
    assert read.reads == parse(Source("a.txt", ONE_ARTICLE)).reads != ()


def test_a_file_too_large_to_be_held_is_read_again_for_being_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "HELD", 2_000)
    (tmp_path / "in").mkdir()
    small, large = (one.text for one in captures(2))
    records = [{"title": f"عنوان {number}", "body": f"{large} {number}"} for number in range(120)]
    for name, text in (
        ("a.txt", small),
        ("b.txt", large * 3),
        ("c.json", json.dumps(records)),
        ("d.txt", large * 3),
    ):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    with Archive.open(tmp_path / "t.db", create=True) as archive:
        report = ingest(archive, [tmp_path / "in"])
        assert (report.imported, report.duplicates, report.failed) == (122, 1, 0)
        for one in report.articles:
            data = Path(one.path).read_bytes()
            assert archive.original(one.id, sha256(data).hexdigest()) == data
        assert ingest(archive, [tmp_path / "in"], again=True).duplicates == 123


def test_a_large_file_that_changes_before_it_is_stored_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "HELD", 100)
    read = files.read
    reads: list[Path] = []

    def changing(path: Path) -> bytes:
        reads.append(path)
        return read(path) + (b"" if len(reads) < 4 else b"more")

    monkeypatch.setattr(files, "read", changing)
    path = tmp_path / "a.txt"
    path.write_text(next(captures(1)).text, encoding="utf-8")
    with Archive.open(tmp_path / "t.db", create=True) as archive:
        (one,) = ingest(archive, [path]).articles
        assert (one.status, one.reason) == ("failed", "changed")
        assert archive.count() == 0
    assert len(reads) == 4
