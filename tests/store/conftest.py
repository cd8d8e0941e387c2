"""An archive of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import connection
from store.archive import Archive
from store.encryption import files, keys


@pytest.fixture(scope="session")
def key() -> keys.Key:
    """The key of every encrypted archive of the tests."""
    return keys.new_key("كلمة سر")


@pytest.fixture(autouse=True)
def made_encrypted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `--encrypted`, new archives are encrypted; copies of them are anyway."""
    if not request.config.getoption("--encrypted"):
        return
    pytest.importorskip("sqlcipher3", reason="install archive-browser[encryption]")
    if request.node.get_closest_marker("plain"):
        pytest.skip("is about files that are not encrypted")
    key = request.getfixturevalue("key")
    plain = connection.make_file
    making: list[Path] = []

    def make(path: Path) -> None:
        if path.suffix == ".part" or path.exists() or making:
            plain(path)
            return
        making.append(path)
        try:
            files.begin(path, key)
        finally:
            making.clear()

    monkeypatch.setattr(connection, "make_file", make)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A new, empty archive in a file."""
    with Archive.open(tmp_path / "archive.db", create=True, operator="ليلى") as opened:
        yield opened
