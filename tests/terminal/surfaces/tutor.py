"""The way through the tutor: the lesson on the sample archive, sentence by sentence as far as the record."""

from __future__ import annotations

from functools import partial

from tests.terminal.surfaces.rows import flows
from tests.terminal.surfaces.walk import DOWN, ENTER, Walk
from tui.i18n import is_rtl
from tui.tutor.steps import STEPS

_SEARCHED = "جمعية"


class TutorWalk(Walk):
    """Each sentence has to stand there line by line as it is laid out."""

    def says(self, number: int, rows: list[str]) -> bool:
        """Whether the tutor says this step, counted from 0."""
        sentence = f"{number + 1}/{len(STEPS)}  {STEPS[number].sentence()}"
        return flows(rows, sentence, range(20, self.size[0]), "rtl" if is_rtl() else "ltr")

    def all(self) -> None:
        """What a person does on the first five minutes."""
        self.go("tutor", "", partial(self.says, 0))
        for number, keys in enumerate((DOWN, f"s{_SEARCHED}", ENTER, "o", "n", "r"), 1):
            self.go(f"tutor, step {number}", keys, partial(self.says, number))
        self.leave()
