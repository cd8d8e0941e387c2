"""A way through screens of the program, each looked at row by row. What it is made of; the ways are in the files beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from store.thesaurus.starter import concepts
from tests.terminal.surfaces.corpus import FILE_NAMES, HOSTILE, MIXED, STORY, ascii_names, misread
from tests.terminal.surfaces.program import Program
from tests.terminal.surfaces.rows import Known, messages
from tests.terminal.surfaces.stations import of_walk
from tests.terminal.surfaces.stream import violations
from tui.bidi.layout import line
from tui.i18n import gettext as _
from tui.i18n import is_rtl, ngettext
from tui.keys import ARABIC

ESCAPE, ENTER, DOWN, UP, PAGE, TAB, HOME, END, DELETE, INSERT = (
    "\x1b",
    "\r",
    "\x1b[B",
    "\x1b[A",
    "\x1b[6~",
    "\t",
    "\x1b[H",
    "\x1b[F",
    "\x1b[3~",
    "\x1b[2~",
)
F2, F3, F4, F5, F6, F7, F10 = (
    "\x1bOQ",
    "\x1bOR",
    "\x1bOS",
    "\x1b[15~",
    "\x1b[17~",
    "\x1b[18~",
    "\x1b[21~",
)
F11, F12, SHIFT_F9, CONTROL_E, CONTROL_R = "\x1b[23~", "\x1b[24~", "\x1b[20;2~", "\x05", "\x12"
SHIFT_DOWN = "\x1b[1;2B"
SIZES = ((120, 40), (80, 24), (40, 12))
"""Columns and rows of a wide, a usual and a small terminal."""
Shown = Callable[[list[str]], bool]
"""Whether what one waits for is on these rows."""
_IMPORTED = (
    "العربية",
    "القائمة · Accueil",
    "نسخة",
    "عنوان مستورد 0",
    "عنوان مستورد 1",
    "هذا نص المقال المستورد عن حقوق الإنسان. هذا نص المقال",
)
_SUGGESTED = ("مؤسسات/المجلس الوطني لحقوق الإنسان", "حقوق/حقوق لغوية")
"""The tags that are suggested for the articles."""
NOTE = "توصيات جديدة"
_TYPED = (NOTE, "حقوق", 'نص "[red]قرمز', "حقوك الإنسان", "جديد تماما", "title:", "عنوان ضار", "قاموسسس")
_PLURALS = (0, 1, 2, 3, 11, 100)
"""Numbers that between them take every form a message has in the three languages."""


def known(language: str, *more: str) -> Known:
    """All texts of the walk."""
    texts = [*messages(language), *_IMPORTED, *_SUGGESTED, *_TYPED, *FILE_NAMES, *ascii_names()]
    texts += [*ARABIC.values(), *more, *misread()]
    for concept in concepts():
        texts += [*concept.names.labels.values(), *concept.names.aliases]
    for one in (*MIXED, *HOSTILE, *STORY):
        texts += [one.title, one.body, " ".join(one.body.split()), one.source, one.author, one.note]
        texts.append(f"يوم {one.title}")
        texts += [part for tag in one.tags for part in (tag, f"#{tag}", f"+{tag}")]
    return Known(texts)


def _differ(before: list[str], now: list[str]) -> bool:
    """Whether something else is shown; but for the two lowest rows, where notices come and go by themselves."""
    return before[:-2] != now[:-2]


class Walk:
    """One walk in one language at one size; `wrong` is what was found on the way, `more` are texts that are on the screens.

    `opened` is the file in which the program notes the screens it opens (`tests.terminal.surfaces.opened`).
    """

    def __init__(
        self, program: Program, language: str, size: tuple[int, int], opened: Path, more: Sequence[str] = ()
    ) -> None:
        self.program = program
        self.known = known(language, *more)
        self.wrong: list[str] = []
        self.seen: dict[str, list[str]] = {}
        self.size = size
        self.copies = 0
        """How often the terminal was to be asked to copy."""
        self._opened = opened

    @property
    def wide(self) -> bool:
        """Whether the panes stand side by side."""
        return self.size[0] >= 100

    # Looking

    def look(self, place: str) -> list[str]:
        """Look at every row as it is now."""
        rows = self.seen[place] = self.program.rows
        for number, row in enumerate(rows):
            self.wrong += [f"{place}, row {number}: {what} in {row!r}" for what in self.known.wrong(row)]
        return rows

    def go(self, place: str, keys: str, shown: str | Shown) -> list[str]:
        """Press keys, wait for what is to be shown, look."""
        self.program.type(keys)
        self.program.until(shown)
        return self.look(place)

    def reach(self, place: str, shown: str | Shown, key: str = DOWN, *, most: int = 400) -> list[str]:
        """Go on, key by key, until this is shown, and look at each; it has to come before the end."""
        rows = self.look(place)
        for step in range(most):
            if any(shown in row for row in rows) if isinstance(shown, str) else shown(rows):
                return rows
            rows = self.go(f"{place}, step {step}", key, partial(_differ, rows))
        raise AssertionError(f"{place}: {shown!r} is never reached\n" + "\n".join(rows))

    def expect(self, holds: bool, what: str) -> None:
        """Note what does not hold."""
        if not holds:
            self.wrong.append(what + "\n" + "\n".join(self.program.rows))

    # What is said

    def said(self, message: str, words: int = 1) -> str:
        """The first word or words of a message as they are printed."""
        return line(" ".join(_(message).split()[:words]).rstrip(".:,،؛…")).text

    def shows_said(self, message: str, words: int = 1) -> Shown:
        """Whether a row has the first words of a message."""
        text = self.said(message, words)
        return lambda rows: any(text in row for row in rows)

    def counted(self, singular: str, plural: str = "") -> Shown:
        """Whether a row has a message about a number: of any form it has, two words of what stands beside the number."""
        forms = {ngettext(singular, plural or singular, number) for number in _PLURALS}
        longest = {max(form.split("{count}"), key=len).rstrip(".:,،؛…") for form in forms}
        wanted = [[line(word).text for word in part.split()[:2]] for part in longest]
        return lambda rows: any(all(word in row for word in words) for words in wanted for row in rows)

    @staticmethod
    def boxed(text: str) -> Shown:
        """Whether this stands alone in a row of a dialog: typed in a box."""
        shown = line(text).text
        return lambda rows: any(shown == part.strip() for row in rows for part in row.split("│"))

    @property
    def mark(self) -> str:
        """What stands before the chosen row of a list."""
        return "▐" if is_rtl() else "▌"

    # Going about

    def changed(self, place: str, keys: str) -> list[str]:
        """Press keys that change something on the screen, wait for it, look."""
        return self.go(place, keys, partial(_differ, self.program.rows))

    def at_results(self, rows: list[str]) -> bool:
        """Whether the results have the focus and nothing stands over them."""
        return self.said("Open") in rows[-1] and not any("╭" in row for row in rows)

    def reads(self, rows: list[str]) -> bool:
        """Whether the text has the focus: other places have a way back as well, but also keys of their own."""
        others = ["↓", *(self.said(message) for message in ("To the results", "Edit", "Choose"))]
        keys = rows[-1]
        return self.said("Back") in keys and not any(other in keys for other in others)

    def has_record(self, rows: list[str]) -> bool:
        """Whether the record is open: its title stands above it, while the footer names its key."""
        return any(self.said("Record") in row for row in rows[1:-1])

    def to_results(self) -> None:
        """Escape, and wait for it: with the next key in one breath it would be Alt with that key."""
        self.program.type(ESCAPE)
        self.program.until(self.at_results)

    def leave(self) -> None:
        """Leave; then look at every byte that was written, at which screens were opened, and at what was found."""
        self.program.type(F10)
        code = self.program.finish()
        self.wrong += violations(bytes(self.program.written), copies=self.copies)
        opened = self._opened.read_text(encoding="ascii").split()
        for station in of_walk(type(self).__name__):
            if station.place not in self.seen:
                self.wrong.append(f"{station.place!r} was not looked at")
            if station.screen and station.screen not in opened:
                self.wrong.append(f"{station.place!r} was to open {station.screen}; opened were {opened}")
        assert not self.wrong, f"{len(self.wrong)} findings:\n" + "\n".join(self.wrong[:40])
        assert code == 0
