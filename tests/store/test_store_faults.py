"""Kill the program, fill the disk: nothing that was acknowledged is gone, nothing is half there."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from making import fill, visible

from store import errors
from store.archive import Archive
from store.safekeeping import doctor
from store.safekeeping.doctor import examine

_WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from making import sample
from store.archive import Archive
archive = Archive.open(sys.argv[1], create=True)
print("open", flush=True)
round = int(sys.argv[3])
number = archive.count()
while True:
    batch = archive.start_batch(["/captures"], ["وارد"])
    with archive.write():
        ids = [archive.add(*sample(number + i), batch=batch).id for i in range(5)]
    number += 5
    print("articles", number, flush=True)
    name = f"t{round}-{number}"
    archive.tag(ids[:2], [name])
    print("tag", name, flush=True)
"""


@pytest.mark.plain
def test_what_was_said_to_be_saved_survives_being_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    luck = random.Random(7)
    articles = 0
    tags: set[str] = set()
    for turn in range(8):
        arguments = [sys.executable, "-c", _WRITER, path, str(Path(__file__).parent), str(turn)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout
            said = [program.stdout.readline() for _ in range(luck.randrange(1, 40))]
            program.kill()
            said += program.stdout.read().rpartition("\n")[0].splitlines()
        for kind, value in (line.split() for line in said if " " in line):
            if kind == "articles":
                articles = int(value)
            else:
                tags.add(value)
        with Archive.open(path, create=True) as archive:
            assert archive.count() >= articles
            assert archive.count() % 5 == 0
            assert tags <= {tag.name for tag in archive.tags()}
            assert [check for check in examine(archive) if not check.ok] == []


_FULL = """
import resource, signal, sys
sys.path.insert(0, sys.argv[2])
from making import fill
from store.archive import Archive
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Archive.open(sys.argv[1]) as archive:
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
    done = 0
    try:
        for start in range(0, 5000, 50):
            fill(archive, range(start, start + 50))
            done = archive.count()
    except Exception as error:
        print(type(error).__name__, done, archive.count())
"""


@pytest.mark.plain
def test_a_file_that_cannot_grow_keeps_what_was_saved(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="only POSIX limits the size of files")
    path = tmp_path / "a.db"
    Archive.open(path, create=True).close()
    run = subprocess.run(
        [sys.executable, "-c", _FULL, path, str(Path(__file__).parent)], capture_output=True, text=True
    )
    name, done, after = run.stdout.split()
    assert name in {"NoSpace", "InputOutput"}, run.stderr
    assert 0 < int(done) == int(after)
    with Archive.open(path) as archive:
        assert archive.count() == int(done)
        assert [check for check in examine(archive) if not check.ok] == []
        fill(archive, range(5000))
        assert archive.count() == 5000


def _flip(path: Path, place: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 0x10]))


@pytest.mark.plain
def test_a_flipped_bit_in_an_original_is_found_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        ids = fill(archive, range(20))
        stored = (
            archive.connection()
            .execute("SELECT data FROM original WHERE sha256 = ?", (ids[7],))
            .fetchone()[0]
        )
        archive.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    place = path.read_bytes().index(stored)
    _flip(path, place + len(stored) // 2)
    with Archive.open(path) as archive:
        wrong = [check for check in examine(archive) if not check.ok]
        assert [check.name for check in wrong] == ["originals"]
        assert ids[7][:16] in wrong[0].detail
        with pytest.raises(errors.ArchiveDamaged):
            archive.original(ids[7])
        assert [check.name for check in doctor.repair(archive) if not check.ok] == ["originals"]
        assert archive.count() == 20


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE listing SET title = 'غيره' WHERE docid = (SELECT max(docid) FROM listing)",
        "UPDATE listing SET starred = 1 WHERE docid = (SELECT max(docid) FROM listing)",
        "DELETE FROM listing WHERE docid = (SELECT max(docid) FROM listing)",
        "DELETE FROM tagging",
        "UPDATE tag SET count = count + 1",
        "UPDATE terms_waiting SET more = more + 1 WHERE term = (SELECT max(term) FROM terms_waiting)",
        "INSERT INTO terms SELECT term, 1 FROM terms_waiting LIMIT 1",
        "DELETE FROM stems_waiting WHERE stem = (SELECT max(stem) FROM stems_waiting)",
        "UPDATE stems_waiting SET terms = 'A' || terms WHERE stem = (SELECT max(stem) FROM stems_waiting)",
        "INSERT INTO stems SELECT stem, 'x' FROM stems_waiting LIMIT 1",
        "DELETE FROM search_data WHERE id > 10",
        "DELETE FROM search_docsize WHERE id = (SELECT max(id) FROM search_docsize)",
        "UPDATE search_data SET block = x'00' WHERE id = 10",
    ],
)
def test_what_is_derived_is_examined_and_repaired(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        ids = fill(archive, range(20), ("سجن",))
        archive.edit(ids[2], "title", "عنوان آخر")
        archive.star(ids[:3], True)
        before = visible(archive)
        assert [check for check in examine(archive) if not check.ok] == []
        archive.connection().execute("PRAGMA writable_schema = ON")
        archive.connection().execute(damage)
    with Archive.open(path) as archive:
        assert [check.name for check in examine(archive) if not check.ok] != []
        assert [check for check in doctor.repair(archive) if not check.ok] == []
        assert visible(archive) == before
