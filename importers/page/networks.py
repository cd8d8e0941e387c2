"""Posts saved from social networks: the network is no publisher, and what the page is called is the account, no title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from importers.capture.rows import Row
from importers.fields.boilerplate import key
from importers.page.stated import Stated
from importers.page.title import SUFFIX, Title

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NETWORKS = frozenset(
    map(
        key,
        (
            "Facebook",
            "X",
            "X (formerly Twitter)",
            "Twitter",
            "Instagram",
            "Telegram",
            "LinkedIn",
            "TikTok",
            "Threads",
            "فيسبوك",
            "تويتر",
            "تلغرام",
            "إنستغرام",
        ),
    )
)
_ON = re.compile(
    r"^(?P<account>.{2,80}?)(?:\s*\(@\w{1,40}\))?\s+(?:on|sur|على)\s+(?:X|Twitter|Facebook|Instagram|Threads|LinkedIn|تويتر|فيسبوك|إنستغرام|إكس)(?:\s*:.*)?$",
    re.DOTALL,
)
_CHANNEL = re.compile(r"Telegram\s*:\s*(?:Contact|View|Join|Share)\b", re.IGNORECASE)
"""What pages of Telegram are called, the name of the channel standing in og:title."""
_COUNT = re.compile(r"^\(\d+\+?\)\s*")
"""How many messages wait, before the name of a page."""
_POST_WORDS = frozenset(
    map(key, ("منشور", "منشورات", "post", "posts", "publication", "publications", "photo", "photos"))
)
_ACCOUNT_WORDS = 10
_NAME_LINE_WORDS = 12


def account_of(names: Sequence[str], source: Stated | None, title: Title | None) -> str | None:
    """The account that posted what a saved page shows, or None where the page is of no network, or shows more than a post."""
    parts = (
        [part for whole in SUFFIX.split(names[-1]) for part in whole.split(" / ") if key(part)]
        if names
        else []
    )
    network = (source is not None and key(source.value) in _NETWORKS) or (
        len(parts) > 1 and key(parts[-1]) in _NETWORKS
    )
    if not network:
        return None
    if _CHANNEL.match(names[-1]) and len(names) > 1:
        return names[0] if len(names[0].split()) <= _ACCOUNT_WORDS else None
    for name in names:
        told = _ON.match(name)
        if told:
            return told["account"].strip()
    account = _COUNT.sub("", parts[0]) if len(parts) > 1 else ""
    known = key(title.stated.value) if title is not None else ""
    same = known in ("", key(account), key(names[-1])) or (
        known.endswith(f" {key(account)}") and known.split()[0] in _POST_WORDS
    )
    return account if account and same and len(account.split()) <= _ACCOUNT_WORDS else None


def channel_of(tree: HtmlElement, source: Stated | None) -> Stated | None:
    """The channel behind a video of YouTube, which is no publisher; the source as it is on other pages."""
    if source is None or key(source.value) != "youtube":
        return source
    for link in tree.iter("link"):
        name = link.get("content") or ""
        if link.get("itemprop") == "name" and key(name):
            return Stated(" ".join(name.split()), "the channel of a video")
    return source


def without_names(rows: Sequence[Row], body: Sequence[int], account: str) -> list[int]:
    """The body without the lines of the account's name and address; marks these, and the title that was none."""
    named = key(account)
    for row in rows:
        told = row.key == named or (
            "@" in row.text and row.words <= _NAME_LINE_WORDS and row.key.startswith(named)
        )
        if told and row.kind in (None, "title", "title-duplicate"):
            row.mark("byline")
        elif row.kind in ("title", "title-duplicate"):
            row.mark("boilerplate", "outside the article")
    return [number for number in body if rows[number].kind != "byline"] or list(body)


def of_several_days(names: Sequence[str], moments: Sequence[str]) -> bool:
    """Whether a page is a channel's, with messages of more than one day: it dates none of them."""
    return _CHANNEL.match(names[-1]) is not None and len({moment[:10] for moment in moments if moment}) > 1
