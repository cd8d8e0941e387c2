"""The lock in the middle of a merge, in a real terminal, on an encrypted archive: all of it came in or nothing, and it is said which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.archive import Archive
from store.encryption import files, keys
from store.safekeeping.doctor import examine
from tests.store.making import fill

if TYPE_CHECKING:
    from conftest import Tmux

pytestmark = pytest.mark.terminal
MINE, HERS = 3, 2000


def test_locked_while_merging(tmux: Tmux, tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="install archive-browser[encryption]")
    path, other = tmp_path / "mine.db", tmp_path / "hers.db"
    files.begin(path, keys.new_key("secret"))
    with Archive.open(path, create=True) as archive:
        fill(archive, range(MINE))
    with Archive.open(other, create=True) as archive:
        fill(archive, range(MINE, MINE + HERS))
    before = other.read_bytes()
    tmux.start(100, 30, "--db", str(path), "--lang", "en", "--bidi", "app")
    tmux.wait(lambda screen: "passphrase" in screen)
    tmux.text("secret")
    tmux.type("Enter")
    tmux.wait(lambda screen: "3 / 3" in screen)
    tmux.type("i")
    tmux.wait(lambda screen: "a file or folder" in screen)
    tmux.text(str(other))
    tmux.type("Enter")
    tmux.wait(lambda screen: "Enter merges it" in screen)
    tmux.type("Enter")
    tmux.wait(lambda screen: " % " in screen and "nothing comes in" in screen)
    tmux.type("S-F9")
    locked = tmux.wait(lambda screen: "Locked." in screen)
    assert "hers" not in locked
    tmux.text("secret")
    tmux.type("Enter")
    told = tmux.wait(lambda screen: "by the lock" in screen or "before the lock" in screen)
    came = "before the lock" in told
    tmux.type("F10")
    tmux.wait(lambda screen: "ended with 0" in screen)
    assert other.read_bytes() == before
    with Archive.open(path) as archive:
        assert archive.count() == MINE + (HERS if came else 0)
        assert [check for check in examine(archive) if not check.ok] == []
    keys.forget()
