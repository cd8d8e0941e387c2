"""Who publishes a page, and in which section it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from importers.fields.boilerplate import after_breadcrumb, furniture, key
from importers.page.json_ld import LinkedData, Node
from importers.page.marks import Marks
from importers.page.meta import Meta
from importers.page.stated import Stated
from importers.page.title import SUFFIX
from importers.page.tree import Outside, text_of, tidy, within

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST = 80
_FEED = re.compile(r"^(.{2,80}?)\s*[»«›>]\s*(?:الخلاصة|خلاصة|flux|feed|rss)", re.IGNORECASE)
"""How WordPress names the feed of a site: "name » Feed"."""
_SECTION_WORDS = 5
_SITE_WORDS = 5
"""Words below which what a page calls itself, and its title has nothing of, is the name of its site."""
_NOBODYS = frozenset(
    map(
        key,
        (
            "AbiWord HTML Document", "AbiWord Document", "Untitled", "Untitled Document", "New Page", "New Page 1", "Document",
            "Microsoft Word", "LibreOffice", "OpenOffice", "Sans titre", "Document sans titre", "Nouvelle page 1", "Accueil",
            "Home", "Homepage", "Print", "Imprimer", "Version imprimable", "Impression", "طباعة", "نسخة للطباعة", "اطبع", "مستند بدون عنوان", "بدون عنوان", "صفحة جديدة", "الرئيسية", "الصفحة الرئيسية",
        ),
    )
)  # fmt: skip
"""What programs call pages that nobody gave a name, and what menus call the first one."""
_JOINTS = re.compile(r"\s*[/»«›>|\\]\s*")


def find_source(tree: HtmlElement, data: LinkedData, article: Node, meta: Meta) -> Stated | None:
    """The name of the site, as far as it is stated: in its metadata, in the publisher of the article, in its feed's name."""
    stated = meta.first("og:site_name", "citation_journal_title")
    if stated and _is_name(stated.value):
        return stated
    for name in (data.name(article.get("publisher")), data.publisher()):
        if name and _is_name(name):
            return Stated(name, "JSON-LD publisher")
    for link in tree.iter("link"):
        if "alternate" in (link.get("rel") or "").lower() and "xml" in (link.get("type") or "").lower():
            named = _FEED.match(tidy(link.get("title")))
            if named:
                return Stated(named[1].strip(), "name of the feed")
    stated = meta.first("dc.publisher", "publisher", "application-name", "apple-mobile-web-app-title")
    return stated if stated and _is_name(stated.value) else None


def source_in_title(names: Sequence[str], title: str | None, lines: Sequence[str]) -> Stated | None:
    """What hangs on to the title in `<title>`: sure only when a short line of the page has it as well."""
    if not title or not names:
        return None
    name = _before_colon(names[-1], title)
    if name is not None:
        return Stated(name, "title", sure=any(key(name) in key(line) for line in lines))
    parts = SUFFIX.split(names[-1])
    rest = [part for part in parts if key(part) and key(part) not in key(title)]
    if len(parts) < 2 or not rest or key(title)[:20] not in key(names[-1]):
        return None
    shown = [part for part in rest if furniture(part, key(part)) is None] or rest
    name = next((part for part in reversed(shown) if len(part.split()) < _SITE_WORDS), shown[-1])
    if not _is_name(name):
        return None
    return Stated(name, "title", sure=any(key(name) in key(line) for line in lines))


def _before_colon(name: str, title: str) -> str | None:
    """The site in what some blogs call their pages, "site: title", or where they only give its name."""
    if not key(name).endswith(key(title)):
        alone = 0 < len(name.split()) < _SITE_WORDS and key(name)[:20] not in key(title)
        return name if alone and _is_name(name) and key(title)[:20] not in key(name) else None
    before, colon, after = name.partition(":")
    return before.strip() if colon and key(after) == key(title) and _is_name(before.strip()) else None


def _is_name(text: str) -> bool:
    named = key(text)
    return (
        1 < len(text) <= _LONGEST
        and not text.startswith(("http://", "https://", "@"))
        and named != ""
        and named not in _NOBODYS
    )


def find_section(
    marks: Marks, data: LinkedData, article: Node, meta: Meta, outside: Outside, *, title: str | None
) -> Stated | None:
    """The section: stated by the article's metadata, the first step of its path, or the category printed at its head."""
    names = article.get("articleSection")
    name = data.name(names[0] if isinstance(names, list) and names else names)
    if name:
        return Stated(name, "JSON-LD articleSection")
    stated = meta.first("article:section", "cxenseparse:recs:section", "parsely-section", "og:section")
    if stated:
        return stated
    step = _first_step(data.breadcrumb(), title)
    if step:
        return Stated(step, "JSON-LD breadcrumb")
    for crumbs in marks["path"][:3]:
        links = [text_of(link) for link in crumbs.iter("a")] or [text_of(item) for item in crumbs.iter("li")]
        step = _first_step(links or [one for one in _JOINTS.split(text_of(crumbs)) if one], title)
        if step:
            return Stated(step, "breadcrumb")
    categories = list(within(marks.categories(), outside, 20))
    name = text_of(categories[0]) if categories else ""
    return Stated(name, "category") if name and len(name.split()) <= _SECTION_WORDS else None


def _first_step(steps: Sequence[str], title: str | None) -> str | None:
    """The step after the home page, unless it is the article itself."""
    inner = [
        step
        for step in steps
        if key(step) and after_breadcrumb(step) is None and furniture(step, key(step)) is None
    ]
    if not inner or len(inner[0].split()) > _SECTION_WORDS:
        return None
    name = inner[0]
    return None if title and (key(name) == key(title) or key(title).startswith(f"{key(name)} ")) else name
