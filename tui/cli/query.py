"""The words of a query on the command line, as the query they mean."""

from __future__ import annotations

from collections.abc import Sequence

from store.errors import BadQuery
from store.finding.query import Query
from tui.cli.wrong_query import WrongQuery


def read_query(words: Sequence[str], *, aliases: bool | None = None) -> tuple[str, Query]:
    """The text of the query and what it means. A shell's words are joined by blanks. Raises WrongQuery.

    `aliases`: whether names are looked for by their other names too; None for as the settings have it.
    """
    text = " ".join(words)
    try:
        return text, Query.parse(text, aliases=aliases)
    except BadQuery as error:
        raise WrongQuery(text, error) from error
