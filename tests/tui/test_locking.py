"""The lock: the archive is closed, the screen and the clipboard hold nothing, and the passphrase leads back to the place."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest

from importers.report import Progress
from store.archive import Archive
from store.encryption import files, keys
from store.errors import ArchiveClosed
from store.safekeeping.doctor import examine
from tests.store.making import fill
from tests.tui.conftest import TEXTS, article, put_in
from tests.tui.driving import Seen, Settle
from tui.app import ArchiveApp
from tui.editing.input import BidiInput
from tui.screens.import_files import ImportScreen
from tui.screens.lock import LockScreen
from tui.widgets.bar import Bar


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[Path]:
    pytest.importorskip("sqlcipher3", reason="install archive-browser[encryption]")
    path = tmp_path / "archive.db"
    files.begin(path, keys.new_key("سر"))
    with Archive.open(path, create=True) as archive:
        put_in(archive, [article(*text) for text in TEXTS])
    yield path
    keys.forget()


def _app(path: Path, tmp_path: Path) -> ArchiveApp:
    app = ArchiveApp(path, Archive.open(path), bidi="app", state_folder=tmp_path / "state")
    app.clipboard_way = "osc52"
    return app


async def test_nothing_stays_and_the_passphrase_leads_back(
    encrypted: Path, tmp_path: Path, settle: Settle, seen: Seen, language: str
) -> None:
    app = _app(encrypted, tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("s", *"rapport", "enter", "enter", "y")
        await settle(pilot)
        assert "rapport" in seen(pilot)
        assert app.clipboard
        archive = app.archive
        await pilot.press("shift+f9")
        await settle(pilot)
        assert isinstance(app.screen, LockScreen)
        assert archive is not None
        with pytest.raises(ArchiveClosed):
            archive.count()
        assert "rapport" not in seen(pilot)
        assert app.archive is None
        assert app.clipboard == ""
        assert keys.key_of(encrypted) is None
        assert app.browser is None

        await pilot.press(*"wrong", "enter")
        await settle(pilot)
        assert "does not open" in app.screen.query_one("#lock-remark", Bar).text
        assert "wrong" not in seen(pilot)
        await pilot.press(*"سر", "enter")
        await settle(pilot)
        assert app.browser is not None
        assert app.browser.search_box.text == "rapport"
        assert app.browser.focused_pane == "reader"
    assert app.archive is not None
    app.archive.close()


async def test_it_locks_itself_when_nobody_types(
    encrypted: Path, tmp_path: Path, settle: Settle, language: str
) -> None:
    app = _app(encrypted, tmp_path)
    app.lock_after = 10
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app._lock_when_idle()
        assert not app.locked
        app._begun = app.typed_at = monotonic() - 601
        app._lock_when_idle()
        await settle(pilot)
        assert app.locked
        await pilot.press("f10")
    assert app.return_code == 0


async def test_a_plain_archive_is_hidden_and_it_is_said_that_this_protects_nothing(
    archive_path: Path, tmp_path: Path, settle: Settle, seen: Seen, language: str
) -> None:
    app = _app(archive_path, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f1", "shift+f9")
        await settle(pilot)
        assert app.locked
        assert "archive encrypt" in seen(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.browser is not None
        assert app.browser.results.count == len(TEXTS)
    assert app.archive is not None
    app.archive.close()


async def test_a_thread_that_reads_is_stopped_before_the_archive_is_closed(
    encrypted: Path, tmp_path: Path, settle: Settle, language: str
) -> None:
    app = _app(encrypted, tmp_path)
    archive = app.archive
    assert archive is not None
    close = archive.close
    reading, stopped, closed = Event(), Event(), Event()
    order: list[bool] = []

    def read_for_ever() -> None:
        conn = archive.connection()
        reading.set()
        try:
            conn.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
            )
        finally:
            stopped.set()

    def close_and_tell() -> None:
        order.append(stopped.is_set())
        close()
        closed.set()

    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        archive.close = close_and_tell  # type: ignore[method-assign]
        app.run_worker(read_for_ever, thread=True, exit_on_error=False)
        await asyncio.to_thread(reading.wait)
        app.action_lock()
        assert app.locked
        await settle(pilot)
        await asyncio.to_thread(closed.wait)
        assert order == [True]
        await pilot.press("f10")
    assert app.return_code == 0


async def test_an_import_stops_after_whole_articles_and_goes_on_later(
    encrypted: Path, tmp_path: Path, settle: Settle, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from importers.ingest import ingest
    from importers.writing import MAX_ARTICLES

    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3 * MAX_ARTICLES):
        text = f"Titre {number}\n\nLe texte {number} parle de la prison de Rabat et de ce qui y est dit."
        (folder / f"{number}.txt").write_text(text, "utf-8")
    app = _app(encrypted, tmp_path)
    archive = app.archive
    assert archive is not None
    close, closed = archive.close, Event()

    def close_and_tell() -> None:
        close()
        closed.set()

    some_are_in, go_on = Event(), Event()
    tell = ImportScreen._tell

    def tell_and_wait(screen: ImportScreen, progress: Progress) -> None:
        tell(screen, progress)
        if progress.imported:
            some_are_in.set()
            go_on.wait()

    monkeypatch.setattr(ImportScreen, "_tell", tell_and_wait)
    archive.close = close_and_tell  # type: ignore[method-assign]
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        app.screen.query_one("#import-box", BidiInput).value = str(folder)
        await pilot.press("enter")
        await asyncio.to_thread(some_are_in.wait)
        app.action_lock()
        go_on.set()
        assert app.locked
        await asyncio.to_thread(closed.wait)
        assert not encrypted.with_name("archive.db-wal").exists()
        await pilot.press(*"سر", "enter")
        await settle(pilot)
        assert app.archive is not None
        came_in = app.archive.count() - len(TEXTS)
        told = [" ".join(str(toast.message).split()) for toast in app._notifications]
        assert [f"stopped by the lock; \u2066{came_in}\u2069 article" in said for said in told] == [True]
        await pilot.press("shift+f9", *"سر", "enter")
        await settle(pilot)
        assert len(app._notifications) == 1, "it is said once"
        await pilot.press("f10")
    assert app.return_code == 0
    app.archive.close()
    with Archive.open(encrypted) as again:
        assert len(TEXTS) < again.count() <= len(TEXTS) + 3 * MAX_ARTICLES
        assert [check for check in examine(again) if not check.ok] == []
        assert ingest(again, [folder]).failed == 0
        assert again.count() == len(TEXTS) + 3 * MAX_ARTICLES


@pytest.mark.parametrize("at_the_end", [False, True])
async def test_a_merge_has_happened_or_not_and_it_is_said_which(
    encrypted: Path,
    tmp_path: Path,
    settle: Settle,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    *,
    at_the_end: bool,
) -> None:
    from store.merging import merging
    from tui.screens.merge import MergeScreen

    other = tmp_path / "stick" / "hers.db"
    other.parent.mkdir()
    with Archive.open(other, create=True) as archive:
        hers = fill(archive, range(40))
    merge = merging.merge
    under_way, go_on, ended = Event(), Event(), Event()

    def merge_and_wait(*args: Any, dry_run: bool, progress: Any) -> Any:
        def tell(done: int, total: int) -> None:
            if not dry_run and done > total / 2 and not at_the_end:
                under_way.set()
                go_on.wait()
            progress(done, total)

        try:
            done = merge(*args, dry_run=dry_run, progress=tell)
            if not dry_run:
                under_way.set()
                go_on.wait()
            return done
        finally:
            if not dry_run:
                ended.set()

    monkeypatch.setattr(merging, "merge", merge_and_wait)
    app = _app(encrypted, tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        app.screen.query_one("#import-box", BidiInput).value = str(other)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, MergeScreen)
        await pilot.press("enter")
        await asyncio.to_thread(under_way.wait)
        archive = app.archive
        assert archive is not None
        close, closed = archive.close, Event()

        def close_and_tell() -> None:
            close()
            closed.set()

        archive.close = close_and_tell  # type: ignore[method-assign]
        app.action_lock()
        assert app.locked
        go_on.set()
        await asyncio.to_thread(ended.wait)
        await asyncio.to_thread(closed.wait)
        assert not encrypted.with_name("archive.db-wal").exists()
        await pilot.press(*"سر", "enter")
        await settle(pilot)
        assert app.archive is not None
        assert app.archive.count() == len(TEXTS) + (len(hers) if at_the_end else 0)
        (told,) = [" ".join(str(toast.message).split()) for toast in app._notifications]
        assert ("was merged before the lock" in told) is at_the_end
        assert ("nothing of" in told) is not at_the_end
        await pilot.press("f10")
    app.archive.close()
    with Archive.open(encrypted) as again:
        assert [check for check in examine(again) if not check.ok] == []
        merge(again, other)
        assert again.count() == len(TEXTS) + len(hers)
