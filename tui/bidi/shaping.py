"""Arabic letters → the presentation forms that join them, one cell for each letter, one for a lam-alef.

arabic-reshaper serves as the table of forms; joining is done here, on clusters, so that every cell keeps the
letters it stands for. Its ligatures stay off (U+FDF2 for الله is missing from most fixed-width fonts) and it is
always given its configuration, which an environment variable would change otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import category

from arabic_reshaper import ArabicReshaper

from tui.bidi.clusters import Cluster

_ISOLATED, _INITIAL, _MEDIAL, _FINAL = range(4)

_RESHAPER = ArabicReshaper({"support_ligatures": False, "delete_harakat": False, "support_zwj": False})
FORMS: Final[dict[str, tuple[str, str, str, str]]] = {
    letter: forms for letter, forms in _RESHAPER.letters.items() if letter != "\u200d"
}
"""Letter → isolated, initial, medial and final form; empty where the letter has none."""

_LAM: Final = "\u0644"
_LAM_ALEF: Final = {
    "\u0622": "\ufef5\ufef6",
    "\u0623": "\ufef7\ufef8",
    "\u0625": "\ufef9\ufefa",
    "\u0627": "\ufefb\ufefc",
}
"""Alef → the isolated and the final ligature of lam with it."""
LAM_ALEF_FORMS: Final = frozenset("".join(_LAM_ALEF.values()))
"""The ligatures that stand for two letters."""

_ZWNJ: Final = "\u200c"
_ZWJ: Final = "\u200d"
_NON_JOINING: Final = frozenset("\u200c\u2066\u2067\u2068\u2069")
"""Format characters that end a joined group (ArabicShaping.txt, type U); all others are transparent."""
_HAS_LETTERS = re.compile("[\u0620-\u064a\u066e-\u06d5\u0750-\u077f\u08a0-\u08c7]")


def shape(word: Sequence[Cluster], text: str) -> Sequence[Cluster]:
    """The clusters of a text with their letters joined. `text` is what they were cut from."""
    if not _HAS_LETTERS.search(text):
        return word
    joined_before, joined_after = _joins(word, text)
    shaped: list[Cluster] = []
    skip = False
    for k, cluster in enumerate(word):
        if skip:
            skip = False
            continue
        forms = FORMS.get(cluster.base)
        if forms is None:
            shaped.append(cluster)
            continue
        before, after = k in joined_before, k in joined_after
        if cluster.base == _LAM and after and k + 1 < len(word) and word[k + 1].base in _LAM_ALEF:
            alef = word[k + 1]
            marks = (cluster.marks + alef.marks)[:4]
            shaped.append(Cluster(_LAM_ALEF[alef.base][before], marks, 1, cluster.start, alef.end))
            skip = True
            continue
        form = (_MEDIAL if after else _FINAL) if before else (_INITIAL if after else _ISOLATED)
        _, marks, width, start, end = cluster
        shaped.append(Cluster(forms[form] or cluster.base, marks, width, start, end))
    return shaped


def _joins(word: Sequence[Cluster], text: str) -> tuple[set[int], set[int]]:
    """The clusters joined to the one before them, and those joined to the one after."""
    before: set[int] = set()
    after: set[int] = set()
    reaching: int | None = None  # the last cluster that can join what follows
    for k, cluster in enumerate(word):
        forms = FORMS.get(cluster.base)
        if forms is not None:
            if reaching is not None and forms[_FINAL]:
                after.add(reaching)
                before.add(k)
            reaching = k if forms[_INITIAL] else None
        elif cluster.width or text[cluster.start] in _NON_JOINING or category(text[cluster.start]) == "Cc":
            reaching = None
        elif text[cluster.start] == _ZWJ:
            if reaching is not None:
                after.add(reaching)
            reaching = k
    return before, after
