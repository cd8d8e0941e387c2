"""Bytes that are written in parts come back as they were, packed where that makes them smaller."""

import random
from hashlib import sha256
from pathlib import Path

import pytest

from store.archive import Archive
from store.articles import originals

LINES = b"".join(b"line %d of a text that repeats itself\n" % number for number in range(400))
NOISE = random.Random(1).randbytes(9_000)


@pytest.mark.parametrize(("data", "codec"), [(LINES, "zlib"), (NOISE, "raw"), (LINES[:101], "zlib")])
@pytest.mark.parametrize("part", [100, 4_096, 1 << 20])
def test_what_is_kept_in_parts_is_read_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, codec: str, part: int
) -> None:
    monkeypatch.setattr(originals, "_AT_ONCE", 100)
    monkeypatch.setattr(originals, "_PART", part)
    digest = sha256(data).hexdigest()
    with Archive.open(tmp_path / "t.db", create=True) as archive:
        for _ in range(2):
            with archive.write() as conn:
                originals.keep(conn, digest, data)
        with archive.read() as conn:
            assert originals.read(conn, digest) == data
            assert originals.damaged(conn) == []
            ((kept, size, length),) = conn.execute("SELECT codec, bytes, length(data) FROM original")
        assert (size, length <= len(data)) == (len(data), True)
        if getattr(conn, "blobopen", None):
            assert kept == codec
