"""The interface speaks another language at once: every word of it, its sides, and again at the next start."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.archive import Archive
from tests.tui.driving import Browser, Seen, Settle, screen
from tui.app import ArchiveApp
from tui.i18n import LANGUAGES, NAMES, choose_language, language, set_language
from tui.screens.missing import MissingScreen
from tui.settings import BadSettings, Settings, read_settings, settings_path
from tui.settings_file import keep_setting
from tui.widgets.text_flow import TextFlow


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    set_language("en")


async def switch(pilot: Pilot[int], settle: Settle) -> None:
    """Switch to the next language and wait until all is there again."""
    before, named = screen(pilot), NAMES[LANGUAGES[(LANGUAGES.index(language()) + 1) % len(LANGUAGES)]]
    await pilot.press("f8")
    for _moment in range(200):
        await settle(pilot)
        now = screen(pilot)
        if now is not before and not now.pending and now.reader.article and named in now.notice.text:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(screen(pilot).notice.text)


@pytest.mark.parametrize("begin", LANGUAGES)
async def test_everything_is_as_if_started_in_that_language(
    begin: str, make_app: Callable[..., ArchiveApp], settle: Settle, seen: Seen, tmp_path: Path
) -> None:
    async def look(code: str, *, switches: int) -> list[str]:
        set_language(code)
        app = make_app("حقوق")
        app.state_folder = tmp_path / f"{code}{switches}"  # begins at the beginning
        async with app.run_test(size=(140, 40)) as pilot:
            await settle(pilot)
            await pilot.press("r", "o")
            await settle(pilot)
            for _step in range(switches):
                await switch(pilot, settle)
            screen(pilot).notice.hush()
            await settle(pilot)
            return seen(pilot).split("\n")

    after = LANGUAGES[(LANGUAGES.index(begin) + 1) % len(LANGUAGES)]
    expected = await look(after, switches=0)
    assert await look(begin, switches=1) == expected
    assert await look(after, switches=len(LANGUAGES)) == expected
    assert await look(begin, switches=0) != expected


async def test_nothing_one_was_at_is_lost(browser: Browser, settle: Settle, archive_path: Path) -> None:
    with Archive.open(archive_path) as archive:
        ids = [hit.id for hit in archive.hit_rows(archive.search("").docids)]
        archive.set_note(ids[2], "\n".join(f"ملاحظة {n}" for n in range(200)))
    async with browser() as pilot:
        await pilot.press("x", "x", "l", "v", "d", "o")
        await settle(pilot)
        before = screen(pilot)
        assert before.reader.article is not None
        assert before.reader.article.id == ids[2]
        before.reader.scroll_to(y=37, animate=False, force=True)
        await settle(pilot)
        session, marked, place = before.session, before.results.marked, before.reader.place
        await switch(pilot, settle)
        after = screen(pilot)
        assert after is not before
        assert after.session == session
        assert after.results.marked == marked
        assert after.reader.place == place
        assert after.focused_pane == "reader"
        assert after.notice._rest
        await pilot.press("escape")
        await switch(pilot, settle)
        await switch(pilot, settle)
        assert screen(pilot).session.article == ids[2]


async def test_it_is_said_and_remembered(browser: Browser, settle: Settle) -> None:
    keep_setting(settings_path(), "clipboard", "off")
    async with browser() as pilot:
        await switch(pilot, settle)
        assert language() == "ar"
        assert NAMES["ar"] in screen(pilot).notice.text
        assert read_settings(settings_path()) == Settings(language="ar", clipboard="off")
        assert choose_language(None, read_settings(settings_path()).language, {"LANG": "en_US"}) == "ar"
        assert choose_language("en", read_settings(settings_path()).language, {}) == "en"
        await switch(pilot, settle)
        assert read_settings(settings_path()).language == "fr"


async def test_settings_that_cannot_be_written_do_not_stop_it(browser: Browser, settle: Settle) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("this is no TOML")
    async with browser() as pilot:
        await switch(pilot, settle)
        assert language() == "ar"
        assert screen(pilot).notice.has_class("-warning")
        assert settings_path().read_text() == "this is no TOML"


async def test_where_there_is_no_archive_yet(tmp_path: Path) -> None:
    set_language("en")
    app = ArchiveApp(tmp_path / "none.db", None, bidi="app", state_folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, MissingScreen)
        said = {}
        for _language in LANGUAGES:
            said[language()] = "\n".join(one.text for one in app.screen.query_one(TextFlow).paragraphs)
            await pilot.press("f8")
            await pilot.pause()
            await pilot.pause()
        assert language() == "en"
        assert len(set(said.values())) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'language = "fr"\n'),
        ('bidi = "app"', 'bidi = "app"\nlanguage = "fr"\n'),
        ('language = "ar"  # لغتي\nbidi = "app"\n', 'language = "fr"  # لغتي\nbidi = "app"\n'),
        ("  'language' = 'en'\r\n", 'language = "fr"\r\n'),
        ('# language = "ar"\n', '# language = "ar"\nlanguage = "fr"\n'),
        (
            'bidi = "app"\n\n[more]\nlanguage = "x"\n',
            'bidi = "app"\n\nlanguage = "fr"\n\n[more]\nlanguage = "x"\n',
        ),
    ],
)
def test_one_setting_is_written_and_the_rest_is_left(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "folder" / "settings.toml"
    path.parent.mkdir()
    path.write_bytes(before.encode())
    keep_setting(path, "language", "fr")
    assert path.read_bytes().decode() == after
    assert read_settings(path).language == "fr"
    assert list(path.parent.iterdir()) == [path]


def test_what_is_not_understood_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "settings.toml"
    path.parent.mkdir()
    for text in ("[", 'language = """\nfr"""\n', 'bidi = "nonsense"\n'):
        path.write_text(text)
        with pytest.raises(BadSettings):
            keep_setting(path, "language", "en")
        assert path.read_text() == text
        assert list(path.parent.iterdir()) == [path]
