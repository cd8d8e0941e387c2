"""Posts of social networks that were copied: the name of who posted above the moment, no title, the network's words below.

"3 h ·", "16 août 2018 ·", "منذ 3 ساعات ·": the point at the end of the second line tells them; what stands there without a full
date dates nothing. On X an address like @name stands below the name, and the moment below the text; in Telegram "Forwarded from"
names who wrote. A page of an organisation is the source, a person the author, for somebody to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from importers.capture.rows import Row
from importers.fields.boilerplate import key
from importers.fields.organisations import organisation

_POINTS = re.compile(r"[·•∙⋅・]")
_PUBLIC = frozenset(
    map(
        key,
        (
            "",
            "public",
            "عام",
            "shared with public",
            "partagé avec public",
            "partagé avec les amis",
            "shared with your friends",
            "تمت المشاركة مع العامة",
            "مشاركة مع العامة",
            "متابعة",
            "suivre",
            "follow",
        ),
    )
)
_BESIDE_NUMBER = frozenset(
    key(
        "le il y a at à on in ago since just now h j d w m y s min mn mins sem an ans hr hrs heure heures jour jours minute minutes day days week weeks hours"
        " الأمس yesterday hier edited modifié instant l modifiée am pm منذ قبل أمس في الساعة الآن س د ي أ ص م ساعة ساعات ساعتين دقيقة دقائق يوم يومين أيام أسبوع أسابيع"
        " سنة سنوات شهر أشهر شهرين تم التعديل معدل"
    ).split()
)
_COUNTED = re.compile(r"\d{1,4}[^\W\d_]{0,3}")
_SHARED = re.compile(
    r"\s+(?:is (?:with|at|feeling)|est (?:avec|à)|a (?:partagé|publié)|shared|posted|updated|مع |قام|شارك|نشر|في )\b.*$|\s*[·•]\s*(?:suivre|follow|متابعة)\s*$",
    re.IGNORECASE,
)
"""What networks write behind the name of who posted."""
_HANDLE = re.compile(r"@[A-Za-z0-9_]{2,30}(?:\s*[·•]\s*(?:suivre|follow|متابعة))?", re.IGNORECASE)
_NAME_AND_HANDLE = re.compile(
    r"(?P<name>[^@\n]{2,60}?)\s*\(?@[A-Za-z0-9_]{2,30}\)?\s*[·•]\s*(?P<when>[^@\n]{1,40})"
)
"""On X: the address alone below the name, or on one line with it and the moment."""
_FORWARDED = re.compile(
    r"(?:forwarded (?:from|message from)|transférée? (?:de|depuis)|transféré depuis|أعيد توجيه(?:ها|ه)? من|تمت? إعادة (?:ال)?توجيه(?:ها|ه)? من|محولة? من|معاد توجيه(?:ها|ه)? من)\s*:?\s+(?P<name>\S.{1,60})",
    re.IGNORECASE,
)
"""What Telegram writes above a message that was sent on."""
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d")
_CLIENT = re.compile(
    r"\s*[·•]\s*(?:twitter (?:for|web)|from |depuis |عبر )[^·•]{0,40}$|\s*[·•]\s*[\d.,٠-٩٫]+\s*\S{0,8}\s*(?:views?|vues?|مشاهدة|مشاهدات)?$",
    re.IGNORECASE,
)
_REACTED = re.compile(
    r"(?:\S+ ){1,6}(?:et|and|و) ?\d[\d .,]*(?:k |m |ألف |mille )?(?:autres?|others?|آخرين|آخرون|شخصا?|أشخاص)\b.*|(?:أنت|vous|you) (?:و|et|and) ?.{1,60}",
    re.IGNORECASE,
)
"""Who likes a post, in the network's words."""
_ACTIONS = frozenset(
    map(
        key,
        (
            "أعجبني",
            "J’aime",
            "Like",
            "إعجاب",
            "Répondre",
            "Reply",
            "Post your reply",
            "انشر ردك",
            "Postez votre réponse",
        ),
    )
)
"""The first of the network's buttons below a text."""
_ENDING = frozenset({"comments", "comment form"})
_ACRONYM = re.compile(r"(?<![^\W\d_])[A-Z]{3,}(?![^\W\d_])")
_GROUPS = frozenset(
    key(
        "section فرع لجنة اللجنة comité comite committee صفحة قناة page channel media press بريس نيوز news تنسيقية التنسيقية حركة الحركة"
    ).split()
)
_INITIAL = re.compile(r"(?<!\w)\w\.$")
_NEAR_TOP = 12
_HEAD_WORDS = 14
_PERSON_WORDS = 4
_MOST_BETWEEN = 3
"""Written lines between a name and its moment, none of them text: points, "follow"."""


@dataclass(frozen=True, slots=True)
class Post:
    """Rows of the name and of the last line of the head, the name, whether it is a page's rather than a person's.

    `end` is the row of the network's words below the text, or None.
    """

    name_row: int
    stamp_row: int
    name: str
    source: bool
    end: int | None = None


def find_post(rows: Sequence[Row], last: int) -> Post | None:
    """The head of a post near the top of a text whose last row is `last`, or None; below it stands what was posted."""
    written = [row for row in rows if not row.blank]
    for at, row in enumerate(written[:_NEAR_TOP]):
        found = _head(written, at)
        if found is None:
            continue
        name_row, name, on_x = found
        if name_row.words > _HEAD_WORDS or not key(name):
            return None
        if (name_row.ends_sentence and not _INITIAL.search(name_row.text)) or name_row.kind == "image":
            return None
        end = _end(written[at + 1 :], on_x=on_x)
        text = [one for one in written[at + 1 :] if one.kind is None and one.number < (end or last + 1)]
        if not text:
            return None
        return Post(name_row.number, row.number, name, _is_page(name), end)
    return None


def _head(written: Sequence[Row], at: int) -> tuple[Row, str, bool] | None:
    """The row of the name, the name, and whether it is a post on X, where a head of a post ends on this line."""
    row = written[at]
    forwarded = _FORWARDED.fullmatch(row.text)
    if forwarded:
        return row, forwarded["name"].strip(), False
    both = _NAME_AND_HANDLE.fullmatch(row.text) if "@" in row.text else None
    if both and _tells_moment(both["when"], row):
        return row, both["name"].strip(" ·•"), True
    if _HANDLE.fullmatch(row.text) and at and not written[at - 1].furniture:
        return written[at - 1], _SHARED.sub("", written[at - 1].text), True
    followed = at + 1 < len(written) and _POINTS.fullmatch(written[at + 1].text) is not None
    if not _is_stamp(row) and not (followed and row.words <= _HEAD_WORDS and _tells_moment(row.text, row)):
        return None
    for above in reversed(written[max(0, at - _MOST_BETWEEN) : at]):
        if not above.furniture:
            return above, _SHARED.sub("", above.text), False
    return None


def _is_page(name: str) -> bool:
    """Whether a name is that of a page rather than of a person."""
    words = key(name).split()
    return (
        organisation(name) is not None
        or len(name.split()) > _PERSON_WORDS
        or _ACRONYM.search(name) is not None
        or not _GROUPS.isdisjoint(words)
    )


def _end(below: Sequence[Row], *, on_x: bool) -> int | None:
    """The row of the first of the network's words below a text: its buttons, or on X the moment."""
    for row in below:
        if on_x and row.dates and _CLOCK.search(row.text) and _tells_moment(_CLIENT.sub("", row.text), row):
            return row.number
        if row.reason in _ENDING or (row.furniture and row.key in _ACTIONS):
            return row.number
    return None


def words_of_network(rows: Sequence[Row], post: Post) -> Iterator[Row]:
    """Lines right above the end of a post that say who likes it and how many."""
    for row in reversed(rows[post.stamp_row + 1 : post.end] if post.end else []):
        if row.blank or row.furniture:
            continue
        if not _REACTED.fullmatch(row.text):
            return
        yield row


def _is_stamp(row: Row) -> bool:
    """Whether nothing but a moment and the point behind it stand on the line."""
    points = list(_POINTS.finditer(row.text)) if row.words <= _HEAD_WORDS else []
    if not points or key(row.text[points[0].end() :]) not in _PUBLIC:
        return False
    return _tells_moment(row.text[: points[0].start()], row)


def _tells_moment(text: str, row: Row) -> bool:
    """Whether a part of the row says when and nothing else."""
    for found in row.dates:
        text = text.replace(found.text, " ")
    words = key(text).split()
    told = bool(row.dates) or any(word[:1].isdigit() for word in words)
    return told and all(word in _BESIDE_NUMBER or _COUNTED.fullmatch(word) for word in words)
