"""Web addresses compared: the key that all variants of one address share."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_ga|ref|ref_src|spm|replytocom|amp|outputtype|cmpid|xtor|at_\w+|noamp",
    re.IGNORECASE,
)
"""Names of parameters that say where a reader came from, not what is read."""
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
