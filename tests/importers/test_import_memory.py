"""What an import takes with its workers, whatever the file: less than 300 MB. `python -m bench memory` measures thirty kinds."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bench import memory, process_tree

SENTENCE = "أكد المتدخلون خلال اللقاء المنظم بالرباط أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية {}.\n"

pytestmark = pytest.mark.skipif(
    not process_tree.can_measure(), reason="needs /proc to measure what processes hold"
)


def test_an_import_with_its_workers_stays_below_300_mb(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with zipfile.ZipFile(folder / "swells.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for number in range(2):
            file.writestr(f"zeros-{number}.txt", bytes(50 << 20))
            file.writestr(f"words-{number}.txt", b"a " * (25 << 20))
    text = "".join(map(SENTENCE.format, range(12_000)))
    assert len(text.encode()) > 2 << 20
    (folder / "long.txt").write_text(text, "utf-8")
    peak = memory.importing(folder, tmp_path / "t.db")
    counts, reasons = memory.outcome(peak.output)
    assert counts == "1 imported, 2 skipped, 2 failed"
    assert set(reasons) == {"binary", "too long"}
    assert 30 < peak.process < memory.MOST
    assert peak.together < memory.MOST
