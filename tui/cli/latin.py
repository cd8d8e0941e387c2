"""Sentences in Latin letters beside the Arabic ones, for whoever can't read Arabic in this terminal yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tui.i18n import gettext as _
from tui.i18n import is_rtl, language, set_language

LATIN: Final = "fr"
"""The language that stands beside Arabic."""


def languages() -> tuple[str, ...]:
    """The languages to say something in: the reader's, and a Latin one where that is written in other letters."""
    return (language(), LATIN) if is_rtl() else (language(),)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Inside, messages are said in this language."""
    before = language()
    set_language(code)
    try:
        yield
    finally:
        set_language(before)


def in_each(message: str) -> str:
    """The message in each of the languages, the Latin one first: it can be read in any terminal."""
    said = []
    for code in reversed(languages()):
        with speaking(code):
            said.append(_(message))
    return "\n".join(said)
