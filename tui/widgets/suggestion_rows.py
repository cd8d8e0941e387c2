"""Suggestions as rows of the record: the tag, what it is, and why it is suggested."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui import suggested
from tui.i18n import gettext as _
from tui.i18n import language
from tui.widgets.record_text import RecordRow, row
from tui.widgets.wording import own

if TYPE_CHECKING:
    from store.suggestions import Suggestion

PREFIX = "suggestion:"
"""What the id of such a row begins with; the tag as it was suggested follows."""


def suggestion_rows(found: Sequence[Suggestion]) -> list[RecordRow]:
    """One row a suggestion; the first is labelled."""
    first = _("Suggested")
    return [
        RecordRow(f"{PREFIX}{one.suggested}", (row("" if number else f"+ {first}", text(one), "quiet"),))
        for number, one in enumerate(found)
    ]


def text(one: Suggestion) -> str:
    """A suggestion on one line."""
    called = own(one.tag)
    if language() == "fr" and one.is_new and one.french and one.french != one.name:
        called = f"{called} ({own(one.french)})"
    return f"{called} · {suggested.kind(one)} · {own(suggested.why(one))}"
