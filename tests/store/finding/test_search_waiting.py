"""What was counted since the vocabulary was folded last counts at once, and a fold changes nothing that can be seen."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive import Archive
from store.finding import index, stems, tidying, vocabulary, waiting
from store.safekeeping import doctor, purge
from store.text.analyser import readings
from store.text.arabic import Doubt
from tests.store.finding.conftest import article

WORDS = [
    "المدرسة",
    "مدرستها",
    "ومدرسات",
    "كتاب",
    "كتابهم",
    "والكتاب",
    "nationales",
    "national",
    "rights",
    "right",
    "citoyennes",
    "كاتبة",
    "لكاتبتين",
    "ألمانيا",
    "المانيا",
    "2011",
]


def _add(archive: Archive, count: int, seed: int) -> list[str]:
    choose = random.Random(seed)
    batch = archive.start_batch(["/made"])
    ids = [
        archive.add(*article(f"{' '.join(choose.choices(WORDS, k=6))} {seed} {number}"), batch=batch).id
        for number in range(count)
    ]
    archive.finish_batch(batch)
    return ids


def _seen(archive: Archive) -> object:
    """What a vocabulary answers, found afresh, beside what FTS5 says of its own."""
    conn = archive.connection()
    vocabulary.forget(conn)
    conn.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.own USING fts5vocab(main, search, row)")
    counted = dict(conn.execute("SELECT term, doc FROM temp.own").fetchall())
    conn.execute("DROP TABLE temp.own")
    assert waiting.counts(conn) == counted
    assert waiting.frequencies(conn, [*counted, "لاشيء"]) == counted
    for beginning in ("م", "كت", "n", "2", "لا"):
        having = {term: df for term, df in counted.items() if term.startswith(beginning)}
        for most in (2, 100):
            first = sorted(having.items(), key=lambda each: (-each[1], each[0]))[:most]
            best, total = vocabulary.completions(conn, beginning, most)
            assert (list(best.items()) == first, total) == (True, sum(having.values())), beginning
    found = {word: vocabulary.forms(conn, word).df for word in WORDS}
    return found, {word: archive.search(word).docids.tolist() for word in WORDS}


def test_each_step_and_each_fold_leaves_the_same_answers(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", create=True, operator="test") as archive:
        luck = random.Random(3)
        for step in range(6):
            ids = _add(archive, 4, step)
            if step % 2:
                archive.undo()
            else:
                archive.edit(ids[0], "title", f"المدرسات {step}")
            before = _seen(archive)
            with archive.write() as conn:
                waiting.fold(conn, luck.choice([1, 7, None]))
            assert _seen(archive) == before
            assert index.check(archive.connection()) is None
        with archive.write() as conn:
            waiting.fold(conn)
        assert waiting.size(archive.connection()) == 0
        left = {term for _stem, term, _doubt in stems.every(archive.connection())}
        assert left <= waiting.counts(archive.connection()).keys()
        assert all(check.ok for check in doctor.examine(archive))


def test_another_program_sees_at_once_what_waits(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", create=True, operator="test") as archive:
        _add(archive, 3, 1)
        with Archive.open(tmp_path / "a.db", operator="test") as other:
            assert _seen(other) == _seen(archive)
            _add(archive, 5, 2)
            assert _seen(other) == _seen(archive)
            with other.write() as conn:
                waiting.fold(conn, 3)
            assert _seen(other) == _seen(archive)


def test_what_waits_is_folded_while_nobody_types_and_when_it_is_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(tmp_path / "a.db", create=True, operator="test") as archive:
        _add(archive, 4, 1)
        conn = archive.connection()
        assert waiting.size(conn) > 0
        monkeypatch.setattr(tidying, "_WORTH", 1)
        while archive.tidy():
            pass
        assert waiting.size(conn) == 0
        monkeypatch.setattr(waiting, "MOST", 2)
        before = waiting.counts(conn)
        _add(archive, 2, 2)
        assert waiting.size(conn) == 0
        assert len(waiting.counts(conn)) > len(before)


def test_a_purged_word_is_in_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True, operator="test") as archive:
        batch = archive.start_batch(["/made"])
        gone = archive.add(*article("شاهدتان ومحفوظتاهما قالتا"), batch=batch).id
        archive.add(*article("كتاب آخر"), batch=batch)
        archive.finish_batch(batch)
    purge.purge(path, [gone], "test")
    for word in ("شاهدت", "محفوظ", "قالتا"):
        assert word.encode() not in path.read_bytes()
    with Archive.open(path, operator="test") as archive:
        assert set(waiting.counts(archive.connection())) == {"كتاب", "اخر"}
        assert all(check.ok for check in doctor.examine(archive))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(WORDS), st.text("وبلكسفاتهينمرnsxeé", min_size=1, max_size=9))
def test_an_entry_gives_back_its_term(word: str, other: str) -> None:
    for term in (word, other):
        for stem, doubt in {**readings(term), other: Doubt.ENDING}.items():
            entries = stems.packed(stem, term, doubt) + stems.packed(stem, word, Doubt.SHORT)
            assert list(stems.unpacked(stem, entries)) == [(term, doubt), (word, Doubt.SHORT)]
