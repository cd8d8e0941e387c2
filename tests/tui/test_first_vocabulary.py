"""A new archive may begin with the starter vocabulary; without being asked for it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.archive import Archive
from store.thesaurus.thesaurus import Thesaurus
from tests.tui.driving import Settle
from tui.app import ArchiveApp
from tui.screens.missing import MissingScreen


@pytest.mark.parametrize("wished", [True, False])
async def test_the_first_page_offers_a_vocabulary(tmp_path: Path, settle: Settle, wished: bool) -> None:
    path = tmp_path / "new" / "archive.db"
    app = ArchiveApp(path, None, bidi="app", state_folder=tmp_path / "state")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, MissingScreen)
        ids = [answer.id for answer in screen.list.answers]
        if wished:
            await pilot.press(
                *["down"] * ids.index("starter"),
                "enter",
                *["up"] * (ids.index("starter") - ids.index("begin_empty")),
            )
        else:
            await pilot.press(*["down"] * ids.index("begin_empty"))
        await pilot.press("enter")
        await settle(pilot)
        assert app.browser is not None
    assert app.archive is not None
    app.archive.close()
    with Archive.open(path) as archive:
        assert bool(Thesaurus(archive).entries()) is wished
        assert [change.kind for change in archive.history()] == (["take-starter"] if wished else [])
