"""Encrypted archives that are damaged: seen, told from a wrong passphrase, and saved into a new one of the same passphrase."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from store import errors
from store.archive import Archive
from store.encryption import aes, converting, files, keys, pages
from store.safekeeping import backup, doctor, dump, purge
from store.salvage import making
from tests.soak.flips import shown
from tests.store.making import fill

pytest.importorskip("sqlcipher3", reason="install archive-browser[encryption]")

pytestmark = pytest.mark.plain  # makes its encrypted files itself

PASSPHRASE = "كلمة سرّ طويلة"
ARTICLES = 40
PAGE = pages.PAGE_BYTES


class Sound(NamedTuple):
    """An encrypted archive, what a person sees of its articles, and its dump."""

    path: Path
    key: keys.Key
    seen: dict[str, Any]
    dump: list[str]


@pytest.fixture(scope="module", autouse=True)
def quickly() -> Iterator[None]:
    """Keys of few rounds: what is tested here does not hang on how long they take."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ROUNDS", 1000)
        yield


@pytest.fixture(scope="module")
def sound(quickly: None, tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """Forty articles with work on them; the file alone, without a log."""
    path = tmp_path_factory.mktemp("encrypted") / "sound.db"
    key = keys.new_key(PASSPHRASE)
    files.begin(path, key)
    with Archive.open(path, create=True, operator="ليلى") as archive:
        ids = fill(archive, range(ARTICLES), ("سجن",))
        archive.tag(ids[:20], ["presse"], ["سجن"])
        archive.set_note(ids[3], "ملاحظة طويلة " * 60)
        archive.edit(ids[4], "title", "غيره")
        archive.star(ids[:5])
        archive.undo()
        return Sound(path, key, shown(archive), list(dump.lines(archive.connection())))


@pytest.fixture
def path(sound: Sound, tmp_path: Path) -> Iterator[Path]:
    """A copy of it, unlocked."""
    keys.remember(sound.key)
    yield Path(shutil.copy(sound.path, tmp_path / "archive.db"))
    keys.forget()


def _flip(path: Path, place: int, bit: int = 3) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1 << bit]))


def test_pages_are_read_as_the_standards_say() -> None:
    """FIPS 197, C.3; NIST SP 800-38A, F.2.6."""
    block = bytes.fromhex("8ea2b7ca516745bfeafc49904b496089")
    assert aes.decrypt(bytes(range(32)), bytes(16), block).hex() == "00112233445566778899aabbccddeeff"
    key = bytes.fromhex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4")
    text = bytes.fromhex("f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d")
    said = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
    assert aes.decrypt(key, bytes(range(16)), text).hex() == said


def test_a_page_is_known_to_be_as_it_was_written(path: Path, sound: Sound) -> None:
    data = path.read_bytes()
    for number in range(1, len(data) // PAGE + 1):
        page = data[(number - 1) * PAGE : number * PAGE]
        assert pages.is_as_written(sound.key, number, page)
        assert not pages.is_as_written(sound.key, number + 1, page)
        assert not pages.is_as_written(sound.key, number, page[:99] + bytes([page[99] ^ 1]) + page[100:])


def test_a_sound_file_is_saved_whole_and_encrypted(path: Path, sound: Sound, tmp_path: Path) -> None:
    saved = making.save(path, tmp_path / "new.db")
    assert not saved.lost
    assert [check for check in saved.checks if not check.ok] == []
    with Archive.open(saved.path) as archive:
        assert shown(archive) == sound.seen
    keys.forget()
    assert files.is_encrypted(saved.path)
    files.unlock(saved.path, PASSPHRASE)


def test_flipped_bits_are_noticed_and_cost_two_articles_at_most(
    path: Path, sound: Sound, tmp_path: Path
) -> None:
    luck = random.Random(5)
    data = path.read_bytes()
    for turn in range(6):
        path.write_bytes(data)
        _flip(path, luck.randrange(keys.SALT_BYTES, len(data)), luck.randrange(8))
        assert _is_noticed(path)
        saved = making.save(path, tmp_path / f"{turn}.db")
        assert [check for check in saved.checks if not check.ok] == []
        with Archive.open(saved.path) as archive:
            now = shown(archive)
        assert len([ident for ident, row in sound.seen.items() if now.get(ident) != row]) <= 2


def _is_noticed(path: Path) -> bool:
    try:
        with Archive.open(path) as archive:
            return doctor.needs_saving(doctor.examine(archive))
    except errors.ArchiveDamaged:
        return True


def test_what_is_only_in_the_log_is_saved_too(path: Path, tmp_path: Path) -> None:
    left = tmp_path / "left.db"
    with Archive.open(path) as archive:
        archive.tag([archive.article_by_docid(archive.search("").docids[0]).id], ["سري جدا"])
        then = shown(archive)
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{left}{ending}")
    with Archive.open(making.save(left, tmp_path / "new.db").path) as archive:
        assert shown(archive) == then


@pytest.mark.parametrize("place", [16, 100, PAGE - 70, PAGE - 1])
def test_a_damaged_first_page_is_told_from_a_wrong_passphrase(path: Path, place: int) -> None:
    _flip(path, place)
    keys.forget()
    with pytest.raises(errors.PassphraseWrong):
        files.unlock(path, "another")
    with pytest.raises(errors.ArchiveDamaged):
        files.unlock(path, PASSPHRASE)
    assert [check.name for check in doctor.unopenable(path)] == ["opens"]


def test_a_file_that_lacks_its_end(path: Path, tmp_path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size * 19 // 20 + 77)
    assert not files.is_encrypted(path)
    assert files.is_encrypted(path, cut_off=True)
    saved = making.save(path, tmp_path / "new.db")
    assert 0 < saved.articles <= ARTICLES
    assert [check for check in saved.checks if not check.ok] == []


def test_a_damaged_file_is_not_converted(path: Path) -> None:
    _flip(path, 12 * PAGE + 99)
    before = path.read_bytes()
    for convert in (converting.decrypt, lambda file: converting.change_passphrase(file, "another")):
        with pytest.raises(errors.ArchiveDamaged):
            convert(path)
        assert path.read_bytes() == before
    assert list(path.parent.glob("*.part")) + list(path.parent.glob("*.old")) == []


def test_a_damaged_backup_does_not_take_the_place_of_the_archive(path: Path, sound: Sound) -> None:
    copy = path.with_name("copy.db")
    with Archive.open(path) as archive:
        backup.hand_out(archive, copy)
    before = path.read_bytes()
    _flip(copy, 12 * PAGE + 99)
    with pytest.raises(errors.ArchiveDamaged):
        backup.restore(copy, path)
    assert path.read_bytes() == before
    with Archive.open(path) as archive:
        assert shown(archive) == sound.seen


def test_a_backup_of_before_another_passphrase_comes_back_with_its_own(path: Path, sound: Sound) -> None:
    copy = path.with_name("copy.db")
    with Archive.open(path) as archive:
        backup.hand_out(archive, copy)
    converting.change_passphrase(path, "another")
    keys.forget()
    files.unlock(copy, PASSPHRASE)
    backup.restore(copy, path)
    keys.forget()
    with pytest.raises(errors.PassphraseWrong):
        files.unlock(path, "another")
    files.unlock(path, PASSPHRASE)
    with Archive.open(path) as archive:
        assert shown(archive) == sound.seen


def test_the_work_is_dumped_and_loaded(path: Path, sound: Sound) -> None:
    new = path.with_name("new.db")
    files.begin(new, keys.new_key("غيرها"))
    with Archive.open(new, create=True) as archive:
        with archive.write() as conn:
            assert dump.load(conn, sound.dump, "dump", "ليلى").refused == 0
        fill(archive, range(ARTICLES), ("سجن",))
        notes = [row for row in shown(archive).values() if "ملاحظة طويلة " * 3 in repr(row)]
        assert len(notes) == 1


def test_purging_goes_through_the_copies_too(path: Path, sound: Sound) -> None:
    copy = path.with_name("archive.db.daily-20260101T000000-aaaa.bak")
    with Archive.open(path) as archive:
        backup.copy(archive.connection(), copy)
    gone = next(iter(sound.seen))
    done = purge.purge(path, [gone])
    assert done.copies == (copy,)
    assert done.unreached == ()
    for file in (path, copy):
        assert files.is_encrypted(file)
        with Archive.open(file) as archive:
            assert set(shown(archive)) == set(sound.seen) - {gone}
            assert [check for check in doctor.examine(archive) if not check.ok] == []
