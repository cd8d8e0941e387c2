"""`archive decode`: the encodings that are possible, and reading an article again."""

from __future__ import annotations

from pathlib import Path

from tests.tui.cli.conftest import Run

TEXT = (
    "عنوان المقال عن حقوق الإنسان\n\nنظمت الجمعية ندوة حول حقوق الإنسان بالدار البيضاء وشارك فيها باحثون.\n"
)


def test_listed_read_again_and_taken_back(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(TEXT.encode("cp1256"))
    ident = run("import", "a.txt", "--json").json["articles"][0]["id"]
    listed = run("decode", ident[:8], "--json").json
    assert (listed["id"], listed["encoding"]) == (ident, "cp1256")
    assert listed["choices"][0]["encoding"] == "cp1256"
    assert "read so now" in run("decode", ident).out
    done = run("decode", ident, "--encoding", "mac-arabic")
    assert (done.code, done.err) == (0, "")
    assert "mac_arabic" in done.out
    assert run("show", ident, "--json").json["provenance"]["encoding"] == "mac_arabic"
    chosen = next(
        one for one in run("decode", ident, "--json").json["choices"] if one["encoding"] == "mac_arabic"
    )
    assert chosen["sure"] < listed["choices"][0]["sure"], "a person's choice makes bytes no likelier"
    assert run("show", ident, "--original").stdout == TEXT.encode("cp1256")
    assert "read again as mac_arabic" in run("undo").out
    assert "نظمت الجمعية" in run("show", ident, "--text").out


def test_an_encoding_that_is_none_or_gives_no_text(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(TEXT.encode("cp1256"))
    ident = run("import", "a.txt", "--json").json["articles"][0]["id"]
    for name, why in (("klingon", "not known here"), ("utf-8", "not in this encoding")):
        wrong = run("decode", ident, "--encoding", name)
        assert wrong.code == 2
        assert why in wrong.err
