"""All that a person does with an archive that must stay secret, while every write is recorded (`tests.soak.leaks`).

    python -m tests.soak.private FOLDER

The folder has `files` to import and `passphrase`; without the latter the archive is a plain one. What is searched for,
written and named holds the words of `SECRETS`.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

from store.archive import Archive
from store.encryption import keys
from store.safekeeping import custody, doctor, purge
from store.safekeeping.copies import keep_daily
from tui.app import ArchiveApp
from tui.cli import main as command
from tui.screens.note_editor import NoteEditor
from tui.state import state_folder

SECRETS = {
    "body": "زعفرانيات",
    "title": "القرنفلية",
    "tag": "خزامى",
    "note": "ياسمينة",
    "draft": "dahliamoor",
    "field": "magnoliatrail",
    "query": "jasminquery",
    "edit": "نرجسيون",
    "search": "أقحوانات",
    "french": "Églantinières",
    "place": "bougainvilla",
}
"""What must stand in no write. All of it is in the archive, or was typed."""


def write_files(folder: Path) -> None:
    """The files that are imported."""
    folder.mkdir()
    for number in range(6):
        text = (
            f"نص طويل عن {SECRETS['body']} في المدينة رقم {number}، وعن حقوق الإنسان و{SECRETS['body']} كذلك. "
            * 9
        )
        (folder / f"{SECRETS['place']}-{number}.txt").write_text(
            f"عنوان {SECRETS['title']} رقم {number}\n\n{text}\nLes {SECRETS['french']} de Rabat, {number}.\n",
            "utf-8",
        )


def work(folder: Path) -> None:
    """Do it all."""
    database = folder / "archive.db"

    def say(*words: str | Path, codes: tuple[int, ...] = (0,)) -> None:
        code = command([*map(str, words), "--db", str(database)])
        if code not in codes:
            raise SystemExit(f"{words}: {code}")

    secret = (folder / "passphrase").exists()
    say("init", *(["--encrypt"] if secret else []))
    say("import", folder / "files", "--tag", SECRETS["tag"])
    with Archive.open(database) as archive:
        ids = [archive.article_by_docid(docid).id for docid in archive.search("").docids]
    say("tag", f"+{SECRETS['tag']}/داخل", ids[0], ids[1])
    with Archive.open(database) as archive:
        archive.set_note(ids[0], f"ملاحظة {SECRETS['note']}\n" * 200)
        archive.edit(ids[1], "title", SECRETS["edit"])
        archive.star(ids[:2])
        archive.undo()
        keep_daily(archive)
    say("search", SECRETS["body"], "--json")
    say("searches", "save", SECRETS["search"], SECRETS["body"])
    say("backup", folder / "copy.db")
    say("doctor")
    say("reindex")
    purge.purge(database, [ids[5]], custody.operator())
    with Archive.open(database) as archive:
        doctor.repair(archive)
    _damage(folder / "copy.db", folder / "damaged.db")
    say("doctor", "--repair", "--db", folder / "damaged.db", codes=(0, 4))
    say("restore", folder / "copy.db")
    asyncio.run(_in_the_app(database))  # last: what it does in the background may go on for a moment


def _damage(path: Path, target: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    target.write_bytes(data)


async def _in_the_app(database: Path) -> None:
    """Type a query, half a field and half a note, copy, lock."""
    app = ArchiveApp(database, Archive.open(database), bidi="app")
    app.clipboard_way = "osc52"
    async with app.run_test(size=(100, 30)) as pilot:

        async def until(done: Callable[[], object]) -> None:
            for _ in range(2000):
                await pilot.pause(0.01)
                if done():
                    return
            raise SystemExit("the app did not do it")

        await until(lambda: app.browser is not None and app.browser.results.count)
        await pilot.press("s", *SECRETS["query"], "enter")
        await until(lambda: app.browser is not None and app.browser.results.count == 0)
        await pilot.press("s", "ctrl+a", "delete", *SECRETS["body"], "enter")
        await until(lambda: app.browser is not None and app.browser.results.count)
        drafts = state_folder().parent / "drafts"
        await pilot.press("enter", "y", "escape", "r", "enter")
        await until(lambda: app.browser is not None and app.browser.focused_pane == "field")
        await pilot.press("ctrl+a", *SECRETS["field"])
        await until(lambda: drafts.is_dir() and len(list(drafts.glob("*.json"))) == 1)
        await pilot.press("f4")
        await until(lambda: isinstance(app.screen, NoteEditor))
        await pilot.press(*SECRETS["draft"])
        await until(lambda: len(list(drafts.glob("*.json"))) == 2)
        app.write_down()
        app._lock()
        await until(lambda: app.locked)
        app.exit(0)
    if os.environ.get("ARCHIVE_PASSPHRASE_FILE"):
        assert keys.key_of(database) is None


if __name__ == "__main__":
    work(Path(sys.argv[1]))
