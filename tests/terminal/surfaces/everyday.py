"""The way through what one does every day: results, filters, texts, records, notes, tags, help, palette, import."""

from __future__ import annotations

import operator
from collections.abc import Collection
from functools import partial
from pathlib import Path

from tests.terminal.surfaces.corpus import HOSTILE, MIXED
from tests.terminal.surfaces.rows import flows, shows
from tests.terminal.surfaces.walk import (
    DOWN,
    ENTER,
    ESCAPE,
    F2,
    F4,
    F5,
    F6,
    NOTE,
    PAGE,
    SHIFT_DOWN,
    TAB,
    Walk,
)
from tui import fields
from tui.bidi.layout import line


class EverydayWalk(Walk):
    """Every article and record only where it is to be thorough."""

    @property
    def field(self) -> str:
        """The label of a field that only the record has."""
        return line(fields.name("section")).text

    @property
    def last_field(self) -> str:
        """The label of the last one; only what the article is related to comes after it."""
        return line(fields.name("imported_at")).text

    def record(self, place: str) -> None:
        """Open the record, go through it from its first row to its last, and close it."""
        self.program.type("r")
        self.program.until(self.has_record)
        # It opens at the field that was chosen in the article before.
        self.program.type("g")
        self.program.until(lambda rows: self.said("Edit") in rows[-1])
        self.reach(place, self.field)
        self.reach(f"{place}, further", self.last_field)
        self.go(f"{place}, last", "G", self.has_record)
        self.program.type("r")
        self.program.until(lambda rows: not self.has_record(rows))

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
        # The first value leaves one article; Backspace takes the filter off again.
        self.go("filtered", "g\x1b[B" + ENTER, lambda rows: not any("20 / 20" in row for row in rows))
        self.go("filter taken off", "\x7f", "20 / 20")
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
            self.program.until(self.reads)
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

    def copying(self) -> None:
        """What is said of a hostile text, of a piece of it and of citations that are copied; none of them is on the way to the screen."""
        self.program.type("s\x15ضار")
        self.program.until("16 / 20")
        self.program.type(ENTER + "go")
        self.program.until(self.reads)
        for place, keys in (
            ("text copied", "y"),
            ("citation copied", "Y"),
            ("selection copied", f"{SHIFT_DOWN * 3}y"),
            ("quotation copied", "Y"),
        ):
            self.copy(place, keys)
        self.program.type(ESCAPE)
        self.program.until(self.reads)
        self.to_results()
        self.copy("citations copied", f"{F5}Y")
        self.program.type(F6 + "s\x15" + ENTER)
        self.program.until("20 / 20")

    def copy(self, place: str, keys: str) -> None:
        """Press keys that copy, wait until the terminal is asked to, look at what is said."""
        self.copies += 1
        said = self.said("The terminal was asked to copy: {what}. Not every terminal does.", words=2)
        self.go(place, keys, lambda rows: self.asked() == self.copies and any(said in row for row in rows))

    def asked(self) -> int:
        """How often the terminal was asked to copy."""
        return self.program.written.count(b"\x1b]52;")

    def note(self) -> None:
        """The notes editor over a hostile note, and the question what becomes of a note that is not saved."""
        self.go("note", F4, self.said("Ctrl+S saves; F4 saves and closes."))
        self.program.type(" " + NOTE + "\x1b[200~\n[red]\u202eabc\x1b]0;owned\x07\x1b[201~")
        self.go("note typed", "", line(NOTE.split(maxsplit=1)[0]).text)
        self.go("note not saved", ESCAPE, self.said("The note is not saved.", words=2))
        self.program.type(ENTER)
        self.program.until(self.at_results)
        self.look("note saved")
        self.program.type("u")

    def queries(self) -> None:
        """What is said about a query, and a query that is hostile itself."""
        self.program.type("s\x15")
        self.go(
            "no results",
            "قاموسسس",
            self.said("No results. In the list, Backspace shows the whole archive again."),
        )
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
        self.go(
            "tags of many",
            "t",
            self.said(
                "Enter adds or removes the chosen tag; Delete removes it. Everything is saved at once."
            ),
        )
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
        self.copying()
        self.note()
        self.queries()
        self.changes()
        self.dialogs(files)
        self.leave()
