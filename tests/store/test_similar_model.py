"""Sources and versions under any order of imports, choices, joins and steps taken back: nothing is lost, and a rebuild agrees."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import visible
from test_similar_sources import OTHER, TEXT, URL, make, take

from store.archive import Archive
from store.article import article_id
from store.articles import listing
from store.errors import NoSuchVersion, NothingToUndo
from store.similar import versions
from store.similar.choosing import choose
from store.similar.joining import join, join_same_texts

FILES = [
    make(TEXT, "/a.txt"),
    make(TEXT, "/a.html", url=URL, captured_at="2024-05-03"),
    make(TEXT + "\nوأضافت المنسقة أن الورشات ستستمر", "/b.html", url=URL),
    make(TEXT + "\nتصحيح: يوم الأحد", "/c.html", url=URL, captured_at="2024-05-02"),
    make(TEXT.partition("\n")[0], "/d.html", url=URL),
    make(TEXT, "/e.txt", title="السجناء يطالبون بتحسين أوضاعهم"),
    make(OTHER, "/f.txt", title="دورة تكوينية للصحافيين"),
    make(OTHER, "/a.txt", title="دورة تكوينية للصحافيين"),
]
which = st.integers(0, len(FILES) - 1)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("import"), st.lists(which, min_size=1, max_size=4)),
        st.tuples(st.sampled_from(["undo", "redo", "same"])),
        st.tuples(st.just("choose"), which, st.integers(1, 3)),
        st.tuples(st.just("join"), which, which),
        st.tuples(st.just("tag"), which, st.sampled_from(["سجن", "لقاء"])),
    ),
    max_size=10,
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty archive, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "archive.db"
    with Archive.open(path, create=True):
        pass
    return path


def _there(archive: Archive) -> list[str]:
    return [ident for (ident,) in archive.connection().execute("SELECT id FROM listing ORDER BY id")]


def _act(archive: Archive, kind: str, *rest: Any) -> None:
    if kind == "import":
        take(archive, *(FILES[number] for number in rest[0]))
    elif kind in {"undo", "redo"}:
        with contextlib.suppress(NothingToUndo):
            getattr(archive, kind)()
    elif kind == "same":
        join_same_texts(archive)
    elif there := _there(archive):
        ident = there[rest[0] % len(there)]
        if kind == "choose":
            with contextlib.suppress(NoSuchVersion):
                choose(archive, ident, rest[1])
        elif kind == "join":
            join(archive, ident, [there[rest[1] % len(there)]])
        else:
            archive.tag([ident], [rest[1]])


@settings(max_examples=25, deadline=None)
@given(acts)
def test_what_is_shown_follows_from_what_was_done(empty: Path, done: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(shutil.copy(empty, folder))) as archive:
        for act in done:
            _act(archive, *act)
        seen = visible(archive)
        with archive.write() as conn:
            assert listing.rebuild(conn) == []
        assert visible(archive) == seen
        originals = {where.sha256: raw for _, where, raw in FILES}
        for ident in _there(archive):
            found = versions.versions(archive, ident)
            stored = archive.article(ident)
            (shown,) = [version for version in found if version.shown]
            assert shown.article.body == stored.article.body
            assert stored.provenance[0] == shown.sources[0].provenance
            for version in found:
                for source in version.sources:
                    origin = source.provenance
                    assert archive.original(ident, origin.sha256) == originals[origin.sha256]
                    assert archive.article(article_id(origin.sha256)).id in _there(archive)


@settings(max_examples=12, deadline=None)
@given(st.permutations(range(1, 5)))
def test_no_order_of_import_changes_what_is_shown_of_a_page(empty: Path, order: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(shutil.copy(empty, folder))) as archive:
        for number in order:
            take(archive, FILES[number])
        (ident,) = _there(archive)
        assert archive.article(ident).article.body == FILES[2][0].body
        dated = [version.at for version in versions.versions(archive, ident) if version.at < "2025"]
        assert dated == ["2024-05-02", "2024-05-03"]
