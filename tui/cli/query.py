"""The words of a query on the command line, as the query they mean."""

from __future__ import annotations

from collections.abc import Sequence

from store.errors import BadQuery
from store.query import Query
from tui.cli.wrong_query import WrongQuery


def read_query(words: Sequence[str]) -> tuple[str, Query]:
    """The text of the query and what it means. A shell's words are joined by blanks. Raises WrongQuery."""
    text = " ".join(words)
    try:
        return text, Query.parse(text)
    except BadQuery as error:
        raise WrongQuery(text, error) from error
