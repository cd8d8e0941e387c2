"""The way through the vocabulary: the tags, each step with its numbers, the names of a tag, the starter vocabulary."""

from __future__ import annotations

from tests.terminal.surfaces.walk import DOWN, ENTER, ESCAPE, F3, PAGE, TAB, Shown, Walk

_SEARCHED = "حرية"
_FIRST = "presse"
_NEW = "حقوق"


class VocabularyWalk(Walk):
    """Each step is looked at; renaming is carried out and taken back, the starter vocabulary is taken in."""

    def vocabulary(self) -> None:
        """The tags from first to last, searched, and those of one article."""
        self.go("vocabulary", F3, self.at_tags)
        self.changed("vocabulary, down", DOWN)
        self.changed("vocabulary, a page", PAGE)
        self.program.type("g")
        self.go("searching the tags", "s" + _SEARCHED, lambda rows: not self.all_tags(rows))
        self.go("tags searched", ENTER, self.at_tags)
        self.go("all tags again", ESCAPE, self.all_tags)
        self.go("used once", "o", lambda rows: not self.all_tags(rows))
        self.go("used more than once", "o", self.all_tags)

    def all_tags(self, rows: list[str]) -> bool:
        """Whether the list begins with the first of all tags, which two articles have."""
        return self.at_tags(rows) and any(_FIRST in row for row in rows[3:5])

    def at_tags(self, rows: list[str]) -> bool:
        """Whether the list of tags has the focus: the footer names what is done with one."""
        return self.said("Rename") in rows[-1] and self.counted("{count} tag", "{count} tags")(rows)

    def steps(self) -> None:
        """What is asked before tags are changed."""
        self.step("rename", "gr", self.shows_said("Rename {name}"))
        foretold = ("Enter does it: {count} article changes.", "Enter does it: {count} articles change.")
        self.go("rename foretold", "\x15" + _NEW, self.counted(*foretold))
        self.go("tags renamed", ENTER, lambda rows: self.at_tags(rows) and not self.all_tags(rows))
        self.go("renamed back", "u", self.all_tags)
        self.go("marked tags", "gxx", self.counted("{count} marked"))
        self.step("merge", "c", self.counted("Merge {count} tag into", "Merge {count} tags into"))
        self.changed("merge into another", DOWN)
        self.back("merged nothing")
        self.step("move", "v", self.counted("Move {count} tag under", "Move {count} tags under"))
        self.changed("move under", _SEARCHED)
        self.back("moved nothing")
        self.step("delete", "d", self.counted("Delete {count} tag", "Delete {count} tags"))
        self.back("deleted nothing")

    def step(self, place: str, keys: str, shown: Shown) -> None:
        """Open a step, and wait for its title; the keys of the list are gone then."""
        self.go(place, keys, lambda rows: shown(rows) and self.said("Rename") not in rows[-1])

    def back(self, place: str) -> None:
        """Escape, and another key, with which the next Escape is no second one in a row."""
        self.go(place, ESCAPE, self.at_tags)
        self.program.type("g")

    def names(self) -> None:
        """What a tag is called, and what is said of the starter vocabulary."""
        self.step("names of a tag", "n", self.shows_said("also called"))
        self.changed("names typed", TAB + _NEW)
        self.back("not named")
        self.step("starter vocabulary", "i", self.shows_said("Take it in"))
        self.go("taken in", ENTER, self.at_tags)
        for page in range(4):
            self.changed(f"starter vocabulary, page {page}", PAGE)
        self.program.type(ESCAPE)
        self.program.until(self.at_results)

    def all(self) -> None:
        """All of it."""
        self.program.until("22 / 22")
        self.vocabulary()
        self.steps()
        self.names()
        self.leave()
