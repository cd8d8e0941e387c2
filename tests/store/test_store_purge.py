"""Deleting means deleting: no word of a purged article is in any byte of any file, and nothing else has changed."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from pathlib import Path

import pytest
from making import fill, sample, visible

from store import errors, subjects
from store.archive import Archive
from store.article import Article, Line
from store.log import changes
from store.safekeeping import backup, copies, custody, dump, purge
from store.safekeeping.doctor import examine
from store.salvage import making
from store.similar import joining

SECRETS = {
    "title": "زقزقات",
    "body": "خفافيش",
    "bare": "quxotic",
    "author": "Zyxwvut",
    "source": "Plughsource",
    "path": "xyzzypath",
    "tag": "طلاسم",
    "note": "همهمات",
    "edit": "Frobnicated",
    "people": "Grunthos",
}


def _secret(number: int = 0) -> tuple[Article, object, bytes]:
    """An article full of words that stand nowhere else."""
    body = f"{SECRETS['body']} {SECRETS['bare']} حقوق الإنسان في المغرب {number}"
    text = f"{SECRETS['title']}\n\n{body}\n" * 30
    data = text.encode() + random.Random(number).randbytes(40_000)
    _, where, _ = sample(0)
    where = replace(
        where, path=f"/in/{SECRETS['path']}.txt", sha256=hashlib.sha256(data).hexdigest(), bytes=len(data)
    )
    lines = tuple(Line(f"{body} {turn}") for turn in range(30))
    article = Article(lines=lines, title=SECRETS["title"], author=SECRETS["author"], source=SECRETS["source"])
    return article, where, data


def _make(archive: Archive) -> str:
    """An archive with the secret article in the middle of others, worked on, backed up and tidied by SQLite."""
    fill(archive, range(40), ("سجن",))
    batch = archive.start_batch([f"/in/{SECRETS['path']}.txt"], [SECRETS["tag"]])
    ident = archive.add(*_secret(), batch=batch).id
    archive.finish_batch(batch)
    archive.set_note(ident, f"{SECRETS['note']} من الداخل")
    archive.edit(ident, "section", SECRETS["edit"])
    archive.edit(ident, "section", "غيره")
    archive.tag([ident, sample(3)[1].sha256], ["سجن/انفرادي"])
    archive.undo()
    archive.redo()
    fill(archive, range(40, 60), ("presse",))
    return ident


def _traces(folder: Path) -> set[tuple[str, str]]:
    """The secrets that are in any file of the folder, spelled as they are or as the index folds them."""
    spelled = set(SECRETS.items()) | {(name, word.lower()) for name, word in SECRETS.items()}
    return {
        (file.name, name)
        for file in folder.iterdir()
        if file.is_file()
        for name, word in spelled
        if word.encode() in file.read_bytes()
    }


@pytest.mark.plain
def test_no_word_is_left_in_any_file(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True, operator="ليلى") as archive:
        ident = _make(archive)
        others = {
            name: seen
            for name, seen in visible(archive).items()
            if name not in {ident, "tags", "terms", "indexed"}
        }
        with archive.write() as conn:
            changes.record(
                conn,
                "edit",
                {"field": "people"},
                subjects.puts_for(conn, ident, "people", [SECRETS["people"]]),
                "",
            )
        copies.keep_daily(archive)
        backup.hand_out(archive, tmp_path / "stick.db")
    assert {name for _, name in _traces(tmp_path)} > {"path", "tag", "note", "author"}
    done = purge.purge(path, [ident[:12]], "ليلى")
    assert done.articles == (ident,)
    assert done.unreached == (tmp_path / "stick.db",)
    assert len(done.copies) == 1
    assert done.paths == (f"/in/{SECRETS['path']}.txt",)
    (tmp_path / "stick.db").unlink()
    assert _traces(tmp_path) == set()
    assert {file.suffix for file in tmp_path.iterdir() if file.is_file()} == {".db", ".bak"}
    for file in (path, *done.copies):
        with Archive.open(file) as archive:
            assert [check for check in examine(archive) if not check.ok] == []
            assert archive.count() == 60
            shown = visible(archive)
            assert {name: shown[name] for name in others} == others
            with pytest.raises(errors.NoSuchArticle):
                archive.article(ident)
            assert all("…" not in tag.name for tag in archive.tags())
            archive.history(100)


def test_the_custody_log_holds_and_says_that_something_was_purged(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        ident = _make(archive)
        before = [entry.hash for entry in custody.entries(archive.connection())]
    purge.purge(path, [ident], "سعيد")
    with Archive.open(path) as archive:
        conn = archive.connection()
        after = list(custody.entries(conn))
        assert [entry.hash for entry in after][:-1] == before
        assert (after[-1].kind, after[-1].operator, after[-1].values["articles"]) == ("purge", "سعيد", 1)
        assert custody.examine(conn).sound
        assert all(custody.holds(conn, entry) for entry in after)
        with archive.read() as reader:
            assert not any(SECRETS["note"] in line for line in dump.lines(reader))


def test_it_is_not_imported_again_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        ident = _make(archive)
    purge.purge(path, [ident])
    with Archive.open(path) as archive:
        batch = archive.start_batch(["/in"])
        with pytest.raises(errors.WasPurged):
            archive.add(*_secret(), batch=batch)
        article, where, data = _secret()
        data += b"another way"  # the same text in other bytes
        where = replace(where, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))  # type: ignore[type-var]
        with pytest.raises(errors.WasPurged):
            archive.add(article, where, data, batch=batch)
        assert archive.count() == 60
        batch.purged_too = True
        assert archive.add(*_secret(), batch=batch).id == ident
        again = archive.start_batch(["/in"])
        assert archive.add(*_secret(), batch=again).status == "duplicate"
        assert archive.article(ident).tags == ()
        assert archive.article(ident).note == ""
        assert [check for check in examine(archive) if not check.ok] == []


def test_an_original_with_other_articles_stays_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    data = b"<rss>two items</rss>"
    with Archive.open(path, create=True) as archive:
        batch = archive.start_batch(["/feed.xml"])
        ids = []
        for number in range(2):
            article, where, _ = sample(number, "/feed.xml")
            where = replace(
                where, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), member=f"item {number}"
            )
            ids.append(archive.add(article, where, data, batch=batch).id)
        archive.finish_batch(batch)
    done = purge.purge(path, ids[:1])
    assert done.shared == (hashlib.sha256(data).hexdigest(),)
    with Archive.open(path) as archive:
        assert archive.original(ids[1]) == data
        assert [check for check in examine(archive) if not check.ok] == []
    assert purge.purge(path, ids[1:]).shared == ()
    with Archive.open(path) as archive:
        assert archive.connection().execute("SELECT count(*) FROM original").fetchone()[0] == 0


@pytest.mark.plain
def test_a_dump_does_not_bring_back_what_was_said_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        ident = _make(archive)
        with archive.read() as conn:
            lines = list(dump.lines(conn))
    purge.purge(path, [ident])
    with Archive.open(path) as archive:
        with archive.write() as conn:
            done = dump.load(conn, lines, "work", "")
        assert (done.change.id, done.new, done.refused) == ("", 0, 0)
        assert done.deleted > 2
    assert {word for name, word in _traces(tmp_path) if name == path.name} == set()
    with Archive.open(path) as archive, archive.write() as conn:
        assert dump.load(conn, lines, "work", "", deleted_too=True).new == done.deleted


@pytest.mark.plain
@pytest.mark.parametrize("taken_back", [False, True])
def test_what_became_part_of_an_article_goes_with_it(tmp_path: Path, taken_back: bool) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        keep, part, last = fill(archive, range(3))
        archive.set_note(part, SECRETS["note"])
        copies.keep_daily(archive)
        joining.join(archive, part, [last])
        joining.join(archive, keep, [part])
        if taken_back:
            archive.undo()
    done = purge.purge(path, [keep])
    assert done.articles == (keep,)
    gone = [sample(number)[1].sha256 for number in range(1 if taken_back else 3)]
    for file in (path, *done.copies):
        with Archive.open(file) as archive:
            conn = archive.connection()
            for table in ("original WHERE sha256", "revision WHERE id", "fact WHERE about"):
                left = [
                    ident for ident in gone if conn.execute(f"SELECT 1 FROM {table} = ?", (ident,)).fetchone()
                ]
                assert left == []
            assert archive.count() == (1 if taken_back and file == path else 3 - len(gone))
            assert all(check.ok for check in examine(archive))
    assert ((path.name, "note") in _traces(tmp_path)) is taken_back


def test_what_is_not_there_or_in_use_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "IDLE_SECONDS", 0.05)
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        ids = fill(archive, range(3))
        with pytest.raises(errors.NoSuchArticle):
            purge.purge(path, ["ffffffff"])
        assert archive.count() == 3
        with pytest.raises(errors.ArchiveLocked):
            purge.purge(path, ids[:1])
        assert archive.count() == 3
        assert archive.original(ids[0])
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.plain
def test_a_salvage_does_not_bring_it_back(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        ident = _make(archive)
    purge.purge(path, [ident])
    saved = making.save(path, tmp_path / "saved.db")
    assert not saved.lost
    assert [check for check in saved.checks if not check.ok] == []
    with Archive.open(tmp_path / "saved.db") as archive:
        batch = archive.start_batch(["/in"])
        with pytest.raises(errors.WasPurged):
            archive.add(*_secret(), batch=batch)
    assert _traces(tmp_path) == set()


def test_what_a_killed_program_or_a_repair_left_is_named(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(path, create=True) as archive:
        ids = fill(archive, range(3))
    left = [
        tmp_path / name
        for name in (
            "archive.db.0a1b2c3d.part",
            "archive.db.daily-20261122T101112-ab12.bak.0a1b2c3d.part",
            "archive.db.ffffffff.old",
            "archive.repaired-20261122T101112-ab12.db",
        )
    ]
    for file in (
        *left,
        tmp_path / "archive.db.part",
        tmp_path / "archive2.db.0a1b2c3d.part",
        tmp_path / "other.old",
    ):
        file.touch()
    assert sorted(purge.purge(path, ids[:1]).unreached) == sorted(left)


def test_where_an_open_file_cannot_be_replaced_one_of_both_is_always_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows. The old file is overwritten when the new one has its name, and is gone at the end."""
    path = tmp_path / "archive.db"
    with Archive.open(path, create=True) as archive:
        ids = fill(archive, range(3))
    seen: list[tuple[int, bool]] = []
    overwrite = purge._overwrite

    def look(old: Path) -> None:
        overwrite(old)
        with Archive.open(path) as archive:
            seen.append((archive.count(), any(old.read_bytes())))

    monkeypatch.setattr(purge, "_overwrite", look)
    monkeypatch.setattr(backup, "HELD_WHILE_OPEN", True)
    purge.purge(path, ids[:1])
    assert seen == [(2, False)]
    assert not list(tmp_path.glob("*.old"))
