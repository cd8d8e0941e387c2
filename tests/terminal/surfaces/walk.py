"""The way through every screen and dialog, each looked at row by row."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from tests.terminal.surfaces.corpus import FILE_NAMES, HOSTILE, MIXED, ascii_names
from tests.terminal.surfaces.program import Program
from tests.terminal.surfaces.rows import Known, flows, messages, shows
from tests.terminal.surfaces.stream import violations
from tui import fields
from tui.bidi.layout import line
from tui.i18n import gettext as _
from tui.keys import ARABIC

ESCAPE, ENTER, DOWN, PAGE, TAB, HOME, END, DELETE = (
    "\x1b",
    "\r",
    "\x1b[B",
    "\x1b[6~",
    "\t",
    "\x1b[H",
    "\x1b[F",
    "\x1b[3~",
)
SIZES = ((120, 40), (80, 24), (40, 12))
"""Columns and rows of a wide, a usual and a small terminal."""
F2, F4, F5, F6, F10 = "\x1bOQ", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[21~"
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
_NOTE = "توصيات جديدة"
_TYPED = (_NOTE, "حقوق", 'نص "[red]قرمز', "حقوك الإنسان", "جديد تماما", "title:", "عنوان ضار", "قاموسسس")


def known(language: str, *more: str) -> Known:
    """All texts of the walk."""
    texts = [*messages(language), *_IMPORTED, *_SUGGESTED, *_TYPED, *FILE_NAMES, *ascii_names()]
    texts += [*ARABIC.values(), *more]
    for one in (*MIXED, *HOSTILE):
        texts += [one.title, one.body, " ".join(one.body.split()), one.source, one.author, one.note]
        texts.append(f"يوم {one.title}")
        texts += [part for tag in one.tags for part in (tag, f"#{tag}", f"+{tag}")]
    return Known(texts)


class Walk:
    """One walk in one language at one size; `wrong` is what was found on the way."""

    def __init__(self, program: Program, language: str, size: tuple[int, int], *more: str) -> None:
        self.program = program
        self.known = known(language, *more)
        self.wrong: list[str] = []
        self.seen: dict[str, list[str]] = {}
        self.size = size

    @property
    def wide(self) -> bool:
        """Whether the panes stand side by side."""
        return self.size[0] >= 100

    def look(self, place: str) -> list[str]:
        """Look at every row as it is now."""
        rows = self.seen[place] = self.program.rows
        for number, row in enumerate(rows):
            self.wrong += [f"{place}, row {number}: {what} in {row!r}" for what in self.known.wrong(row)]
        return rows

    def go(self, place: str, keys: str, shown: str | Callable[[list[str]], bool]) -> list[str]:
        """Press keys, wait for what is to be shown, look."""
        self.program.type(keys)
        self.program.until(shown)
        return self.look(place)

    def reach(self, place: str, shown: str, key: str = DOWN) -> list[str]:
        """Go on, key by key, until this is shown, and look at each; it has to come before the end."""
        rows = self.look(place)
        step = 0
        while not any(shown in row for row in rows):
            step += 1
            rows = self.go(f"{place}, step {step}", key, partial(operator.ne, rows))
        return rows

    def said(self, message: str, words: int = 1) -> str:
        """The first word or words of a message as they are printed."""
        return line(" ".join(_(message).split()[:words]).rstrip(".:,،؛…")).text

    @property
    def field(self) -> str:
        """The label of a field that only the record has."""
        return line(fields.name("section")).text

    @property
    def last_field(self) -> str:
        """The label of the last one; only what the article is related to comes after it."""
        return line(fields.name("imported_at")).text

    def _reads(self, rows: list[str]) -> bool:
        """Whether the text has the focus: the search box has a way back as well, but also one on to the results."""
        return self.said("Back") in rows[-1] and self.said("To the results") not in rows[-1]

    def _has_record(self, rows: list[str]) -> bool:
        """Whether the record is open: its title stands above it, while the footer names its key."""
        return any(self.said("Record") in row for row in rows[1:-1])

    def record(self, place: str) -> None:
        """Open the record, go through it from its first row to its last, and close it."""
        self.program.type("r")
        self.program.until(self._has_record)
        # It opens at the field that was chosen in the article before.
        self.program.type(TAB + "g" if self.wide else "g")
        self.program.until(lambda rows: self.said("Edit") in rows[-1])
        self.reach(place, self.field)
        self.reach(f"{place}, further", self.last_field)
        self.go(f"{place}, last", "G", self._has_record)
        self.program.type("r")
        self.program.until(lambda rows: not self._has_record(rows))

    def to_results(self) -> None:
        """Escape, and wait for it: with the next key in one breath it would be Alt with that key."""
        self.program.type(ESCAPE)
        self.program.until(lambda rows: self.said("Open") in rows[-1] and not any("╭" in row for row in rows))

    def expect(self, holds: bool, what: str) -> None:
        """Note what does not hold."""
        if not holds:
            self.wrong.append(what + "\n" + "\n".join(self.program.rows))

    # The stations

    def browse(self) -> None:
        """Results, filters, text, record: each with the focus, each to its end."""
        self.program.until(lambda rows: any("20 / 20" in row for row in rows))
        # Filters and rows come a moment after the number.
        first = self.go("results", "", lambda rows: shows(rows, MIXED[2].title))
        for text in (*MIXED, *HOSTILE)[2:4]:
            self.expect(shows(first, text.title), f"title {text.title!r}")
        self.go("results, last", "G", lambda rows: shows(rows, HOSTILE[0].title))
        self.go("results, first", "g", lambda rows: shows(rows, MIXED[2].title))
        self.go("filters", "f", self.said("Tags"))
        self.reach("filters", "2018", PAGE)
        self.go("filters, last", "G", self.said("with a note", words=3))
        self.go("results again", "f", lambda rows: shows(rows, MIXED[2].title))

    def read(self, articles: int = len(MIXED)) -> None:
        """The articles that have to be right line by line."""
        search = self.said("Search")
        for number, text in enumerate(MIXED[:articles]):
            word = ("سنوي", "deux", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "prisons")[number]
            self.go(f"query {word}", "s", search)
            self.program.type("\x15" + word)
            self.program.until(lambda rows: " 1 / 20" in rows[0])
            widths = range(24, self.size[0])
            self.program.type(ENTER + "o")
            self.program.until(self._reads)
            self.go(f"text {number}", "", partial(flows, paragraph=text.title, widths=widths))
            for paragraph in (text.title, *text.body.split("\n")[: 2 if self.size[1] > 20 else 0]):
                self.expect(
                    flows(self.program.rows, paragraph, widths),
                    f"the lines of {paragraph[:40]!r} in the text",
                )
            self.go(f"text {number} with harakat", "v", self.said("Vowel signs are shown."))
            self.go(f"text {number} without", "v", self.said("Vowel signs are hidden."))
            self.go(f"hidden lines {number}", "l", self.said("All lines are shown."))
            self.go(f"no hidden lines {number}", "l", self.said("Lines around the text are hidden."))
            self.record(f"record {number}")
            self.to_results()

    def hostile(self, articles: int, records: Collection[int]) -> None:
        """The first so many hostile articles of a search: row and text, and of some the record."""
        titles = [" ".join(text.title.split()) for text in HOSTILE]

        def titled(rows: list[str]) -> bool:
            return any(shows(rows, title) for title in titles)

        self.program.type("s\x15ضار")
        self.program.until("16 / 20")
        self.go("hostile results", ENTER + "g", titled)
        self.go("hostile text", "o", titled)
        for number in range(articles):
            rows = self.look(f"hostile text {number}")
            self.expect(any(shows(rows, title) for title in titles), f"hostile title {number}")
            if number in records:
                self.record(f"hostile record {number}")
                rows = self.program.rows
            if number < len(HOSTILE) - 1:
                self.program.type("J")
                self.program.until(lambda now, before=rows: now != before and titled(now))
        self.to_results()

    def note(self) -> None:
        """The notes editor over a hostile note, and the question what becomes of a note that is not saved."""
        self.go("note", F4, self.said("Ctrl+S saves; F4 saves and closes."))
        self.program.type(" " + _NOTE + "\x1b[200~\n[red]\u202eabc\x1b]0;owned\x07\x1b[201~")
        self.go("note typed", "", line(_NOTE.split(maxsplit=1)[0]).text)
        self.go("note not saved", ESCAPE, self.said("The note is not saved.", words=2))
        self.program.type(ENTER)
        self.program.until(lambda rows: self.said("Open") in rows[-1] and not any("╭" in row for row in rows))
        self.look("note saved")
        self.program.type("u")

    def queries(self) -> None:
        """What is said about a query, and a query that is hostile itself."""
        self.program.type("s\x15")
        self.go("no results", "قاموسسس", self.said("No results."))
        self.program.type("\x15title:(")
        self.go("wrong query", "", lambda rows: "title:(" in rows[0] or any("title:(" in row for row in rows))
        self.program.type("\x15[red]قرمز \x1b[200~\x1b]0;owned\x07\u202eabc\x1b[201~")
        self.go("hostile query", "", "abc")
        self.program.type("\x15")
        self.go("all again", ENTER, "20 / 20")

    def changes(self) -> None:
        """Notices, tags, marks, order, undo."""
        self.go("order", "d", self.said("newest first"))
        self.program.type("dd")
        self.go("star", "e", "★")
        self.go("undone", "u", lambda rows: not any("★" in row for row in rows))
        self.go("marked", F5, "20")
        self.go("tags of many", "t", self.said("Enter adds or removes the chosen tag; Delete removes it."))
        new, typed = self.said("new tag: {name}"), line("تماما").text
        self.program.type("جديد تماما")
        # What is typed and what it would do are on rows of their own, the second a moment later.
        self.program.until(
            lambda rows: any(new in row for row in rows) and sum(typed in row for row in rows) > 1
        )
        self.look("new tag")
        self.go("tag added", ENTER, "✓")
        self.to_results()
        self.look("tagged")
        self.go("unmarked", F6 + "u", lambda rows: not any("●" in row for row in rows))

    def dialogs(self, files: Path) -> None:
        """Help, palette, import."""
        self.go("help", "h", self.said("Commands and keys"))
        for page in range(3):
            self.go(f"help, page {page}", PAGE, "╭")
        self.to_results()
        palette = self.go("palette", F2, "╭")
        self.go("palette, last", DOWN * 30, partial(operator.ne, palette))
        self.to_results()
        self.program.type("i")
        self.program.until("╭")
        self.go("import", "", self.said("Import files or a folder"))
        self.go("nothing there", "/nowhere\x1b[200~/\u202e[red]\x1b[201~" + ENTER, "nowhere")
        self.program.type("\x15" + str(files) + ENTER)
        self.go("imported", "", lambda rows: any(self.said("imported") in row and "2" in row for row in rows))
        self.go("imported, further", TAB + PAGE, "╭")
        self.to_results()
        self.go("after the import", "", "/ 22")
        self.go("import undone", "u", "20 / 20")
        self.go("way out", ESCAPE, self.said("Esc again leaves; F10 leaves at once. Everything is saved."))

    def all(self, files: Path, *, thorough: bool = False) -> None:
        """All of it; every article and record only where it is to be thorough."""
        self.browse()
        self.read(3 if thorough else 1)
        self.hostile(len(HOSTILE) if thorough else 2, range(0, len(HOSTILE), 5) if thorough else (1,))
        self.note()
        self.queries()
        self.changes()
        self.dialogs(files)
        self.leave()

    def leave(self) -> None:
        """Leave; then look at every byte that was written, and at what was found."""
        self.program.type(F10)
        code = self.program.finish()
        self.wrong += violations(bytes(self.program.written))
        assert not self.wrong, f"{len(self.wrong)} findings:\n" + "\n".join(self.wrong[:40])
        assert code == 0
