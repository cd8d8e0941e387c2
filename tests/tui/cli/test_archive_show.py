"""`archive show`: the record, the text, the JSON of the contract, the bytes."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run, fill

PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
SHOWN = {"format", "id", "title", "body", "author", "source", "section", "language", "url", "published", "event_date", "tags", "note", "provenance", "review"}  # fmt: skip


def test_the_record_and_the_text_in_logical_order(run: Run, ids: list[str]) -> None:
    done = run("show", ids[0])
    assert (done.code, done.err) == (0, "")
    assert "حقوق الإنسان في المغرب" in done.out
    assert "2019-09-29 11:38" in done.out
    assert "تقرير Amnesty لسنة 2019." in done.out
    assert ids[0] in done.out
    assert "\x1b" not in done.out
    assert not PRESENTATION.search(done.out)


def test_any_unambiguous_beginning_of_the_id_will_do(run: Run, ids: list[str]) -> None:
    assert run("show", ids[1][:4], "--json").json["id"] == ids[1]


def test_the_json_is_that_of_the_contract(run: Run, ids: list[str]) -> None:
    done = run("show", ids[0], "--json")
    assert done.out.startswith('{\n  "format": 1,')
    assert "حقوق الإنسان في المغرب" in done.out
    shown = done.json
    assert set(shown) == SHOWN
    assert shown["published"] == {"value": "2019-09-29T11:38", "precision": "minute", "evidence": ""}
    assert shown["event_date"] is None
    assert set(shown["provenance"]) == {
        "path",
        "sha256",
        "bytes",
        "encoding",
        "importer",
        "importer_version",
        "imported_at",
    }
    assert shown["provenance"]["sha256"] == ids[0]


def test_the_text_alone(run: Run, ids: list[str]) -> None:
    assert run("show", ids[2], "--text").out == "حرية الصحافة وحقوق الصحفيين في الرباط.\n"


def test_the_original_is_byte_for_byte(run: Run, hostile: str) -> None:
    assert (
        run("show", hostile, "--original").stdout == "حقوق \x1b]0;title\x07 \u2067 nothing \x85 more".encode()
    )


@pytest.mark.parametrize(("asked", "code"), [("ffff", 1), ("abc", 2), ("nonsense'; --", 1), ("", 1)])
def test_no_such_article(run: Run, ids: list[str], asked: str, code: int) -> None:
    done = run("show", asked)
    assert (done.code, done.stdout) == (code, b"")
    assert done.err.count("\n") == 1
    assert ("at least 4" in done.err) == (code == 2)


def test_a_beginning_that_articles_share_is_2(run: Run, folder: Path) -> None:
    seen: dict[str, str] = {}
    for number in range(5000):
        body = f"نص {number}"
        other = seen.setdefault(sha256(body.encode()).hexdigest()[:4], body)
        if other != body:
            break
    ids = fill(folder / "archive.db", tuple((text, text, "s", "ar", "2020") for text in (other, body)))
    done = run("show", ids[0][:4])
    assert (done.code, done.stdout) == (2, b"")
    assert "2 articles" in done.err


def test_no_archive_is_4_and_says_where_it_was_looked_for(run: Run) -> None:
    done = run("show", "abcd", "--db", "nowhere.db")
    assert (done.code, done.stdout) == (4, b"")
    assert "nowhere.db" in done.err
    assert "--db" in done.err


def test_on_a_terminal_arabic_is_laid_out(on_terminal: Run, ids: list[str]) -> None:
    shown = on_terminal("show", ids[0], lang="ar").out
    assert PRESENTATION.search(shown)
    assert "ﻥﺎﺴﻧﻹﺍ ﻕﻮﻘﺣ" in shown  # visual order: the last word stands left
    assert "2019-09-29 11:38" in shown
    assert "حقوق" not in shown


def test_a_hostile_article_reaches_no_terminal(on_terminal: Run, hostile: str) -> None:
    for form in ((), ("--text",), ("--json",)):
        shown = on_terminal("show", hostile, *form).out
        ours = re.sub(r"\x1b\[(?:8[lh]|[\d;]*m)", "", shown)
        assert "nothing" in ours, form
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", ours), form


def test_a_hostile_article_is_clean_in_a_pipe_too(run: Run, hostile: str) -> None:
    shown = run("show", hostile).out
    assert "nothing" in shown
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
