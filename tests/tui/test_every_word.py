"""No word of the interface is written past the catalogues: with one that turns every Latin letter Greek, none is left."""

from __future__ import annotations

import re
from gettext import NullTranslations
from hashlib import sha256
from pathlib import Path
from typing import cast

import pytest

from store.archive import Archive
from store.article import Article, Line, PartialDate, Provenance
from tests.tui.driving import Browser, Seen, Settle
from tui import i18n
from tui.app import ArchiveApp
from tui.commands.table import COMMANDS
from tui.keys import all_of, shown
from tui.screens.browse import BrowseScreen
from tui.widgets.text_flow import TextFlow

_WORD = re.compile("[A-Za-zÀ-ÿ]+(?:[+-][A-Za-z]+)*")
_KEYS = {word for command in COMMANDS for key in all_of(command.keys) for word in _WORD.findall(shown(key))}
_NAMES = {"Français", "English", "TOML", "F", "archive", "SHA"}
"""What is called so in every language."""


class Greek(NullTranslations):
    """A catalogue that has a word for everything."""

    def gettext(self, message: str) -> str:
        return re.sub(r"(\{[^}]*\})|[A-Za-z]", lambda found: found[1] or "ω", message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


@pytest.fixture(autouse=True)
def _greek(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr(i18n._Spoken, "messages", Greek())


@pytest.fixture
def archive_path(tmp_path: Path) -> Path:
    """An archive whose one article has no Latin letter in anything a person reads."""
    path = tmp_path / "archive.db"
    made = Article(
        lines=(Line("القائمة", "boilerplate", "menu"), Line("عنوان", "title"), Line("نص عن الحقوق")),
        title="عنوان",
        source="مصدر",
        language="ar",
        published=PartialDate("2019-09-28", "day", "2019-09-28"),
    )
    data = made.body.encode()
    with Archive.open(path, create=True) as archive:
        batch = archive.start_batch(["0"])
        with archive.write():
            provenance = Provenance("0", sha256(data).hexdigest(), len(data), "0", "1")
            ident = archive.add(made, provenance, data, batch=batch).id
        archive.finish_batch(batch)
        archive.tag([ident], add=["وسم"])
    return path


def untranslated(text: str) -> set[str]:
    return {word for word in _WORD.findall(text) if word not in _KEYS | _NAMES and len(word) > 1}


async def test_in_the_browser(browser: Browser, settle: Settle, seen: Seen) -> None:
    async with browser(size=(160, 50)) as pilot:
        assert "ω" in seen(pilot)
        assert untranslated(seen(pilot)) == set()
        for keys in (
            ("x",),
            ("d",),
            ("l",),
            ("v",),
            ("e",),
            ("u",),
            ("U",),
            ("Y",),
            ("s", "ح", "enter"),
            ("s", "ظ"),
            ("escape",),
        ):
            await pilot.press(*keys)
            await settle(pilot)
            assert untranslated(seen(pilot)) == set(), keys


@pytest.mark.parametrize("key", ["f1", "f2", "t", "i", "m"])
async def test_in_dialogs(browser: Browser, settle: Settle, seen: Seen, key: str, tmp_path: Path) -> None:
    async with browser(size=(160, 50)) as pilot:
        await pilot.press(key)
        await settle(pilot)
        assert not isinstance(pilot.app.screen, BrowseScreen)
        shown_now = seen(pilot).replace(str(tmp_path), "")
        for flow in pilot.app.screen.query(TextFlow):
            shown_now += "\n".join(f"{one.label} {one.text}" for one in flow.paragraphs)
        assert "ω" in shown_now
        assert untranslated(shown_now.replace("~/articles", "")) == set(), "but the path of an example"


async def test_in_the_record(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        screen = cast("ArchiveApp", pilot.app).browser
        assert screen is not None
        labels = " ".join(one.label for one in screen.record.paragraphs)
        assert "ω" in labels
        assert untranslated(labels) == set()
