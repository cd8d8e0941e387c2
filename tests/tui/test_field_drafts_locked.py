"""What is being typed when an encrypted archive is locked: no question stands in the way, it is kept, and says nothing locked."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from tests.tui.driving import Seen, Settle
from tests.tui.test_locking import _app, encrypted
from tui.app import ArchiveApp
from tui.bidi.layout import line
from tui.draft import read_draft
from tui.screens.browse import BrowseScreen
from tui.screens.note_editor import NoteEditor

__all__ = ["encrypted"]
TYPED = "عنوان لم يحفظ"


def files(folder: Path) -> list[Path]:
    """What is kept of what is not saved."""
    return list((folder / "drafts").glob("*.json"))


def anywhere(folder: Path, text: str) -> bool:
    """Whether some file holds this text readably."""
    return any(text.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def browser(app: ArchiveApp) -> BrowseScreen:
    """The main screen."""
    assert app.browser is not None
    return app.browser


async def test_what_is_typed_into_a_field_is_kept_encrypted_while_the_archive_is_locked(
    encrypted: Path, tmp_path: Path, settle: Settle, language: str
) -> None:
    app = _app(encrypted, tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("r", "enter")
        await settle(pilot)
        assert browser(app).focused_pane == "field"
        await pilot.press("ctrl+a", *TYPED, "shift+f9")  # at once: nobody waits for a second
        await settle(pilot)
        assert app.locked
        (file,) = files(tmp_path)
        assert read_draft(file, encrypted) is None, "without the passphrase it says nothing"
        assert not anywhere(tmp_path, TYPED)

        await pilot.press(*"سر", "enter")
        await settle(pilot)
        draft = read_draft(file, encrypted)
        assert draft is not None
        assert TYPED in draft.text
        article = browser(app).reader.article
        assert article is not None
        assert browser(app).draft_of(article.id, "title") == TYPED
        browser(app).go("record")
        await pilot.press("home", "enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert browser(app).archive.article(article.id).article.title == TYPED
        assert files(tmp_path) == []
    assert app.archive is not None
    app.archive.close()


async def test_a_note_that_is_typed_when_nobody_is_there_any_more_is_hidden_and_kept(
    encrypted: Path, tmp_path: Path, settle: Settle, seen: Seen, language: str
) -> None:
    app = _app(encrypted, tmp_path)
    app.lock_after = 10
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("f4", *TYPED)
        app._begun = app.typed_at = monotonic() - 601
        app._lock_when_idle()
        await settle(pilot)
        assert app.locked
        assert line(TYPED).text not in seen(pilot)
        assert not anywhere(tmp_path, TYPED)
        assert len(files(tmp_path)) == 1
        await pilot.press(*"سر", "enter")
        await settle(pilot)
        await pilot.press("f4")
        await settle(pilot)
        editor = app.screen
        assert isinstance(editor, NoteEditor)
        assert editor.area.text == TYPED
        await pilot.press("f4")
        await settle(pilot)
        assert files(tmp_path) == []
    assert app.archive is not None
    app.archive.close()
