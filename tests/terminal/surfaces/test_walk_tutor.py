"""The tutor, sentence by sentence, in each language and on each kind of terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.archive import Archive
from tests.terminal.surfaces.conftest import SetOut
from tui.sample import copy_of_sample

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")

from tests.terminal.surfaces.tutor import TutorWalk

pytestmark = pytest.mark.terminal


@pytest.fixture(scope="module")
def sample_texts(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """All that can be read of the articles of the sample."""
    path = copy_of_sample(tmp_path_factory.mktemp("sample") / "archive.db")
    if path is None:
        pytest.skip("the sample archive is not here: make starter")
    with Archive.open(path) as archive:
        docids = archive.search("").docids
        return [text for docid in docids for text in _texts(archive, docid)]


def _texts(archive: Archive, docid: int) -> Iterator[str]:
    stored = archive.article_by_docid(docid)
    article = stored.article
    yield from filter(None, (article.title, article.source, article.author, article.section, stored.note))
    yield from (line.text for line in article.lines)
    yield " ".join(article.body.split())
    yield from (part for tag in stored.tags for part in (tag, f"#{tag}"))


@pytest.mark.parametrize(
    ("language", "size"),
    [("ar", (120, 40)), ("ar", (40, 12)), ("fr", (80, 24)), ("en", (40, 12))],
    ids=["ar-120x40", "ar-40x12", "fr-80x24", "en-40x12"],
)
def test_the_tutor(set_out: SetOut, sample_texts: list[str], language: str, size: tuple[int, int]) -> None:
    set_out(TutorWalk, language, size, "tutor", more=tuple(sample_texts)).all()
