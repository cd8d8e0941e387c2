"""`archive set` and `archive history`: fields set as one step, what they were, and any step taken back by itself."""

from tests.tui.cli.conftest import Run


def test_fields_are_set_as_one_step_and_undone_together(run: Run, ids: list[str]) -> None:
    before = run("show", ids[0], "--json").json
    done = run("set", ids[0][:8], "published=28 شتنبر 2019", "people=Amina; ليلى", "--json")
    assert (done.code, done.json["fields"]) == (0, ["published", "people"])
    assert run("show", ids[0], "--json").json["published"]["value"] == "2019-09-28"
    history = run("history", ids[0], "--json").json["changes"]
    assert {(one["field"], str(one["after"])) for one in history} >= {("people", "['Amina', 'ليلى']")}
    run("undo")
    assert run("show", ids[0], "--json").json == before


def test_one_wrong_value_leaves_all_as_it_was(run: Run, ids: list[str]) -> None:
    before = run("show", ids[0], "--json").json
    done = run("set", ids[0], "title=غيره", "published=never")
    assert (done.code, done.out) == (2, "")
    assert "it is no date" in done.err
    assert run("set", ids[0], "id=x").code == 2
    assert run("set", ids[0], "title").code == 2
    assert run("show", ids[0], "--json").json == before


def test_the_history_of_a_field_and_one_step_taken_back(run: Run, ids: list[str]) -> None:
    run("set", ids[0], "title=أول")
    run("tag", "+سجن", ids[0])
    found = run("history", ids[0], "--field", "title", "--json").json["changes"]
    assert found[0]["after"] == "أول"
    assert found[-1]["as_imported"] is True
    done = run("history", "--take-back", found[0]["change"][:20])
    assert done.code == 0
    shown = run("show", ids[0], "--json").json
    assert shown["title"] == found[-1]["after"]
    assert shown["tags"] == ["سجن"]
    again = run("history", "--take-back", found[0]["change"])
    assert (again.code, again.out) == (1, "")
    assert run("history", "--field", "title").code == 2
    listed = run("history", "--json").json["changes"]
    assert [one["taken_back"] for one in listed if one["kind"] == "edit"] == [True]
