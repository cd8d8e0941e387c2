"""Files that did not come in: kept with their reason until they do, or a person has seen it."""

from __future__ import annotations

from pathlib import Path

from importers.ingest import ingest
from store.archive import Archive
from store.articles import missed


def paths(archive: Archive) -> set[str]:
    return {Path(one.path).name for one in missed.files(archive)[1]}


def test_kept_until_they_come_in_or_are_seen(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    good = "عنوان المقال هنا\n\nهذا نص المقال الذي يقرأ كاملا ولا ينقصه شيء من الكلام.\n"
    (folder / "good.txt").write_text(good, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.html").write_bytes(b"")
    ingest(archive, [folder], dry_run=True)
    assert missed.files(archive) == (0, [])
    ingest(archive, [folder])
    total, found = missed.files(archive)
    assert (total, paths(archive)) == (2, {"empty.txt", "broken.html"})
    assert all(one.reason and one.message.endswith(".") and one.at for one in found)
    (folder / "empty.txt").write_text(good + "زيادة في النص تميزه.\n", encoding="utf-8")
    ingest(archive, [folder])
    assert paths(archive) == {"broken.html"}
    missed.seen(archive, [found[0].path, found[1].path])
    assert missed.files(archive) == (0, [])


def test_an_import_without_failures_writes_nothing(archive: Archive) -> None:
    before = archive.connection().total_changes
    missed.remember(archive, [], ["/a"])
    assert archive.connection().total_changes == before
