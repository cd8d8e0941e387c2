"""Web addresses compared: the key that all variants of one address share."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_ga|ref|ref_src|spm|replytocom|amp|outputtype|cmpid|xtor|at_\w+|noamp",
    re.IGNORECASE,
)
"""Names of parameters that say where a reader came from, not what is read."""
_LISTS = re.compile(
    r"(?:/(?:ar|fr|en|es|am?z))?(?:/(?:index|home|accueil|default)(?:\.\w{2,5})?|/(?:feed|rss|atom)(?:\.xml)?|/\?feed=.*)?"
)
"""Paths of home pages and feeds: many articles come from there."""
_COMMENT = re.compile(r"#(?:comment|respond|reply)", re.IGNORECASE)
_HOSTS = frozenset({"www", "m", "amp", "mobile"})


def url_key(url: str) -> str:
    """What all variants of an address share; two addresses with the same key are the same page.

    It has no scheme, port, "www.", "m." or "amp.", fragment, tracking or final slash, one spelling of the escapes, and its
    query sorted.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return url
    while (head := host.partition("."))[0] in _HOSTS and "." in head[2]:
        host = head[2]
    path = quote(unquote(parts.path), safe="/~!$&'()*+,;=:@")
    path = re.sub(r"/+", "/", path).rstrip("/")
    path = path.removesuffix("/amp").rstrip("/")
    pairs = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    query = urlencode(sorted(pairs))
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def page_key(url: str) -> str | None:
    """`url_key` of an address that can be that of one article; None for a home page, a feed, a comment, or what is no address."""
    key = url_key(url)
    host, slash, path = key.partition("/")
    if "." not in host.partition("?")[0] or _COMMENT.search(url):
        return None
    if _LISTS.fullmatch(slash + path.partition("?")[0]) and not re.search(r"[?&](?:p|id|\w*id)=\d", key):
        return None
    return None if path.endswith("/feed") else key
