"""The screens one goes to from an article, from the archive and from its tags, in each language and on each kind of terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.surfaces.conftest import SetOut
from tests.terminal.surfaces.corpus import work_elsewhere

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")

from tests.terminal.surfaces.archive import ArchiveWalk
from tests.terminal.surfaces.article import ArticleWalk
from tests.terminal.surfaces.vocabulary import VocabularyWalk

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize(
    ("language", "size"),
    [("ar", (120, 40)), ("ar", (80, 24)), ("fr", (80, 24)), ("en", (40, 12))],
    ids=["ar-120x40", "ar-80x24", "fr-80x24", "en-40x12"],
)
@pytest.mark.parametrize("walk", [ArticleWalk, ArchiveWalk, VocabularyWalk])
def test_a_further_walk(
    set_out: SetOut,
    story_file: Path,
    walk: type[ArticleWalk | ArchiveWalk | VocabularyWalk],
    language: str,
    size: tuple[int, int],
) -> None:
    work_elsewhere(story_file, story_file.with_name("terminal-home") / "other.db")
    set_out(walk, language, size, "--db", str(story_file)).all()
