"""`archive searches`, and what `archive search` says of names and of how hits spread."""

from __future__ import annotations

from pathlib import Path

from store.archive import Archive
from store.finding import reindex
from tests.tui.cli.conftest import Run


def test_a_search_is_saved_listed_renamed_and_forgotten(run: Run, ids: list[str]) -> None:
    done = run("searches", "save", "كل شيء", "has:date", "OR", "-has:date")
    assert (done.code, done.err) == (0, "")
    assert "كل شيء" in done.out
    assert run("searches", "--json").json == {
        "format": 1,
        "searches": [{"name": "كل شيء", "query": "has:date OR -has:date", "total": len(ids), "new": 0}],
    }
    assert run("searches", "rename", "كل شيء", "الكل").code == 0
    listed = run("searches")
    assert "الكل" in listed.out
    assert str(len(ids)) in listed.out
    assert run("searches", "seen", "الكل").code == 0
    assert run("searches", "forget", "الكل").code == 0
    assert run("searches", "--json").json["searches"] == []
    assert "الكل" in run("undo").out
    assert len(run("searches", "--json").json["searches"]) == 1


def test_what_is_not_there_can_not_be_changed(run: Run, ids: list[str]) -> None:
    for words in (["forget", "x"], ["rename", "x", "y"]):
        done = run("searches", *words)
        assert (done.code, done.out) == (1, "")
        assert "x" in done.err


def test_a_query_that_means_nothing_is_not_saved(run: Run, ids: list[str]) -> None:
    done = run("searches", "save", "خطأ", "(")
    assert done.code == 2
    assert "^" in done.err


def test_hits_are_counted_by_facets(run: Run, ids: list[str]) -> None:
    run("tag", "+حرية/صحافة", ids[0])
    found = run("search", "has:date OR -has:date", "--facets", "--limit", "1", "--json").json
    assert len(found["hits"]) == 1
    facets = found["facets"]
    assert {"value": "حرية", "count": 1} in facets["tags"]
    assert sum(one["count"] for one in facets["years"]) + facets["undated"] == len(ids)
    assert [one["value"][:4] for one in facets["months"]] == sorted(
        (one["value"][:4] for one in facets["months"]), reverse=True
    )
    assert facets["complete"] is True
    shown = run("search", "has:date OR -has:date", "--facets", "--limit", "0")
    assert "حرية" in shown.out
    assert "█" in shown.out


def test_names_are_known_unless_that_is_switched_off(run: Run, ids: list[str], folder: Path) -> None:
    assert run("search", "Rabat", "--ids").out.split() != [ids[1]]
    assert run("search", "Rabat", "--no-aliases", "--ids").out.split() == [ids[1]]
    (folder / "archive").mkdir()
    (folder / "archive" / "settings.toml").write_text('aliases = "off"\n', encoding="utf-8")
    assert run("search", "Rabat", "--ids", env={"XDG_CONFIG_HOME": str(folder)}).out.split() == [ids[1]]


def test_an_index_is_finished_before_a_command_searches(run: Run, ids: list[str], folder: Path) -> None:
    with Archive.open(folder / "archive.db") as archive, archive.write() as conn:
        reindex.begin(conn)
    assert run("doctor", "--json").json["ok"] is False
    assert len(run("search", "حقوق", "--ids").out.split()) == 2
    done = run("reindex", "--json")
    assert (done.code, done.json["indexed"]) == (0, len(ids))
    assert run("doctor").code == 0
