"""The way through what is asked of the whole archive: changes, doubts, searches and why they found, export, the lock."""

from __future__ import annotations

from tests.terminal.surfaces.walk import (
    CONTROL_R,
    DELETE,
    DOWN,
    ENTER,
    ESCAPE,
    F7,
    F11,
    F12,
    INSERT,
    PAGE,
    SHIFT_F9,
    TAB,
    Walk,
)
from tui.bidi.layout import line

_WORD = "حقوق"
_LATIN = "droits"
_OFFERED = "tag:حر"
_VALUE = "حرية"
_UNKNOWN = "حقوك"


class ArchiveWalk(Walk):
    """The archive is that of every day, with a story more."""

    def changes(self) -> None:
        """The list of changes, searched."""
        self.go("changes", F7, self.counted("{count} change", "{count} changes"))
        self.changed("changes, a page", PAGE)
        self.changed("last change", "G")
        self.program.type("g")
        searched = self.boxed(_LATIN)
        self.go("changes searched", "s" + _LATIN, searched)
        self.go("all changes again", ESCAPE, lambda rows: not searched(rows))
        self.program.type(DOWN)
        self.to_results()

    def doubts(self) -> None:
        """What is to be checked: accepted, and put right in the record."""
        doubted = self.counted("{count} to be checked")
        self.go("to be checked", CONTROL_R, lambda rows: doubted(rows) and any("╭" in row for row in rows))
        self.changed("to be checked, down", DOWN)
        self.changed("to be checked, a page", PAGE)
        self.changed("marked as checked", "x")
        self.go("put right", "e", lambda rows: self.said("Save") in rows[-1])
        self.program.type(ESCAPE)
        self.program.until(lambda rows: self.said("Edit") in rows[-1])
        self.program.type("r")
        self.program.until(lambda rows: not self.has_record(rows))
        self.to_results()

    def export(self) -> None:
        """A file written, and the question whether it is to be replaced."""
        title = ("Write {count} article to a file", "Write {count} articles to a file")
        self.go("export", "I", self.counted(*title))
        self.go("no export", "\x15~/x.nothing" + ENTER, ".csv")
        self.go("exported", "\x15~/x.csv" + ENTER, self.at_results)
        self.program.type("I")
        self.program.until(self.counted(*title))
        self.go("export over a file", "\x15~/x.csv" + ENTER, self.shows_said("Keep it"))
        self.go("not exported", ENTER, self.counted(*title))
        self.to_results()

    def searching(self) -> None:
        """What is offered while one types, what was found and why, what is offered where nothing was."""
        self.program.type("s\x15" + _OFFERED)
        value = line(_VALUE).text
        self.go("value offered", "", lambda rows: "Tab" in rows[1] and value in rows[1])
        self.go("value taken", TAB, lambda rows: " 2 / 22" in rows[0])
        self.program.type("\x15" + _UNKNOWN)
        self.go("nothing found", "", lambda rows: " 0 / 22" in rows[0])
        self.go("another word offered", ENTER, line(_WORD).text)
        self.program.type("s\x15" + _WORD + ENTER)
        self.program.until(lambda rows: self.at_results(rows) and " 1 / 22" in rows[0])
        self.go("why found", F11, self.shows_said("Why it was found"))
        self.program.type(ENTER)
        self.program.until(self.at_results)

    def keeping(self) -> None:
        """A search kept, found again, forgotten."""
        self.go("search to keep", INSERT, self.shows_said("Saved searches"))
        self.go("search kept", ENTER, self.lists_kept)
        self.program.type(ESCAPE)
        self.program.until(self.at_results)
        self.go("saved searches", F12, self.lists_kept)
        none = self.shows_said("No search is kept yet. A name typed keeps {query}.", 3)
        self.go("search forgotten", DELETE, none)
        self.to_results()

    @staticmethod
    def lists_kept(rows: list[str]) -> bool:
        """Whether the search that was kept is listed: by its name and by its words, beside those in the search box."""
        return any("╭" in row for row in rows) and sum(line(_WORD).text in row for row in rows) > 2

    def purging(self) -> None:
        """The question before an article is deleted for good; it is not."""
        self.go(
            "purge",
            "\x1b[3;2~",
            self.shows_said("Gone will be: text, original, tags, notes, edits and history."),
        )
        self.program.type(ESCAPE)
        self.program.until(self.at_results)

    def merging(self) -> None:
        """Another archive: what would come in, what came in, and taken back."""
        self.program.type("i")
        self.program.until(self.shows_said("Import files or a folder"))
        self.go(
            "merge",
            "~/other.db" + ENTER,
            self.shows_said("Enter merges it; Esc leaves everything as it is.", 3),
        )
        self.go("merged", ENTER, self.shows_said("Merged. {key} in the list takes it back. Enter closes."))
        self.program.type(ENTER)
        self.program.until(self.at_results)
        self.go("merge undone", "u", self.shows_said("Taken back: {what}"))

    def locking(self) -> None:
        """The lock, and back."""
        self.go("locked", SHIFT_F9, self.shows_said("Locked. Enter opens."))
        self.go("unlocked", ENTER, self.shows_said("Results"))

    def all(self) -> None:
        """All of it."""
        self.program.until("22 / 22")
        self.changes()
        self.doubts()
        self.export()
        self.searching()
        self.keeping()
        self.purging()
        self.merging()
        self.locking()
        self.leave()
