"""The common ways of opening the app, read without click, whose loading takes longer than all of this."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from tui.cli.as_utf8 import as_utf8
from tui.cli.invocation import Invocation
from tui.i18n import LANGUAGES
from tui.terminals.modes import MODES

_WITH_VALUE = frozenset({"--db", "--lang", "--bidi"})


def app_words(
    arguments: Sequence[str], invocation: Invocation, commands: Collection[str]
) -> tuple[Invocation, str] | None:
    """What the app is opened with and its query, where these words are plainly for the app.

    None for everything else: a command, help, ``-word`` in a query, ``--``, a wrong value. Click reads those, and says what is
    wrong. An option given twice counts as the last one, as with click.
    """
    query: list[str] = []
    words = iter(arguments)
    for word in words:
        option, equals, value = word.partition("=")
        if option in _WITH_VALUE:
            value = value if equals else next(words, "")
            if not value or value.startswith("-"):
                return None
            if option == "--db":
                invocation = replace(invocation, db=value)
            elif option == "--bidi" and value in MODES:
                invocation = replace(invocation, bidi=value)
            elif option == "--bidi" or value not in LANGUAGES:
                return None
        elif word == "--no-color":
            invocation = replace(invocation, color=False)
        elif not word or word.startswith("-") or (not query and word in commands):
            return None
        else:
            query.append(word)
    return invocation, as_utf8(" ".join(query))
