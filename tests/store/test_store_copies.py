"""Backups and exports."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from making import fill, sample, visible

from store import errors, export
from store.archive import Archive
from store.article import StoredArticle
from store.safekeeping import backup


def test_a_backup_shows_what_the_archive_shows(archive: Archive, tmp_path: Path) -> None:
    ids = fill(archive, range(30), ("سجن",))
    archive.edit(ids[0], "title", "غيره")
    target = tmp_path / "copy.db"
    made = backup.copy(archive.connection(), target)
    assert (made.path, made.articles, made.bytes) == (target, 30, target.stat().st_size)
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]
    with Archive.open(target) as copy:
        assert visible(copy) == visible(archive)
        assert copy.undo().values["of"] == "edit"


def test_a_backup_while_somebody_writes_is_whole(archive: Archive, tmp_path: Path) -> None:
    fill(archive, range(10))
    done = threading.Event()

    def write() -> None:
        for number in range(10, 110, 10):
            fill(archive, range(number, number + 10))
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    counts = []
    while not done.is_set() or not counts:
        counts.append(backup.copy(archive.connection(), tmp_path / "copy.db").articles)
    thread.join()
    assert all(count % 10 == 0 for count in counts)
    assert backup.copy(archive.connection(), tmp_path / "copy.db").articles == 110


def test_restoring_goes_back_and_keeps_what_was_there(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "copy.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3))
        then = visible(archive)
        backup.copy(archive.connection(), copy)
        fill(archive, range(3, 8))
        later = visible(archive)
    made = backup.restore(copy, path)
    assert made.articles == 3
    assert made.replaced is not None
    with Archive.open(path) as archive:
        assert visible(archive) == then
    with Archive.open(made.replaced) as archive:
        assert visible(archive) == later
    elsewhere = tmp_path / "new.db"
    assert backup.restore(copy, elsewhere).replaced is None
    with Archive.open(elsewhere) as archive:
        assert visible(archive) == then


def test_restoring_over_a_damaged_archive(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "copy.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3))
        backup.copy(archive.connection(), copy)
    path.write_bytes(b"not a database at all " * 1000)
    made = backup.restore(copy, path)
    assert made.replaced is not None
    assert made.replaced.read_bytes().startswith(b"not a database")
    with Archive.open(path) as archive:
        assert archive.count() == 3


def test_an_archive_in_use_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "IDLE_SECONDS", 0.05)
    path, copy = tmp_path / "a.db", tmp_path / "copy.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3))
        backup.copy(archive.connection(), copy)
        with pytest.raises(errors.ArchiveLocked):
            backup.restore(copy, path)
        fill(archive, range(3, 5))
        assert archive.count() == 5


@pytest.mark.parametrize("kind", ["text", "other", "missing", "empty", "damaged"])
def test_only_a_sound_archive_is_restored(archive: Archive, tmp_path: Path, kind: str) -> None:
    ids = fill(archive, range(50))
    source = tmp_path / "source.db"
    if kind == "text":
        source.write_text("نص" * 1000, "utf-8")
    elif kind == "other":
        with closing(sqlite3.connect(source)) as conn:
            conn.execute("CREATE TABLE t(x)")
    elif kind == "empty":
        source.touch()
    elif kind == "damaged":
        backup.copy(archive.connection(), source)
        with source.open("r+b") as file:
            file.seek(8192 * 4)
            file.write(b"\xff" * 8192 * 3)
    target = tmp_path / "target.db"
    with Archive.open(target, create=True) as other:
        fill(other, range(2))
    with pytest.raises((errors.NotAnArchive, errors.ArchiveMissing, errors.ArchiveDamaged)):
        backup.restore(source, target)
    with Archive.open(target) as other:
        assert other.count() == 2
    assert sorted(path.name for path in tmp_path.glob("target*")) == ["target.db"]
    assert archive.article(ids[0]).id == ids[0]


def _some(archive: Archive, **fields: Any) -> list[StoredArticle]:
    batch = archive.start_batch([])
    ids = [
        archive.add(*sample(0, **fields), batch=batch).id,
        archive.add(*sample(1), batch=batch).id,
    ]
    archive.tag(ids[:1], ["سجن", "presse"])
    archive.set_note(ids[0], "=1+1\nسطر")
    return [archive.article(ident) for ident in ids]


def test_json_has_the_fields_of_the_contract(archive: Archive) -> None:
    first, second = _some(archive)
    data = export.as_json(first)
    assert " ".join(data) == (
        "id title body author source section language url published event_date tags note provenance review"
    )
    assert data["published"] == {"value": "2010-01-01", "precision": "day", "evidence": "في الأصل"}
    assert data["event_date"] is None
    assert " ".join(data["provenance"]) == "path sha256 bytes encoding importer importer_version imported_at"
    assert data["provenance"]["imported_at"]
    assert export.as_json(second)["review"] == [{"field": "author", "reason": "no byline"}]


def test_json_and_jsonl_say_the_same(archive: Archive, tmp_path: Path) -> None:
    stored = _some(archive)
    assert export.write(stored, "json", tmp_path / "a.json") == 2
    whole = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert whole == {"format": 1, "articles": [export.as_json(one) for one in stored]}
    lines = "".join(export.text(stored, "jsonl")).splitlines()
    assert [json.loads(line) for line in lines] == [{"format": 1, **one} for one in whole["articles"]]
    assert "سجن" in lines[0]
    assert json.loads("".join(export.text([], "json"))) == {"format": 1, "articles": []}


def test_csv_is_inert_and_opens_as_arabic(archive: Archive, tmp_path: Path) -> None:
    stored = _some(archive, title="=HYPERLINK(1)", source="@x", author="-1", url="\tx")
    export.write(stored, "csv", tmp_path / "a.csv")
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert (rows[0]["title"], rows[0]["source"], rows[0]["author"], rows[0]["url"]) == (
        "'=HYPERLINK(1)",
        "'@x",
        "'-1",
        "'\tx",
    )
    assert rows[0]["note"] == "'=1+1\nسطر"
    assert rows[0]["published"] == "2010-01-01"
    assert rows[1]["body"] == stored[1].article.body


class _Page(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_holds_no_markup_of_an_article(archive: Archive) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=y>"
    stored = _some(archive, title=evil, source='"><b>')
    page = _Page()
    text = "".join(export.text(stored, "html"))
    page.feed(text)
    assert not {"script", "img", "b"} & page.tags
    assert evil in page.text
    assert "default-src 'none'" in text
    assert 'dir="auto"' not in text, "a word processor does not know it"


def test_markdown_holds_no_markup_of_an_article(archive: Archive) -> None:
    stored = _some(archive, title="[x](javascript:1) *a* <b>\n# y")
    text = "".join(export.text(stored, "md"))
    assert text.startswith("# \\[x\\](javascript:1) \\*a\\* \\<b\\> \\# y\n")
    assert "Tags: presse, سجن\n" in text


def test_a_file_that_fails_half_way_leaves_the_old_one(archive: Archive, tmp_path: Path) -> None:
    stored = _some(archive)
    target = tmp_path / "a.jsonl"
    target.write_text("old", "utf-8")

    def failing() -> Any:
        yield stored[0]
        raise errors.ArchiveDamaged(path="x")

    with pytest.raises(errors.ArchiveDamaged):
        export.write(failing(), "jsonl", target)
    assert target.read_text("utf-8") == "old"
    assert list(tmp_path.glob("*.part")) == []


def test_the_format_is_that_of_the_ending() -> None:
    assert [
        export.format_of(Path(name)) for name in ("a.JSON", "a.htm", "a.markdown", "a.ndjson", "a.doc", "a")
    ] == [
        "json",
        "html",
        "md",
        "jsonl",
        None,
        None,
    ]
