"""Notices above a title: that the page is a translation, how old it is, where its original stands.

Organisations that publish in many languages print them between menu and headline. They are sentences, so they read like the
beginning of the text; they belong to it, as they do on a saved page, but the title stands below them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from importers.capture.rows import Row
from store.text.months import fold_date_words

_MOST = 4
"""Written lines of notices above a title."""
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
    """Whether the line is a sentence that speaks of the page itself: a translation, its original, its age."""
    if row.kind is not None or not _WORDS[0] <= row.words <= _WORDS[1] or not row.text.endswith(_ENDS):
        return False
    return _NOTICE.match(row.key) is not None


def notices_above(rows: Sequence[Row], title: int) -> list[Row]:
    """The notices right above the row of the title, nothing but blank lines between, in their order."""
    found: list[Row] = []
    for row in reversed(rows[:title]):
        if row.blank:
            continue
        if len(found) == _MOST or not is_notice(row):
            break
        found.append(row)
    return found[::-1]


def below_notices(rows: Sequence[Row], first: int, last: int) -> Row | None:
    """The first row of the text that is no notice, where the text begins with some."""
    passed = 0
    for row in rows[first : last + 1]:
        if row.blank:
            continue
        if not is_notice(row):
            return row if passed else None
        passed += 1
        if passed > _MOST:
            break
    return None
