"""Some eighty files that mean harm, in one folder with good ones: each is imported or refused with a sentence, and the rest goes in."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

import pytest
from hostile_files import FILES, text

from importers.ingest import ingest
from importers.report import Outcome, Report
from store.archive import Archive

GOOD = {f"good-{number}.txt": text(900 + number) for number in range(3)}
SURPRISES = {"error", "worker died", "out of memory", "took too long"}
REFUSED = {
    "nul-only.txt": "binary",
    "one-line.txt": "line too long",
    "many-lines.txt": "too long",
    "blanks.txt": "empty",
    "deep.html": "nested too deeply",
    "gzipped-bomb.html": "too large",
    "laughs.rss": "entities",
    "outside.atom": "entities",
    "laughs.docx": "entities",
    "outside.odt": "entities",
    "outside.epub": "entities",
    "swells.docx": "too large",
    "cut.docx": "broken",
    "big.epub": "too long",
    "cut.zip": "broken",
    "endless.tar": "too large",
    "empty.zip": "empty",
    "swells.txt.gz": "too large",
    "program.txt": "binary",
    "depth.json": "nested too deeply",
    "depth.rtf": "nested too deeply",
    "endless.rtf": "too long",
    "swells.rtf": "too long",
}
IMPORTED = {
    "cut-utf8.txt",
    "cp1256-in-utf8-name.txt",
    "escapes.txt",
    "attributes.html",
    "laughs.html",
    "pictures.html",
    "wrong-charset.html",
    "loop.epub",
    "self.mhtml",
}


class Imported(NamedTuple):
    """What became of the folder: the report, outcomes by name of file, what is shown of every article."""

    report: Report
    outcomes: dict[str, list[Outcome]]
    shown: list[str]
    left: set[str]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    top = tmp_path_factory.mktemp("hostile")
    folder = top / "in"
    folder.mkdir()
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    for name, good in GOOD.items():
        (folder / name).write_text(good, "utf-8")
    with (folder / "sparse.txt").open("wb") as file:
        file.truncate(1 << 30)
    if os.name == "posix":
        (folder / "link.txt").symlink_to("/etc/passwd")
        os.mkfifo(folder / "pipe.txt")
        (folder / "a\x1b[2J\u202etxt.exe").write_text(text(800), "utf-8")
        (folder / "line\nbreak.txt").write_text(text(801), "utf-8")
        if sys.platform != "darwin":
            (folder / os.fsdecode(b"caf\xe9.txt")).write_text(text(802), "utf-8")
    with Archive.open(top / "t.db", create=True) as archive:
        report = ingest(archive, [folder], jobs=2)
        shown = []
        for ident in {one.id for one in report.articles if one.id}:
            article = archive.article(ident).article
            shown += [article.title or "", article.author or "", *(line.text for line in article.lines)]
    outcomes: dict[str, list[Outcome]] = {}
    for one in report.articles:
        name = one.path.partition(f"{folder.name}{os.sep}")[2].partition("!/")[0]
        outcomes.setdefault(name, []).append(one)
    return Imported(report, outcomes, shown, {path.name for path in top.iterdir()})


def test_good_files_go_in(imported: Imported) -> None:
    for name in GOOD:
        assert [one.status for one in imported.outcomes[name]] == ["imported"]


def test_every_file_is_read_or_refused_with_a_sentence(imported: Imported) -> None:
    assert len(FILES) > 75
    for name in FILES:
        assert imported.outcomes.get(name), name
    for one in imported.report.articles:
        assert one.status in ("imported", "duplicate") or one.message.endswith("."), one
        assert one.path.isprintable()


def test_none_of_them_surprises_or_takes_too_long(imported: Imported) -> None:
    assert [one for one in imported.report.articles if one.reason in SURPRISES] == []


def test_what_is_refused_and_why(imported: Imported) -> None:
    found = {name: imported.outcomes[name][0].reason for name in REFUSED}
    assert found == REFUSED
    statuses = {name: imported.outcomes[name][0].status for name in IMPORTED}
    assert statuses == dict.fromkeys(IMPORTED, "imported")


def test_nothing_of_it_reaches_a_terminal(imported: Imported) -> None:
    for text_ in imported.shown:
        assert not set(text_) & set("\x1b\x07\x00\x9b\u202e\u2066"), ascii(text_)


def test_no_file_of_the_system_is_read_and_none_is_left_behind(imported: Imported) -> None:
    assert not any("root:" in text_ for text_ in imported.shown)
    assert imported.left <= {"in", "t.db", "t.db-wal", "t.db-shm"}


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")
def test_links_pipes_and_names(imported: Imported) -> None:
    found = {name: (told[0].status, told[0].reason) for name, told in imported.outcomes.items()}
    assert found["link.txt"] == ("skipped", "link")
    assert found["pipe.txt"] == ("skipped", "not a file")
    assert found["sparse.txt"] == ("failed", "too large")
    assert found["a\\x1b[2J\\u202etxt.exe"] == ("imported", None)
    assert found["line\\x0abreak.txt"] == ("imported", None)
    if sys.platform != "darwin":
        assert found["caf\\udce9.txt"] == ("imported", None)
