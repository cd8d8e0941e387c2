"""Encrypted archives from the command line: made, opened, given another passphrase, converted; the passphrase never an argument."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.encryption import files
from tests.tui.cli.conftest import Run

pytest.importorskip("sqlcipher3", reason="install archive-browser[encryption]")


@pytest.fixture
def secret(folder: Path) -> str:
    """A file with a passphrase."""
    path = folder / "passphrase"
    path.write_text("كلمة سر طويلة\n", encoding="utf-8")
    return str(path)


def test_from_an_empty_archive_to_another_passphrase_and_back(
    run: Run, folder: Path, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVE_PASSPHRASE_FILE", secret)
    path = folder / "a.db"
    (folder / "text.txt").write_text(
        "عنوان الخبر\n\n" + "نص طويل عن حقوق الإنسان في المدينة. " * 20, encoding="utf-8"
    )
    assert run("init", "--encrypt", "--db", "a.db").code == 0
    assert files.is_encrypted(path)
    assert run("import", "text.txt", "--db", "a.db").code == 0
    assert run("search", "حقوق", "--db", "a.db", "--json").json["total"] == 1
    assert "حقوق".encode() not in path.read_bytes()

    other = folder / "other"
    other.write_text("another\n", encoding="utf-8")
    monkeypatch.setenv("ARCHIVE_NEW_PASSPHRASE_FILE", str(other))
    assert run("passphrase", "--db", "a.db").code == 0
    done = run("search", "حقوق", "--db", "a.db")
    assert done.code == 4
    assert "does not open" in done.err
    monkeypatch.setenv("ARCHIVE_PASSPHRASE_FILE", str(other))
    assert run("doctor", "--db", "a.db").code == 0

    assert run("decrypt", "--db", "a.db").code == 2
    assert run("decrypt", "--yes", "--db", "a.db").code == 0
    monkeypatch.delenv("ARCHIVE_PASSPHRASE_FILE")
    assert run("search", "حقوق", "--db", "a.db", "--json").json["total"] == 1


def test_an_existing_archive_is_encrypted_in_its_place(
    run: Run, folder: Path, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("init", "--db", "a.db").code == 0
    monkeypatch.setenv("ARCHIVE_PASSPHRASE_FILE", secret)
    assert run("encrypt", "--db", "a.db").code == 0
    assert files.is_encrypted(folder / "a.db")
    done = run("encrypt", "--db", "a.db")
    assert done.code != 0
    assert "encrypted already" in done.err


def test_where_nobody_can_be_asked_a_sentence_says_what_to_do(
    run: Run, folder: Path, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVE_PASSPHRASE_FILE", secret)
    assert run("init", "--encrypt", "--db", "a.db").code == 0
    monkeypatch.delenv("ARCHIVE_PASSPHRASE_FILE")
    done = run("search", "x", "--db", "a.db")
    assert done.code == 4
    assert "ARCHIVE_PASSPHRASE_FILE" in done.err
    assert done.err.count("\n") == 1


def test_a_command_may_print_it_and_no_shell_reads_that(
    run: Run, folder: Path, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVE_PASSPHRASE_FILE", secret)
    assert run("init", "--encrypt", "--db", "a.db").code == 0
    monkeypatch.delenv("ARCHIVE_PASSPHRASE_FILE")
    monkeypatch.setenv("ARCHIVE_PASSPHRASE_COMMAND", f"cat '{secret}'")
    assert run("tags", "--db", "a.db").code in {0, 1}
    monkeypatch.setenv("ARCHIVE_PASSPHRASE_COMMAND", f"cat '{secret}'; touch {folder}/escaped")
    assert run("tags", "--db", "a.db").code == 2
    assert not (folder / "escaped").exists()


def test_an_archive_that_is_there_is_not_made_again(run: Run) -> None:
    assert run("init", "--db", "a.db").code == 0
    done = run("init", "--db", "a.db")
    assert done.code == 2
    assert "already" in done.err


def test_a_damaged_one_is_saved_into_another_of_the_same_passphrase(
    run: Run, folder: Path, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVE_PASSPHRASE_FILE", secret)
    (folder / "text.txt").write_text(
        "عنوان الخبر\n\n" + "نص طويل عن حقوق الإنسان في المدينة. " * 20, encoding="utf-8"
    )
    assert run("init", "--encrypt", "--db", "a.db").code == 0
    assert run("import", "text.txt", "--db", "a.db").code == 0
    path = folder / "a.db"
    whole = path.read_bytes()
    for damaged in (whole[:20] + bytes([whole[20] ^ 1]) + whole[21:], whole[:-99]):
        path.write_bytes(damaged)
        done = run("search", "حقوق", "--db", "a.db")
        assert done.code == 4
        assert "Traceback" not in done.err
        done = run("doctor", "--repair", "--db", "a.db")
        assert (done.code, "1 article" in done.out) == (4, True), done.err
        (new,) = folder.glob("a.repaired-*.db")
        assert files.is_encrypted(new)
        assert run("search", "حقوق", "--db", new, "--json").json["total"] == 1
        assert path.read_bytes() == damaged
        new.unlink()


def test_a_backup_takes_the_place_of_the_one_before(
    run: Run, folder: Path, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVE_PASSPHRASE_FILE", secret)
    assert run("init", "--encrypt", "--db", "a.db").code == 0
    for _ in range(2):
        done = run("backup", "copy.db", "--db", "a.db")
        assert done.code == 0, done.err
    assert files.is_encrypted(folder / "copy.db")
