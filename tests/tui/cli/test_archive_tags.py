"""`archive tags …`: the vocabulary from the command line, foretold, done, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.archive import Archive
from store.thesaurus.thesaurus import Thesaurus
from tests.tui.cli.conftest import Run


@pytest.fixture
def archive(folder: Path, ids: list[str]) -> Iterator[Archive]:
    """Three articles under two tags, in the file the command works on."""
    with Archive.open(folder / "archive.db") as opened:
        opened.tag(ids[:2], ["journal"])
        opened.tag(ids[1:], ["journaux"])
        yield opened


def counts(archive: Archive) -> dict[str, int]:
    return {tag.name: tag.count for tag in archive.tags()}


def total(archive: Archive, query: str) -> int:
    return archive.search(query).total


def test_a_merge_says_its_numbers_first_and_then_does_as_it_said(run: Run, archive: Archive) -> None:
    words = ("tags", "merge", "journal", "journaux", "presse")
    foretold = run(*words, "--dry-run", "--json").json
    assert counts(archive) == {"journal": 2, "journaux": 2}
    done = run(*words, "--json").json
    assert (foretold["change"], foretold["dry_run"], foretold["articles"]) == (None, True, 3)
    assert foretold["tags"] == done["tags"] == [
        {"name": "journal", "before": 2, "after": 0, "into": "presse"},
        {"name": "journaux", "before": 2, "after": 0, "into": "presse"},
        {"name": "presse", "before": 0, "after": 3, "into": "presse"},
    ]  # fmt: skip
    assert done["change"]
    assert counts(archive) == {"presse": 3}
    assert total(archive, "tag:journaux") == 3
    archive.undo()
    assert counts(archive) == {"journal": 2, "journaux": 2}


def test_a_dry_run_is_said_in_words_and_writes_nothing(run: Run, archive: Archive) -> None:
    before = archive.history()
    done = run("tags", "rename", "journal", "médias", "--dry-run")
    assert "2 → 0" in done.out
    assert "2 articles would change; nothing was changed." in done.out
    assert archive.history() == before


def test_moving_under_another_and_back_to_the_top(run: Run, archive: Archive) -> None:
    moved = run("tags", "move", "journal", "journaux", "presse")
    assert moved.code == 0
    assert counts(archive) == {"presse/journal": 2, "presse/journaux": 2}
    assert total(archive, "tag:presse") == 3
    assert "moved under presse" in moved.out
    run("tags", "move", "--top", "presse/journal")
    assert counts(archive) == {"journal": 2, "presse/journaux": 2}
    wrong = run("tags", "move", "journal", "journal/x")
    assert (wrong.code, wrong.stdout) == (2, b"")
    assert "under itself" in wrong.err


def test_labels_and_aliases_find_the_tag(run: Run, archive: Archive, ids: list[str]) -> None:
    assert run("tags", "label", "journal", "ar=جريدة", "en=Newspaper").code == 0
    run("tags", "alias", "جريده", "canard")
    found = {tag["name"]: tag for tag in run("tags", "--all", "--json").json["tags"]}
    assert found["journal"]["labels"] == {"ar": "جريدة", "en": "Newspaper"}
    assert found["journal"]["aliases"] == ["canard"]
    assert "Newspaper" in run("tags", "--all").out
    for name in ("newspaper", "جريدة", "canard"):
        assert total(archive, f"tag:{name}") == 2
    run("tag", "+Newspaper", ids[2])
    assert counts(archive) == {"journal": 3, "journaux": 2}
    run("tags", "alias", "--remove", "journal", "canard")
    run("tags", "label", "journal", "en=")
    assert total(archive, "tag:newspaper") == total(archive, "tag:canard") == 0
    assert run("tags", "label", "journal", "de=Zeitung").code == 2
    clash = run("tags", "alias", "journal", "journaux")
    assert (clash.code, clash.stdout) == (2, b"")
    assert "merge the two" in clash.err


def test_a_step_takes_a_tag_by_any_of_its_names_and_names_those_that_are_none(
    run: Run, archive: Archive
) -> None:
    run("tags", "label", "journal", "fr=Quotidien")
    assert run("tags", "delete", "quotidien", "--dry-run", "--json").json["articles"] == 2
    assert run("tags", "move", "QUOTIDIEN", "presse", "--dry-run").code == 0
    merged = run("tags", "merge", "journaux", "jurnal", "Quotidien")
    assert (merged.code, counts(archive)) == (0, {"journal": 3})
    assert "There is no tag jurnal; it was passed over." in merged.err
    renamed = run("tags", "rename", "quotidien", "Quotidien")
    assert (renamed.code, renamed.err, counts(archive)) == (0, "", {"Quotidien": 3})
    none = run("tags", "delete", "jurnal")
    assert (none.code, "No article has the tag jurnal" in none.err) == (1, True)
    assert run("tags", "move", "Quotidien", "Quotidien").code == 2


def test_a_near_copy_is_told_about(run: Run, archive: Archive, ids: list[str]) -> None:
    done = run("tag", "+jurnal", ids[0])
    assert "nearly the same is there: journal" in done.err
    assert "jurnal" in counts(archive)
    assert run("tags", "--once").out.split() == ["1", "jurnal"]


def test_the_starter_vocabulary_in_and_out(run: Run, archive: Archive, ids: list[str]) -> None:
    there = run("tags", "starter", "--json").json
    assert (there["taken"], there["used"]) == (0, 0)
    assert run("tags", "starter", "--take").code == 0
    assert run("tags", "starter", "--json").json["taken"] == there["concepts"] >= 150
    assert counts(archive) == {"journal": 2, "journaux": 2}
    run("tag", "+Droit au logement", ids[0])
    assert counts(archive)["حقوق/حق في السكن"] == 1
    assert len(run("tags", "--all", "--json").json["tags"]) > 150
    assert "taken out" in run("tags", "starter", "--leave").out
    assert [one.name for one in Thesaurus(archive).entries()] == [
        "journal",
        "journaux",
        "حقوق",
        "حقوق/حق في السكن",
    ]


def test_tagging_by_a_query_says_its_numbers_first(run: Run, archive: Archive) -> None:
    words = ("tag", "+journal", "-journaux", "--dry-run", "--json", "--", "tag:journaux")
    found = run(*words).json
    assert (found["articles"], found["selected"]) == (2, 2)
    assert (found["add"], found["remove"]) == ({"journal": 1}, {"journaux": 2})
    assert counts(archive) == {"journal": 2, "journaux": 2}
