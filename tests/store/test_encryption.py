"""Encrypted archives: opened by their passphrase alone, converted without loss, with no word of a text in any file."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store import connection, errors
from store.archive import Archive
from store.encryption import converting, driver, files, keys
from store.safekeeping import backup
from tests.store.making import fill

pytest.importorskip("sqlcipher3", reason="install archive-browser[encryption]")

pytestmark = pytest.mark.plain  # makes its encrypted files itself

PASSPHRASE = "كلمة سرّ طويلة"


@pytest.fixture(autouse=True)
def _no_keys() -> Iterator[None]:
    yield
    keys.forget()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An encrypted archive with a few articles and tags."""
    path = tmp_path / "archive.db"
    files.begin(path, keys.new_key(PASSPHRASE))
    with Archive.open(path, create=True, operator="ليلى") as archive:
        fill(archive, range(12))
        archive.tag([archive.article_by_docid(archive.search("").docids[0]).id], add=["سري جدا"])
    return path


def _content(path: Path) -> tuple[list[str], list[str]]:
    with Archive.open(path) as archive:
        return (
            [archive.article_by_docid(docid).article.body for docid in archive.search("").docids],
            [tag.name for tag in archive.tags()],
        )


def test_it_opens_by_its_passphrase_and_by_nothing_else(path: Path) -> None:
    before = _content(path)
    keys.forget()
    with pytest.raises(errors.PassphraseNeeded):
        Archive.open(path)
    with pytest.raises(errors.PassphraseWrong):
        files.unlock(path, PASSPHRASE + " ")
    with pytest.raises(errors.PassphraseNeeded):  # a wrong one is not remembered
        Archive.open(path)
    files.unlock(path, PASSPHRASE)
    assert _content(path) == before


def test_a_passphrase_typed_on_another_keyboard_is_the_same(path: Path) -> None:
    keys.forget()
    files.unlock(path, unicodedata.normalize("NFD", PASSPHRASE))
    files.unlock(path, unicodedata.normalize("NFC", PASSPHRASE))


def test_no_word_stands_in_any_file_while_it_is_written_and_afterwards(path: Path, tmp_path: Path) -> None:
    bodies, tags = _content(path)
    words = {word.encode() for text in (*bodies, *tags) for word in text.split() if len(word) > 4}
    assert words
    with Archive.open(path) as archive:
        fill(archive, range(12, 30))
        backup.hand_out(archive, tmp_path / "copy.db")
        for file in tmp_path.glob("*.db*"):  # the log too, before it is folded in
            data = file.read_bytes()
            assert not [word for word in words if word in data], file
            assert b"CREATE TABLE" not in data
    assert (tmp_path / "archive.db").read_bytes()[:16] == (tmp_path / "copy.db").read_bytes()[:16]


def test_a_backup_has_the_same_passphrase_and_comes_back(path: Path, tmp_path: Path) -> None:
    before = _content(path)
    with Archive.open(path) as archive:
        backup.hand_out(archive, tmp_path / "copy.db")
        fill(archive, range(40, 45))
    backup.restore(tmp_path / "copy.db", path)
    assert _content(path) == before
    keys.forget()
    with pytest.raises(errors.PassphraseNeeded):
        backup.restore(tmp_path / "copy.db", path)


def test_the_key_is_sqlciphers_own(path: Path) -> None:
    from sqlcipher3 import dbapi2

    with closing(dbapi2.connect(str(path))) as conn:
        conn.execute("PRAGMA cipher_log_level=NONE")
        conn.execute(f"PRAGMA key='{PASSPHRASE}'")
        conn.execute(f"PRAGMA cipher_page_size={driver.PAGE_BYTES}")
        assert conn.execute("SELECT count(*) FROM listing").fetchone()[0] == 12


def test_an_archive_is_encrypted_given_another_passphrase_and_made_plain(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(8))
    before = _content(path)
    converting.encrypt(path, keys.new_key(PASSPHRASE))
    assert files.is_encrypted(path)
    assert _content(path) == before
    converting.change_passphrase(path, "another")
    assert _content(path) == before
    keys.forget()
    with pytest.raises(errors.PassphraseWrong):
        files.unlock(path, PASSPHRASE)
    files.unlock(path, "another")
    converting.decrypt(path)
    keys.forget()
    assert not files.is_encrypted(path)
    assert _content(path) == before
    assert [file.name for file in tmp_path.glob("archive.db*") if file.suffix in {".part", ".old"}] == []


def test_plain_backups_that_are_left_are_named(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3))
        elsewhere = tmp_path / "stick" / "copy.db"
        elsewhere.parent.mkdir()
        backup.hand_out(archive, elsewhere)
    beside = [
        tmp_path / f"archive.{name}"
        for name in ("db.v1-20200101T000000-aaaa.bak", "db.0a1b2c3d.old", "repaired-20200101T000000-aaaa.db")
    ]
    for left in beside:
        shutil.copyfile(path, left)
    converting.encrypt(path, keys.new_key(PASSPHRASE))
    with Archive.open(path) as archive:
        backup.hand_out(archive, tmp_path / "stick" / "encrypted.db")
    assert converting.plain_copies(path) == [*beside, elsewhere]


HOLD = """
import sys
from pathlib import Path
from store.archive import Archive
with Archive.open(Path(sys.argv[1])) as archive, archive.read():
    print(len(archive.search("").docids), flush=True)
    sys.stdin.read()
"""


def test_an_archive_that_is_open_elsewhere_is_not_converted(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3))
    # Another process: locks of two SQLite libraries in one do not see each other.
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "3\n"
        with pytest.raises(errors.ArchiveLocked):
            converting.encrypt(path, keys.new_key(PASSPHRASE))
        other.communicate()
    assert not files.is_encrypted(path)
    assert len(_content(path)[0]) == 3


def test_a_copy_that_cannot_be_written_leaves_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3))
    monkeypatch.setattr(converting, "_compare", _fail)
    with pytest.raises(errors.ArchiveDamaged):
        converting.encrypt(path, keys.new_key(PASSPHRASE))
    assert not files.is_encrypted(path)
    assert len(_content(path)[0]) == 3
    assert list(tmp_path.glob("*.part")) == []


def _fail(_old: sqlite3.Connection, _new: sqlite3.Connection, path: Path) -> None:
    raise errors.ArchiveDamaged(path=path)


def test_what_is_no_archive_is_not_taken_for_an_encrypted_one(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    for data in (b"text " * 4000, bytes(8192 * 2), "نص عربي ".encode() * 2048):
        path.write_bytes(data)
        assert not files.is_encrypted(path)
        with pytest.raises(errors.NotAnArchive):
            Archive.open(path)


def test_without_the_extra_a_sentence_says_what_to_install(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sqlcipher3", None)
    driver._connection_class.cache_clear()
    with pytest.raises(errors.EncryptionMissing, match="encryption"):
        Archive.open(path)
    assert not driver.is_installed()
    driver._connection_class.cache_clear()


def test_a_key_does_not_show_itself() -> None:
    key = keys.derive("secret", bytes(16))
    assert key.raw.hex() not in repr(key)
    assert str(key.raw) not in repr(key)


def test_a_crash_leaves_no_memory_on_the_disk() -> None:
    resource = pytest.importorskip("resource", reason="only POSIX limits what a crash leaves")
    before = resource.getrlimit(resource.RLIMIT_CORE)
    if before[1] == 0:
        pytest.skip("this system lets no program leave any")
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
        keys.remember(keys.Key(b"0" * 16, b"1" * 32))
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    finally:
        keys.forget()
        resource.setrlimit(resource.RLIMIT_CORE, before)


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("disk I/O error", errors.InputOutput),
        ("database or disk is full", errors.NoSpace),
        ("An error occurred with PRAGMA key or rekey. PRAGMA key requires a key", errors.InputOutput),
        ("near X: syntax error", sqlite3.OperationalError),
    ],
)
def test_a_disk_that_fails_in_the_midst_of_a_conversion(
    tmp_path: Path, words: str, meaning: type[Exception]
) -> None:
    """SQLCipher says it in words alone there."""
    with pytest.raises(meaning), connection.translated(tmp_path):
        raise sqlite3.OperationalError(words)
