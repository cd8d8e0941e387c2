"""What a patched program shows in `test_conditions`, on a true network mount and with a library that lacks what is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from store.archive import Archive
from tests.tui.cli.network_drive import mounted

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how Linux loads and mounts")


def _call(root: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from tui.cli import main; raise SystemExit(main())", *words, "--lang", "en"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root), **environ},
    )


def test_a_library_without_full_text_search(tmp_path: Path, root: Path) -> None:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("install a C compiler")
    library = tmp_path / "without_search.so"
    source = Path(__file__).with_name("without_search.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    modules = "import sqlite3; print(*sqlite3.connect('').execute('SELECT name FROM pragma_module_list'))"
    environ = {**os.environ, "LD_PRELOAD": str(library)}
    known = subprocess.run([sys.executable, "-c", modules], env=environ, capture_output=True, text=True)
    if known.returncode or "fts5'" in known.stdout:
        pytest.skip("this Python has a SQLite of its own")
    path = tmp_path / "archive.db"
    Archive.open(path, create=True).close()
    before = path.read_bytes()
    for words in ("search", "x"), ("tags",), ("import", str(tmp_path)):
        done = _call(root, *words, "--db", str(path), LD_PRELOAD=str(library))
        assert (done.returncode, done.stdout) == (4, "")
        assert "no full-text search (FTS5)" in done.stderr
    assert path.read_bytes() == before


def test_a_true_mount_of_another_computer(tmp_path: Path, root: Path) -> None:
    place = tmp_path / "drive"
    place.mkdir()
    try:
        drive = mounted(place, "fuse.sshfs")
        drive.__enter__()
    except OSError as error:
        pytest.skip(f"only root can mount, where the system lets it: {error.strerror}")
    try:
        for words in ("search", "x"), ("import", str(tmp_path)):
            done = _call(root, *words, "--db", str(place / "archive.db"))
            assert (done.returncode, done.stdout) == (4, "")
            assert "is on a network drive" in done.stderr
    finally:
        drive.__exit__(None, None, None)
    assert list(place.iterdir()) == []
