"""The words of `archive tag`: what to add, what to take off, and which articles are meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.tag_labels import without_sign


@dataclass(frozen=True, slots=True)
class Selection:
    """Tags to add and to remove, and either ids or a query; the query is None where ids are meant."""

    add: tuple[str, ...]
    remove: tuple[str, ...]
    ids: tuple[str, ...]
    query: str | None


def read_words(words: Sequence[str]) -> Selection:
    """Sort the words: ``+name`` adds, ``-name`` removes, others are ids; all that follows a lone ``--`` is a query.

    A tag to add loses the # that the screen shows before tags; one to remove is taken as it is typed, if a tag is called so.
    """
    words = list(words)
    query = None
    if "--" in words:
        at = words.index("--")
        query = " ".join(words[at + 1 :])
        words = words[:at]
    return Selection(
        add=tuple(without_sign(word[1:]) for word in words if word.startswith("+")),
        remove=tuple(word[1:] for word in words if word.startswith("-")),
        ids=tuple(word for word in words if not word.startswith(("+", "-"))),
        query=query,
    )
