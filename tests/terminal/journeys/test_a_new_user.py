"""Somebody who has the program and a folder of articles, and nothing else: from the first page to what was looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyte")
from store.archive import Archive
from tests.terminal.journeys.conftest import SitDown
from tests.terminal.journeys.person import LAYOUTS, Layout, all_of, none_of

pytestmark = pytest.mark.terminal
WORD = "الماء"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_from_no_archive_to_a_tagged_article(
    root: Path, tmp_path: Path, sit_down: SitDown, layout: Layout
) -> None:
    path = tmp_path / "new.db"
    folder = root / "starter" / "captures"
    number = len(list(folder.glob("*.txt")))
    person = sit_down(path, layout)
    person.sees(all_of("There is no archive here yet.", "Import files or a folder", "2019"))
    person.press("Enter", "e.g. ~/articles")
    person.write(str(folder), "captures")
    person.press("Enter", f"imported {number} ")
    person.press("Esc", f"{number} / {number}")
    assert person.keys <= 3, "the way in"
    assert not path.with_name("new.db-journal").exists()

    person.begin_to_count()
    person.press("s", "To the results")
    person.write(WORD, f" / {number}")
    person.press("Enter", lambda rows: "Open" in rows[-1])
    person.press("Enter", "Esc Back")
    person.press("t", "+one -other")
    person.write("ماء", "new tag")
    person.press("Enter", "Tags of 1 article changed")
    assert person.keys <= 5
    person.press("Esc", none_of("+one -other"))
    person.press("?", "Commands and keys")
    person.press("Esc", none_of("Commands and keys"))
    person.leaves()
    with Archive.open(path, read_only=True) as archive:
        assert archive.search("tag:ماء").total == 1
        assert archive.search("").total == number

    again = sit_down(path, layout)
    again.sees(WORD)
    again.leaves()
