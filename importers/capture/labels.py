"""Texts that somebody keeps with its fields above: "العنوان: …", "Source – …", or each label on a line and its value below.

All below the fields is the text. Three labels or more tell such a head, one of them on the first lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from importers.capture.bodyblock import is_sentence
from importers.capture.capture_dates import find_event
from importers.capture.rows import Row
from importers.fields.beside_names import EDGES
from importers.fields.boilerplate import key
from importers.fields.language import language_of
from importers.fields.stated_dates import read_date
from importers.fields.writers import somebody
from store.article import Article, Line, LineKind, Review

_Name = Literal["title", "subject", "author", "source", "published", "section", "url", "text", "other"]
_NAMES: dict[_Name, str] = {
    "title": "العنوان | عنوان المقال | عنوان المقالة | عنوان الخبر | عنوان النص | titre | titre de l article | title | headline",
    "subject": "الموضوع | موضوع | sujet | objet | subject",
    "author": "الكاتب | الكاتبة | كاتب المقال | المؤلف | المؤلفة | اسم الكاتب | الصحفي | الصحفية | صاحب المقال | بقلم | auteur | auteure | autrice | auteur e | author | writer | journaliste",
    "source": "المصدر | الجريدة | الصحيفة | الموقع | المنبر | الناشر | وسيلة الإعلام | source | journal | site | média | media | publisher | newspaper | website",
    "published": "التاريخ | تاريخ | تاريخ النشر | تاريخ المقال | تاريخ الصدور | date | date de publication | date de parution | publication date | published | published on | date published | publié le",
    "section": "القسم | التصنيف | الباب | الركن | الفئة | rubrique | section | catégorie | category",
    "url": "الرابط | رابط | رابط المقال | رابط المصدر | الوصلة | url | link | lien | source url | adresse web",
    "text": "النص | نص المقال | نص الخبر | المحتوى | المتن | texte | text | contenu | content | corps | body | corps du texte",
    "other": "اللغة | المكان | المدينة | الجهة | الكلمات المفتاحية | كلمات مفتاحية | الوسوم | الملخص | العدد | الصفحة | رقم | langue | language | lieu | ville | place"
    " | mots clés | keywords | tags | résumé | summary | page | numéro | thème | type | النوع",
}
_LABELS: dict[str, _Name] = {key(one): name for name, ones in _NAMES.items() for one in ones.split("|")}
_LABELLED = re.compile(r"\W{0,3}(?P<label>[^:：=|–—\-\t]{3,24}?)\s*(?:[:：=|\t]|\s[-–—])\s*(?P<value>.*)")
_ADDRESS = re.compile(r"https?://\S{4,2000}")
_FEWEST = 3
_TITLE_WORDS = (3, 30)
_FIRST_LINE = "The first line was taken for the title; nothing else shows that it is."
_ENDS = frozenset({"comment form", "comments"})
_REASONS: dict[_Name, str] = {"url": "address"}
_LATEST = 2
"""Written lines above the first label at most."""
_KINDS: dict[_Name, LineKind] = {
    "title": "title",
    "author": "byline",
    "source": "byline",
    "published": "date",
    "section": "section",
}


@dataclass(slots=True)
class _Head:
    """The fields of a head with their rows, and the row that the text begins on."""

    values: dict[_Name, str] = field(default_factory=dict)
    rows: dict[int, _Name] = field(default_factory=dict)
    first: int = 0


def read_labelled(rows: Sequence[Row], text: str) -> Article | None:
    """The text with the fields above it, or None where no such head stands there."""
    written = [row for row in rows if not row.blank]
    raw = text.split("\n")
    head = _on_lines(written, raw) or _below_labels(written)
    if head is None or not {"title", "author", "source", "published"} & set(head.values):
        return None
    body = [row for row in rows[head.first :] if row.kind is None]
    if not body:
        return None
    title, sure = _title(head, body)
    for row in rows:
        name = head.rows.get(row.number)
        if row is title:
            row.mark("title")
        elif name is not None:
            row.mark(
                _KINDS.get(name, "boilerplate"), "" if name in _KINDS else _REASONS.get(name, "page data")
            )
        elif row.kind is None:
            row.mark("body")
    below = next((row.number for row in rows[body[0].number :] if row.reason in _ENDS), len(rows))
    for row in rows[below:]:
        if row.kind == "body":
            row.mark("boilerplate", "outside the article")
    if title is not None:
        head.values["title"] = title.text
    return _article(rows, raw, head, sure=sure)


def _title(head: _Head, body: Sequence[Row]) -> tuple[Row | None, bool]:
    """The row of a title that no label names, and whether nobody need look: the subject, or else the first line of the text."""
    if "title" in head.values:
        return None, True
    if "subject" in head.values:
        head.values["title"] = head.values["subject"]
        head.rows = {number: "title" if name == "subject" else name for number, name in head.rows.items()}
        return None, True
    first = body[0]
    apart = len(body) > 1 and _TITLE_WORDS[0] <= first.words <= _TITLE_WORDS[1] and not is_sentence(first)
    return (first, False) if apart and not first.wrapped else (None, True)


def _article(rows: Sequence[Row], raw: Sequence[str], head: _Head, *, sure: bool) -> Article:
    stated = head.values.get("published")
    published = read_date(stated) if stated else None
    paragraphs = [row.text for row in rows if row.kind == "body"]
    title = head.values.get("title")
    event = find_event(paragraphs, published)
    address = _ADDRESS.search(head.values.get("url", "") or head.values.get("source", ""))
    source = head.values.get("source")
    unread = stated is not None and published is None
    return Article(
        lines=tuple(Line(raw[row.number].strip(), row.kind or "body", row.reason) for row in rows),
        title=title,
        author=somebody(head.values.get("author")),
        source=None if source is None or _ADDRESS.match(source) else source,
        section=head.values.get("section"),
        language=language_of("\n".join(paragraphs), title or ""),
        url=address[0] if address else None,
        published=published,
        event_date=event.date if event else None,
        review=(
            *(() if title else (Review("title", "No title was found."),)),
            *(() if sure else (Review("title", _FIRST_LINE),)),
            *((Review("published", f"This could not be read as a date: {stated}"),) if unread else ()),
            *(event.review if event else ()),
        ),
    )


def _on_lines(written: Sequence[Row], raw: Sequence[str]) -> _Head | None:
    """The head whose labels stand each on one line with their values; a title without a label may stand above."""
    head = _Head()
    for at, row in enumerate(written):
        found = _LABELLED.fullmatch(" ".join(raw[row.number].replace("\t", " - ").split()))
        name = _LABELS.get(key(found["label"])) if found else None
        if name is None or found is None:
            alone = _LABELS.get(row.key)
            if alone == "text":
                name = alone
            elif at < _LATEST and not head.rows and row.words <= 2 * _FEWEST:
                continue
            else:
                break
        head.rows[row.number] = name
        value = found["value"].strip(" *" if name == "url" else f"{EDGES}*") if found else ""
        if value and name not in head.values and name != "text":
            head.values[name] = value
        head.first = row.number + 1
        if name == "text":
            break
    return head if len(set(head.rows.values())) >= _FEWEST else None


def _below_labels(written: Sequence[Row]) -> _Head | None:
    """The head whose labels stand each on a line of its own, with the value on the next."""
    head = _Head()
    at = 0
    while at + 1 < len(written):
        row, below = written[at], written[at + 1]
        name = _LABELS.get(row.key)
        if name is None:
            break
        head.rows[row.number] = "other"
        head.first = row.number + 1
        at += 1
        if name == "text":
            break
        if below.key in _LABELS:
            continue
        head.rows[below.number] = name
        head.values.setdefault(name, below.text.strip(EDGES))
        head.first = below.number + 1
        at += 1
    return head if len(head.values) >= _FEWEST else None
