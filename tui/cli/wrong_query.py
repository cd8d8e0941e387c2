"""A query of the command line that means nothing, with its text, so that the place can be pointed at."""

from __future__ import annotations

from store.errors import BadQuery


class WrongQuery(Exception):
    """`text` is the query as it was typed, `error` says what is wrong with it and where."""

    def __init__(self, text: str, error: BadQuery) -> None:
        super().__init__(str(error))
        self.text = text
        self.error = error
