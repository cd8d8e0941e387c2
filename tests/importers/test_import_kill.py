"""An import killed at any moment: started again it completes, with nothing lost and nothing doubled."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from generate import write

from importers.ingest import ingest
from store.archive import Archive

IMPORT = """
import sys
from pathlib import Path
from store.archive import Archive
from importers.ingest import ingest
with Archive.open(sys.argv[1], create=True) as archive:
    report = ingest(archive, [sys.argv[2]], jobs=2, on_progress=lambda progress: print(progress.done, flush=True))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.slow
def test_killed_five_times_it_completes(tmp_path: Path, root: Path) -> None:
    made = write(tmp_path / "in", 500)
    database = tmp_path / "t.db"
    kept = 0
    environment = {**os.environ, "PYTHONPATH": str(root)}
    for stop in (20, 90, 45, 130, 60):
        with subprocess.Popen(
            [sys.executable, "-c", IMPORT, str(database), str(tmp_path / "in")],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        ) as process:
            for line in process.stdout:
                if int(line) >= kept + stop:
                    break
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        with Archive.open(database) as archive:
            assert kept <= archive.count() < 500
            kept = archive.count()
    assert kept > 100
    with Archive.open(database) as archive:
        report = ingest(archive, [tmp_path / "in"], jobs=2)
        assert (report.imported, report.duplicates, report.failed) == (500 - kept, kept, 0)
        assert archive.count() == 500
        titles = {archive.article(one.id).article.title for one in report.articles}
        assert titles == {one.title for one in made}
        for one in report.articles[::25]:
            assert archive.original(one.id) == Path(one.path).read_bytes()
        assert all(len(archive.article(one.id).provenance) == 1 for one in report.articles)
    connection = sqlite3.connect(database)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
