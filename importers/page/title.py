"""The title of a page: the heading that the page's own name of itself repeats.

`<title>` and og:title often carry the site's name, a section, or are cut off; a heading may be the site's, a sidebar's or a
banner's. The longest heading that occurs in what the page calls itself was the right one on 64 of 65 pages.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from importers.fields.boilerplate import key
from importers.page.marks import Mark, Marks
from importers.page.meta import Meta
from importers.page.stated import Stated
from importers.page.tree import Outside, text_of, tidy, within

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST = 400
_SHORTEST = 4
_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)\s*$")
_SITES = re.compile(
    r"(?:^|[\s_-])(?:logo|site-?(?:title|name|branding)|blog-?title|navbar-brand)(?:[\s_-]|$)", re.IGNORECASE
)
_ENOUGH = 20
"""Characters of its key by which a title that is cut off is known."""
_FEW_WORDS = 3
_MOST_WORDS = 0.6
SUFFIX = re.compile(r"\s+[-–—|•·»«ـ]\s+|\s*\|\s*|\s+::?\s+")
"""What stands between a title and the name of its site in `<title>`."""


def names_of_itself(tree: HtmlElement, meta: Meta) -> list[str]:
    """What the page calls itself: og:title, twitter:title, citation and Dublin Core titles, `<title>`; the last is `<title>`."""
    head = next((element for element in tree.iter("title")), None)
    stated = meta.all("og:title", "twitter:title", "citation_title", "dc.title", "parsely-title")
    return [*stated, text_of(head) if head is not None else ""]


class Title(NamedTuple):
    """The title and the element that shows it, if one does."""

    stated: Stated
    heading: HtmlElement | None = None


def find_title(
    marks: Marks, outside: Outside, names: Sequence[str], headline: str | None, source: str | None
) -> Title | None:
    """The title, given what the page calls itself, the headline of its JSON-LD, and the name of its site."""
    known = [key(_CUT_OFF.sub("", name)) for name in (*names, headline or "") if name]
    source_key = key(source or "")
    headings = [one for one in _headings(marks, outside, known) if key(one.stated.value) != source_key]
    agreed = [one for one in headings if _is_among(key(one.stated.value), known)]
    if agreed:
        return max(agreed, key=lambda one: len(key(one.stated.value)))
    first = [one for one in headings if one.stated.where == "h1"] or headings[:1]
    only = first[0] if len({one.stated.value for one in first}) == 1 else None
    if only is not None and _is_like(key(only.stated.value), known):
        return only
    for name in (without_source(name, source) for name in names[:-1]):
        if name and key(name) != source_key:
            return Title(Stated(name, "meta og:title", sure=only is None))
    if headline and key(headline) != source_key:
        return Title(Stated(headline, "JSON-LD headline"))
    if only is not None:
        return Title(only.stated._replace(sure=not names[-1]), only.heading)
    title = without_source(names[-1], source) if names else ""
    return Title(Stated(title, "title", sure=False)) if title and key(title) != source_key else None


def title_among(lines: Sequence[str], names: Sequence[str]) -> Title | None:
    """The line that is most of what the page calls itself: the title of pages that mark no heading."""
    known = [key(name) for name in names if name]
    found = [
        line
        for line in lines
        if len(line.split()) >= _FEW_WORDS and len(line) <= _LONGEST and _is_among(key(line), known)
    ]
    longest = max(found, key=lambda line: len(key(line)), default="")
    enough = any(2 * len(key(longest)) > len(name) for name in known)
    return Title(Stated(longest, "line")) if longest and enough else None


def _headings(marks: Marks, outside: Outside, known: Sequence[str]) -> Iterator[Title]:
    """Headings that may be the title; only those of the first level, when one is most of what the page calls itself."""
    kinds: tuple[tuple[str, Mark], ...] = (("h1", "h1"), ("marked", "title"), ("h2", "h2"))
    for where, mark in kinds:
        for element in within(marks[mark][: 3 if where == "h2" else 40], outside):
            text = text_of(element)
            if _is_sites(element):
                continue
            if _SHORTEST <= len(text) <= _LONGEST and key(text):
                yield Title(Stated(text, where), element)
                if where == "h1" and any(
                    key(text) in name and 2 * len(key(text)) > len(name) for name in known
                ):
                    return


def _is_sites(element: HtmlElement) -> bool:
    """Whether the heading is called the name or the sign of the site, itself or what it stands in."""
    around = (element, *itertools.islice(element.iterancestors(), 2))
    return any(_SITES.search(f"{one.get('class') or ''} {one.get('id') or ''}"[:400]) for one in around)


def _is_among(heading: str, known: Sequence[str]) -> bool:
    if len(heading) < _SHORTEST:
        return False
    return any(heading in name or (len(name) >= _ENOUGH and heading.startswith(name)) for name in known)


def _is_like(heading: str, known: Sequence[str]) -> bool:
    """Whether most words of a page's only heading occur in something it calls itself: papers reword their headlines."""
    words = heading.split()
    return len(words) >= _FEW_WORDS and any(
        sum(word in name for word in words) >= _MOST_WORDS * len(words)
        for name in (set(one.split()) for one in known)
    )


def without_source(title: str, source: str | None) -> str:
    """A title without the name of the site that hangs on to either end of it."""
    if not source:
        return title
    parts = SUFFIX.split(title)
    source_key = key(source)
    while len(parts) > 1 and key(parts[-1]) == source_key:
        title = title[: title.rindex(parts[-1])].rstrip(" -–—|•·»«ـ:")
        parts.pop()
    if len(parts) > 1 and key(parts[0]) == source_key:
        title = title[title.index(parts[0]) + len(parts[0]) :].lstrip(" -–—|•·»«ـ:")
    return tidy(title)
