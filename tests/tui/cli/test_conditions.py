"""Whatever stands where the archive should be, or is wrong with it: one sentence that says what to do, and exit code 4."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from store import connection
from store.safekeeping import network
from tests.tui.cli.conftest import ARTICLES, Run, fill


def _truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 3)


def _of_a_newer_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA user_version = 999")


def _of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("CREATE TABLE bookmarks(url)")


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _a_pipe(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    path.unlink()
    os.mkfifo(path)


CONDITIONS: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing there": (Path.unlink, "Import something"),
    "a text": (lambda path: path.write_text("Dear reader\n" * 99), "not an archive"),
    "an empty file": (lambda path: path.write_bytes(b""), "no archive"),
    "a folder": (_a_folder, "not an archive"),
    "a pipe": (_a_pipe, "not an archive"),
    "another program's database": (_of_another_program, "not an archive"),
    "a newer program's archive": (_of_a_newer_program, "newer version"),
    "half an archive": (_truncated, "archive doctor"),
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_sentence_says_what_to_do(run: Run, ids: list[str], folder: Path, condition: str) -> None:
    make, said = CONDITIONS[condition]
    path = folder / "archive.db"
    make(path)
    for words in (("tag", "+x", ids[0]), ("search", "حقوق")):
        done = run(*words, "--db", path)
        assert (done.code, done.stdout) == (4, b""), done.err
        assert said in done.err
        assert done.err.count("\n") == 1


def test_a_folder_that_is_not_there(run: Run, folder: Path) -> None:
    (folder / "text.txt").write_text("عنوان\n\nنص\n", encoding="utf-8")
    for words in (("tags",), ("import", "text.txt")):
        done = run(*words, "--db", folder / "no" / "such.db")
        assert (done.code, done.stdout) == (4, b"")
        assert f"There is no folder {folder / 'no'}." in done.err.replace("\n", " ")
        assert not (folder / "no").exists()
    assert "Import something" in run("tags").err  # the user's own folder is made on first use


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive for a command that runs in this process."""
    path = tmp_path / "here.db"
    fill(path, ARTICLES)
    monkeypatch.setenv("ARCHIVE_LANG", "en")
    return path


def _call(*words: str) -> int:
    from tui.cli import main

    return main(words)


def test_a_network_drive(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(network, "is_remote", lambda path: path == here)
    assert _call("tags", "--db", str(here)) == 4
    said = capsys.readouterr().err
    assert f"archive restore {here} --db" in said.replace("\n", " ")
    copy = here.with_name("copy.db")
    assert _call("restore", str(here), "--db", str(copy)) == 0
    assert _call("tags", "--db", str(copy)) == 0


class _WithoutSearch(sqlite3.Connection):
    """SQLite as some systems build it."""

    def execute(self, sql: str, *rest: object) -> sqlite3.Cursor:
        if "pragma_module_list" in sql:
            sql = "SELECT 1 WHERE 0"
        return super().execute(sql, *rest)  # type: ignore[arg-type]


def test_a_python_without_full_text_search(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = sqlite3.connect
    monkeypatch.setattr(
        connection.sqlite3,
        "connect",
        lambda *given, **named: real(*given, **{"factory": _WithoutSearch, **named}),
    )
    assert _call("tags", "--db", str(here)) == 4
    assert "FTS5" in capsys.readouterr().err


def test_an_archive_that_somebody_writes_to(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(here, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert _call("undo", "--db", str(here)) == 4
        assert "Another program is writing" in capsys.readouterr().err
        assert _call("tags", "--db", str(here)) == 0


_AS_NOBODY = """
import os, sys
sys.path.insert(0, sys.argv[1])
from tui.cli import main
def calls(path):
    return [main([*words, "--db", path]) for words in (["search", "حقوق", "--ids"], ["undo"])]
calls(sys.argv[3]), calls(sys.argv[3]), calls("/nowhere")  # what is loaded late may be out of reach for nobody
os.setgroups([]); os.setgid(65534); os.setuid(65534)
print("codes", *calls(sys.argv[2]))
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become another user")
def test_a_medium_that_can_only_be_read_and_a_file_of_somebody_else(here: Path, root: Path) -> None:
    import subprocess
    import tempfile

    folder = Path(tempfile.mkdtemp())
    try:
        folder.chmod(0o755)
        path = Path(shutil.copy(here, folder / "a.db"))
        for mode, codes, said in ((0o644, "codes 0 4", "read-only"), (0o600, "codes 4 4", "no permission")):
            path.chmod(mode)
            done = subprocess.run(
                [sys.executable, "-c", _AS_NOBODY, root, path, here],
                capture_output=True,
                text=True,
                cwd=folder,
                env={**os.environ, "XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder)},
            )
            assert done.stdout.splitlines()[-1] == codes, done.stderr
            assert said in done.stderr
    finally:
        shutil.rmtree(folder)


_FULL = """
import resource, signal, sys
sys.path.insert(0, sys.argv[1])
from tui.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
print("code", main(sys.argv[3:]))
"""


def test_a_copy_that_does_not_fit_leaves_no_half_file(here: Path, root: Path, tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="only POSIX limits the size of files")
    import subprocess

    target = tmp_path / "copy.db"
    words = ["backup", str(target), "--db", str(here)]
    done = subprocess.run(
        [sys.executable, "-c", _FULL, root, "100000", *words], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stdout.splitlines()[-1] == "code 4", done.stderr
    assert "Traceback" not in done.stderr
    assert not target.exists()
    assert list(tmp_path.glob("*.part*")) == []


def test_a_disk_without_room_for_anything(here: Path, root: Path, tmp_path: Path) -> None:
    """Not even for the memory that readers and writers share: it is read all the same, and what was to be written is refused."""
    pytest.importorskip("resource", reason="only POSIX limits the size of files")
    import subprocess

    for words, code in (["tags"], 0), (["tag", "+x", "--", "lang:ar"], 4):
        done = subprocess.run(
            [sys.executable, "-c", _FULL, root, "100", words[0], "--db", str(here), *words[1:]],
            capture_output=True,
            text=True,
            cwd=tmp_path,
        )
        assert done.stdout.splitlines()[-1] == f"code {code}", done.stderr
        assert done.stderr.count("\n") == 1
        assert ("No space left" in done.stderr) == bool(code)
    assert _call("doctor", "--db", str(here)) == 0


def test_a_medium_that_can_only_be_read_has_no_room_for_what_is_repaired_or_restored(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """There, deleting what is not there fails too."""
    copy = here.with_name("copy.db")
    assert _call("backup", str(copy), "--db", str(here)) == 0
    with closing(sqlite3.connect(here)) as conn, conn:
        conn.execute("UPDATE original SET data = zeroblob(length(data))")

    def refused(path: object, flags: int = 0, *rest: object, **named: object) -> int:
        if flags & os.O_CREAT or not flags:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return real(path, flags, *rest, **named)  # type: ignore[arg-type]

    real = os.open
    monkeypatch.setattr(connection.os, "open", refused)
    monkeypatch.setattr(Path, "unlink", lambda path, **_: refused(path))
    for words in (("doctor", "--repair"), ("restore", str(copy))):
        capsys.readouterr()
        assert _call(*words, "--db", str(here)) == 4
        assert "read-only. Copy it to a folder of yours" in capsys.readouterr().err


def test_an_import_that_does_not_fit_keeps_what_was_saved_and_goes_on_later(
    here: Path, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The largest file that the system lets it write, as on a full disk or a stick that knows no larger ones."""
    pytest.importorskip("resource", reason="only POSIX limits the size of files")
    import subprocess

    folder = tmp_path / "files"
    folder.mkdir()
    letters, chance = "ابتجحدرسصطعفقكلمنهوي", random.Random(7)
    for number in range(60):
        words = ("".join(chance.choices(letters, k=6)) for _ in range(3000))  # which nothing makes smaller
        text = f"عنوان الخبر رقم {number}\n\nنص عن حقوق الإنسان رقم {number} في المدينة: {' '.join(words)}."
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    limit = str(here.stat().st_size + 600_000)
    done = subprocess.run(
        [sys.executable, "-c", _FULL, root, limit, "import", str(folder), "--db", str(here)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.stdout.splitlines()[-1] == "code 4", done.stderr
    assert "Traceback" not in done.stderr
    assert _call("doctor", "--db", str(here)) == 0
    assert _call("import", str(folder), "--db", str(here)) == 0
    capsys.readouterr()
    assert _call("search", "", "--json", "--limit", "1", "--db", str(here)) == 0
    assert f'"total": {60 + len(ARTICLES)}' in capsys.readouterr().out
