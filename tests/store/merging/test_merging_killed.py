"""A merge that is killed at any moment has either happened or not, and is done again without loss or doubles."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.archive import Archive
from store.merging import merging
from store.safekeeping import doctor
from tests.store.making import fill_with_work, visible

pytestmark = [
    pytest.mark.plain,  # another process has no key
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="SIGKILL is POSIX's"),
]
ROOT = Path(__file__).parents[3]
_MERGING = """
import os, signal, sys
from pathlib import Path
from store.archive import Archive
from store.merging import merging
seen = 0
def killed(frame, event, arg):
    global seen
    seen += 1
    if seen >= int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
with Archive.open(sys.argv[1]) as archive:
    sys.setprofile(killed)
    merging.merge(archive, Path(sys.argv[2]))
    sys.setprofile(None)
print("done")
"""
"""The third argument is the number of calls after which it is killed."""


def test_killed_at_any_moment(tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    with Archive.open(one, create=True) as archive:
        fill_with_work(archive, 10, 0, 0)
    with Archive.open(other, create=True) as archive:
        fill_with_work(archive, 40, 3, 50_000)
    with Archive.open(Path(shutil.copy(one, tmp_path / "whole.db"))) as archive:
        before = visible(archive)
        merging.merge(archive, other)
        after = visible(archive)
    ended = []
    for number, calls in enumerate((1, 3_000, 10_000, 30_000, 60_000, 100_000, 200_000, 10**9)):
        path = Path(shutil.copy(one, tmp_path / f"{number}.db"))
        done = subprocess.run(
            [sys.executable, "-c", _MERGING, path, other, str(calls)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        ended.append(done.returncode)
        assert done.returncode in {0, -signal.SIGKILL}, done.stderr
        with Archive.open(path) as archive:
            assert visible(archive) in ([after] if done.returncode == 0 else [before, after])
            merging.merge(archive, other)
            assert visible(archive) == after
            assert all(check.ok for check in doctor.examine(archive))
    assert ended[0] == -signal.SIGKILL
    assert ended.count(-signal.SIGKILL) >= 3
    assert ended[-1] == 0
