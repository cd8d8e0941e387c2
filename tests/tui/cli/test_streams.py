"""Streams and ends: closed pipes, full disks, interrupts, errors that nobody expected."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run, environment

needs_posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX pipes")


@needs_posix
def test_a_pipe_that_closes_early_ends_it_silently(ids: list[str], folder: Path, root: Path) -> None:
    """More output than a pipe holds (64 KiB), into a reader that is gone after one line."""
    command = [sys.executable, "-m", "tui", "search", "حقوق OR grève", "--jsonl"]
    code = (
        "import sys; from tui.cli import hits, main, search; one = search.print_json_line\n"
        "search.print_json_line = lambda values: [one(values) for _ in range(2000)]\n"
        "sys.exit(main(['search', 'حقوق OR Rabat', '--jsonl']))"
    )
    for words in (command, [sys.executable, "-c", code]):
        process = subprocess.Popen(
            words, cwd=folder, env=environment(root, "en"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        process.stderr.close()
        assert (process.wait(60), said) == (0, b"")


@needs_posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(ids: list[str], folder: Path, root: Path, closed: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$@" {closed}', "sh", sys.executable, "-m", "tui", "search", "حقوق", "--ids"],
        cwd=folder,
        env=environment(root, "en"),
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_a_sentence(ids: list[str], folder: Path, root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", "tags", "--help"],
            cwd=folder,
            env=environment(root, "en"),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert done.returncode == 4
    assert done.stderr == b"No space left on device.\n"


def _raising(
    root: Path, folder: Path, error: str, env: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    code = (
        "import sys; from tui.cli import main, start\n"
        f"def run(*_): raise {error}\n"
        "start.run = run\n"
        "sys.exit(main(['paths']))"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment(root, "en", env),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_what_nobody_expected_is_one_sentence_and_a_log(folder: Path, root: Path, own_home: Path) -> None:
    done = _raising(root, folder, "ZeroDivisionError('by \\x1b[31m zero')")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.count("\n") == 1
    assert "ZeroDivisionError: by [31m zero" in done.stderr
    assert "Traceback" not in done.stderr
    (log,) = own_home.rglob("archive.log")
    assert str(log) in done.stderr
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_details_on_the_spot_for_those_who_ask(folder: Path, root: Path, own_home: Path) -> None:
    done = _raising(root, folder, "ZeroDivisionError('x')", {"ARCHIVE_DEBUG": "1"})
    assert "Traceback" in done.stderr
    assert not list(own_home.rglob("archive.log"))


def test_an_interrupt_is_130_and_one_sentence(folder: Path, root: Path) -> None:
    done = _raising(root, folder, "KeyboardInterrupt")
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "Stopped. What was saved before stays saved.\n"


@needs_posix
def test_a_legacy_locale_still_gets_utf8(run: Run, ids: list[str]) -> None:
    done = run("search", "حقوق", env={"LC_ALL": "C", "PYTHONIOENCODING": "latin-1"}, lang="ar")
    assert "حقوق الإنسان في المغرب" in done.out


@needs_posix
def test_arabic_words_are_understood_where_the_locale_has_no_such_letters(
    run: Run, ids: list[str], folder: Path
) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    plainly = run("search", "حقوق", "--ids")
    found = run("search", "حقوق", "--ids", env=ascii_only)
    assert plainly.out
    assert (found.code, found.out) == (0, plainly.out)
    assert run("tag", "+وسم جديد", ids[0], env=ascii_only).code == 0
    assert "وسم جديد" in run("tags").out
    assert run("tag", "+وسم", "--", 'tag:"وسم جديد"', env=ascii_only).code == 0
    (folder / "مقالات").mkdir()
    (folder / "مقالات" / "خبر.txt").write_text(
        "خبر قصير\n\nنص الخبر القصير كما ورد في الجريدة.\n", encoding="utf-8"
    )
    done = run("import", "مقالات", "--tag", "مستورد", env=ascii_only)
    assert done.code == 0, done.err
    assert "خبر قصير" in run("search", "tag:مستورد").out


@needs_posix
def test_another_writer_is_waited_for_and_then_named(ids: list[str], folder: Path, root: Path) -> None:
    """The write lock is held by this process; the command gives up after the busy timeout, here cut short."""
    import sqlite3
    from contextlib import closing

    code = (
        "import sys; from store import connection; connection.BUSY_SECONDS = 0.2\n"
        "from tui.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    with closing(sqlite3.connect(folder / "archive.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = subprocess.run(
            [sys.executable, "-c", code, "tag", "+x", ids[0]],
            cwd=folder,
            env=environment(root, "en"),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
    assert (done.returncode, done.stdout) == (4, "")
    assert "Another program is writing" in done.stderr
