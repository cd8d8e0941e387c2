"""The record pane: what is known of the open article, and from where."""

from __future__ import annotations

from typing import ClassVar

from store.article import StoredArticle
from tui.widgets.record_text import record_text
from tui.widgets.selectable_text import SelectableText


class Record(SelectableText):
    """Fields with their state and evidence, tags, note and provenance of one article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"text--tags"}
    DEFAULT_CSS = """
    Record {
        & > .text--tags { color: $text-accent; }
    }
    """

    def open(self, stored: StoredArticle | None, *, keep_place: bool = False) -> None:
        """Show the record of this article, or nothing."""
        self.show(record_text(stored) if stored else (), keep_place=keep_place)
