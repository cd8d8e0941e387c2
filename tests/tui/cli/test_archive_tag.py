"""`archive tag`, `archive tags`, `archive undo`: one step each, named by what it did."""

from pathlib import Path

import pytest

from store.archive import Archive
from tests.tui.cli.conftest import Run
from tui.cli.selection import Selection, read_words


def tags_of(run: Run, ident: str) -> list[str]:
    found: list[str] = run("show", ident, "--json").json["tags"]
    return found


@pytest.mark.parametrize(
    ("words", "selection"),
    [
        (["+a", "-b", "id1", "id2"], Selection(("a",), ("b",), ("id1", "id2"), None)),
        (["id1", "+a b", "-ج د"], Selection(("a b",), ("ج د",), ("id1",), None)),
        (["+a", "--", "tag:x", "-y"], Selection(("a",), (), (), "tag:x -y")),
        (["+a", "--"], Selection(("a",), (), (), "")),
        (["+#a", "+#", "-#b", "id"], Selection(("#a", "#"), ("#b",), ("id",), None)),
        (["+a", "id", "--", "q"], Selection(("a",), (), ("id",), "q")),
    ],
)
def test_sorting_the_words(words: list[str], selection: Selection) -> None:
    assert read_words(words) == selection


def test_add_and_take_off_in_one_step(run: Run, ids: list[str]) -> None:
    done = run("tag", "+presse", "+حرية التعبير", ids[0][:8], ids[1][:8])
    assert (done.code, done.err) == (0, "")
    assert "2 articles" in done.out
    assert tags_of(run, ids[0]) == ["presse", "حرية التعبير"]
    run("tag", "-presse", "+urgent", ids[0])
    assert tags_of(run, ids[0]) == ["urgent", "حرية التعبير"]
    assert tags_of(run, ids[1]) == ["presse", "حرية التعبير"]


def test_a_name_that_begins_like_a_shared_option_is_a_tag(run: Run, ids: list[str]) -> None:
    run("tag", "+db", "+lang", ids[0])
    assert tags_of(run, ids[0]) == ["db", "lang"]
    run("tag", "-db", "-lang", ids[0])
    assert tags_of(run, ids[0]) == []


def test_as_json(run: Run, ids: list[str]) -> None:
    found = run("tag", "+x", ids[0], "--json").json
    assert found["format"] == 1
    assert found["articles"] == 1
    again = run("tag", "+x", ids[0], "--json").json
    assert (again["articles"], again["change"]) == (0, None)


def test_on_everything_a_query_finds(run: Run, ids: list[str]) -> None:
    done = run("tag", "+vu", "+حرية التعبير", "--", "source:hespress", "-الصحافة")
    assert (done.code, done.err) == (0, "")
    assert tags_of(run, ids[0]) == ["vu", "حرية التعبير"]
    assert tags_of(run, ids[2]) == []
    assert run("tag", "-vu", "--json", "--", "tag:vu").json["articles"] == 1
    assert tags_of(run, ids[0]) == ["حرية التعبير"]


def test_a_query_that_finds_nothing_is_1_and_a_wrong_one_2(run: Run, ids: list[str]) -> None:
    nothing = run("tag", "+x", "--", "zzzz")
    assert (nothing.code, nothing.stdout) == (1, b"")
    assert run("tag", "+x", "--", "a OR").code == 2
    assert run("tag", "+x", "--").code == 2  # never everything by mistake
    assert run("tags", "--json").json["tags"] == []


def test_an_unknown_id_changes_nothing_at_all(run: Run, ids: list[str]) -> None:
    done = run("tag", "+x", ids[0], "ffffff")
    assert done.code == 1
    assert tags_of(run, ids[0]) == []


def test_a_name_that_can_t_be_a_tag_is_2(run: Run, ids: list[str]) -> None:
    done = run("tag", "+a,b", ids[0])
    assert (done.code, done.stdout) == (2, b"")
    assert "can't be a tag" in done.err


def test_tags_with_counts(run: Run, ids: list[str]) -> None:
    run("tag", "+presse", ids[0], ids[1])
    run("tag", "+حرية", ids[0])
    assert run("tags", "--json").json == {
        "format": 1,
        "tags": [{"name": "presse", "count": 2}, {"name": "حرية", "count": 1}],
    }
    assert run("tags").out.split() == ["2", "presse", "1", "حرية"]


def test_rename_merge_delete(run: Run, ids: list[str]) -> None:
    run("tag", "+a", ids[0])
    run("tag", "+b", ids[1])
    assert run("tags", "rename", "a", "c").code == 0
    assert tags_of(run, ids[0]) == ["c"]
    assert run("tags", "merge", "c", "b", "d").code == 0
    assert tags_of(run, ids[0]) == tags_of(run, ids[1]) == ["d"]
    assert run("tags", "delete", "d").code == 0
    assert run("tags", "--json").json["tags"] == []


def test_undo_names_what_it_took_back_and_goes_on_to_the_one_before(run: Run, ids: list[str]) -> None:
    run("tag", "+a", ids[0])
    run("tag", "+b", ids[1])
    done = run("undo")
    assert (done.code, done.err) == (0, "")
    assert "+b" in done.out
    assert tags_of(run, ids[1]) == []
    assert "+a" in run("undo").out
    assert "3 articles imported" in run("undo").out
    nothing = run("undo")
    assert (nothing.code, nothing.stdout) == (1, b"")
    assert nothing.err == "There is nothing to undo.\n"


def test_undo_list_is_newest_first_and_changes_nothing(run: Run, ids: list[str]) -> None:
    run("tag", "+a", ids[0])
    listed = run("undo", "--list").out.splitlines()
    assert "+a" in listed[0]
    assert "3 articles imported" in listed[1]
    assert tags_of(run, ids[0]) == ["a"]


def test_what_a_change_did_is_said_in_the_reader_s_language(run: Run, ids: list[str]) -> None:
    run("tag", "+a", *ids)
    assert "وسوم 3 مقالات" in run("undo", "--list", lang="ar").out
    assert "Étiquettes de 3 articles modifiées : +a" in run("undo", "--list", lang="fr").out


def test_a_read_only_archive_is_4(run: Run, ids: list[str], folder: Path) -> None:
    import os

    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("this user may write everything")
    (folder / "archive.db").chmod(0o444)
    done = run("tag", "+x", ids[0])
    assert (done.code, done.stdout) == (4, b"")


@pytest.mark.parametrize("words", [("rename", "z", "c"), ("merge", "z", "y", "a"), ("delete", "z")])
def test_a_tag_that_nothing_has_is_1_and_changes_nothing(
    run: Run, ids: list[str], words: tuple[str, ...]
) -> None:
    run("tag", "+a", ids[0])
    before = run("undo", "--list").out
    done = run("tags", *words)
    assert (done.code, done.stdout) == (1, b"")
    assert "No article has the tag z" in done.err
    assert run("undo", "--list").out == before


def test_the_sign_that_stands_before_tags_on_the_screen_is_no_part_of_them(run: Run, ids: list[str]) -> None:
    assert run("tag", "+توثيق", ids[0]).code == 0
    assert run("tag", "+#توثيق", ids[1]).code == 0
    assert run("tags", "--json").json["tags"] == [{"name": "توثيق", "count": 2}]
    assert run("tag", "-#توثيق", ids[0]).code == 0
    assert run("tags", "--json").json["tags"] == [{"name": "توثيق", "count": 1}]


def test_a_tag_that_none_of_the_articles_has_is_named(run: Run, ids: list[str]) -> None:
    done = run("tag", "+اختبار", "-nothere", ids[0])
    assert done.code == 0
    assert "None of these articles has the tag nothere." in done.err
    assert run("tag", "-اختبار", ids[0]).err == ""


def test_a_tag_that_is_called_so_keeps_its_sign(run: Run, ids: list[str]) -> None:
    assert run("tag", "+plain", ids[0]).code == 0
    with Archive.open(Path(run("paths", "--json").json["archive"])) as archive:
        archive.tag([archive.article(ids[0]).id], ["#metoo"])
    assert run("tag", "+#metoo", ids[1]).code == 0
    assert tags_of(run, ids[1]) == ["#metoo"]
