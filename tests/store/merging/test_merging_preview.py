"""The preview says what the merge then does, to the number, where articles of one file share a text too."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive import Archive
from store.errors import ArchiveError
from store.log.changes import Change
from store.merging import merging
from tests.store.merging.laptops import source

files = st.lists(
    st.tuples(st.integers(0, 1), st.lists(st.integers(0, 2), min_size=1, max_size=4)), max_size=4
)
"""On which laptop, and the texts of the articles in the file."""


def _take(archive: Archive, number: int, texts: list[int]) -> None:
    """A file with these articles; which number it has makes its bytes its own."""
    raw = f"file {number}".encode()
    batch = archive.start_batch(["/"])
    for member, text in enumerate(texts):
        article, where, _ = source(text, 0)
        where = replace(
            where,
            path=f"/file{number}",
            sha256=hashlib.sha256(raw).hexdigest(),
            bytes=len(raw),
            member=str(member),
        )
        archive.add(article, where, raw, batch=batch)
    archive.finish_batch(batch)


@settings(max_examples=40, deadline=None)
@given(files, st.lists(st.integers(0, 1), max_size=2))
def test_it_says_what_then_comes(taken: list[tuple[int, list[int]]], undone: list[int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name, f"{number}.db") for number in range(2)]
        for path in paths:
            Archive.open(path, create=True).close()
        for number, (laptop, texts) in enumerate(taken):
            with Archive.open(paths[laptop]) as archive:
                _take(archive, number, texts)
        for mine, hers in (paths, paths[::-1], paths):
            with Archive.open(mine) as archive:
                before = archive.count()
                tried = merging.merge(archive, hers, dry_run=True)
                assert archive.count() == before
                done = merging.merge(archive, hers)
                assert replace(tried, change=Change("", "merge")) == replace(done, change=Change("", "merge"))
                assert archive.count() == before + done.articles - done.withdrawn
            for laptop in undone:
                if mine == paths[laptop]:
                    with Archive.open(mine) as archive, contextlib.suppress(ArchiveError):
                        archive.undo()
