"""The table of terminals: rows of those looked at again are replaced, the others stay, and so does the text around."""

from __future__ import annotations

from pathlib import Path

from emulators.examination import Finding, Seen
from emulators.programs import emulator
from emulators.report import BEGIN, END, plain, write_into

RIGHT = Seen(words=(100, 120), joins=(400, 402), dates=(11, 11))
WRONG = Seen(words=(3, 120), joins=(40, 402), dates=(10, 11))
UNJOINED = Seen(words=(100, 120), joins=(40, 402), dates=(11, 11))


def found(name: str, seen: Seen = RIGHT, control: Seen = WRONG) -> Finding:
    return Finding(emulator(name), "1.0", "app", seen, control)


def test_what_is_right() -> None:
    assert found("xterm").is_right
    assert not found("xterm", WRONG).is_right
    assert not found("xterm", UNJOINED).is_right
    assert not found("xterm", RIGHT, RIGHT).is_right  # then nothing could have been told from anything


def test_rows_of_others_stay(tmp_path: Path) -> None:
    document = tmp_path / "terminals.md"
    document.write_text(f"# Terminals\n\n{BEGIN}\n{END}\n\nMore.\n", encoding="utf-8")
    write_into(document, [found("vte"), found("xterm")], "terminals")
    write_into(document, [found("vte", WRONG)], "terminals")
    text = document.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| [")]
    assert [row.split("]")[0] for row in rows] == ["| [xterm", "| [vte"]
    assert [row.split("|")[-2].strip() for row in rows] == ["right", "WRONG"]
    assert text.startswith("# Terminals\n\n")
    assert text.endswith(f"{END}\n\nMore.\n")
    assert text.count(BEGIN) == 1


def test_a_document_without_marks_gets_them_at_its_end(tmp_path: Path) -> None:
    document = tmp_path / "terminals.md"
    document.write_text("# Terminals\n", encoding="utf-8")
    write_into(document, [found("kitty")], "shots")
    assert document.read_text(encoding="utf-8").startswith(f"# Terminals\n\n{BEGIN}\n")
    assert "[kitty](shots/kitty.png)" in document.read_text(encoding="utf-8")


def test_columns_stand_under_each_other() -> None:
    lines = plain([found("xterm"), found("tmux-in-konsole")]).splitlines()
    assert len({line.index("app") for line in lines[1:]}) == 1
