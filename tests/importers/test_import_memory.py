"""What an import takes with its workers, whatever the file: less than 300 MB. `python -m bench memory` measures thirty kinds."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import memory, process_tree
from importers.base import Source
from importers.ingest import ingest
from importers.parsing import Parsed
from importers.worker import MEMORY, Worker
from store.archive import Archive

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


class Tight(Worker):
    """A worker that has little memory beside others. It notes what each file was read with, and whether others worked meanwhile."""

    LITTLE = 36 << 20
    read: list[tuple[str, int, str | None, bool]]
    at_work: list[str]
    company: list[str]
    guard: threading.Lock

    def parse(
        self, source: Source, load: Callable[[], bytes] | None = None, *, memory: int = LITTLE
    ) -> Parsed:
        name = Path(source.path).name
        with self.guard:
            self.at_work.append(name)
            if memory == MEMORY:
                self.company.extend(self.at_work[:-1])
        parsed = super().parse(source, load, memory=memory)
        with self.guard:
            self.at_work.remove(name)
            self.read.append((name, memory, parsed.reason, parsed.short))
        return parsed


def test_a_small_file_that_swells_is_read_again_with_no_other_at_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Tight.read, Tight.at_work, Tight.company, Tight.guard = [], [], [], threading.Lock()
    monkeypatch.setattr("importers.ingest.Worker", Tight)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(16):
        sentences = "".join(SENTENCE.format(number * 100 + line) for line in range(20))
        (folder / f"{number:02}.txt").write_text(sentences, "utf-8")
    for name in ("03-swells.docx", "04-swells.docx"):
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
            text = "".join(f"<w:p><w:r><w:t>{SENTENCE.format(name)}</w:t></w:r></w:p>" for _ in range(3))
            body = f"{text}{'<w:p/>' * 180_000}"
            file.writestr("[Content_Types].xml", "<Types/>")
            file.writestr(
                "word/document.xml",
                '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                f"<w:body>{body}</w:body></w:document>",
            )
    with Archive.open(tmp_path / "t.db", create=True) as archive:
        report = ingest(archive, [folder], jobs=2)
    assert (report.imported, report.failed) == (18, 0)
    assert [Path(one.path).name for one in report.articles] == sorted(one.name for one in folder.iterdir())
    swelling = [one for one in Tight.read if "swells" in one[0]]
    first = [one for one in swelling if one[1] == Tight.LITTLE]
    again = [one for one in swelling if one[1] == MEMORY]
    assert [one[3] for one in first] == [True, True]
    assert [one[2:] for one in again] == [(None, False), (None, False)]
    assert not Tight.company
    assert len(Tight.read) == 20
