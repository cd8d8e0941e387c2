"""A bit that flips in an encrypted archive: always noticed, and after a repair two articles at most are not as they were.

SQLCipher gives nothing of a page in which a bit is wrong; the repair decrypts such a page itself. What it makes must be
encrypted with the same passphrase. The salt, of which every bit is needed, is left as it is.
"""

from __future__ import annotations

import importlib.util
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from store.archive import Archive
from store.encryption import files, keys
from store.salvage import making
from tests.soak.acknowledged import Broken
from tests.soak.flips import doubted, is_noticed
from tests.store.making import fill_with_work, shown

ARTICLES = 40
MOST_LOST = 2
"""Articles: a wounded block is sixteen bytes of a record and one bit of the next sixteen, which may be another record's."""
ROUNDS = 1000
"""Of the key's derivation: what is tried here does not hang on how long it takes."""
PASSPHRASE = "كلمة سرّ طويلة"


def is_possible() -> bool:
    """Whether the driver for encrypted archives is installed."""
    return importlib.util.find_spec("sqlcipher3") is not None


def run(folder: Path, rounds: int, seed: int, stop: Callable[[], bool] = lambda: False) -> Counter[str]:
    """So many flips, each in the sound archive. Raises `Broken` for one that is not noticed, or costs more."""
    with patch.object(keys, "ROUNDS", ROUNDS):
        try:
            return _run(folder, rounds, seed, stop)
        finally:
            keys.forget()


def _run(folder: Path, rounds: int, seed: int, stop: Callable[[], bool]) -> Counter[str]:
    luck = random.Random(seed)
    counts: Counter[str] = Counter()
    path, target = folder / "flipped.db", folder / "saved.db"
    files.begin(path, keys.new_key(PASSPHRASE))
    with Archive.open(path, create=True, operator="ليلى") as archive:
        fill_with_work(archive, ARTICLES - 2, 2, 40_000)
        seen = shown(archive)
    sound = path.read_bytes()
    for _ in range(rounds):
        if stop():
            break
        data = bytearray(sound)
        place, bit = luck.randrange(keys.SALT_BYTES, len(data)), luck.randrange(8)
        data[place] ^= 1 << bit
        where = f"bit {bit} of byte {place}"
        path.write_bytes(data)
        if not is_noticed(path):
            raise Broken(f"{where} was not noticed")
        path.write_bytes(data)  # the examination may have written to it
        made = making.save(path, target)
        if wrong := doubted(made):
            raise Broken(f"{where}: the saved archive is not sound: {wrong}")
        if not files.is_encrypted(target):
            raise Broken(f"{where}: the saved archive is not encrypted")
        with Archive.open(target) as archive:
            now = shown(archive)
        lost = [ident for ident, row in seen.items() if now.get(ident) != row]
        if len(lost) > MOST_LOST:
            raise Broken(f"{where}: {lost} are not as they were")
        counts["articles not as they were"] += len(lost)
        counts["flips"] += 1
        for file in folder.glob("saved.db*"):
            file.unlink()
    return counts
