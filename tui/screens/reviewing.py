"""Checking in the browser: the list of what was guessed, and putting one of it right in the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.screens.suggesting import SuggestingScreen
from tui.widgets.record_text import FIELDS, SUBJECTS

if TYPE_CHECKING:
    from tui.screens.review import ToFix


class ReviewingScreen(SuggestingScreen):
    """The part of the browser that leads to what is to be checked."""

    _to_fix: ToFix | None = None
    """What is to be put right as soon as its article is shown."""

    def action_import_files(self) -> None:
        """Ask for files to import; show them when they are in, and what is to be checked if that is asked for."""
        if not self.allowed("import_files"):
            return
        from tui.screens.import_files import ImportScreen  # noqa: PLC0415 - not needed for the first screen

        dialog = ImportScreen(self.archive.path, self.archive)

        def finished(any_came_in: bool | None) -> None:
            if any_came_in:
                self.look_again()
            if dialog.to_review is not None:
                self.review(dialog.to_review)

        self.app.push_screen(dialog, finished)

    def action_review(self) -> None:
        """List what is to be checked."""
        self.review()

    def review(self, first: Sequence[str] = ()) -> None:
        """List what is to be checked, these articles before all others."""
        from tui.screens.review import ReviewScreen  # noqa: PLC0415 - not needed for the first screen

        self.app.push_screen(ReviewScreen(self.archive, self.was_changed, first), self._fix)

    def _fix(self, wanted: ToFix | None) -> None:
        if wanted is None:
            return
        shown = self.reader.article
        self._to_fix = wanted
        if shown is not None and shown.id == wanted.article:
            self._begin_to_fix()
        else:
            self.go_to_article(wanted.article)

    def article_shown(self) -> None:
        """If it is the one to be put right, begin."""
        super().article_shown()
        shown = self.reader.article
        if shown is not None and self._to_fix is not None and shown.id == self._to_fix.article:
            self.call_after_refresh(self._begin_to_fix)

    def _begin_to_fix(self) -> None:
        """Go to the field in the record and open its editor."""
        wanted, self._to_fix = self._to_fix, None
        stored = self.record.article
        if wanted is None or stored is None or stored.id != wanted.article:
            return
        self.go("record")
        places = {one.field or one.id.removeprefix("review:"): at for at, one in enumerate(self.record.rows)}
        if wanted.field in places:
            self.record.choose(places[wanted.field])
        if wanted.field == "encoding":
            self.action_decode_again()
        elif wanted.field in (*FIELDS, *SUBJECTS) and self.allowed("field_back"):
            self._edit(stored, wanted.field)

    def open_row(self, row: str) -> bool:
        """From the row that doubts the encoding, to the other encodings."""
        if row not in {"review:encoding", "origin:0:encoding"}:
            return super().open_row(row)
        self.action_decode_again()
        return True

    def action_decode_again(self) -> None:
        """Read the stored bytes of the open article in another encoding."""
        stored = self.reader.article
        if not self.allowed("decode_again") or stored is None:
            return
        from tui.screens.decode_again import DecodeAgainScreen  # noqa: PLC0415 - not needed for the first screen

        self.app.push_screen(DecodeAgainScreen(self.archive, stored, self.was_changed))
