"""Whatever the program writes, its owner alone may read, however lax the system is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.archive import Archive
from store.safekeeping.copies import keep_daily
from tests.tui.cli.conftest import ARTICLES, fill
from tui.cli import main
from tui.draft import DraftKeeper, draft_file, drafts_folder
from tui.query_history import QueryHistory
from tui.settings import settings_path
from tui.settings_file import keep_setting
from tui.state import Session, write_session

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")


@pytest.fixture
def lax() -> Iterator[None]:
    """A system that would give every file to everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("lax")
def test_no_file_is_for_others(tmp_path: Path, own_home: Path) -> None:
    folder = own_home / "work"
    folder.mkdir(mode=0o700)
    path = folder / "archive.db"
    fill(path, ARTICLES)
    for words in (
        ("backup", str(folder / "copy.db")),
        ("export", "-o", str(folder / "out.html")),
        ("export", "-o", str(folder / "out.csv")),
        ("dump", "-o", str(folder / "dump.jsonl")),
        ("restore", str(folder / "copy.db")),
        ("doctor", "--repair"),
    ):
        assert main([*words, "--db", str(path)]) == 0, words
    with Archive.open(path) as archive:
        keep_daily(archive)
        archive.tag([archive.article_by_docid(archive.search("").docids[0]).id], ["x"])
        assert _open_to_others(own_home) == []  # the log of the database too, while it is there
    write_session(path, Session(query="x"))
    QueryHistory(path).add("x")
    assert DraftKeeper(draft_file(drafts_folder(), path, "0" * 64), "", path).keep("x")
    keep_setting(settings_path(), "theme", "dark")
    assert _open_to_others(own_home) == []
    assert len(list(own_home.rglob("*.*"))) > 8


def _open_to_others(home: Path) -> list[str]:
    return [f"{one} {one.stat().st_mode:o}" for one in home.rglob("*") if one.stat().st_mode & 0o077]
