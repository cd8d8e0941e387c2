"""What a blog exported from Blogger holds beside its posts: comments, templates, settings and drafts, all as items of one feed.

The older export says by a category of its own what an item is (``…/blogger/2008/kind#post``), the newer one by elements
(``blogger:type``, ``blogger:status``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

Kind = Literal["", "comment", "setting", "draft"]
_KIND = "http://schemas.google.com/g/2005#kind"
_SETTINGS = frozenset({"template", "settings"})


def kind_of(entry: Mapping[str, Any]) -> Kind:
    """What an item of a feed is, where Blogger says it; "" for a post, a page and every item of other feeds."""
    kinds = {
        (tag.get("term") or "").rpartition("#")[2]
        for tag in entry.get("tags", ())
        if tag.get("scheme") == _KIND
    }
    if "comment" in kinds or entry.get("blogger_type") == "COMMENT" or entry.get("blogger_parent"):
        return "comment"
    if kinds & _SETTINGS:
        return "setting"
    if entry.get("blogger_status") == "DRAFT" or "yes" in (entry.get("draft"), entry.get("app_draft")):
        return "draft"
    return ""


def is_label(tag: Mapping[str, Any]) -> bool:
    """Whether a category is one that people gave, not the kind of the item."""
    return tag.get("scheme") != _KIND
