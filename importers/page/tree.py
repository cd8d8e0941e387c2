"""The tree of a page and what is asked of its elements. lxml is loaded here, in the process that parses, when first needed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from importers.base import UnreadableSource
from importers.fields.encoding import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SPACES = re.compile(r"\s+")
_OUTSIDE = re.compile(
    r"(?:comments?|commentlist|respond|disqus|related|sidebar|widgets?|footer|navigation|nav|navbar|menu|breaking|ticker|newsletter"
    r"|donate|donation|header|masthead|top-?bar|site-header|clock|today|current-date|weather|prayer"
    r"|event-(?:date|time|day|place|location|venue)|date-event)(?:[-_].*)?|venue|lieu|place"
    r"|.*[-_](?:comments?|sidebar|widgets?|related)|toc|siteSub|contentSub|catlinks|printfooter"
    r"|.*(?:related|recommend|popular|most-?read|most-?viewed|trending|read-?also|latest-(?:posts|news)|mega-?menu|you-may).*",
    re.IGNORECASE,
)
"""Classes and ids of the parts of a page that speak of other articles, in other people's words, or of when and where to come."""
_NOT_JUDGED = re.compile(r"(?:no|has|with|without|is|hide|elementor|wp-block|et)[-_].*", re.IGNORECASE)
"""Names of layouts ("no-sidebar") and of page builders, which call every piece a widget."""
_OUTSIDE_TAGS = frozenset({"aside", "nav", "form"})
_BREAKS = ("br", "p", "div", "li", "ul", "h1", "h2", "h3", "h4", "td", "time", "section", "figure")
_HEAD_TAGS = frozenset({"title", "meta", "link", "script", "style", "base", "noscript", "template", "object"})
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no `Char` of XML 1.0: libxml2 reads it in a page, and lxml refuses to write it."""
_SPINE = frozenset({"html", "body", "main", "article"})
_ROWS = frozenset({"tr", "th", "thead", "tbody"})
"""Parts of a table whose classes (``header``) say how they look."""


def parse(markup: str) -> HtmlElement:
    """The tree of this markup. Nothing it points at is opened: no entity, no stylesheet, no address.

    Raises UnreadableSource if nothing is in it.
    """
    from lxml import etree, html  # noqa: PLC0415 - 30 ms, only where pages are parsed

    parser = html.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8"
    )
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise UnreadableSource("no article", "There is no text of an article on this page.") from None
    _mend_head(tree)
    return tree


def _mend_head(tree: HtmlElement) -> None:
    """Moves what is no part of a head out of it: where a page leaves `<body>` out, the parser does not see that `<main>` ends it."""
    head = tree.find("head")
    if head is None:
        return
    strays = list(itertools.dropwhile(lambda element: element.tag in _HEAD_TAGS, head))
    if not strays:
        return
    body = tree.find("body")
    if body is None:
        body = tree.makeelement("body", {})
        tree.append(body)
    text, body.text = body.text, None
    strays[-1].tail = _NO_XML.sub("", f"{strays[-1].tail or ''}{text or ''}")
    for place, element in enumerate(strays):
        body.insert(place, element)


def tidy(text: str | None) -> str:
    """Text from an attribute or element on one line: single spaces, nothing a terminal would obey, no marks at its edges."""
    return _SPACES.sub(" ", clean(text or "")).strip(" \u200e\u200f\u061c\u200b\ufeff")


def text_of(element: HtmlElement) -> str:
    """The text inside an element on one line, a space where a line ends on the page."""
    if not len(element):
        return tidy(element.text)
    if all(one is element for one in itertools.islice(element.iter(*_BREAKS), 2)):
        return tidy("".join(element.itertext()))
    return tidy("".join(_pieces(element)))


def _pieces(element: HtmlElement) -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415 - only where pages are parsed

    for event, one in etree.iterwalk(element, events=("start", "end")):
        apart = " " if one is not element and one.tag in _BREAKS else ""
        if event == "start":
            yield f"{apart}{one.text or ''}"
        elif one is not element:
            yield f"{apart}{one.tail or ''}"


class Outside:
    """Tells elements in comments, sidebars and lists of other articles from those of the article.

    What holds `heading`, the article's title, is never judged; without one, what holds the first `<h1>`.
    """

    def __init__(self, tree: HtmlElement, heading: HtmlElement | None = None) -> None:
        inner = heading if heading is not None else next(tree.iter("h1"), None)
        # lxml gives the same object for an element as long as one is held, so they can be told by identity.
        self._spine = set(inner.iterancestors()) if inner is not None else set()

    def __contains__(self, element: HtmlElement) -> bool:
        """Whether it, or something around it, is no part of the article."""
        return any(self.begins_at(one) for one in (element, *element.iterancestors()))

    def begins_at(self, element: HtmlElement) -> bool:
        """Whether this very element says that what it holds is no part of the article."""
        tag = element.tag
        if tag in _SPINE or tag in _ROWS:
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        marked = tag in _OUTSIDE_TAGS or (names != " " and _say_outside(names[:1_000]))
        if tag == "footer":
            marked = not any(own in names for own in ("entry", "post", "article", "node", "byline"))
        return marked and element not in self._spine


@lru_cache(maxsize=4_096)
def _say_outside(names: str) -> bool:
    return any(
        len(name) < 100 and not _NOT_JUDGED.match(name) and _OUTSIDE.fullmatch(name) is not None
        for name in names.split()
    )


def within(elements: list[HtmlElement], outside: Outside, most: int = 200) -> Iterator[HtmlElement]:
    """Those of the first `most` elements that belong to the article."""
    return (element for element in elements[:most] if element not in outside)
