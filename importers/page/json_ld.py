"""What a page states about itself in JSON-LD (schema.org): the node of its article, and the names its fields hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from importers.fields.boilerplate import key
from importers.page.tree import tidy
from store.similar.addresses import url_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = frozenset(
    [
        "NewsArticle",
        "Article",
        "BlogPosting",
        "ReportageNewsArticle",
        "OpinionNewsArticle",
        "AnalysisNewsArticle",
        "LiveBlogPosting",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "SocialMediaPosting",
        "Report",
        "ScholarlyArticle",
        "TechArticle",
    ]
)
_PUBLISHERS = ("WebSite", "NewsMediaOrganization", "Organization")
_LISTED = frozenset(
    {"itemListElement", "comment", "hasPart", "isPartOf", "relatedLink", "mentions", "citation", "review"}
)
"""Fields that hold other articles, or what others wrote."""
_MOST_NODES = 2_000
_MOST_BYTES = 2_000_000
_CONTROLS = re.compile("[\\x00-\\x1f]")
_COMMENTS = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")

Node = dict[str, Any]


class LinkedData:
    """All nodes of all JSON-LD blocks of a page, found by their `@id` where one points at another."""

    def __init__(self, tree: HtmlElement) -> None:
        self._nodes = [node for block in _blocks(tree) for node in _nodes(block)]
        self._by_id: dict[str, Node] = {}
        for node in self._nodes:
            ident = node.get("@id")
            if isinstance(ident, str) and len(node) > len(self._by_id.get(ident, {})):
                self._by_id[ident] = node

    def article(self, titles: list[str], url: str | None) -> Node:
        """The article this page is, or an empty node: the one with its title or address, or the only one there is."""
        articles = [node for node in self._nodes if _types(node) & _ARTICLES]
        if not articles:
            return next((node for node in self._nodes if "WebPage" in _types(node)), {})
        keys = {key(title) for title in titles if title}
        for node in articles:
            headline = key(self.name(node.get("headline")) or self.name(node.get("name")) or "")
            if headline and any(headline in one or one in headline for one in keys if one):
                return node
        if url:
            for node in articles:
                address = node.get("url") or node.get("mainEntityOfPage")
                address = address.get("@id") if isinstance(address, dict) else address
                if isinstance(address, str) and url_key(address) == url_key(url):
                    return node
        return articles[0] if len(articles) == 1 else {}

    def name(self, value: Any) -> str | None:
        """The name in a value: a text, a node with a name, a pointer to one, or several of these joined by "، "."""
        names = list(dict.fromkeys(self._names(value, 0)))
        return "، ".join(names) or None

    def is_article(self, node: Node) -> bool:
        """Whether the node says that it is an article."""
        return bool(_types(node) & _ARTICLES)

    def author(self, article: Node) -> str | None:
        """The author of an article: its people where any are named, else the organisations."""
        for field in ("author", "creator"):
            value = article.get(field)
            many = value if isinstance(value, list) else [value]
            people = [one for one in many if "Person" in _types(self._node(one))]
            if name := self.name(people) or self.name(value):
                return name
        return None

    def _node(self, value: Any) -> Node:
        """The node, or the one that it points at; an empty one for everything else."""
        if not isinstance(value, dict):
            return {}
        ident = value.get("@id")
        return value if "@type" in value or not isinstance(ident, str) else self._by_id.get(ident, {})

    def _names(self, value: Any, depth: int) -> Iterator[str]:
        if isinstance(value, str):
            text = tidy(value[:500])
            if text and not text.startswith(("http://", "https://", "#", "/")):
                yield text
        elif isinstance(value, list):
            for one in value[:20]:
                yield from self._names(one, depth)
        elif isinstance(value, dict) and depth < 4:
            if "name" in value:
                yield from self._names(value["name"], depth + 1)
            elif "@value" in value:
                yield from self._names(value["@value"], depth + 1)
            elif isinstance(value.get("@id"), str):
                yield from self._names(self._by_id.get(value["@id"], {}).get("name"), depth + 1)

    def publisher(self) -> str | None:
        """The name of the site or of the organisation behind it."""
        for wanted in _PUBLISHERS:
            for node in self._nodes:
                if wanted in _types(node) and (name := self.name(node.get("name"))):
                    return name
        return None

    def breadcrumb(self) -> list[str]:
        """The names on the path to the page, from the home page on."""
        for node in self._nodes:
            if "BreadcrumbList" not in _types(node):
                continue
            steps = node.get("itemListElement")
            names = [
                self.name(step.get("name")) or self.name(step.get("item"))
                for step in (steps if isinstance(steps, list) else [])[:12]
                if isinstance(step, dict)
            ]
            return [name for name in names if name]
        return []


def _blocks(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        kind = (script.get("type") or "").lower()
        text = script.text or ""
        if "ld+json" not in kind or len(text) > _MOST_BYTES:
            continue
        for attempt in (text, _CONTROLS.sub(" ", _COMMENTS.sub("", text))):
            try:
                yield json.loads(attempt, strict=False)
                break
            except (ValueError, RecursionError):
                continue


def _nodes(block: Any) -> list[Node]:
    """All nodes in a block that speak of this page, outermost first."""
    found: list[Node] = []
    waiting: list[Any] = [block]
    while waiting and len(found) < _MOST_NODES:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value[:_MOST_NODES]
        elif isinstance(value, dict):
            found.append(value)
            waiting.extend(
                inner
                for name, inner in value.items()
                if isinstance(inner, dict | list) and name not in _LISTED
            )
    return found


def _types(node: Node) -> set[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {one.rpartition("/")[2] for one in kinds if isinstance(one, str)}
