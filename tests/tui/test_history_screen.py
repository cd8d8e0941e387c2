"""The list of changes: what a row has no room for is told under it, and a change is found by words in any of its names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.archive import Archive
from store.thesaurus.thesaurus import Thesaurus
from tests.tui.driving import Browser, Settle, press
from tui import tag_labels
from tui.bidi.layout import line
from tui.screens.history import HistoryScreen
from tui.widgets.bar import Bar

LONG = [f"étiquette assez longue {number}" for number in range(1, 4)]


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """The labels one test shows are not shown to the next."""
    yield
    tag_labels.use(True)


@pytest.fixture
def changed(archive_path: Path) -> Path:
    """Two steps with tags, one of them with more names than a row has room for."""
    with Archive.open(archive_path) as archive:
        ident = archive.article_by_docid(archive.search("").docids[0]).id
        archive.tag([ident], ["سجن"])
        Thesaurus(archive).name("سجن", labels={"en": "Prison"})
        archive.tag([ident], LONG)
    return archive_path


async def test_the_chosen_change_is_told_whole_and_found_by_any_name(
    browser: Browser, settle: Settle, changed: Path
) -> None:
    async with browser(size=(80, 24)) as pilot:
        await press(pilot, settle, "f7")
        history = pilot.app.screen
        assert isinstance(history, HistoryScreen)

        def told() -> str:
            return line(history.query_one("#history-remark", Bar).text).text

        assert all(f"+{name}" in told() for name in LONG)
        await press(pilot, settle, "s", *"سجن +", "enter")
        assert len(history.list.changes) == 1
        assert "+Prison" in told()
        await press(pilot, settle, "s", *"zzz")
        assert told() == "No change has these words."
        await press(pilot, settle, "ctrl+u", *"pris +", "enter", "u")
        assert told().startswith("Taken back:")
