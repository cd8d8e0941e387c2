"""`archive related`, `archive join`, and what `show` and `import` say of sources, versions and the same story."""

from __future__ import annotations

import json
from pathlib import Path

from tests.tui.cli.conftest import Run

LINES = (
    "نظم فرع الجمعية المغربية للدفاع عن الماء بمدينة زاكورة لقاء تواصليا حول أزمة الماء الصالح للشرب بالإقليم",
    "وأكد المتدخلون أن ساكنة الواحات تعيش منذ ثلاث سنوات على صهاريج تصل مرة كل أسبوع ولا تكفي حاجات الأسر",
    "ودعا البيان الختامي وزارة التجهيز إلى فتح تحقيق في صفقة الأثقاب المائية ونشر نتائجه قبل نهاية السنة",
)


def record(name: Path, body: str, **values: str) -> Path:
    name.write_text(
        json.dumps({"title": "لقاء بزاكورة حول أزمة الماء", "body": body, **values}), encoding="utf-8"
    )
    return name


def test_sources_and_versions_from_the_import_to_the_page(run: Run, folder: Path) -> None:
    url = "https://rif.example/2024/maa"
    first = record(folder / "a.json", "\n".join(LINES), url=url)
    again = record(folder / "b.json", "\n\n".join(LINES), source="الريف")
    newer = record(
        folder / "c.json", "\n".join(LINES) + "\nوحضر اللقاء ممثلون عن السكان", url=f"{url}?utm_source=x"
    )
    cut = record(folder / "d.json", LINES[0], url=url)
    foretold = run("import", "--dry-run", "--json", first, again).json["articles"]
    assert [(one["status"], one["reason"]) for one in foretold] == [
        ("imported", None),
        ("duplicate", "same text"),
    ]
    report = run("import", "--json", first, again, newer, cut).json
    assert (report["imported"], report["duplicates"], report["failed"]) == (3, 1, 0)
    assert [one["reason"] for one in report["articles"]] == [
        None,
        "same text",
        "new version",
        "shorter version",
    ]
    (ident,) = {one["id"] for one in report["articles"]}
    shown = run("show", ident, "--json").json
    assert [(one["number"], one["shown"], one["cut_of"]) for one in shown["versions"]] == [
        (1, False, None),
        (2, True, None),
        (3, False, 2),
    ]
    assert [one["version"] for one in shown["sources"]] == [1, 1, 2, 3]
    assert shown["sources"][1]["source"] == "الريف"
    assert "same_story" not in shown
    assert "ممثلون" in run("show", ident, "--text").out
    assert run("show", ident, "--text", "--version", "1").out == "\n".join(LINES) + "\n"
    assert run("show", ident, "--original", "--version", "3").stdout == cut.read_bytes()
    missing = run("show", ident, "--version", "9")
    assert (missing.code, missing.out) == (1, "")
    assert "There is no version 9 of this article; the last is 3." in missing.err
    printed = run("show", ident).out
    assert "Version 2:" in printed
    assert "a shorter part of version 2" in printed
    said = run("import", again, newer, "--dry-run").out
    assert "2 there already" in said


def test_what_is_alike_is_told_and_joined_by_a_person_only(run: Run, folder: Path) -> None:
    first = record(folder / "a.json", "\n".join(LINES), title="أزمة الماء")
    other = record(folder / "b.json", "\n".join(LINES), title="العطش يهدد واحات الجنوب")
    report = run("import", "--json", first, other).json
    assert [(one["status"], one["reason"]) for one in report["articles"]] == [("imported", None)] * 2
    kept, gone = (one["id"] for one in report["articles"])
    found = run("related", kept[:10], "--json")
    assert found.code == 0
    assert set(found.json) == {"format", "id", "title", "same_story", "related"}
    assert [(one["id"], one["shared"]) for one in found.json["same_story"]] == [(gone, 1.0)]
    assert run("show", kept, "--json").json["same_story"][0]["id"] == gone
    printed = run("related", kept).out
    assert "Same story:" in printed
    assert "العطش يهدد واحات الجنوب" in printed
    assert run("join", kept).code == 2
    assert run("join", "--same-text").code == 1
    assert run("join", kept, gone).code == 0
    assert run("show", gone, "--json").json["id"] == kept
    alone = run("related", kept)
    assert (alone.code, alone.err) == (1, "Nothing in the archive is like it.\n")
    assert run("undo").code == 0
    assert run("show", gone, "--json").json["id"] == gone
