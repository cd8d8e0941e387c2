"""`archive reread`: what older importers read, read again; what it says and returns."""

from __future__ import annotations

import hashlib
from pathlib import Path

from store.archive import Archive
from store.article import Article, Line, Provenance
from tests.tui.cli.conftest import Run

TEXT = (
    "عنوان المقال عن حقوق الإنسان\n\nنظمت الجمعية ندوة حول حقوق الإنسان بالدار البيضاء وشارك فيها باحثون.\n"
)


def old(folder: Path, data: bytes, title: str) -> str:
    """An article in the archive of the folder as an older importer read it."""
    with Archive.open(folder / "archive.db", create=True) as archive:
        batch = archive.start_batch(["x"])
        origin = Provenance("a.txt", hashlib.sha256(data).hexdigest(), len(data), "capture", "0")
        ident = archive.add(Article((Line(f"قديم {title}"),), title=title), origin, data, batch=batch).id
        archive.finish_batch(batch)
    return ident


def test_read_again_told_and_taken_back(run: Run, folder: Path) -> None:
    ident = old(folder, TEXT.encode(), "عنوان قديم")
    picture = old(folder, b"\x89PNG\r\n\x1a\n" + bytes(90), "صورة")
    tried = run("reread", "--dry-run", "--json", ident[:8]).json
    assert (tried["changed"], tried["failed"], tried["change"]) == (1, 0, None)
    assert "would be read otherwise." in run("reread", "--dry-run").out
    done = run("reread")
    assert done.code == 3
    assert "1 article is read otherwise now." in done.out
    assert "a.txt" in done.err
    assert "picture" in done.err
    assert "نظمت الجمعية" in run("show", ident, "--text").out
    assert run("show", picture, "--json").json["title"] == "صورة"
    assert "read again" in run("undo").out
    assert run("show", ident, "--json").json["title"] == "عنوان قديم"
    again = run("reread", ident[:8], "--all", "--json").json
    assert [(one["id"], one["status"]) for one in again["articles"]] == [(ident, "changed")]
    assert run("reread", "ffff0000").code != 0
