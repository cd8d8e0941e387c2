"""Three laptops that do everything that has to do with merging, in any order, and in the end agree: same texts under other ids,
dumps, joins, merges taken back, imports taken back. Whatever happened, every archive is sound at every moment.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive import Archive
from store.article import Article, Line, Provenance
from store.errors import ArchiveError, NothingToUndo
from store.merging import merging
from store.safekeeping import custody, doctor, dump
from tests.store.making import visible

LAPTOPS = 3
TEXTS = 2
laptop = st.integers(0, LAPTOPS - 1)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("import"), laptop, st.integers(0, TEXTS - 1), st.integers(0, 2)),
        st.tuples(
            st.sampled_from(["tag", "untag"]), laptop, st.integers(0, TEXTS - 1), st.sampled_from("ab")
        ),
        st.tuples(st.just("note"), laptop, st.integers(0, TEXTS - 1), st.sampled_from(["أ", "ب", ""])),
        st.tuples(st.just("undo"), laptop, st.just(0), st.just(0)),
        st.tuples(st.just("redo"), laptop, st.just(0), st.just(0)),
        st.tuples(st.just("merge"), laptop, laptop, st.just(0)),
        st.tuples(st.just("load"), laptop, laptop, st.just(0)),
    ),
    max_size=14,
)


def _source(text: int, copy: int) -> tuple[Article, Provenance, bytes]:
    """One of the texts, in the bytes of one of its copies."""
    words = " ".join(f"كلمة{text}{number}" for number in range(40))
    raw = f"{words}#{copy}".encode()
    digest = hashlib.sha256(raw).hexdigest()
    article = Article(
        lines=(Line(f"عنوان النص رقم {text}", "title"), Line(words)), title=f"عنوان النص رقم {text}"
    )
    return article, Provenance(f"/{text}/{copy}", digest, len(raw), "capture", "1"), raw


def _act(paths: list[Path], what: tuple[Any, ...]) -> None:
    kind, number, first, second = what
    before: dict[str, Any] = {}
    copy: str | None = None
    with Archive.open(paths[number]) as archive, contextlib.suppress(NothingToUndo, ArchiveError):
        match kind:
            case "import":
                batch = archive.start_batch(["/"])
                archive.add(*_source(first, second), batch=batch)
                archive.finish_batch(batch)
            case "undo":
                archive.undo()
            case "redo":
                archive.redo()
            case "merge":
                before = visible(archive)
                tried = merging.merge(archive, paths[first], dry_run=True)
                done = merging.merge(archive, paths[first])
                assert replace(tried, change=done.change) == done
                copy = (
                    str(shutil.copy(_at_rest(archive), paths[number].with_suffix(".copy")))
                    if done.change.id
                    else None
                )
            case "load":
                with Archive.open(paths[first]) as other, other.read() as conn:
                    lines = list(dump.lines(conn))
                with archive.write() as conn:
                    assert dump.load(conn, lines, "work", "").refused == 0
            case _:
                _work(archive, kind, first, second)
    if copy is not None:
        _take_back(Path(copy), before)


def _at_rest(archive: Archive) -> Path:
    """Its file, with all that is in the log."""
    archive.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return archive.path


def _take_back(path: Path, before: dict[str, Any]) -> None:
    """The last step, a merge: all is as it was before."""
    with Archive.open(path) as archive:
        archive.undo()
    assert _shown(path) == before
    path.unlink()


def _work(archive: Archive, kind: str, text: int, said: str) -> None:
    """Something done with each article that has this text."""
    wanted = f"عنوان النص رقم {text}"
    ids = [
        ident
        for ident, title in archive.connection().execute("SELECT id, title FROM listing ORDER BY id")
        if title == wanted
    ]
    if kind == "note":
        for ident in ids:
            archive.set_note(ident, said)
    elif ids:
        archive.tag(ids, **{"add" if kind == "tag" else "remove": [said]})


def _shown(path: Path) -> dict[str, Any]:
    with Archive.open(path) as archive:
        assert custody.examine(archive.connection()).sound
        assert [check for check in doctor.examine(archive) if not check.ok] == []
        return visible(archive)


@settings(max_examples=20, deadline=None)
@given(acts)
def test_whatever_was_done_all_agree_in_the_end(done: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name, f"{number}.db") for number in range(LAPTOPS)]
        for path in paths:
            Archive.open(path, create=True).close()
        for what in done:
            _act(paths, what)
        # Each hears of what the others made of what they heard: what they join is said anew.
        for _ in range(3):
            for number in range(LAPTOPS):
                for source in range(LAPTOPS):
                    if source != number:
                        _act(paths, ("merge", number, source, 0))
        shown = [_shown(path) for path in paths]
        assert shown[1] == shown[0]
        assert shown[2] == shown[0]
        titles = [row[1][0] for row in shown[0].values() if isinstance(row, tuple) and len(row) > 8]
        assert len(titles) == len(set(titles)), "one text is one article"
        for number in range(LAPTOPS):
            with Archive.open(paths[number]) as archive:
                assert merging.merge(archive, paths[number - 1]).is_empty
