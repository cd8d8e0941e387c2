"""Posts saved from social networks: the network is no publisher, and what the page is called is the account, no title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importers.fields.boilerplate import key
from importers.page.stated import Stated
from importers.page.title import SUFFIX, Title

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
_ACCOUNT_WORDS = 10


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
    for name in names:
        told = _ON.match(name)
        if told:
            return told["account"].strip()
    account = parts[0] if len(parts) > 1 else ""
    same = title is None or key(title.stated.value) in (key(account), key(names[-1]))
    return account if account and same and len(account.split()) <= _ACCOUNT_WORDS else None
