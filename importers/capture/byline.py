"""Who wrote it and for whom, from the short lines between title and text: "بقلم …", "X – site", "X/place", "desk8 فبراير"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from importers.capture.rows import HEAD_ROWS, Row
from importers.capture.statements import is_kind_alone
from importers.fields.beside_names import (
    EDGES,
    LABELS,
    MOST_WORDS,
    OTHER_WORK,
    ZONE,
    says_who_at_length,
    without_brackets,
    without_roles,
)
from importers.fields.boilerplate import SECTIONS, furniture, key
from importers.fields.organisations import is_office
from importers.fields.places import PLACES
from importers.fields.publishers import AGENCIES, is_publisher
from importers.fields.writers import NOBODY, SAYS_BY

_PUBLISHED = re.compile(
    r"^(?:كتبه\s+كتب|كتب|نشر|نشرت?|تم النشر|آخر تحديث|published|posted|publié|mis à jour)\s*(?:في|يوم|بتاريخ|le|on|:)?(?=[:\s]*(?:\d|$))\s*|"
    r"(?:نشر في|تم النشر في|آخر تحديث|كتب في|published on|posted on|publié le|mis à jour le)\s*:?",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*[–—|/\\]\s*|\s+[-ـ•]\s+|\s*:\s*")
_TIGHT_JOINT = re.compile(r"(?<=[\u0621-\u064a])-(?=[\u0621-\u064a])")
_AND = re.compile(r"\s+(?:et|and|&)\s+")
_NAME = re.compile(r"(?:[^\d.؟!?،;؛@#«»“”\"]|(?<=\b\w)\.|\.(?=(?:نت|كوم|net|com|ma|org|info)(?!\w))){2,60}")
"""Words without signs; a point only after a single letter ("Salma K.", "و.م.ع")."""
_AT_PLACE = re.compile(r"(?<=[^\W\d_]{3}) (?:à|in|at|from|depuis|في) [^\W\d_].*$")
"""The place behind the name of who says that it is one ("Par X à Rabat")."""
_LEFT_OF_DATE = re.compile(
    r"(?:[\s,،|–—-]|(?<!\w)(?:le|on|du|à|في|يوم|بتاريخ|lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)\.?(?!\w))+",
    re.IGNORECASE,
)
"""What stands between a name and a date that was cut out."""
_SAID = re.compile(
    r"(?<!\w)(?:(?:dernière )?(?:modification|modifiée?|mise à jour)|mis à jour|(?:last |first |originally )?(?:updated|modified|revised|reviewed)|date de publication|publication date|(?:first|originally) published|issued on|(?:آخر )?تحديث|(?:posted|published|publiée?)(?= +(?:by|par)| *$))(?!\w)"
    r"|(?<=[a-zà-ÿ])(?:Publiée?|Mise? à jour|Modifiée?|Posted|Published|Updated)\s*$|(?<!\w)نشرت?\s*$",
    re.IGNORECASE,
)
"""What a line says of its dates."""
_NO_NAME = frozenset(
    ("في", "على", "من", "إلى", "عن", "مع", "بعد", "قبل", "حول", "التي", "الذي", "هل", "لا", "لم", "ضد", "بسبب", "خلال", "بحسب", "حسب", "وفق", "وفقا", "إثر", "عقب", "ضمن", "لدى", "كيف", "لماذا", "متى", "أين", "ماذا", "هذا", "هذه")
)  # fmt: skip
"""Words that no name has: a line that holds one is a sub-title."""
_KINDS_OF_TEXT = frozenset(
    map(
        key,
        (
            "رسمي", "رسميا", "عاجل", "بالفيديو", "بالصور", "فيديو", "صور", "خاص", "حصري", "حصريا", "شاهد", "مباشر", "officiel", "exclusif", "urgent",
            "vidéo", "video", "en direct", "direct", "live", "breaking", "exclusive", "watch", "date", "التاريخ", "تاريخ التحديث", "آخر تحديث", "بتاريخ", "date de publication", "date de parution", "publication date", "date published", "created", "created on", "added", "mis en ligne", "mise en ligne", "paru", "parution", "news release", "press release",
            "press statement", "statement", "report", "news", "joint statement", "open letter", "communiqué", "communiqué de presse",
            "déclaration", "rapport", "actualité", "lettre ouverte", "point de presse", "dépêche", "تاريخ", "تاريخ النشر", "تاريخ الإضافة",
            "تاريخ الخبر", "أضيف", "أضيفت", "حرر", "حرر في", "تم تحديثه", "تم التحديث", "تم النشر", "بلاغ", "بيان", "بلاغ صحفي", "بيان صحفي",
            "بيان مشترك", "بيان عام", "تقرير", "رسالة مفتوحة", "تصريح صحفي", "خبر", "أخبار", "إعلان",
        ),
    )
)  # fmt: skip
"""What stands beside a date and says which of its dates it is, or what kind of text follows."""
_DONE = frozenset(
    key(
        "تم تمت يتم بث بثت diffusé diffusée streamed premiered broadcast سجل سجلت حررت حرر صدر صدرت تحيين محين محينة أنجز أنجزت أخذت جمعت وقع وقعت عقد عقدت انعقد انعقدت توصلنا تلقينا استقيت صودق"
        " enregistré enregistrée recueilli recueillie recueillis fait établi actualisé actualisée adopté adoptée tenue tenu signé signée recorded taken done signed held updated issued adopted collected"
    ).split()
)
"""What was done at the place or on the day beside it: no name begins so."""
_PLACE_BEFORE = re.compile(r"^\W*[^\W\d_]+(?:[-’'][^\W\d_]+)*\s*(?:[,،]|في|بتاريخ|le(?= ))\s*\S")
"""One word and a comma before a day: the place where a letter was written ("Khénifra, le 8 février 2019")."""
_NAME_WORDS = 4
"""Words of a name that nothing says is one."""
_BESIDE_WORDS = 4
"""Words of a publisher or a place beside a name; where there are more, the line is a headline."""
_LINE_WORDS, _LONG_LINE_WORDS = 14, 44
"""Words of a line that holds a name, and of one that says "by" and what somebody is."""
_PARTLY = frozenset(("day-month", "month-day", "weekday", "ago"))
"""Kinds of dates that tell no day by themselves, beside a name on a short line."""
_SHORT_LINE = 8
_DAYS = frozenset(key("اليوم الآن أمس today aujourd’hui now").split())
_SMALL_WORD = re.compile(r"(?<![^\W\d_])[a-zà-ÿ][^\W\d_]*")
_IN_NAMES = frozenset(
    key(
        "de du des d la le les el al ben bin ibn abu abou bou ould ait oulad van von der den da di dos y e et and with avec"
        " rédaction équipe web desk staff correspondant correspondante correspondants correspondance particulière spécial spéciale envoyé envoyée agences agence bureau reporter writer editor team news"
        " édition monde politique société économie culture sport"
    ).split()
)
"""Words of names and desks that are written small."""
_NEAR = 4
"""A byline stands within so many written lines of the title."""


@dataclass(frozen=True, slots=True)
class Byline:
    """The author as written, the publisher or place beside the name, the row it is on, and whether it says so itself."""

    author: str
    source: str | None
    row: int
    sure: bool
    why: str


def find_byline(rows: Sequence[Row], title: int | None, first: int, last: int) -> Byline | None:
    """The byline between the title (its row, if there is one) and the body, or else right below the body."""
    head = rows[max(0, first - HEAD_ROWS) : first]
    titles = [row.number for row in head if row.kind in ("title", "title-duplicate")]
    body = " ".join(row.key for row in rows[first : last + 1])
    written = [row for row in head if not row.blank]
    titled = [at for at, row in enumerate(written) if row.number in titles]
    for at, row in enumerate(written):
        credited = row.reason == "picture" and SAYS_BY.match(row.text)
        if (row.kind not in (None, "date") and not credited) or row.heading > 1 or row.cell:
            continue
        dated = row.kind == "date" and row.has_little_else
        if (
            row.words > _LINE_WORDS
            and not dated
            and (row.words > _LONG_LINE_WORDS or not says_who_at_length(row.text))
        ):
            continue
        named = bool(SAYS_BY.match(row.text)) and not _PUBLISHED.match(row.text)
        near = any(0 < at - place <= _NEAR for place in titled)
        if not (named or near or (row.stated_day and title is None)):
            continue
        byline = _read(row, body, rows[title].key if title is not None else "", named)
        if byline:
            between = bool(titles) and row.number > titles[0]
            sure = named or (
                between
                and (
                    row.stated_day is not None
                    or byline.source is not None
                    or _last_before(row, first, written)
                )
            )
            return Byline(byline.author, byline.source, row.number, sure, byline.why)
    return _below(rows, last)


def read_byline(row: Row) -> Byline | None:
    """The byline on a line that says itself that it is one ("by …"), wherever it stands."""
    return _read(row, "", "", named=True)


def names_somebody(row: Row) -> bool:
    """Whether a short line is a name and nothing else, as far as its words tell."""
    return (
        _NAME_WORDS >= row.words > 1 and not row.ends_sentence and _read(row, "", "", named=False) is not None
    )


def _last_before(row: Row, first: int, written: Sequence[Row]) -> bool:
    """Whether nothing but furniture stands between the row and the body."""
    return all(
        other.furniture or other.kind == "date" for other in written if row.number < other.number < first
    )


def _read(row: Row, body: str, title_key: str, named: bool) -> Byline | None:
    text = row.text
    dated = False
    for found in reversed(row.dates):
        if found.is_day or (found.kind in _PARTLY and row.words <= _SHORT_LINE):
            before, after, dated = text[: found.start], text[found.end :], True
            text = f"{_without_end(before)} {after}"
    text = OTHER_WORK.sub("", ZONE.sub(" ", text))
    if dated and not named and SAYS_BY.match(" ".join(text.split())):
        text, named = " ".join(text.split()), True
    text = _PUBLISHED.sub(" ", _SAID.sub(" ", text) if dated else text).strip(EDGES)
    if named:
        text = _AT_PLACE.sub("", text)
    text = without_brackets(_beside_name(SAYS_BY.sub("", text), named=named).strip(EDGES))
    if named:
        text = without_roles(text)
    if (
        not text
        or len(text.split()) > MOST_WORDS
        or (not named and (_is_label(row.text) or is_kind_alone(row)))
    ):
        return None
    parts = [part.strip(EDGES) for part in _JOINT.split(text)]
    parts = [part for tight in parts for part in _TIGHT_JOINT.split(tight) if part]
    if not parts or not all(_NAME.fullmatch(part) for part in parts):
        return None
    if not _NO_NAME.isdisjoint(parts[0].split()):
        return None
    first_key = key(parts[0])
    if not named and any(len(part.split()) > _BESIDE_WORDS for part in parts[1:]):
        return None
    if not named and (first_key in _DAYS or any(_has_small_word(part) for part in parts[:2])):
        return None
    if not named and first_key.split()[:1] and first_key.split()[0] in _DONE:
        return None
    if dated and not named and len(parts) == 1 and " " not in first_key and _PLACE_BEFORE.search(row.text):
        return None
    if (
        first_key in _KINDS_OF_TEXT
        or first_key in LABELS
        or first_key in NOBODY
        or (not named and is_office(parts[0]))
        or first_key in SECTIONS
        or furniture(parts[0], first_key)
        or not first_key
    ):
        return None
    if first_key in PLACES:
        return _from_a_place(text, parts, row.number, named)
    if first_key in title_key:
        return None
    names = (
        parts[0].split() if named or dated or len(parts) > 1 else max(_AND.split(parts[0]), key=len).split()
    )
    if len(names) > (6 if named or dated or len(parts) > 1 else _NAME_WORDS) or (
        len(parts) == 1 and len(first_key.split()) == 1 and not (named or dated) and first_key not in AGENCIES
    ):
        return None
    if len(parts) == 1:
        return Byline(parts[0], None, row.number, named, "")
    if is_publisher(parts[0]) and not is_publisher(parts[1]) and not _is_place(parts[1], body):
        return Byline(parts[1], parts[0], row.number, named, "")
    return Byline(parts[0], None if _is_place(parts[1], body) else parts[1], row.number, named, "")


def _is_label(text: str) -> bool:
    """Whether a line is nothing but what stands before a date: "Date de publication", "Mis à jour le"."""
    return not key(_PUBLISHED.sub(" ", _SAID.sub(" ", text)))


def _has_small_word(name: str) -> bool:
    """Whether a word that no name has is written small, in letters that have capitals."""
    return any(key(one[0]) not in _IN_NAMES for one in _SMALL_WORD.finditer(name))


def _beside_name(text: str, *, named: bool) -> str:
    """What is left of a line that says "by" without the parts between strokes that are no names: the number of the issue, "Partager"."""
    if not named or "|" not in text:
        return text
    name, *others = text.split("|")
    kept = [
        one
        for one in others
        if _NAME.fullmatch(one.strip(EDGES)) and not furniture(one.strip(EDGES), key(one))
    ]
    return "|".join([name, *kept])


def _without_end(text: str) -> str:
    """The text without the small words and signs it ends in ("Par X, le")."""
    for found in _LEFT_OF_DATE.finditer(text):
        if found.end() == len(text):
            return text[: found.start()]
    return text


def _from_a_place(text: str, parts: Sequence[str], row: int, named: bool) -> Byline | None:
    """The byline of a line that begins with a place: "تازة: كريم العلوي", "الرباط - و م ع"; a place alone wrote nothing."""
    if len(parts) == 1:
        return None
    if key(parts[1]) in PLACES or key(parts[1]) in SECTIONS:
        return None
    if is_publisher(parts[1]):
        return Byline(text, parts[1], row, False, "a place and an agency")
    return Byline(parts[1], None, row, named, "")


def _is_place(name: str, body: str) -> bool:
    name_key = key(name)
    if name_key in PLACES:
        return True
    return any(
        f" {before}{name_key} " in f" {body} " for before in ("ب", "بمدينه ", "مدينه ", "اقليم ", "جهه ")
    )


_AFTER_TEXT = re.compile(
    r"(?:^|(?<=[\s\d]))(?:by|بقلم|بواسطة|par)\s*:?\s+(\S[^\d|]{2,40}?)"
    r"(?:\s+(?:في|à|at|on|le)(?:\s+\d{1,2}:\d\d[^\n]{0,40})?)?(?:\s*\d*\s*(?:ليست هناك تعليقات|لا توجد تعليقات|aucun commentaire|no comments)\s*:?)?$",
    re.IGNORECASE,
)
_SAYS_POSTED = re.compile(
    r"(?:\W|\d|(?:مرسلة|كتبت?|نشرت?|أضيفت?|أرسلت?|تم النشر|posted|published|written|submitted|publié|posté|écrit|rédigé|envoyé|article)(?!\w))*$",
    re.IGNORECASE,
)
"""What may stand before "by" below a text, dates cut out: "powered by", "photo by" and "designed by" name no author."""
_SOURCE = re.compile(r"^(?:المصدر|المصدر الأصلي|نقلا عن|source)\s*[:：]\s*([^\n]{2,60})$", re.IGNORECASE)


def find_source(rows: Sequence[Row], first: int, last: int) -> str | None:
    """The publisher a line of the page names outright ("المصدر: …"); marks the line."""
    for row in (*rows[:first], *rows[last + 1 :]):
        named = _SOURCE.match(row.text) if row.kind in (None, "date", "byline") and row.words <= 12 else None
        if named and "://" not in named[1]:
            row.mark("byline+date" if row.kind == "date" else "byline")
            return named[1].strip(EDGES)
    return None


_PAPER = re.compile(
    r"(?:جريدة|صحيفة|مجلة|موقع|قناة|يومية|أسبوعية|journal|magazine|le journal|site)\s", re.IGNORECASE
)
_SITE = re.compile(r"(?:www\.)?(?:[a-z0-9][a-z0-9-]{1,40}\.){1,3}[a-z]{2,6}", re.IGNORECASE)
_FILES = (".jpg", ".png", ".pdf", ".html", ".php", ".txt", ".doc", ".docx")


def of_paper(byline: Byline) -> Byline:
    """The byline of a line that names nothing but a paper: its source."""
    alone = byline.source is None and _PAPER.match(byline.author)
    return replace(byline, author="", source=byline.author) if alone else byline


def site_above(rows: Sequence[Row], title: int | None, first: int) -> str | None:
    """The address of a site alone on a line beside the title, as programs print it that save pages for reading."""
    top = title if title is not None else first
    near = [row for row in rows[max(0, top - 2 * _NEAR) : first] if not row.blank and row.number != title]
    named = [
        row
        for row in near
        if row.kind is None and _SITE.fullmatch(row.text) and not row.text.lower().endswith(_FILES)
    ]
    if len({row.key for row in named}) != 1:
        return None
    named[0].mark("byline")
    return named[0].text.lower().removeprefix("www.")


def _without_dates(row: Row, end: int) -> str:
    """The line up to `end` without its dates."""
    text = row.text[:end]
    for found in reversed(row.dates):
        if found.end <= end:
            text = f"{text[: found.start]} {text[found.end :]}"
    return text


_LABEL = re.compile(r"^(?:by|بقلم|بواسطة|par)\s*:?$", re.IGNORECASE)


def _below(rows: Sequence[Row], last: int) -> Byline | None:
    """Some themes print the author under the text, after "By" or بقلم."""
    tail = [row for row in rows[last + 1 :] if not row.blank][:8]
    for position, row in enumerate(tail):
        if row.reason in ("comment form", "comments", "related"):
            return None
        if row.words > 10:
            continue
        if row.kind is None and row.key in AGENCIES:
            return Byline(row.text.strip(f"{EDGES}()[]"), None, row.number, True, "")
        above = tail[position - 1] if position else None
        under_date = above is not None and above.kind == "date" and row.kind is None and 1 < row.words <= 5
        if under_date and _NAME.fullmatch(row.text) and row.key not in SECTIONS and not is_office(row.text):
            return Byline(row.text, None, row.number, False, "it stands under the date below the text")
        found = _AFTER_TEXT.search(row.text)
        if found and _SAYS_POSTED.match(_without_dates(row, found.start())):
            return Byline(found[1].strip(EDGES), None, row.number, True, "")
        if _LABEL.match(row.text) and position + 1 < len(tail):
            below = tail[position + 1]
            if below.words <= 6 and not below.furniture and _NAME.fullmatch(below.text):
                return Byline(below.text, None, below.number, True, "")
    return None
