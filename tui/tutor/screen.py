"""The browser with the tutor under it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Span
from textual.widgets import Static

from store.archive import Archive
from tui.bidi.content import BidiContent
from tui.i18n import is_rtl
from tui.screens.browse import BrowseScreen
from tui.screens.dialog import Dialog
from tui.state import Session
from tui.tutor.steps import END, STEPS, Seen
from tui.widgets.wording import ltr

_LOOK = 0.2
"""Seconds between two looks at what the person did."""


class TutorScreen(BrowseScreen):
    """Says one step after the other, and goes on when it was done."""

    DEFAULT_CSS = """
    TutorScreen > #tutor { height: auto; max-height: 5; padding: 0 1; background: $success 25%; color: $text; }
    """

    def __init__(self, archive: Archive, session: Session, before: BrowseScreen | None = None) -> None:
        super().__init__(archive, session, before)
        self._panel = Static(id="tutor")
        self.step: int = before.step if isinstance(before, TutorScreen) else 0
        """The number of the step to do, from 0; as many as there are when all are done."""
        self._first: Seen | None = None

    def compose(self) -> ComposeResult:
        """The browser, and the tutor above the line that says what happened."""
        for widget in super().compose():
            if widget is self.notice:
                yield self._panel
            yield widget

    def on_mount(self) -> None:
        """Say the first step."""
        self._say()
        self.set_interval(_LOOK, self._follow)

    def _say(self) -> None:
        step = STEPS[self.step] if self.step < len(STEPS) else END
        number = ltr(f"{min(self.step + 1, len(STEPS))}/{len(STEPS)}")
        text = f"{number}  {step.sentence()}"
        self._panel.update(
            BidiContent(text, [Span(0, len(number), "bold")], base="rtl" if is_rtl() else "ltr")
        )

    def _follow(self) -> None:
        if self.step >= len(STEPS) or self.pending:
            return
        now = self.seen()
        if self._first is None:
            self._first = now
        elif STEPS[self.step].done(self._first, now):
            self.step += 1
            self._first = now
            self._say()

    def seen(self) -> Seen:
        """What can be seen now."""
        top = self.app.screen
        article = self.reader.article
        return Seen(
            pane=self.focused_pane,
            row=self.results.cursor,
            query=self.search_box.text,
            searched=self.shown_query is not None
            and not self.shown_query.is_empty
            and self.results.count > 0,
            match=self._match[0],
            tags=len(article.tags) if article is not None else 0,
            marked=len(self.results.marked),
            stars=self._generation,
            record=self.shows_record,
            dialog=top.PANE if isinstance(top, Dialog) else "",
        )
