"""Fields that are compared whole, and spans of dates, as conditions on the docid."""

from __future__ import annotations

from store import subjects
from store.finding import parser
from store.finding.query import DateRange, Value
from store.text import fold

LISTED = "EXISTS (SELECT 1 FROM listing AS l WHERE l.docid = {docid} AND %s)"
"""A condition on the row of the listing, as one on `{docid}`."""
_UNDATED_END = 1 << 20


def dates(node: DateRange) -> tuple[str, list[object]]:
    """The condition of a span of dates with its values. A date known in part counts from its first day."""
    first = parser.bounds(node.first)[0] if node.first else None
    last = parser.bounds(node.last)[1] if node.last else None
    if node.name == "date":
        low = max(_UNDATED_END, (first.toordinal() - 1) << 20) if first else _UNDATED_END
        high = (last.toordinal() << 20) - 1 if last else (1 << 62)
        return "{docid} BETWEEN ? AND ?", [low, high]
    return (
        LISTED % "substr(l.event_date || '-01-01', 1, 10) BETWEEN ? AND ?",
        [first.isoformat() if first else "0001-01-01", last.isoformat() if last else "9999-12-31"],
    )


_TAGGED = """{docid} IN (SELECT t.docid FROM tagging AS t WHERE t.tag IN
 (SELECT g.tag FROM tag AS g WHERE g.folded BETWEEN ? AND ? OR (g.folded > ? AND g.folded < ?)
  UNION SELECT g.tag FROM tag_name AS n CROSS JOIN tag AS g WHERE n.folded BETWEEN ? AND ?
  AND (g.name = n.tag OR (g.name > n.tag || '/' AND g.name < n.tag || '0'))))"""
_HAS = {
    "note": LISTED % "l.has_note",
    "review": LISTED % "l.in_review",
    "tag": "{docid} IN (SELECT docid FROM tagging)",
    "date": f"{{docid}} >= {_UNDATED_END}",
    "starred": LISTED % "l.starred",
}


def compared(name: str, value: Value) -> tuple[str, list[object]]:
    """The condition of a field that is compared whole."""
    if name in {"has", "is"}:
        return _HAS[value.text], []
    text = " ".join(fold(value.text).split())
    if name == "tag":
        last = text + "\U0010ffff" if value.open else text
        return _TAGGED, [text, last, text + "/", text + "0", text, last]
    if name == "lang":
        return LISTED % "(l.language = ? OR substr(l.language, 1, length(?) + 1) = ? || '-')", [text] * 3
    if name == "url":
        return LISTED % "instr(lower(l.url), ?)", [value.text.lower()]
    if name in SUBJECTS:
        return _subject(SUBJECTS[name], text, "" if value.open else " ")
    return _section(text, "" if value.open else " ")


SUBJECTS = {"people": "people", "institution": "institutions", "place": "places", "kind": "kind"}
"""Fields of a query that stand for what people wrote down of an article, and the kinds of its facts."""
_SUBJECT = f"""{{docid}} IN (SELECT l.docid FROM fact AS f CROSS JOIN listing AS l ON l.id = f.about
 WHERE {subjects.ONE_OF} AND f.kind = ? AND f.value IS NOT NULL
 AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id) AND %s)"""  # noqa: S608 - of constants
_IN_SUBJECT = f"instr(' ' || {subjects.FOLD}(f.slot) || ' ', ?)"


def _subject(kind: str, text: str, end: str) -> tuple[str, list[object]]:
    """Articles of which one value has all words of this one, with an article or "and" before them or without."""
    each, values = _words(_IN_SUBJECT, text, end)
    return _SUBJECT % each, [kind, *values]


_BEFORE_WORD = ("", "ال", "و", "وال")
_IN_SECTION = "instr(' ' || replace(replace(l.section_folded, '''', ' '), '-', ' ') || ' ', ?)"


def _section(text: str, end: str) -> tuple[str, list[object]]:
    """Sections that hold all words of the value, with an article or "and" before them or without."""
    each, values = _words(_IN_SECTION, text, end)
    return LISTED % each, values


def _words(condition: str, text: str, end: str) -> tuple[str, list[object]]:
    """The condition that all words stand somewhere, and its values."""
    words = [word.removeprefix("ال") or word for word in text.replace("'", " ").replace("-", " ").split()]
    each = f"({' OR '.join([condition] * len(_BEFORE_WORD))})"
    values: list[object] = [f" {before}{word}{end}" for word in words for before in _BEFORE_WORD]
    return " AND ".join([each] * len(words)) or "0", values
