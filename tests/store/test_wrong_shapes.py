"""Stored JSON of another shape than the program writes: what says nothing is passed over, named by the examination, and taken out by a repair."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from making import fill, shown

from store import newness, saved, tags
from store.archive import Archive
from store.articles import revisions
from store.errors import ArchiveDamaged, ArchiveError
from store.log import changes, field_history
from store.log.facts import Put, dumps
from store.safekeeping import custody, doctor, dump, purge
from store.salvage import making
from store.thesaurus import changing, matching
from tui.history import sentence

pytestmark = pytest.mark.plain

_SHAPES = (
    "[]", "{}", "5", '"x"', "true", '[["a"]]', '{"a":{"b":[1]}}', "[" * 900 + "]" * 900, "[" * 100_000, "{", "",
    '{"query":5,"place":"x"}', '{"value":2019,"precision":"day"}', '{"add":5,"count":"x"}', '{"of":["a"],"values":[]}',
    '{"path":5,"sha256":[],"bytes":"x","importer":1,"importer_version":1,"content":{}}',
)  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shapes") / "sound.db"
    with Archive.open(path, create=True) as archive:
        ids = fill(archive, range(3), ("سجن",))
        archive.set_note(ids[0], "ملاحظة")
        archive.edit(ids[0], "title", "غيره")
        archive.edit(ids[0], "published", "2019-09")
        archive.undo()
        with archive.write() as conn:
            changes.record(conn, "check", {}, [Put(ids[0], "checked", "title", dumps(["x"]))], "")
            changing.name(conn, "سجن", "", labels={"fr": "prison"}, aliases=["geôle"])
            saved.save(conn, "بحثي", "سجن", "")
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "a.db"))


def _set(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        assert conn.execute(statement, values).rowcount > 0


def _use(archive: Archive) -> None:
    """Whatever people look at and do, but with the articles themselves."""
    conn = archive.connection()
    for change in archive.history(100):
        assert sentence(change)
        assert change.summary
    for line in dump.lines(conn):
        json.loads(line)
    assert [entry.values for entry in custody.last(conn, 100)]
    assert purge.handed_out(conn, archive.path) == []
    saved.saved(conn)
    matching.recent(conn)
    newness.mark(conn, newness.ARCHIVE)
    assert tags.counts(conn)
    assert archive.search("سجن").total


@pytest.mark.parametrize("kind", ["note", "edit", "checked", "label", "alias", "search"])
def test_a_fact_that_makes_no_sense_says_nothing(path: Path, kind: str) -> None:
    with Archive.open(path) as archive:
        ids = sorted(shown(archive))
    for shape in _SHAPES:
        _set(path, "UPDATE fact SET value = ? WHERE kind = ? AND value IS NOT NULL", shape, kind)
        if kind in {"note", "label"} and shape == '"x"':
            continue
        with Archive.open(path) as archive:
            _use(archive)
            for ident in ids:
                stored = archive.article(ident)
                for field in ("title", "published", "note"):
                    field_history.history(archive.connection(), ident, field, stored.article)
    _set(path, "UPDATE fact SET value = '{' WHERE kind = ? AND value IS NOT NULL", kind)
    with Archive.open(path) as archive:
        (ident, *_) = archive.connection().execute("SELECT id FROM fact WHERE value = '{'").fetchone()
        found = {check.name: check for check in doctor.examine(archive)}
        assert not found["log"].ok
        assert f"fact {ident}" in found["log"].detail
        archive.set_note(ids[0], "بعد")
        archive.edit(ids[0], "title", "بعد")
        assert (archive.article(ids[0]).note, archive.article(ids[0]).article.title) == ("بعد", "بعد")
    assert purge.purge(path, ids[:1]).articles == (ids[0],)


def test_a_repair_takes_it_out(path: Path, tmp_path: Path) -> None:
    _set(path, "UPDATE fact SET value = '[1]' WHERE kind = 'note'")
    with Archive.open(path) as archive:
        assert doctor.needs_saving(doctor.examine(archive))
    made = making.save(path, tmp_path / "saved.db")
    assert [check for check in made.checks if not check.ok] == []
    assert made.articles == 3


def test_an_arrival_that_makes_no_sense_costs_its_article_and_no_other(path: Path) -> None:
    with Archive.open(path) as archive:
        ids = sorted(shown(archive))
    for shape in _SHAPES:
        _set(path, "UPDATE fact SET value = ? WHERE kind = 'arrival' AND about = ?", shape, ids[0])
        with Archive.open(path) as archive:
            _use(archive)
            with pytest.raises(ArchiveDamaged):
                archive.article(ids[0])
            assert archive.article(ids[1]).id == ids[1]
            assert archive.met(ids[0]) is None
    with Archive.open(path) as archive:
        fill(archive, range(3))
        assert len(shown(archive)) == 3, "an import of the same file heals it"
        assert [
            check
            for check in doctor.examine(archive)
            if not check.ok and check.name not in {"log", "custody", "whole"}
        ] == []
    assert purge.purge(path, ids[:1]).articles == (ids[0],)


@pytest.mark.parametrize("shape", _SHAPES)
def test_a_step_and_an_act_that_make_no_sense_are_told_as_such(path: Path, shape: str) -> None:
    _set(path, "UPDATE change SET summary = ?", shape)
    _set(path, "UPDATE custody SET said = ?", shape)
    with Archive.open(path) as archive:
        _use(archive)
        archive.undo()
        archive.redo()
        _use(archive)
        assert {check.name for check in doctor.examine(archive) if not check.ok} >= {"custody"}


_WRONG: tuple[dict[str, Any], ...] = (
    {"lines": [["x", "body"]], "title": 5},
    {"lines": [[5, "body"]]},
    {"lines": {"x": "body"}},
    {"lines": ["ab"]},
    {"lines": [], "tags": "ab"},
    {"lines": [], "tags": [1]},
    {"lines": [], "review": [["title"]]},
    {"lines": [], "review": [["title", None]]},
    {"lines": [], "published": "2019"},
    {"lines": [], "published": {"value": 2019, "precision": "year"}},
    {"lines": [], "published": {"value": "2019", "precision": "eon"}},
    {"lines": [], "published": {"value": "soon", "precision": "year"}},
    {"lines": [], "published": {"value": "2019", "precision": "year", "flags": "ab"}},
)


@pytest.mark.parametrize("wrong", _WRONG)
def test_a_revision_of_another_shape_is_damage_though_its_hash_is_right(
    path: Path, wrong: dict[str, Any]
) -> None:
    content = json.dumps(wrong).encode()
    with pytest.raises(revisions.UNREADABLE):
        revisions.decode(content)
    with Archive.open(path) as archive:
        (ident, *_) = sorted(shown(archive))
    digest = hashlib.sha256(content).hexdigest()
    _set(
        path,
        "UPDATE fact SET value = json_set(value, '$.content', ?) WHERE kind = 'arrival' AND about = ?",
        digest,
        ident,
    )
    _set(path, "UPDATE revision SET sha256 = ?, data = ? WHERE id = ?", digest, zlib.compress(content), ident)
    with Archive.open(path) as archive:
        with pytest.raises(ArchiveDamaged):
            archive.article(ident)
        assert ident[:16] in {check.name: check for check in doctor.examine(archive)}["articles"].detail


@pytest.mark.parametrize(
    "key", ["hlc", "replica", "custody", "copied", "likeness", "analyser", "looked at archive"]
)
@pytest.mark.parametrize("value", ["", "[]", "x y z", "9" * 40, None])
def test_what_belongs_to_this_copy_can_be_nonsense_or_lacking(
    path: Path, key: str, value: str | None
) -> None:
    with Archive.open(path) as archive, archive.write() as conn:
        newness.look(conn, newness.ARCHIVE)
    if value is None:
        _set(path, "DELETE FROM local WHERE key IN (?, 'x')", key) if key != "copied" else None
    else:
        _set(
            path,
            "INSERT INTO local VALUES(?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            key,
            value,
        )
    try:
        with Archive.open(path) as archive:
            doctor.examine(archive)
            _use(archive)
            archive.star([next(iter(shown(archive)))])
    except ArchiveError:
        pass
