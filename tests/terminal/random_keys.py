"""`python -m tests.terminal.random_keys [SEED [MINUTES [LANGUAGE]]]`: keys by chance into the real app, on a copy of the sample.

All keys of all commands as terminals send them under three layouts, words, pastes, the mouse and other sizes of the terminal, much of
it in one breath. Now and then the app is left by Ctrl+Q: it must end with 0. What did not is printed with its screen, the seed and the run.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from tests.terminal.layouts.sent import LAYOUTS, PROTOCOLS, sent
from tests.terminal.surfaces.program import Program
from tui.commands.table import COMMANDS

ROOT = Path(__file__).parent.parent.parent
LEAVE = "\x11"
OTHERWISE_OUT = {"f10", "ctrl+q", "f9", "ctrl+z"}
PLAIN = ("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\r", "\t", "\x1b[Z", " ", "\x7f", "\x1b[3~", "\x1b")
WORDS = (
    "سجن", "هجرة", "tag:", "tag:ذاكرة", "+a -b", "date:2019..", "archives", "/", "a//b", ",", "،", "(((", '"', "ﻻ", "in/a.txt", "~/",
    "2019-02-31", "١٢", "[/b]", "{name}", "%s", "\u202e", "\x00", "a\u0301", "👩‍👩‍👧", "x" * 300, "س" * 120,
)  # fmt: skip
COLUMNS, ROWS = (1, 5, 20, 40, 60, 80, 100, 120, 200), (1, 3, 8, 12, 24, 40, 60)
AT_ONCE = 0.6
"""How many of the keys come while those before them are still obeyed."""
PATIENCE = 60.0


def keys() -> list[list[str]]:
    """What terminals send for the keys of each command that does not lead out."""
    found: dict[str, set[str]] = {}
    for command in COMMANDS:
        for key in set(command.keys) - OTHERWISE_OUT:
            ways = (sent(key, layout, protocol) for layout in LAYOUTS for protocol in PROTOCOLS)
            found.setdefault(command.id, set()).update(filter(None, ways))
    return [sorted(ways) for _command, ways in sorted(found.items()) if ways]


def steps(chance: random.Random, program: Program) -> Iterator[Callable[[], object]]:
    """One thing after another that a person, or a cat, could do."""
    commands = keys()
    while True:
        kind = chance.random()
        if kind < 0.04:
            yield lambda: program.resize(chance.choice(COLUMNS), chance.choice(ROWS))
            continue
        if kind < 0.5:
            text = chance.choice(chance.choice(commands))
        elif kind < 0.68:
            text = chance.choice(PLAIN)
        elif kind < 0.84:
            text = chance.choice(WORDS)
        elif kind < 0.9:
            text = f"\x1b[200~{chance.choice(WORDS)}\n{chance.choice(WORDS)}\x1b[201~"
        else:
            x, y = chance.randint(1, program.screen.columns), chance.randint(1, program.screen.lines)
            button = chance.choice((0, 0, 2, 32, 35, 64, 65))
            text = f"\x1b[<{button};{x};{y}M" + (f"\x1b[<{button};{x};{y}m" if button in {0, 2} else "")
        yield lambda text=text: program.type(text)  # type: ignore[misc]


def one_run(chance: random.Random, home: Path, language: str, number: int) -> str:
    """So many steps in one start of the app, and out; what went wrong, or nothing."""
    program = Program(
        ROOT,
        home,
        (120, 40),
        ("-m", "tui", "--db", str(home / "archive.db"), "--lang", language),
        folder=home,
    )
    while not program.written and program.read(PATIENCE):
        pass
    asked = steps(chance, program)
    for _step in range(number):
        try:
            next(asked)()
        except OSError:
            break
        if chance.random() > AT_ONCE:
            while program.read(0.03) and not program.ended:
                pass
    for _time in range(3):
        end = time.monotonic() + PATIENCE
        with suppress(OSError):
            program.type(LEAVE)
        while not program.ended and time.monotonic() < end:
            program.read()
    shown = "\n".join(program.rows)
    if not program.ended:
        program.close()
        return f"it would not leave:\n{shown}"
    code = program.finish()
    return f"it ended with {code}:\n{shown}" if code else ""


def main(words: list[str]) -> int:
    """Runs until the time is over; 1 where one went wrong."""
    seed = int(words[0]) if words else 1
    minutes = float(words[1]) if len(words) > 1 else 5.0
    language = words[2] if len(words) > 2 else "ar"
    wrong, runs, end = 0, 0, time.monotonic() + minutes * 60
    with tempfile.TemporaryDirectory(prefix="keys-") as name:
        home = Path(name)
        (home / "in").mkdir()
        (home / "in" / "a.txt").write_text("عنوان\n\nنص المقال حول السجن.\n", encoding="utf-8")
        shutil.copy(ROOT / "archive.db", home / "archive.db")
        while time.monotonic() < end:
            runs += 1
            chance = random.Random(f"{seed} {runs}")
            said = one_run(chance, home, language, chance.choice((60, 150, 400)))
            if said:
                wrong += 1
                sys.stdout.write(f"seed {seed}, run {runs}: {said}\n")
    sys.stdout.write(f"{runs} runs, {wrong} wrong{os.linesep}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
