"""The `<meta>` and `<link>` elements of a page by name: Open Graph, article:, Dublin Core, citation_ and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importers.page.stated import Stated
from importers.page.tree import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMED_BY = ("property", "name", "itemprop", "http-equiv")
_LONGEST = 2_000


class Meta:
    """What stands in the head of a page. Names are compared without regard to case."""

    def __init__(self, tree: HtmlElement) -> None:
        self._values: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            value = tidy((element.get("content") or "")[:_LONGEST])
            if not value:
                continue
            for attribute in _NAMED_BY:
                for name in (element.get(attribute) or "").lower().split():
                    self._values.setdefault(name, []).append(value)

    def first(self, *names: str) -> Stated | None:
        """The first value there is, in the order of the names."""
        for name in names:
            for value in self._values.get(name.lower(), ()):
                return Stated(value, f"meta {name}")
        return None

    def all(self, *names: str) -> list[str]:
        """All values of all these names, each once."""
        return list(dict.fromkeys(value for name in names for value in self._values.get(name.lower(), ())))
