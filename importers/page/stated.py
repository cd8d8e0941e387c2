"""A value a page states about itself, and where it stands."""

from __future__ import annotations

from typing import NamedTuple


class Stated(NamedTuple):
    """`value` as the page has it, tidied; `where` names the place ("JSON-LD", "meta og:title", "byline" …).

    `sure` is False for what only the look of the page suggests, so that a person should see it.
    """

    value: str
    where: str
    sure: bool = True
