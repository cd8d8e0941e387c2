"""Statements, communiqués, open letters and reports that were kept as text: who speaks, and what the paper calls itself.

They begin with a letterhead (an organisation, its bureau or section, a slogan, place and date); then a line says what it is
("بيان إلى الرأي العام", "COMMUNIQUÉ DE PRESSE"), which is the title, with the subject below where the line has nothing but the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from importers.capture.bodyblock import is_sentence
from importers.capture.rows import Row
from importers.fields.boilerplate import SECTIONS, key
from importers.fields.dates import Found
from importers.fields.organisations import is_office, organisation
from importers.fields.writers import SAYS_BY

_KINDS = frozenset(
    map(
        key,
        (
            "بيان", "البيان", "بلاغ", "البلاغ", "نداء", "النداء", "رسالة", "رسالة مفتوحة", "تقرير", "توضيح", "تصريح", "إعلان", "مذكرة", "عريضة", "شكاية", "محضر",
            "ملتمس", "مراسلة", "شهادة", "إخبار", "توصيات", "مقرر", "إفادة", "تنديد", "استنكار", "تضامن", "وثيقة", "ورقة", "دعوة", "كلمة",
            "حكم عدد", "حكم رقم", "قرار عدد", "قرار رقم", "أمر عدد", "ملف عدد", "لائحة", "قائمة", "خلاصات", "ملخص",
            "communiqué", "déclaration", "lettre ouverte", "appel", "rapport", "pétition", "procès verbal", "pv", "compte rendu", "mémorandum",
            "témoignage", "motion", "plainte", "mise au point", "point de presse", "résolution", "attestation", "jugement", "arrêt", "ordonnance",
            "note d information", "note de presse", "note de synthèse", "dossier de presse", "avis", "invitation", "liste", "plaidoyer", "lettre",
            "requête", "droit de réponse",
            "press release", "news release", "media release", "statement", "joint statement", "public statement", "press statement", "media statement",
            "final statement", "open letter", "joint open letter", "appeal", "urgent appeal", "joint appeal", "report", "joint report", "annual report",
            "media advisory", "press advisory", "minutes", "petition", "memorandum", "testimony", "declaration", "joint declaration", "urgent action",
            "judgment", "judgement", "ruling", "list of", "affidavit", "briefing note", "fact sheet", "call for", "call to action", "letter to", "letter from",
        ),
    )
)  # fmt: skip
"""What such a line begins with."""
_KIND_WORDS_FIRST = frozenset(kind.split()[0] for kind in _KINDS)
_BESIDES = frozenset(
    key(
        "إلى الرأي العام الوطني والدولي المحلي الدولي الوطني صحفي صحافي الصحفي مفتوح مفتوحة مشترك مشتركة تضامني استنكاري تنديدي ختامي توضيحي عام عاجل إخباري"
        " سنوي أولي نهائي للنشر رقم عدد و حول حقيقة اجتماع الاجتماع شاهد تظلم"
        " de presse à l opinion publique nationale et internationale public publique conjoint conjointe commun commune final finale urgent urgente n no numéro de la du"
        " annuel annuelle réunion la le au aux solidarité"
        " for immediate release of the to public joint annual final no number press meeting"
    ).split()
)
"""What may stand behind the kind in a line that names nothing else."""
_ABOUT = re.compile(r"(?:الموضوع|موضوع|objet|sujet|subject|re)\s*[:：/]\s*(?=\S)", re.IGNORECASE)
"""What stands before the subject of a letter."""
_JOINS = re.compile(
    r"(?:حول|بشأن|بخصوص|في شأن|عن|من أجل|إلى|بمناسبة|على إثر|à|au|aux|sur|pour|de|du|des|d[’']|concernant|relatif|relative|portant|contre|suite|on|about|regarding|to|of|for|from|concerning)(?!\w)",
    re.IGNORECASE,
)
"""What a subject begins with that goes on from the kind in one sentence."""
_CALLS = re.compile(
    r"(?:السيد|سيدي|سيدتي|السادة|أيها|أيتها|تحية|الرفاق|إن |نحن|mesdames|messieurs|monsieur|madame|cher|chère|chers|dear|nous |we |bonjour|dear)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:contact|tel|telephone|phone|fax|email|e mail|courriel|adresse|address|siege|site|web|هاتف|الهاتف|فاكس|الفاكس|العنوان|عنوان|البريد|للاتصال|المقر)\b"
)
"""In a key: what stands in a letterhead, whatever its length."""
_RULINGS = re.compile(r"(?:حكم|قرار|امر|jugement|arret|ordonnance|judge?ment|ruling)\b")
_COURTS = re.compile(r"(?:ال)?محكمه\b|(?:cour|tribunal|supreme court|court)\b")
_ADDRESSES = re.compile(
    r"(?:monsieur|madame|mesdames|messieurs|mme|chere?s?|dear|sir|السيد|السيده|السادة|سيدي|سيدتي|حضره|تحيه|سلام تام)\b"
)
_SALUTATION_WORDS = 9
_NEAR_TOP = 14
"""Written lines among which the kind of a paper is said."""
_LETTERHEAD = 8
_KIND_WORDS, _HEAD_WORDS, _SUBJECT_WORDS = 22, 14, 34
_NAME_WORDS = 5
_ORNAMENTS = ' \t*_«»"“”•·|–—-=~#'
_SPACED = re.compile(r"(?:\w ){3,}\w(?!\w)")
_LINES_BELOW = 14
"""Written lines below the text among which it is signed."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The rows that are the title, the title, the row and name of who speaks, and the first row of the text."""

    rows: tuple[int, ...]
    title: str
    source: str | None
    source_row: int | None
    first: int
    clean: bool
    """Whether nothing but the letterhead stands above: no menu of a site."""
    kept: tuple[int, ...] = ()
    """Rows of the letterhead that no field tells: several who speak together, to whom a letter goes."""
    dated: Found | None = None
    """The date of a ruling, which stands in its title."""


def find_statement(rows: Sequence[Row]) -> Statement | None:
    """The statement at the top of a text, or below a letterhead anywhere; None where no line says what the text is."""
    written = [row for row in rows if not row.blank]
    for place, row in enumerate(written[: 10 * _NEAR_TOP]):
        if not says_what_it_is(row):
            continue
        above = list(_letterhead(written, place))
        clean = len(above) == place and place <= _LETTERHEAD
        named = [one for one in above if _organisation(one)]
        if not (clean or named) or (row.key in SECTIONS and not named):
            continue
        if any(_is_headline(one) for one in above):
            return None
        taken = _with_subject(written, place)
        below = [one for one in written[place + len(taken) :] if one not in taken]
        text = _first_of_text(below)
        if text is None:
            return None
        speaker = _speaker(named)
        return Statement(
            tuple(one.number for one in taken),
            _joined([_solid(one.text) for one in taken]),
            _organisation(speaker) if speaker else None,
            speaker.number if speaker else None,
            text.number,
            clean,
            () if speaker or not clean else tuple(one.number for one in above if not one.stated_date),
            row.stated_day if _RULINGS.match(row.key) else None,
        )
    return _letter(written)


def _speaker(named: Sequence[Row]) -> Row | None:
    """The one organisation of a letterhead; among several only a court, which stands below its ministry."""
    if len({one.key for one in named}) <= 1:
        return named[0] if named else None
    courts = [one for one in named if _COURTS.match(one.key)]
    return courts[0] if len(courts) == 1 else None


def speaker_above(rows: Sequence[Row], title: int) -> tuple[int, str] | None:
    """Row and name of the one organisation in the few short lines above the row of a title; None where there are none or several."""
    above = [row for row in rows[:title] if not row.blank]
    if len(above) > _LETTERHEAD or any(row.words > _HEAD_WORDS for row in above):
        return None
    named = [(row.number, name) for row in above if (name := _organisation(row))]
    return named[0] if len({name for _, name in named}) == 1 else None


def letter_above(rows: Sequence[Row], first: int) -> int | None:
    """The first row of a letter without a title: who writes, where, to whom, and the address right above its text ("Monsieur,")."""
    above = [row for row in rows[: first + 1] if not row.blank]
    if len(above) > _LETTERHEAD + 1 or any(row.furniture or row.words > _HEAD_WORDS for row in above[:-1]):
        return None
    calls = any(_ADDRESSES.match(row.key) and row.words <= _SALUTATION_WORDS for row in above[-3:])
    return above[0].number if calls and len(above) > 1 else None


def signed_below(rows: Sequence[Row], last: int) -> int:
    """The last row of a statement with what stands below its text: demands without an end, place and date, who signs."""
    written = [row for row in rows[last + 1 :] if not row.blank]
    if len(written) > _LINES_BELOW:
        return last
    for row in written:
        if row.furniture:
            break
        last = row.number
    return last


def says_what_it_is(row: Row) -> bool:
    """Whether the line begins with the kind of a paper and is no sentence."""
    if row.kind is not None or row.wrapped or not 1 <= row.words <= _KIND_WORDS:
        return False
    first = row.key.split(" ", 1)[0]
    if first == "اخبار" and not row.text.lstrip(_ORNAMENTS).startswith("إ"):
        return False
    if first not in _KIND_WORDS_FIRST and len(first) > 1 and "ـ" not in row.text:
        return False
    text = _solid(row.text)
    if text.endswith((".", "؛", ";", "…", "،", ",")) or (row.stated_day and row.mostly_date):
        return False
    words = key(text).split()
    starts = any(" ".join(words[:count]) in _KINDS for count in (1, 2, 3))
    return starts and (text[:1].isupper() or not text[:1].islower())


def is_kind_alone(row: Row) -> bool:
    """Whether the line says what kind of paper it is and nothing else: "بلاغ إخباري", "COMMUNIQUÉ DE PRESSE"."""
    return says_what_it_is(row) and _is_kind_alone(row)


def _letterhead(written: Sequence[Row], place: int) -> Iterator[Row]:
    """The short lines right above, upwards, as far as nothing of a page's furniture and no sentence lies between."""
    for row in reversed(written[max(0, place - _LETTERHEAD) : place]):
        short = row.words <= _HEAD_WORDS and not (is_sentence(row) and row.words > _HEAD_WORDS // 2)
        if row.furniture or row.breadcrumb is not None or row.heading or not short or row.repeats > 2:
            return
        yield row


def _is_headline(row: Row) -> bool:
    """Whether a line above the kind is the title of an article whose kind a site says below it: long, and no name."""
    if organisation(row.text) or is_office(row.text) or row.stated_date or row.mostly_date:
        return False
    if _CONTACT.match(row.key):
        return False
    return row.heading == 1 or (row.words >= 6 and not row.text.endswith((":", "،", ",")))


def _organisation(row: Row) -> str | None:
    return None if row.stated_date else organisation(row.text)


def _is_place_and_date(row: Row) -> bool:
    return row.mostly_date or (row.stated_date is not None and row.words <= _HEAD_WORDS // 2 + 1)


def _first_of_text(below: Sequence[Row]) -> Row | None:
    """The first line that is no place, date, name or bureau below the title."""
    for at, row in enumerate(below):
        above_date = row.words <= _NAME_WORDS and at + 1 < len(below) and _is_place_and_date(below[at + 1])
        header = row.words <= _HEAD_WORDS and (SAYS_BY.match(row.text) or is_office(row.text))
        if not (row.furniture or _is_place_and_date(row) or above_date or header):
            return row
    return None


def _with_subject(written: Sequence[Row], place: int) -> list[Row]:
    """The line of the kind, and the one of its subject below where it has the kind alone."""
    row = written[place]
    if not _is_kind_alone(row):
        return [row]
    for at in range(place + 1, min(place + 4, len(written) - 1)):
        below = written[at]
        told = below.stated_date or SAYS_BY.match(below.text)
        if told or _is_place_and_date(below) or organisation(below.text) or is_office(below.text):
            continue
        follows = written[at + 1]
        about = _ABOUT.match(below.text) is not None
        short = 2 <= below.words <= _SUBJECT_WORDS and not below.furniture and not below.wrapped
        open_ended = not below.text.endswith((".", "،", ",", ";", "؛", "…")) and (
            about or not below.text.endswith(":")
        )
        longer = follows.words > below.words or _is_place_and_date(follows) or is_office(follows.text)
        if (
            short
            and open_ended
            and (about or ((longer or _JOINS.match(below.text)) and not _CALLS.match(below.text)))
        ):
            return [row, below]
        break
    return [row]


def _is_kind_alone(row: Row) -> bool:
    words = key(_solid(row.text)).split()
    kind = max((count for count in (1, 2, 3) if " ".join(words[:count]) in _KINDS), default=0)
    return all(word in _BESIDES or word in _KINDS or word.isdigit() for word in words[kind:])


def _letter(written: Sequence[Row]) -> Statement | None:
    """The subject of a letter ("الموضوع: …", "Objet : …") near the top of a text with nothing of a page above it."""
    for place, row in enumerate(written[:_NEAR_TOP]):
        about = _ABOUT.match(row.text) if row.kind is None else None
        if about is None:
            if row.furniture and row.reason != "page data":
                return None
            continue
        above = written[:place]
        if not place or len(written) <= place + 1 or any(one.words > _HEAD_WORDS for one in above):
            return None
        named = next((one for one in above[:3] if _organisation(one)), None)
        return Statement(
            (row.number,),
            row.text[about.end() :].strip(_ORNAMENTS),
            _organisation(named) if named else None,
            named.number if named else None,
            written[place + 1].number,
            True,
            tuple(one.number for one in above if one is not named and not one.stated_date),
        )
    return None


def _solid(text: str) -> str:
    """The line without ornaments, its letters together where they are set apart ("C O M M U N I Q U É")."""
    plain = text.replace("ـ", "").strip(_ORNAMENTS)
    return plain.replace(" ", "") if _SPACED.fullmatch(plain) else plain


def _joined(lines: Sequence[str]) -> str:
    kind = lines[0].rstrip(" :：")
    if len(lines) == 1:
        return kind
    subject = _ABOUT.sub("", lines[1]).strip(_ORNAMENTS)
    if _JOINS.match(subject):
        return f"{kind} {subject}"
    return f"{kind}: {subject}" if not kind.isascii() and kind[0] > "\u0590" else f"{kind} : {subject}"
