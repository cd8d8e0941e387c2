"""Files that mean harm, or are just broken: each is told with its reason and none stops the rest."""

import os
import socket
import sys
import threading
import time
from pathlib import Path

import pytest
from generate import write

from importers import files, parsing
from importers.base import Read, Source
from importers.deadline import Deadline
from importers.formats.capture import CaptureImporter
from importers.ingest import ingest
from importers.parsing import Parsed, parse
from importers.worker import Worker
from store import own_process
from store.archive import Archive

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "t.db", create=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "in", 3)
    return tmp_path / "in"


def reasons(archive: Archive, *paths: Path) -> dict[str, tuple[str, str | None]]:
    return {Path(one.path).name: (one.status, one.reason) for one in ingest(archive, paths).articles}


def test_the_rest_goes_in(archive: Archive, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b"\n \n\t\n")
    (folder / "nul.txt").write_bytes("نص".encode() + bytes(5000))
    (folder / "noise.txt").write_bytes(os.urandom(9000))
    (folder / "line.txt").write_text("كلمة " * 1_000_000, encoding="utf-8")
    (folder / "furniture.txt").write_text("اترك تعليق\n\nالتعليقات مغلقة\n", encoding="utf-8")
    (folder / "x.txt").mkdir()
    found = reasons(archive, folder)
    assert archive.count() == 3
    assert found["empty.txt"] == ("failed", "empty")
    assert found["blank.txt"] == ("failed", "empty")
    assert found["nul.txt"] == ("skipped", "binary")
    assert found["noise.txt"] == ("skipped", "binary")
    assert found["line.txt"] == ("failed", "line too long")
    assert found["furniture.txt"] == ("failed", "no article")
    assert "x.txt" not in found


def test_five_megabytes_in_one_line_below_the_limit_are_read(archive: Archive, tmp_path: Path) -> None:
    line = "أكد المتدخلون أن تتبع التوصيات رهين بإرادة الأطراف. " * 36_000
    (tmp_path / "long.txt").write_text(line, encoding="utf-8")
    assert len(line) < 2_000_000
    assert reasons(archive, tmp_path / "long.txt")["long.txt"] == ("imported", None)


def test_control_sequences_reach_neither_text_nor_report(archive: Archive, tmp_path: Path) -> None:
    name = "evil\x1b]0;x\x07\u202e.txt"
    if os.name != "posix":
        name = "evil.txt"
    text = "\x1b[2J\x1b]52;c;aGk=\x07عنوان المقال الأول\x1b[0m\n\nبقلم: سعاد\x07 المرابط\n\n"
    text += (
        "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف\x9b31m الموقعة على الاتفاقية\u202e.\n"
        * 4
    )
    (tmp_path / name).write_text(text, encoding="utf-8")
    report = ingest(archive, [tmp_path / name])
    (one,) = report.articles
    assert one.status == "imported"
    assert one.path.isprintable()
    article = archive.article(one.id).article
    assert article.title == "عنوان المقال الأول"
    assert article.author == "سعاد المرابط"
    for line in article.lines:
        assert line.text.isprintable()
    assert archive.original(one.id) == text.encode()


def test_missing_paths_are_told(archive: Archive, folder: Path, tmp_path: Path) -> None:
    report = ingest(archive, [tmp_path / "nowhere", folder, "a\0b"])
    assert report.imported == 3
    assert [one.reason for one in report.articles if one.status == "failed"] == ["not found", "unreadable"]


@POSIX
def test_what_could_block_or_loop_is_passed_over(archive: Archive, folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "link.txt").symlink_to(folder / "000000.txt")
    deep = folder
    for _ in range(60):
        deep /= "d"
    deep.mkdir(parents=True)
    write(deep, 1, seed=9)
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(folder)
        try:
            listener.bind("socket.txt")
        finally:
            os.chdir(here)
        found = reasons(archive, folder)
    assert archive.count() == 4
    assert found["pipe.txt"] == found["socket.txt"] == ("skipped", "not a file")
    assert found["loop"] == found["self.txt"] == found["link.txt"] == ("skipped", "link")
    assert ingest(archive, [folder / "loop"]).duplicates == 4
    named = reasons(archive, folder / "pipe.txt", folder / "link.txt", folder / "self.txt")
    assert named["pipe.txt"] == ("failed", "not a file")
    assert named["link.txt"] == ("duplicate", None)
    assert named["self.txt"] == ("failed", "unreadable")


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_no_permission_is_told(archive: Archive, folder: Path) -> None:
    (folder / "000001.txt").chmod(0)
    assert reasons(archive, folder)["000001.txt"] == ("failed", "no permission")


@POSIX
@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems take only UTF-8 names")
def test_name_that_is_no_text(archive: Archive, folder: Path) -> None:
    path = folder / os.fsdecode(b"caf\xe9.txt")
    path.write_bytes((folder / "000000.txt").read_bytes() + "إضافة.\n".encode())
    report = ingest(archive, [folder])
    assert (report.imported, report.duplicates) == (3, 1)
    (name,) = [one.path for one in report.articles if "caf" in one.path]
    assert name.endswith("caf\\udce9.txt")


def test_file_that_is_too_large_is_not_read(archive: Archive, tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(files.MAX_BYTES + 1)
    assert reasons(archive, tmp_path / "large.txt")["large.txt"] == ("failed", "too large")


def test_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "growing.txt"
    path.write_bytes(b"a" * 100)
    whole = files._read_all

    def while_it_grows(handle: int, size: int) -> bytes:
        with path.open("ab") as file:
            file.write(b"more")
        return whole(handle, size)

    monkeypatch.setattr(files, "_read_all", while_it_grows)
    with pytest.raises(files.UnreadableSource) as refused:
        files.read(path)
    assert refused.value.reason == "changed"


class Stubborn:
    """An importer that hangs, swells or dies, as a library might on a hostile file."""

    name = "stubborn"
    version = "1"

    def claims(self, path: str, head: bytes) -> int:
        return 100

    def read(self, source: Source):
        word = source.data.split()[0]
        if word == b"hang":
            while True:
                pass
        if word == b"sleep":
            time.sleep(3600)
        if word == b"swell":
            raise MemoryError
        if word == b"exit":
            os._exit(3)
        if word == b"break":
            raise ZeroDivisionError("secret")
        yield from CaptureImporter().read(source)


SERVE_STUBBORN = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
import importers.parsing as parsing
from test_import_hostile import Stubborn
parsing.importer_for = lambda path, head: Stubborn()
from importers.worker import serve
serve()
"""


def test_worker_survives_files_that_hang_or_kill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importers.worker._START", SERVE_STUBBORN)
    worker = Worker(deadline=4.0)
    try:
        text = "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية.\n" * 3
        good = Source("good.txt", text.encode())
        assert _bodies(worker.parse(good)) == _bodies(parse(good))
        assert worker.parse(Source("a", b"exit now")).reason == "worker died"
        assert worker.parse(Source("b", b"hang now")).reason == "took too long"
        assert worker.parse(Source("c", b"swell now")).reason == "out of memory"
        broken = worker.parse(Source("d", b"break now"))
        assert broken.reason == "error"
        assert "secret" not in broken.message
        assert _bodies(worker.parse(good)) == _bodies(parse(good))
    finally:
        worker.close()


def test_a_worker_that_waits_for_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importers.worker._START", SERVE_STUBBORN)
    worker = Worker(deadline=0.3)
    try:
        assert worker.parse(Source("a", b"sleep now")).reason == "took too long"
    finally:
        worker.close()


def test_a_step_that_is_excused_has_its_time_again() -> None:
    expired = threading.Event()
    excuses = iter([True, True, True, False])
    asked = []

    def excused() -> bool:
        asked.append(next(excuses))
        return asked[-1]

    deadline = Deadline(0.01, expired.set, excused)
    deadline.begin(1)
    assert expired.wait(60)
    assert deadline.end()
    deadline.close()
    assert asked == [True, True, True, False]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process waits for")
def test_a_process_is_busy_while_it_computes_and_not_while_it_waits() -> None:
    process = own_process.start(
        "print(flush=True); sys.stdin.readline(); print(flush=True)\nwhile True: pass"
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdout.readline()
        while own_process.is_busy(process.pid):  # until it waits for the line
            pass
        process.stdin.write(b"\n")
        process.stdin.flush()
        process.stdout.readline()
        assert all(own_process.is_busy(process.pid) for _time in range(100))
    finally:
        own_process.end(process)
    assert not own_process.is_busy(process.pid)


def _bodies(parsed: Parsed) -> list[str]:
    assert parsed.reason is None
    return [read.article.body for read in parsed.reads]


def test_everything_an_importer_raises_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "importer_for", lambda path, head: Stubborn())
    assert parse(Source("a", b"swell")).reason == "out of memory"
    assert parse(Source("a", b"break")).reason == "error"


def test_worker_gives_every_field_back() -> None:
    text = "عنوان المقال\n\nسعاد المرابط – منبر الريف\n3 ماي 2021\n\n"
    text += "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية.\n" * 3
    source = Source("a.txt", text.encode("cp1256"))
    worker = Worker()
    try:
        apart = worker.parse(source)
    finally:
        worker.close()
    here = parse(source)
    assert apart == here
    assert isinstance(here.reads[0], Read)
    assert here.reads[0].encoding == "cp1256"


def test_an_archive_of_somebody_else_says_how_it_comes_in(archive: Archive, tmp_path: Path) -> None:
    """Whatever its size; in a folder it is passed over, as other files that are no articles."""
    place = tmp_path / "in"
    place.mkdir()
    for name, more in (("small.db", 0), ("large.db", files.MAX_BYTES)):
        Archive.open(place / name, create=True).close()
        with (place / name).open("ab") as file:
            file.truncate(file.seek(0, os.SEEK_END) + more)
    for paths, status in (([place], "skipped"), (list(place.iterdir()), "failed")):
        outcomes = ingest(archive, paths).articles
        assert [(one.status, one.reason) for one in outcomes] == [(status, "archive")] * 2
        assert all("archive merge" in one.message for one in outcomes)
