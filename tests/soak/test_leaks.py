"""No write of any kind holds a word of an encrypted archive, and of a plain one each is found."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from tests.soak import leaks
from tests.soak.private import SECRETS
from tests.soak.recorded import recorder


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that records writes."""
    made = recorder(tmp_path_factory.mktemp("recorder"))
    if made is None:
        pytest.skip("needs Linux and a C compiler: install gcc")
    return made


def test_no_word_of_an_encrypted_archive_is_in_any_write(library: Path, tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="install archive-browser[encryption]")
    counts = leaks.run(library, tmp_path)
    assert counts["writes"] > 100
    assert counts["files"] > 10


def test_every_word_of_a_plain_one_is_found(library: Path, tmp_path: Path) -> None:
    """The harness itself."""
    found, _counts = leaks.look(leaks.record(library, tmp_path, encrypted=False))
    assert {leak.word for leak in found} == set(SECRETS.values())
    assert any("packed" in leak.form for leak in found)
    assert any("drafts" in leak.file for leak in found)


def test_words_are_known_in_each_form() -> None:
    words = {"زعفرانيات": leaks.forms("زعفرانيات"), "Église": leaks.forms("Église")}
    for data in (
        "x زعفرانيات".encode(),
        "زعفرانيات".encode("utf-16-le"),
        "زعفرانيات".encode("cp1256"),
        b"\\u0632\\u0639\\u0641\\u0631\\u0627\\u0646\\u064a\\u0627\\u062a",
        b"eglise",
        b"..." + zlib.compress("نص زعفرانيات".encode()),
        gzip.compress("Église".encode()),
    ):
        assert leaks.in_bytes(data, words, "x"), data
    assert not leaks.in_bytes("زعفران".encode(), words, "x")
