"""`archive search`: hits for people and for programs, in logical order in a pipe and laid out on a terminal."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run, environment, fill

PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
HIT = ["id", "title", "published", "source", "url", "tags", "score", "snippet", "matches"]


def test_all_words_in_any_form(run: Run, ids: list[str]) -> None:
    found = run("search", "حقوق", "--json").json
    assert {hit["id"] for hit in found["hits"]} == {ids[0], ids[2]}
    assert [hit["id"] for hit in run("search", "والحقوق", "المغرب", "--json").json["hits"]] == [ids[0]]


def test_the_json_is_that_of_the_contract(run: Run, ids: list[str]) -> None:
    run("tag", "+حرية التعبير", ids[0])
    done = run("search", "حقوق الإنسان", "--json")
    found = done.json
    assert list(found) == ["format", "query", "total", "total_is_exact", "milliseconds", "hits", "suggest"]
    assert (found["format"], found["query"], found["total"], found["total_is_exact"]) == (
        1,
        "حقوق الإنسان",
        1,
        True,
    )
    (hit,) = found["hits"]
    assert list(hit) == HIT
    assert (hit["id"], hit["published"], hit["source"]) == (ids[0], "2019-09-29T11:38", "hespress")
    assert hit["tags"] == ["حرية التعبير"]
    marked = {hit["snippet"][start:end] for start, end in hit["matches"]}
    assert marked == {"حقوق", "الإنسان"}
    assert "حقوق الإنسان في المغرب" in done.out
    assert "\\u" not in done.out
    assert not PRESENTATION.search(done.out)


def test_of_many_words_a_hit_says_which_it_lacks(run: Run, ids: list[str]) -> None:
    done = run("search", "حقوق", "الإنسان", "المغرب", "زرقاوات", "--json")
    found = done.json
    assert (found["total"], found["partial"]) == (0, len(found["hits"]))
    assert [hit["id"] for hit in found["hits"]] == [ids[0], ids[2]]
    assert found["hits"][0]["missing"] == ["زرقاوات"]
    assert not found["suggest"]
    plain = run("search", "حقوق", "الإنسان", "المغرب", "زرقاوات")
    assert "زرقاوات" in plain.out
    assert f"0 with all of the words, {len(found['hits'])} with most of them." in plain.err


def test_presentation_forms_typed_by_a_keyboard_find_the_letters(run: Run, ids: list[str]) -> None:
    assert run("search", "ﺣﻘﻮﻕ ﺍﻹﻧﺴﺎﻥ", "--ids").out.split() == [ids[0]]


def test_ids_jsonl_and_csv(run: Run, ids: list[str]) -> None:
    newest_first = [ids[2], ids[1], ids[0]]
    query = ("الرباط OR Rabat OR المغرب", "--sort", "newest")
    assert run("search", *query, "--ids").out.splitlines() == newest_first
    lines = run("search", *query, "--jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == newest_first
    rows = list(csv.DictReader(io.StringIO(run("search", *query, "--csv").out)))
    assert [row["id"] for row in rows] == newest_first
    assert run("search", *query[:1], "--sort", "oldest", "--ids").out.splitlines() == newest_first[::-1]


def test_limit_and_offset(run: Run, ids: list[str]) -> None:
    query = ("الرباط OR Rabat OR المغرب", "--sort", "newest", "--ids")
    assert run("search", *query, "--limit", "1").out.split() == [ids[2]]
    assert run("search", *query, "--limit", "1", "--offset", "1").out.split() == [ids[1]]
    beyond = run("search", *query, "--offset", "9")
    assert (beyond.code, beyond.out) == (0, "")


def test_that_there_is_more_is_said_on_stderr(run: Run, ids: list[str]) -> None:
    assert (
        run("search", "حقوق OR Rabat", "--limit", "2").err
        == "2 of 3 are shown; --limit and --offset show others.\n"
    )
    assert run("search", "حقوق OR Rabat").err == ""
    assert run("search", "حقوق OR Rabat", "--limit", "2", "--ids").err == ""


def test_a_word_with_a_dash_is_without(run: Run, ids: list[str]) -> None:
    assert run("search", "الصحفيين", "-الصحافة", "--ids").code == 1
    assert run("search", "حقوق", "-الصحافة", "--ids").out.split() == [ids[0]]
    assert run("search", "--ids", "--", "-حقوق").out.split() == [ids[1]]


def test_nothing_found_is_1_and_says_what_would_find_something(run: Run, ids: list[str]) -> None:
    done = run("search", "حقوق source:telquel")
    assert (done.code, done.stdout) == (1, b"")
    assert "Nothing found for: حقوق source:telquel" in done.err.replace("  ", " ")
    found = run("search", "حقوق source:telquel", "--json")
    assert found.code == 1
    assert (found.json["total"], found.json["hits"]) == (0, [])
    for suggestion in found.json["suggest"]:
        assert set(suggestion) == {"query", "total", "why"}
        assert suggestion["total"] > 0
        assert run("search", suggestion["query"], "--json").json["total"] == suggestion["total"]
    assert found.json["suggest"]


def test_of_three_words_one_misspelled_the_others_are_found_and_its_spelling_is_offered(
    run: Run, ids: list[str]
) -> None:
    done = run("search", "حقوق الصحفيين الرباطط")
    assert done.code == 0
    assert "Try: archive search 'حقوق الصحفيين الرباط'" in done.err.replace("  ", " ")
    found = run("search", "حقوق الصحفيين الرباطط", "--json").json
    assert (found["total"], found["partial"]) == (0, len(found["hits"]))
    assert [hit["id"] for hit in found["hits"]] == [ids[2], ids[0]]
    assert found["suggest"][0]["total"] == 1


@pytest.mark.parametrize(
    ("query", "place"),
    [('ab "open', '"open'), ("ab (open", "(open"), ("ab )", ")"), ("date:never", "date:never")],
)
def test_a_query_that_means_nothing_is_2_and_the_place_is_pointed_at(
    run: Run, ids: list[str], query: str, place: str
) -> None:
    done = run("search", query)
    assert (done.code, done.stdout) == (2, b"")
    sentence, shown, carets = done.err.splitlines()
    assert sentence
    assert shown.strip() == query
    pointed = {at for at, char in enumerate(carets) if char == "^"}
    start = shown.index(place)
    assert pointed & set(range(start, start + len(place)))


NONSENSE = [
    "", " ", '"', "c++", "O'Brien", "a.b", "#tag", "AND", "((((", "* *", "title:", ":", "\\", "'; DROP TABLE listing; --",
    "NEAR(a b)", "{a}", "^a", "-", "--", "date:..", 'tag:"', "\u202e", "\x1b[31m", "\ud800", "é\u0301" * 50, "ﷺ", "🙂",
    "a" * 5000, "(" * 300 + "a" + ")" * 300, "حقوق " * 300,
]  # fmt: skip


def test_any_query_is_answered_or_gets_a_sentence(ids: list[str], folder: Path, root: Path) -> None:
    code = (
        "import json, sys; from tui.cli import main\n"
        "for query in json.load(sys.stdin):\n"
        "    for words in (['search', '--json', '--', query], ['search', query]):\n"
        "        print('code', main(words)); print('asked', ascii(query)[:60], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment(root, "en"),
        input=json.dumps(NONSENSE).encode(),
        capture_output=True,
        timeout=120,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert done.returncode == 0, err
    codes = re.findall(r"^code (\d+)$", out, re.MULTILINE)
    assert len(codes) == 2 * len(NONSENSE)
    assert set(codes) <= {"0", "1", "2"}, err
    assert "Traceback" not in err
    assert "Unexpected" not in err
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", err)


def test_explain_says_how_it_was_understood(run: Run, ids: list[str]) -> None:
    done = run("search", "حقوق", "أو", "وسم:presse", "--explain")
    assert done.out.startswith("Understood as:")
    assert "tag:presse" in done.out.splitlines()[0]
    assert "explain" in run("search", "حقوق", "--explain", "--json").json


def test_explain_says_which_words_answer(run: Run, ids: list[str]) -> None:
    for hit in run("search", "والحقوق", "--explain", "--json").json["hits"]:
        (part,) = hit["why"]
        assert part["asked"] == "والحقوق"
        assert part["forms"]
        assert all("حق" in form for form in part["forms"])


def test_no_archive_is_4(run: Run, own_home: Path) -> None:
    done = run("search", "x")
    assert (done.code, done.stdout) == (4, b"")
    assert "There is no archive" in done.err
    assert not list(own_home.rglob("*.db"))


def test_in_a_pipe_plain_text_in_logical_order(run: Run, ids: list[str]) -> None:
    done = run("search", "حقوق", lang="ar")
    assert "حقوق الإنسان في المغرب" in done.out
    assert "2019-09-29 11:38" in done.out
    assert "\x1b" not in done.out
    assert not PRESENTATION.search(done.out)


def test_on_a_terminal_laid_out_with_matches_in_colour(on_terminal: Run, ids: list[str]) -> None:
    shown = on_terminal("search", "حقوق", lang="ar").out
    assert "ﻕﻮﻘﺣ" in shown
    assert "2019-09-29 11:38" in shown
    assert "\x1b[1;33m" in shown
    assert "حقوق" not in shown


@pytest.mark.parametrize(("words", "env"), [(("--no-color",), {}), ((), {"NO_COLOR": "1"})])
def test_no_colour_where_none_is_wanted(
    on_terminal: Run, ids: list[str], words: tuple[str, ...], env: dict[str, str]
) -> None:
    shown = on_terminal("search", "حقوق", *words, env=env).out
    assert "2019-09-29 11:38" in shown
    assert "\x1b" not in shown


def test_a_terminal_that_reorders_gets_logical_text(on_terminal: Run, ids: list[str]) -> None:
    for words, env in (((), {"VTE_VERSION": "7006"}), (("--bidi", "terminal"), {}), (("--bidi", "off"), {})):
        shown = on_terminal("search", "صحافة", *words, env=env, lang="ar").out
        assert "حرية الصحافة" in re.sub(r"\x1b\[[\d;]*m", "", shown)
        assert not PRESENTATION.search(shown)
    assert PRESENTATION.search(
        on_terminal("search", "صحافة", "--bidi", "app", env={"VTE_VERSION": "7006"}).out
    )


def test_hostile_texts_reach_no_terminal(on_terminal: Run, run: Run, hostile: str) -> None:
    dangerous = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    for form in ((), ("--json",), ("--jsonl",), ("--csv",)):
        shown = re.sub(r"\x1b\[[\d;]*m", "", on_terminal("search", "حقوق", *form).out)
        assert hostile[:8] in shown, form
        assert not dangerous.search(shown), form
    shown = run("search", "حقوق").out
    assert hostile[:8] in shown
    assert not dangerous.search(shown)


def test_no_formula_in_a_table(run: Run, folder: Path) -> None:
    fill(folder / "archive.db", (("=1+1", "حقوق حقوق", "@source", "ar", "2020"),))
    (row,) = csv.DictReader(io.StringIO(run("search", "حقوق", "--csv").out))
    assert (row["title"], row["source"]) == ("'=1+1", "'@source")


def test_no_textual_is_loaded(ids: list[str], folder: Path, root: Path) -> None:
    code = "import sys; from tui.cli import main; main(['search', 'حقوق', '--json']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment(root, "en"), capture_output=True, timeout=60
    )
    modules = done.stdout.decode().splitlines()[-1].split()
    assert "store.finding.search" in modules
    assert not {"textual", "rich", "babel"} & set(modules)


@pytest.mark.parametrize("forms", [("--json", "--csv"), ("--ids", "--jsonl")])
@pytest.mark.usefixtures("ids")
def test_two_forms_at_once_are_wrong_use(run: Run, forms: tuple[str, str]) -> None:
    done = run("search", "سجن", *forms)
    assert (done.code, done.out) == (2, "")
    assert f"{forms[0]} and {forms[1]} can't both be had." in done.err
    assert run("search", forms[0], forms[0], "سجن", "--", forms[1]).code in {0, 1}, "behind -- it is a word"
