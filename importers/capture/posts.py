"""Posts of social networks that were copied: the name of who posted above the moment, no title, the network's words below.

"3 h ·", "16 août 2018 ·", "منذ 3 ساعات ·": the point at the end of the second line tells them; what stands there without a full
date dates nothing. A page of an organisation is the source, a person the author, for somebody to look at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from importers.capture.rows import Row
from importers.fields.boilerplate import key
from importers.fields.organisations import organisation

_POINTS = re.compile(r"[·•∙⋅・]")
_PUBLIC = frozenset(
    map(key, ("", "public", "عام", "shared with public", "partagé avec public", "متابعة", "suivre", "follow"))
)
_BESIDE_NUMBER = frozenset(
    key(
        "le il y a at à on in ago since just now h j d w m y s min mn mins sem an ans hr hrs heure heures jour jours minute minutes day days week weeks hours"
        " yesterday hier edited modifié instant l modifiée am pm منذ قبل أمس في الساعة الآن س د ي أ ص م ساعة ساعات ساعتين دقيقة دقائق يوم يومين أيام أسبوع أسابيع"
        " سنة سنوات شهر أشهر شهرين تم التعديل معدل"
    ).split()
)
_COUNTED = re.compile(r"\d{1,4}[^\W\d_]{0,3}")
_SHARED = re.compile(
    r"\s+(?:is (?:with|at|feeling)|est (?:avec|à)|a (?:partagé|publié)|shared|posted|updated|مع |قام|شارك|نشر|في )\b.*$|\s*[·•]\s*(?:suivre|follow|متابعة)\s*$",
    re.IGNORECASE,
)
"""What networks write behind the name of who posted."""
_NEAR_TOP = 8
_HEAD_WORDS = 14
_PERSON_WORDS = 4


@dataclass(frozen=True, slots=True)
class Post:
    """Rows of the name and of the moment, the name, and whether it is a page's rather than a person's."""

    name_row: int
    stamp_row: int
    name: str
    source: bool


def find_post(rows: Sequence[Row], last: int) -> Post | None:
    """The head of a post near the top of a text whose last row is `last`, or None; below it stands what was posted."""
    for above, row in pairwise([row for row in rows if not row.blank][:_NEAR_TOP]):
        if not _is_stamp(row):
            continue
        name = _SHARED.sub("", above.text)
        if above.words > _HEAD_WORDS or above.ends_sentence or above.furniture or not key(name):
            return None
        if not any(one.kind is None for one in rows[row.number + 1 : last + 1]):
            return None
        page = organisation(name) is not None or len(name.split()) > _PERSON_WORDS
        return Post(above.number, row.number, name, page)
    return None


def _is_stamp(row: Row) -> bool:
    """Whether nothing but a moment and the point behind it stand on the line."""
    points = list(_POINTS.finditer(row.text)) if row.words <= _HEAD_WORDS else []
    if not points or key(row.text[points[0].end() :]) not in _PUBLIC:
        return False
    before = row.text[: points[0].start()]
    for found in row.dates:
        before = before.replace(found.text, " ")
    words = key(before).split()
    told = bool(row.dates) or any(word[:1].isdigit() for word in words)
    return told and all(word in _BESIDE_NUMBER or _COUNTED.fullmatch(word) for word in words)
