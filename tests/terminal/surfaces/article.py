"""The way through what is asked of one article: its record, fields and their history, versions, story, original, suggestions."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from tests.terminal.surfaces.corpus import MIXED, STORY
from tests.terminal.surfaces.rows import shows
from tests.terminal.surfaces.walk import CONTROL_E, DOWN, ENTER, ESCAPE, F7, PAGE, TAB, Shown, Walk
from tui import fields
from tui.bidi.layout import line
from tui.i18n import gettext as _
from tui.i18n import is_rtl

_CHANGED = "قليلة"
"""A word of the later version of the story."""
_ADDED = "آخره"
"""A word of the last thing that came with it."""
_TYPED = "كاتب"
"""With it begin the names of many authors."""
_FOUND = "السجون"
"""A word of the text of the same story."""
_SUGGESTED_FOR = "سنوي"
"""A word of an article for which tags are suggested."""


class ArticleWalk(Walk):
    """Some of the texts are hostile: the later version, the names that are offered."""

    def open_record(self, word: str) -> None:
        """Find the article with this word, and go into its record."""
        self.program.type("s\x15" + word)
        self.program.until(lambda rows: " 1 / 22" in rows[0])
        self.program.type(ENTER)
        self.program.until(self.at_results)
        self.go(f"article of {word}", "o", self.reads)
        self.into_record(f"record of {word}")

    def into_record(self, place: str) -> None:
        """From the text to the first row of the record; beside the text it stays open."""
        if not self.has_record(self.program.rows):
            self.program.type("r")
            self.program.until(self.has_record)
        if self.wide and not self.in_record(self.program.rows):
            self.program.type(TAB)
        title = self.chosen(fields.name("title"))
        self.go(place, "g", lambda rows: self.in_record(rows) and title(rows))

    def out_of_article(self) -> None:
        """Back to the results; with a key between two Escapes, which would leave the program."""
        self.program.type("g")
        if not self.wide:
            self.program.type(ESCAPE)
            self.program.until(self.reads)
            self.program.type("g")
        self.to_results()

    def in_record(self, rows: list[str]) -> bool:
        """Whether the record has the focus, and nothing stands over it."""
        return self.said("Edit") in rows[-1] and not any("╭" in row for row in rows)

    def chosen(self, label: str) -> Shown:
        """Whether the row with this label is the chosen one: its mark stands beside the label, or the sign before that."""
        text = line(label).text
        near = range(4)
        wanted = [
            f"{text}{' ' * gap}{self.mark}" if is_rtl() else f"{self.mark}{' ' * gap}{text}" for gap in near
        ]

        def is_chosen(rows: list[str]) -> bool:
            unsigned = [row.translate(dict.fromkeys(map(ord, "✓≈✎?·"), " ")) for row in rows]
            return any(one in row for one in wanted for row in unsigned)

        return is_chosen

    def all_of_record(self) -> None:
        """To the last row, until that is a related article: those are looked for when an article was shown for a moment."""
        related = self.chosen(MIXED[0].published)
        for _try in range(20):
            self.program.type("G")
            with suppress(AssertionError):
                self.program.until(related, patience=2)
                break
        self.go("record's end", "", related)

    def editing(self) -> None:
        """A field typed, offered, not saved, saved, its history, and as it was."""
        self.all_of_record()
        self.into_record("record's beginning")
        self.reach("to the author", self.chosen(fields.name("author")))
        self.go("field to edit", ENTER, lambda rows: self.said("Save") in rows[-1])
        typed = line(_TYPED).text
        self.go("values offered", _TYPED, lambda rows: sum(typed in row for row in rows) > 1)
        self.changed("value chosen", DOWN)
        self.go("field not saved", ESCAPE, self.shows_said("The field is not saved.", words=2))
        self.go("field edited", ENTER, lambda rows: self.in_record(rows) and any("✎" in row for row in rows))
        self.go("field history", F7, lambda rows: any("╭" in row for row in rows))
        self.program.until(self.shows_said("(as the source says)"))
        self.look("moments of the field")
        self.changed("moment before", DOWN)
        self.go("field as it was", ENTER, self.in_record)

    def relations(self) -> None:
        """Versions and what changed between them, and who tells the same story."""
        self.all_of_record()
        self.reach("to the versions", self.chosen(_("Version {number}").format(number="2")), "k")
        self.go("versions compared", ENTER, lambda rows: any("[+" in row or "[−" in row for row in rows))
        added = line(_ADDED).text
        self.go("last change", "nn", lambda rows: any(added in row for row in rows))
        self.go("version shown", ENTER, self.shows_said("This version is shown already.", words=2))
        self.go("versions left", ESCAPE, self.in_record)
        self.reach("to the story", self.chosen(STORY[2].published))
        self.go("the same story", ENTER, lambda rows: self.reads(rows) and shows(rows, STORY[2].title))

    def original(self) -> None:
        """The original: as it is stored, in another encoding, and saved."""
        # The bytes begin with a number, which is no part of the text.
        self.go("as stored", "O", lambda rows: any("902" in row.split() for row in rows))
        self.go("as read", "O", lambda rows: not any("902" in row.split() for row in rows))
        self.go("another encoding", CONTROL_E, lambda rows: any("╭" in row for row in rows))
        self.changed("encodings", DOWN)
        self.go("no other encoding", ESCAPE, self.reads)
        self.into_record("record of the same story")
        self.reach("to the original", self.chosen(_("Original")))
        self.go(
            "original to be saved", ENTER, lambda rows: any("902.txt" in row and "│" in row for row in rows)
        )
        self.go(
            "original not saved", "\x15/nowhere/x" + ENTER, self.shows_said("It can't be written: {error}.")
        )
        self.go("original left", ESCAPE, self.in_record)

    def finding(self) -> None:
        """Words looked for in the text."""
        self.go("find in the text", "F", lambda rows: self.said("Next place") in rows[-1])
        self.go("found in the text", _FOUND, partial(self.finds, self.program.rows))
        self.changed("nothing found in the text", "\x15zzz")
        self.go("finding ended", ESCAPE, self.reads)

    def finds(self, before: list[str], rows: list[str]) -> bool:
        """Whether the word that is looked for is typed, and its places are counted."""
        counts = [{part for part in now[1].split() if "/" in part} for now in (before, rows)]
        typed = sum(line(_FOUND).text in row for row in rows) > sum(
            line(_FOUND).text in row for row in before
        )
        return typed and counts[0] != counts[1]

    def suggestions(self) -> None:
        """What is suggested in the record, refused and taken."""
        self.open_record(_SUGGESTED_FOR)
        self.go("suggestion", "+", self.shows_said("Suggested"))
        self.changed("suggestion refused", "-")
        self.changed("suggestions, page", PAGE)
        self.go("suggestion undone", "u", self.in_record)

    def all(self) -> None:
        """All of it."""
        self.program.until("22 / 22")
        self.open_record(_CHANGED)
        self.editing()
        self.relations()
        self.finding()
        self.original()
        self.out_of_article()
        self.suggestions()
        self.leave()
