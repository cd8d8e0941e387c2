"""The record of an article as it is shown: what was imported, with the edits in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from store.article import DATES, Article, Field
from store.articles.revisions import date_from
from store.log.facts import Fact


def edited(said: Iterable[Fact]) -> dict[str, list[Any]]:
    """The values people gave each field, the one that is shown last; several after a merge."""
    values: dict[str, list[Any]] = {}
    for fact in said:
        if fact.kind == "edit" and fact.value is not None:
            values.setdefault(fact.slot, []).append(fact.said)
    return values


KINDS = frozenset({"edit", "checked"})
"""The facts that `apply` looks at."""


def apply(article: Article, said: Iterable[Fact]) -> Article:
    """The article with the edits in force. A field that a person looked at needs no review any more.

    What was found right (`checked`) is asked again when another reading gives another reason.
    """
    facts = [fact for fact in said if fact.value is not None and fact.kind in KINDS]
    values = edited(facts)
    checked = {(fact.slot, reason) for fact in facts if fact.kind == "checked" for reason in fact.said}
    if checked:
        article = replace(
            article, review=tuple(item for item in article.review if tuple(item) not in checked)
        )
    if not values:
        return article
    shown: dict[str, Any] = {
        field: date_from(value[-1]) if field in DATES else value[-1] for field, value in values.items()
    }
    review = tuple(item for item in article.review if item.field not in shown)
    return replace(article, **shown, review=review)


def fields_edited(said: Iterable[Fact]) -> tuple[Field, ...]:
    """The fields with an edit in force, by name."""
    return tuple(sorted(edited(said)))  # type: ignore[arg-type] # slots of edits are Editable, which are Fields
