"""The words of `archive tag`: what to add, what to take off, and which articles are meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """Tags to add and to remove, and either ids or a query; the query is None where ids are meant."""

    add: tuple[str, ...]
    remove: tuple[str, ...]
    ids: tuple[str, ...]
    query: str | None


def read_words(words: Sequence[str]) -> Selection:
    """Sort the words: ``+name`` adds, ``-name`` removes, others are ids; all that follows a lone ``--`` is a query.

    Names are as they are typed: which tags they mean, a # before them or not, the vocabulary says.
    """
    words = list(words)
    query = None
    if "--" in words:
        at = words.index("--")
        query = " ".join(words[at + 1 :])
        words = words[:at]
    return Selection(
        add=tuple(word[1:] for word in words if word.startswith("+")),
        remove=tuple(word[1:] for word in words if word.startswith("-")),
        ids=tuple(word for word in words if not word.startswith(("+", "-"))),
        query=query,
    )
