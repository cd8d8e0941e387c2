"""A key is answered with the rows in sight; the others of the page come behind them, without being asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from store.archive import Archive
from store.finding.query import Query
from store.finding.snippets import HitRow
from tests.tui.conftest import article, put_in
from tui.app import ArchiveApp
from tui.screens.browse import BrowseScreen
from tui.widgets.results import PAGE


async def test_rows_in_sight_come_first(
    tmp_path: Path,
    make_app: Callable[..., ArchiveApp],
    settle: Callable[[Pilot[int]], Awaitable[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "many.db"
    with Archive.open(path, create=True, operator="test") as archive:
        put_in(
            archive,
            [article(f"حقوق {number}", f"نص {number}", "هسبريس", "2020-01-01", "ar") for number in range(50)],
        )
    app = make_app(path=path)
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        screen = cast("BrowseScreen", app.screen)
        read = screen.archive.hit_rows
        asked: list[int] = []

        def counted(docids: Sequence[int], query: Query | None = None) -> list[HitRow]:
            asked.append(len(docids))
            return read(docids, query)

        monkeypatch.setattr(screen.archive, "hit_rows", counted)
        screen.search_box.put("حقو")
        screen.search()
        await settle(pilot)
        first = screen.results.page + 1
        assert first < PAGE
        assert asked[:2] == [first, PAGE - first]
        assert [row.docid for index in range(PAGE) if (row := screen.results.hit(index))] == list(
            screen.results.docids[:PAGE]
        )
