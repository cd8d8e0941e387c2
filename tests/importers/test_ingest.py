"""Imports into a real archive: what goes in, what is there already, what is passed over, and what is said of each."""

import hashlib
import json
from pathlib import Path

import pytest
from generate import captures, write

from importers.fields.encoding import decode
from importers.ingest import ingest
from importers.report import Progress, Report
from store.archive import Archive

HOME = Path(__file__).parent / "captures"


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "t.db", create=True) as opened:
        yield opened


def statuses(report: Report) -> list[tuple[str, str, str | None]]:
    return [(Path(one.path).name, one.status, one.reason) for one in report.articles]


def test_own_captures_go_in_and_come_back_as_written(archive: Archive) -> None:
    report = ingest(archive, [HOME])
    wanted = json.loads((HOME / "expected.json").read_text(encoding="utf-8"))
    assert report.imported == len(wanted)
    assert report.failed == 0
    assert {Path(one.path).name for one in report.articles if one.status == "imported"} == set(wanted)
    for one in report.articles:
        if one.status != "imported":
            continue
        data = (HOME / Path(one.path).name).read_bytes()
        stored = archive.article(one.id)
        assert one.id == hashlib.sha256(data).hexdigest()
        assert archive.original(one.id) == data
        assert stored.article.title == one.title
        (where,) = stored.provenance
        assert (where.path, where.bytes, where.importer) == (one.path, len(data), "capture")
        assert where.encoding == decode(data).encoding
        assert where.imported_at


def test_twice_is_all_duplicates_and_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    write(tmp_path / "in", 40)
    first = ingest(archive, [tmp_path / "in"])
    history = archive.history()
    second = ingest(archive, [tmp_path / "in"])
    assert (first.imported, first.duplicates) == (40, 0)
    assert (second.imported, second.duplicates, second.failed, second.review) == (0, 40, 0, 0)
    assert [one.id for one in second.articles] == [one.id for one in first.articles]
    assert [one.title for one in second.articles] == [one.title for one in first.articles]
    assert archive.count() == 40
    assert archive.history() == history


def test_same_bytes_under_two_names_are_one_article_seen_twice(archive: Archive, tmp_path: Path) -> None:
    (made,) = captures(1)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(made.text, encoding="utf-8")
    report = ingest(archive, [tmp_path / "a.txt", tmp_path / "b.txt"])
    assert statuses(report) == [("a.txt", "imported", None), ("b.txt", "duplicate", None)]
    assert archive.count() == 1
    paths = [Path(where.path).name for where in archive.article(report.articles[0].id).provenance]
    assert paths == ["a.txt", "b.txt"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_workers_give_what_the_program_itself_gives_in_order(tmp_path: Path, jobs: int) -> None:
    made = write(tmp_path / "in", 60)
    with Archive.open(tmp_path / "t.db", create=True) as archive:
        report = ingest(archive, [tmp_path / "in"], jobs=jobs)
        assert [Path(one.path).name for one in report.articles] == [one.name for one in made]
        for one, outcome in zip(made, report.articles, strict=True):
            article = archive.article(outcome.id).article
            assert (article.title, article.author, article.language) == (one.title, one.author, one.language)
            assert article.published.value == one.published
            assert article.body.endswith(").")


def test_dry_run_says_the_same_and_writes_nothing(archive: Archive, tmp_path: Path) -> None:
    write(tmp_path / "in", 20)
    (tmp_path / "in" / "zz.txt").write_bytes((tmp_path / "in" / "000003.txt").read_bytes())
    (tmp_path / "in" / "leer.txt").write_bytes(b"")
    dry = ingest(archive, [tmp_path / "in"], dry_run=True)
    assert archive.count() == 0
    assert archive.history() == []
    real = ingest(archive, [tmp_path / "in"])
    assert statuses(dry) == statuses(real)
    assert (dry.imported, dry.duplicates, dry.failed) == (20, 1, 1)
    again = ingest(archive, [tmp_path / "in"], dry_run=True)
    assert (again.imported, again.duplicates) == (0, 21)


def test_tags_go_to_every_new_article_and_undo_takes_the_whole_import_back(
    archive: Archive, tmp_path: Path
) -> None:
    write(tmp_path / "in", 15)
    ingest(archive, [tmp_path / "in"], tags=["هجرة", "2024"])
    assert {(tag.name, tag.count) for tag in archive.tags()} == {("هجرة", 15), ("2024", 15)}
    archive.undo()
    assert archive.count() == 0
    assert ingest(archive, [tmp_path / "in"]).imported == 15


def test_progress_is_told_for_every_file_and_counts_what_is_on_the_disk(
    archive: Archive, tmp_path: Path
) -> None:
    write(tmp_path / "in", 5)
    told: list[tuple[Progress, int]] = []

    def tell(progress: Progress) -> None:
        with Archive.open(archive.path, read_only=True) as other:
            told.append((progress, other.count()))

    ingest(archive, [tmp_path / "in"], on_progress=tell)
    assert len(told) >= 5
    assert all(one.done == one.imported == there for one, there in told)
    assert (told[-1][0].done, told[-1][0].total) == (5, 5)


def test_cancelling_keeps_what_is_in(archive: Archive, tmp_path: Path) -> None:
    write(tmp_path / "in", 80)
    done: list[Progress] = []
    report = ingest(
        archive, [tmp_path / "in"], jobs=2, on_progress=done.append, cancelled=lambda: len(done) >= 30
    )
    assert report.cancelled
    assert report.imported == archive.count() == 30
    rest = ingest(archive, [tmp_path / "in"])
    assert (rest.imported, rest.duplicates, rest.cancelled) == (50, 30, False)


def test_own_files_of_the_archive_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, 3)
    with Archive.open(tmp_path / "archive.db", create=True) as archive:
        report = ingest(archive, [tmp_path])
        names = {Path(one.path).name for one in report.articles}
        assert not [name for name in names if name.startswith("archive.db")]
        assert report.imported == 3
        (named,) = ingest(archive, [tmp_path / "archive.db"]).articles
        assert (named.status, named.reason) == ("failed", "archive")


def test_other_formats_are_skipped_in_folders_and_failed_when_named(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder, 2)
    drawing = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>نص طويل هنا.</text></svg>'
    (folder / "drawing.svg").write_text(drawing, encoding="utf-8")
    (folder / "hidden.txt").write_text(drawing, encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(60))
    (folder / "style.css").write_text("body { color: red }", encoding="utf-8")
    (folder / "run.log").write_text("started\nstopped\n", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    report = ingest(archive, [folder])
    assert (report.imported, report.skipped, report.failed) == (2, 5, 0)
    reasons = {Path(one.path).name: one.reason for one in report.articles if one.status == "skipped"}
    assert reasons == {
        "drawing.svg": "unknown format",
        "hidden.txt": "unknown format",
        "style.css": "unknown format",
        "run.log": "unknown format",
        "photo.jpg": "unknown format",
    }
    said = {Path(one.path).name: one.message for one in report.articles if one.status == "skipped"}
    assert "text recognition" in said.pop("photo.jpg")
    assert all("not read yet" in message for message in said.values())
    named = ingest(archive, [folder / "drawing.svg", folder / "photo.jpg"])
    assert [one.status for one in named.articles] == ["failed", "failed"]


def test_review_counts_new_articles_that_ask_for_a_look(archive: Archive, tmp_path: Path) -> None:
    made, other = captures(2)
    (tmp_path / "sure.txt").write_text(made.text, encoding="utf-8")
    untitled = other.text.split("\n\n", 2)[2]
    (tmp_path / "untitled.txt").write_text(untitled, encoding="utf-8")
    report = ingest(archive, [tmp_path / "sure.txt", tmp_path / "untitled.txt"])
    assert report.review == 1
    assert [len(one.review) > 0 for one in report.articles] == [False, True]
    assert report.articles[1].title is None
    assert ingest(archive, [tmp_path / "untitled.txt"]).review == 0


def test_founding_captures(archive: Archive, shared: Path) -> None:
    folder = sorted((shared / "captures").glob("*.txt"))
    report = ingest(archive, folder)
    assert (report.imported, report.duplicates, report.failed, report.review) == (5, 0, 0, 1)
    assert [one.id[:8] for one in report.articles] == [
        "3e4859e2",
        "f7cef234",
        "2b0eb268",
        "c2f462de",
        "063fc899",
    ]
    for path, one in zip(folder, report.articles, strict=True):
        assert archive.original(one.id) == path.read_bytes()
    assert ingest(archive, folder).duplicates == 5
