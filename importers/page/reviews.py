"""What a person should look at in the article of a page: what was guessed, and what the page itself says is missing."""

from __future__ import annotations

from collections.abc import Sequence

from importers.capture.rows import Row
from importers.fields.cut_off import SENTENCE, says_part
from importers.page.stated import Stated
from store.article import Review

POSTED = "account"
"""Where a source comes from that is the account on a social network."""


def of_title(title: Stated | None) -> list[Review]:
    """That there is none, or that it is a guess."""
    if title is None:
        return [Review("title", "No title was found.")]
    if title.sure:
        return []
    return [Review("title", "The title was taken from the name of the page; no heading on it says the same.")]


def of_author(author: Stated | None) -> list[Review]:
    """That the author is a guess, and why."""
    if author is None or author.sure:
        return []
    return [Review("author", f"“{author.value}” was taken for the author: {author.where}.")]


def of_source(source: Stated | None) -> list[Review]:
    """That the source is a guess."""
    if source is None or source.sure:
        return []
    if source.where == POSTED:
        return [Review("source", f"“{source.value}” was taken for the source: it stands above a post.")]
    return [
        Review(
            "source",
            f"“{source.value}” was taken for the source: it follows the title in the name of the page.",
        )
    ]


def of_body(rows: Sequence[Row], *said: str) -> list[Review]:
    """That the page shows only a part, if it says so; and what else is `said` of the text."""
    told = any(says_part(row.text, row.words, inside=row.kind == "body") for row in rows)
    part = [Review("body", SENTENCE)] if told else []
    return [*part, *(Review("body", one) for one in said)]
