"""The line above the footer: what just happened, or else what is always good to know here."""

from __future__ import annotations

from textual.timer import Timer

from tui.bidi.layout import layout
from tui.widgets.bar import Bar

_SECONDS = 8.0
"""How long a notice stays if nothing else happens."""


class Notice(Bar):
    """Says what happened for a while; at rest it says what `rest` was given (counts, marks, read-only)."""

    DEFAULT_CSS = """
    Notice { color: $text-muted; }
    Notice.-said { color: $text; background: $primary 25%; }
    Notice.-warning { color: $text; background: $warning 30%; text-style: bold; }
    Notice.-long { height: auto; max-height: 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._rest = ""
        self._said = ""
        self._timer: Timer | None = None

    def rest(self, text: str) -> None:
        """What is said when nothing happened lately."""
        self._rest = text
        if not self._said:
            self.say(text)

    def tell(self, text: str, *, warning: bool = False) -> None:
        """Say what happened, instead of what was said before."""
        self._said = text
        self.set_class(not warning, "-said")
        self.set_class(warning, "-warning")
        # What to do often stands at the end of a long sentence; a short one leaves the panes above it as they are.
        self.set_class(len(layout(text, max(1, self.content_size.width))) > 1, "-long")
        self.say(text)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_SECONDS, self.hush)

    def hush(self) -> None:
        """Back to rest."""
        self._said = ""
        self.remove_class("-said", "-warning", "-long")
        self.say(self._rest)
