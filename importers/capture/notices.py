"""Notices above a title: that the page is a translation, how old it is, where its original stands.

Organisations that publish in many languages print them between menu and headline. They are sentences, so they read like the
beginning of the text; they belong to it, as they do on a saved page, but the title stands below them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from importers.capture.rows import Row
from store.text.months import fold_date_words

_FARTHEST = 16
"""Rows above a title among which its notices stand."""
_WORDS = (4, 60)
_ENDS = (".", ":", "!", "؛", ")", "»", "”")
_LABEL = r"(?:(?:ملاحظة|تنبيه|تنويه|note|nota bene|nb|avertissement|attention|notice) )?"
_ARABIC = (
    r"(?:قد (?:لا )?تكون )?هذه (?:ال)?ترجمة",
    r"(?:هذه|هذا) (?:الصفحة|المقالة|الوثيقة|المقال|النص|التقرير|البيان) (?:هي |هو )?(?:ترجمة|مترجمة?|ترجمت|ترجم|تمت ترجمته?ا?|مؤرشفة?|قديمة?)",
    r"(?:تم|تمت|جرت) ترجمة (?:هذه|هذا)",
    r"ترجمة (?:غير رسمية|آلية)",
    r"(?:الترجمة|النسخة) العربية (?:لهذه|لهذا|من هذه|من هذا)",
    r"(?:من فضلك |يرجى |المرجو )?(?:راجع|راجعوا|مراجعة|انظر|انظروا) (?:تعليمات|دليل|صفحة) الترجمة",
    r"من المستحسن (?:أن تلقي|إلقاء) نظرة",
    r"(?:النص|النسخة) (?:الأصلي|الأصلية|الإنجليزية|الفرنسية) (?:لهذه|لهذا|من هذه|من هذا|هي|هو)",
)
_FRENCH = (
    r"(?:ceci est|il s agit d|voici) ?une (?:\w+ )?traduction",
    r"(?:cette|la présente) (?:version|traduction)",
    r"(?:cette page|cet article|ce texte|ce document|ce communiqué|ce rapport|cette déclaration) (?:est|a été) (?:\w+ ){0,3}tradu\w*",
    r"traduction (?:non officielle|automatique|de courtoisie)",
    r"(?:cette page|cet article) (?:a plus d|a été publiée? il y a plus|date de plus|est archivée?|n est plus)",
    r"(?:la |le )?(?:version|texte) (?:originale?|anglaise?|arabe) (?:de ce|de cet|est|fait foi|peut)",
    r"(?:merci de|veuillez|prière de) (?:consulter|voir|lire) (?:la version|l original|le guide de traduction|les instructions)",
)
_ENGLISH = (
    r"this is an? (?:\w+ )?translation",
    r"this translation",
    r"this (?:page|article|text|document|statement|report|post) (?:is|was|has been) (?:\w+ ){0,3}translat\w*",
    r"(?:unofficial|machine|automatic|courtesy) translation",
    r"this (?:page|article|post|story) (?:is|was) (?:more than|over|published more|published over|out of date|archived|no longer)",
    r"the (?:original|english|arabic|french) (?:version|text|article|original) (?:of this|is|was|may|can)",
    r"(?:please )?(?:see|read|consult) the (?:translations? (?:readme|guide|instructions)|original|english version)",
)
_NOTICE = re.compile(fold_date_words(_LABEL + "(?:" + "|".join((*_ARABIC, *_FRENCH, *_ENGLISH)) + r")\b"))


def is_notice(row: Row) -> bool:
    """Whether the line is a sentence that speaks of the page itself (a translation, its original, its age), or begins a broken one."""
    if row.kind is not None or not _WORDS[0] <= row.words <= _WORDS[1]:
        return False
    return (row.wrapped or row.text.endswith(_ENDS)) and _NOTICE.match(row.key) is not None


def notices_above(rows: Sequence[Row], title: int) -> list[Row]:
    """The lines of the notices right above the row of the title, nothing but blank lines between, in their order."""
    found: list[Row] = []
    paragraph: list[Row] = []
    for row in reversed(rows[max(0, title - _FARTHEST) : title]):
        if row.kind is None and (row.wrapped or is_notice(row)):
            paragraph.append(row)
            if is_notice(row):
                found += paragraph
                paragraph = []
        elif not row.blank or paragraph:
            break
    return found[::-1]


def below_notices(rows: Sequence[Row], first: int, last: int) -> Row | None:
    """The first row of the text that is no notice, where the text begins with some."""
    passed, inside = 0, False
    for row in rows[first : min(last, first + _FARTHEST) + 1]:
        if row.blank:
            inside = False
        elif is_notice(row):
            passed, inside = passed + 1, row.wrapped
        elif not (inside and row.wrapped):
            return row if passed else None
    return None
