"""Words that look like a date and may be none: a verb spelled as a month ("may", "march", مارس), a number of a file.

No answer is better than a wrong one, so what stands here is left out where nothing beside it says that a date is meant.
"""

from __future__ import annotations

import re

_VERBS = re.compile(r"(?:شهر )?(?:may|march)\b")
_ARABIC_VERB = re.compile("مارس (?:عام|سنة|سنه) ?[0-9٠-٩]")
_TIME_BEFORE = re.compile(
    r"(?:^|[\n,;:.(\[/|–—-]|[0-9٠-٩]"
    r"|\b(?:in|of|since|until|till|by|from|to|through|during|before|after|early|mid|late|last|next|on|between|and|month|published|posted|updated)"
    r"|(?:^|\s)(?:و|ف)?(?:في|شهر|خلال|منذ|مند|من|إلى|الى|حتى|غاية|قبل|بعد|بداية|مطلع|أوائل|اوائل|منتصف|أواسط|أواخر|اواخر|نهاية|متم|فاتح|بين|بتاريخ))"
    r"[\s.]{0,3}$",
    re.IGNORECASE,
)
_ALONE_AFTER = re.compile(r"\s{0,3}(?:$|\n|[,;:.)\]/|–—-])")
_CODE_BEFORE = re.compile(r"(?<![A-Za-z])(?:[A-Z]{1,5}|v)$")
_WORDS_BEFORE = frozenset(("LE", "DU", "AU", "ON", "MAJ", "DATE", "MIS"))
"""Words in capitals that stand before a date, and are no mark of a file."""
_NAME_BEFORE = re.compile(r"[^\W\d_]\Z")
"""A letter right before a month: a name that the date is glued to ("Jane DoeMarch 3, 2021"), or a word that ends like a month."""
_PART_BEFORE = re.compile(
    r"(?:النصف|الأسبوع|الاسبوع|الثلث|الربع|الشطر|الجزء|القسم|العدد|الفصل|الدور|الدورة|الجولة|المرحلة|الحلقة)\s{1,3}$"
)
"""What is counted before an ordinal: "النصف الثاني من مارس" is half a month, not its second day."""
_NUMBER_BEFORE = re.compile(
    r"(?<!\w)[وبل]?(?:رقم|عدد|تحت عدد|المادة|المواد|الفصل|البند|المرجع|مرجع|مرجعه|رق|n\s?[°º]|no\.|nos?|num[ée]ro|num\.|r[ée]f(?:[ée]rence)?\.?|ref\.|art(?:icle|\.)|case|version|v\.|loi|law|dahir)\s{0,2}[:/]?\s{0,2}$",
    re.IGNORECASE,
)
"""What stands before the number of a law, a file or a version, which may look like a day in figures."""
_MONEY_AFTER = re.compile(
    r"\s{0,2}(?:درهم|دراهم|أورو|يورو|دولار|ريال|دينار|dhs?\b|mad\b|dirhams?|euros?|€|\$|£)", re.IGNORECASE
)
_LOOKED_BACK = 24


def is_doubtful(kind: str, text: str, start: int, end: int) -> bool:
    """Whether what `kind` of date was found in `text` from `start` to `end` may be something else."""
    if kind == "month-day" and _NAME_BEFORE.search(text[max(0, start - 2) : start]):
        return not text[start].isupper()
    if kind == "day-month":
        return (
            text[start].isalpha()
            and _PART_BEFORE.search(text[max(0, start - _LOOKED_BACK) : start]) is not None
        )
    if kind == "month":
        return _may_be_a_verb(text, start, end)
    if kind in ("year-first", "numeric"):
        before = text[max(0, start - _LOOKED_BACK) : start]
        code = _CODE_BEFORE.search(before)
        numbered = _NUMBER_BEFORE.search(before) or _MONEY_AFTER.match(text, end)
        return numbered is not None or (code is not None and code[0] not in _WORDS_BEFORE)
    return False


def _may_be_a_verb(text: str, start: int, end: int) -> bool:
    """A month that is a verb too, with no word of time before it, and not alone between the ends of its line."""
    words = text[start:end]
    if not _VERBS.match(words) and not _ARABIC_VERB.match(words):
        return False
    before = text[max(0, start - _LOOKED_BACK) : start]
    if not before.strip() or before.rstrip(" ").endswith("\n"):
        return _ALONE_AFTER.match(text, end) is None
    return _TIME_BEFORE.search(before) is None
