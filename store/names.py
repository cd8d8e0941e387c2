"""What a tag may be called. A name that looks like another on the screen is the same name.

Letters are composed (NFC); presentation forms, as some keyboards type them, become letters; tatweel, harakat and marks
that print nothing are dropped, because the reader hides them; runs of blanks are one. ``a/b`` is a sub-tag of ``a``.
"""

from __future__ import annotations

import re
import unicodedata

from store.errors import BadTag

LONGEST = 100
_SIGNS = "#\N{FULLWIDTH NUMBER SIGN}"
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_UNSEEN = re.compile("[\u0640\u064b-\u0652\u0670]")
_FORBIDDEN = re.compile('[,،"«»“”„]')


def normalise(name: str) -> str:
    """The name as it is stored. Raises `BadTag` with the reason."""
    text = _PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found[0]), name)
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    if any(unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"} and not char.isspace() for char in text):
        raise BadTag(name=ascii(name), reason="it holds control characters")
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = "/".join(" ".join(part.split()) for part in text.split("/"))
    if not text:
        raise BadTag(name=repr(name), reason="a name is needed")
    if text[0] in "+-":
        raise BadTag(name=text, reason="a name does not begin with + or -")
    if _FORBIDDEN.search(text):
        raise BadTag(name=text, reason="a name holds no commas or quotes")
    if "" in text.split("/"):
        raise BadTag(name=text, reason="a part between slashes is empty")
    if len(text) > LONGEST:
        raise BadTag(name=f"{text[:20]}…", reason=f"it is longer than {LONGEST} characters")
    return text


def without_sign(name: str) -> str:
    """The name without the # that the screen shows before tags, as people type it then; a name of nothing else stays."""
    return name.lstrip(_SIGNS).lstrip() or name


def is_within(name: str, parent: str) -> bool:
    """True for the tag itself and its sub-tags."""
    return name == parent or name.startswith(f"{parent}/")
