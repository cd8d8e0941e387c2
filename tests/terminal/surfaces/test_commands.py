"""What every subcommand prints on a terminal, on the archive of mixed and hostile texts: laid out, and harmless."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.terminal.surfaces.conftest import Start

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")

from store.archive import Archive
from store.finding.query import Query
from tests.terminal.surfaces.corpus import MIXED
from tests.terminal.surfaces.rows import Known, flows, shows
from tests.terminal.surfaces.stream import violations
from tests.terminal.surfaces.walk import known
from tui.bidi.layout import line
from tui.cli.archive import COMMANDS

pytestmark = pytest.mark.terminal
HOSTILE_WORD = "\x1b]0;owned\x07[red]\u202eلا\u202c\x9b31m"

_SAME_IN_ALL = frozenset(
    {"search --json", "search --jsonl", "search --csv", "search --ids", "show --json", "tags --json"}
)
"""What has no word of the interface."""

_ALL_HELP = (
    "import sys\nfrom tui.cli import main\nfor words in {calls}:\n    assert main(words) == 0, words\n"
)


def commands(archive: Path, files: Path, folder: Path) -> dict[str, list[str | bytes]]:
    """Calls by a name: words after `archive`. Those named first change nothing."""
    with Archive.open(archive, read_only=True) as opened:
        found = opened.search(Query.parse(""))
        rows = {row.title: row.id for row in opened.hit_rows(found.docids, None)}
    mixed, hostile = (
        rows[MIXED[0].title],
        next(one for title, one in rows.items() if title and " 11 " in title),
    )
    return {
        "search": ["search", "حقوق"],
        "search everything": ["search", "", "--limit", "30", "--sort", "newest"],
        "search --explain": ["search", "حقوق", "--explain"],
        "search --json": ["search", "ضار", "--json"],
        "search --jsonl": ["search", "ضار", "--jsonl"],
        "search --csv": ["search", "ضار", "--csv"],
        "search --ids": ["search", "حقوق", "--ids"],
        "nothing found": ["search", "قاموسسس"],
        "wrong query": ["search", "title:("],
        "hostile query": ["search", HOSTILE_WORD],
        "show": ["show", mixed],
        "show hostile": ["show", hostile],
        "show --json": ["show", hostile, "--json"],
        "show --text": ["show", mixed, "--text"],
        "no such id": ["show", HOSTILE_WORD],
        "tags": ["tags"],
        "tags --json": ["tags", "--json"],
        "doctor": ["doctor"],
        "doctor --json": ["doctor", "--json"],
        "paths": ["paths"],
        "settings": ["settings"],
        "undo --list": ["undo", "--list"],
        "help": ["--help"],
        "version": ["--version"],
        "history": ["history"],
        "history of one": ["history", hostile],
        "custody": ["custody", hostile],
        "related": ["related", mixed],
        "suggest": ["suggest", mixed],
        "keys": ["keys"],
        "no such command option": ["search", "x", "--" + HOSTILE_WORD],
        "no such option value": ["search", "x", "--sort", HOSTILE_WORD],
        "not there": ["import", os.fsencode(folder) + b"/\xff\xfe\x1b[31mnowhere"],
        "import": ["import", str(files)],
        "import again": ["import", str(files), "--dry-run"],
        "tag": ["tag", "+وسم جديد", "-presse", mixed],
        "tag refused": ["tag", "+" + HOSTILE_WORD, mixed],
        "rename": ["tags", "rename", "presse", "صحافة"],
        "merge": ["tags", "merge", "صحافة", "وسم جديد", "حرية"],
        "delete nothing": ["tags", "delete", HOSTILE_WORD],
        "undo": ["undo"],
        "set": ["set", mixed, f"author={HOSTILE_WORD}"],
        "set nothing": ["set", mixed, f"{HOSTILE_WORD}=x"],
        "reread": ["reread", mixed, "--all"],
        "reread nothing": ["reread", HOSTILE_WORD],
        "decode nothing": ["decode", mixed, "--as", HOSTILE_WORD],
        "join nothing": ["join", mixed, HOSTILE_WORD],
        "purge nothing": ["purge", HOSTILE_WORD],
        "dump": ["dump", "-o", str(folder / "نسخة \x1b[31m.txt")],
        "load nothing": ["load", str(folder / "غير \x1b[31m\u202eموجودة.txt")],
        "save a search": ["searches", "save", HOSTILE_WORD, "حقوق"],
        "searches": ["searches"],
        "export": ["export", "حقوق", "-o", str(folder / "كتاب \x1b[31m.csv")],
        "backup": ["backup", str(folder / "نسخة \x1b[31m\u202e.db")],
        "restore nothing": ["restore", str(folder / "غير \x1b[31m\u202eموجودة.db")],
    }


@pytest.fixture(params=["ar", "fr", "en"])
def language(request: pytest.FixtureRequest, speak: Callable[[str], None]) -> str:
    """The language of the program and of the test."""
    code: str = request.param
    speak(code)
    return code


_FOUND = ("مجلس", "وطني", "مؤسسات/المجلس الوطني لحقوق الإنسان")
"""What `related` and `suggest` find in the mixed article: words of it, and a tag of the starter's names."""


def test_every_subcommand(
    start: Start, archive_file: Path, files: Path, tmp_path: Path, language: str
) -> None:
    texts: Known = known(
        language, "وسم جديد", "صحافة", "حرية الصحافة", "كتاب", "نسخة", "غير موجودة", HOSTILE_WORD, *_FOUND
    )
    wrong = []
    seen = {}
    for name, words in commands(archive_file, files, tmp_path).items():
        if language != "ar" and name in _SAME_IN_ALL:
            continue
        program = start(
            (80, 300), "-m", "tui", *words, "--lang", language, "--bidi", "app", "--db", str(archive_file)
        )
        code = program.finish()
        seen[name] = [row for row in program.rows if row.strip()]
        data = bytes(program.written)
        joiners = "\u200c\u200d" if name == "search --csv" else ""
        wrong += [f"{name}: {what}" for what in violations(data, spelling=joiners)]
        logical = name.rsplit(" ", 1)[-1] in {"--json", "--jsonl", "--csv"}
        wrong += [
            f"{name}: {what} in {row!r}" for row in seen[name] if not logical for what in texts.wrong(row)
        ]
        if b"Traceback" in data or code not in range(5) or not seen[name]:
            wrong.append(f"{name}: {code}\n" + "\n".join(program.rows))
    assert not wrong, f"{len(wrong)} findings:\n" + "\n".join(wrong[:30])
    assert shows(seen["search"], MIXED[0].title)
    for paragraph in MIXED[0].body.split("\n"):
        assert flows(seen["show"], paragraph, range(60, 80)), "\n".join(seen["show"])


def examples() -> Iterator[tuple[str, str]]:
    """The command lines that the help gives, each with the name of its command."""
    for name, entry in COMMANDS.items():
        command = import_module(entry.module).command
        yield from ((name, shell_line) for shell_line, _meaning in getattr(command, "examples", ()))


def test_every_help(start: Start, language: str) -> None:
    lines = dict.fromkeys(shell_line for _name, shell_line in examples())
    calls = [[name, "--help", "--lang", language, "--bidi", "app"] for name in COMMANDS]
    program = start((100, 1500), "-c", _ALL_HELP.format(calls=calls))
    code = program.finish()
    texts = known(language, *lines)
    rows = [row for row in program.rows if row.strip()]
    wrong = violations(bytes(program.written))
    wrong += [f"{what} in {row!r}" for row in rows for what in texts.wrong(row)]
    shown = {row.strip() for row in rows}
    # Those of more than a row are held by their words alone.
    wide = [one for one in lines if line(one, base="ltr").width < 90]
    assert len(wide) > len(COMMANDS)
    wrong += [f"not shown: {one!r}" for one in wide if line(one, base="ltr").text.strip() not in shown]
    assert not wrong, f"{len(wrong)} findings:\n" + "\n".join(wrong[:30])
    assert code == 0
