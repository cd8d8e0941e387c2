"""The app at rest, `Archive.search` and `archive search` find the same articles in the same order."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from store.archive import Archive
from tests.tui.conftest import article, put_in
from tui.app import ArchiveApp
from tui.screens.browse import BrowseScreen

QUERIES = (
    "حقوق",
    "حقوق الإنسان",
    "المجلس الوطني لحقوق الإنسان",
    "هل وقع المجلس اتفاقية؟",
    "التعاون و",
    '"حقوق الإنسان"',
    "حقوق OR شراكة",
    "حقوق -ندوة",
    "source:هسبريس حقوق",
    "droit",
    "Conférence humains",
)


@pytest.fixture(scope="module")
def starter(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter archive, and some articles more of the same words."""
    path = tmp_path_factory.mktemp("same") / "archive.db"
    shutil.copy(root / "archive.db", path)
    with Archive.open(path) as archive:
        put_in(
            archive,
            [
                article(
                    f"حقوق الإنسان رقم {number}",
                    f"وقع المجلس اتفاقية {number} حول حقوق.\nConférence sur les droits humains.",
                    "هسبريس",
                    f"2020-01-{number + 1:02}",
                    "ar",
                )
                for number in range(12)
            ],
        )
    return path


def _by_command(path: Path, query: str, root: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--db", str(path), "search", "--json", "--limit", "500", "--", query],
        cwd=root,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return [hit["id"] for hit in json.loads(done.stdout)["hits"]]


async def test_the_app_at_rest_finds_what_the_store_finds(
    starter: Path, make_app: Callable[..., ArchiveApp], settle: Callable[[Pilot[int]], Awaitable[None]]
) -> None:
    app = make_app(path=starter)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        screen = cast("BrowseScreen", app.screen)
        found = 0
        for query in QUERIES:
            screen.search_box.put(query)
            screen.search()
            await settle(pilot)
            screen._search_deeply(screen._number)
            await settle(pilot)
            expected = screen.archive.search(query)
            if expected.docids:
                found += 1
                assert screen.results.docids == expected.docids, query
        assert found >= 8


def test_the_command_finds_what_the_store_finds(starter: Path, root: Path) -> None:
    with Archive.open(starter) as archive:
        for query in ("حقوق الإنسان", "هل وقع المجلس اتفاقية؟"):
            docids = archive.search(query).docids
            assert len(docids) > 10
            ids = [row.id for row in archive.hit_rows(docids)]
            assert _by_command(starter, query, root) == ids[:500]
