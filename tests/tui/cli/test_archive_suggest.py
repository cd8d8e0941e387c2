"""`archive suggest`: what is suggested and why, taken and refused from the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run

TEXT = """اتفاقية شراكة بجهة بني ملال خنيفرة

وقع رشيد علالي، المنسق الجهوي للتعاون الوطني بجهة بني ملال خنيفرة، اتفاقية شراكة مع المجلس الوطني لحقوق الإنسان بالمغرب.
"""


@pytest.fixture
def ident(run: Run, folder: Path) -> str:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    found: str = run("import", "a.txt", "--json").json["articles"][0]["id"]
    return found


def test_listed_taken_refused_and_taken_back(run: Run, ident: str) -> None:
    listed = run("suggest", ident[:8])
    assert (listed.code, listed.err) == (0, "")
    assert "+أشخاص/رشيد علالي" in listed.out
    found = run("suggest", ident, "--json").json
    assert (found["format"], found["id"]) == (1, ident)
    by_tag = {one["tag"]: one for one in found["suggestions"]}
    assert by_tag["أشخاص/رشيد علالي"]["role"].startswith("المنسق الجهوي")
    body = run("show", ident, "--json").json["body"]
    for one in found["suggestions"]:
        for span in one["spans"]:
            if span["field"] == "body":
                assert body[span["start"] : span["end"]] == span["text"]
    done = run("suggest", ident, "--take", "رشيد علالي", "--refuse", "بني ملال خنيفرة", "--json").json
    assert len(done["changes"]) == 2
    left = {one["tag"] for one in done["suggestions"]}
    assert left.isdisjoint({"أشخاص/رشيد علالي", "جهات/بني ملال خنيفرة"})
    assert run("show", ident, "--json").json["tags"] == ["أشخاص/رشيد علالي"]
    assert "refused" in run("undo").out
    assert "جهات/بني ملال خنيفرة" in run("suggest", ident).out


def test_nothing_to_suggest_and_nothing_so_called(run: Run, folder: Path, ident: str) -> None:
    (folder / "b.txt").write_text("عنوان بلا شيء\n\nهذا نص قصير لا يذكر أحدا ولا مكانا.\n", encoding="utf-8")
    other = run("import", "b.txt", "--json").json["articles"][0]["id"]
    done = run("suggest", other)
    assert (done.code, done.out) == (1, "Nothing is suggested for this article.\n")
    wrong = run("suggest", ident, "--take", "غير موجود")
    assert wrong.code == 2
    assert "غير موجود" in wrong.err
