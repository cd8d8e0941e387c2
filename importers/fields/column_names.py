"""What the columns of a table and the keys of a record are called, in Arabic, French and English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from importers.base import UnreadableSource
from importers.fields.boilerplate import key

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMES = {
    "title": """
        title | headline | article title | heading | titre | intitulé | titre de l article | manchette
        عنوان | العنوان | عنوان المقال | عنوان الخبر | عنوان المقالة | subject | name""",
    "body": """
        body | text | content | full text | fulltext | article body | article text | content text | content html | story
        texte | contenu | corps | texte intégral | corps de l article | texte de l article
        نص | النص | نص المقال | نص الخبر | المحتوى | محتوى | المتن | متن | النص الكامل | article | المقال | الخبر""",
    "summary": """
        summary | description | abstract | excerpt | résumé | chapeau | chapô | extrait
        ملخص | الملخص | وصف | الوصف | مقتطف | الخلاصة""",
    "author": """
        author | authors | byline | creator | dc creator | by | writer | auteur | auteurs | signature | journaliste
        كاتب | الكاتب | المؤلف | مؤلف | بقلم | اسم الكاتب | الصحفي | كاتب المقال""",
    "source": """
        source | publisher | site | site name | website | newspaper | journal | outlet | publication | media | feed title
        éditeur | média | support | journal source
        مصدر | المصدر | الجريدة | جريدة | الصحيفة | صحيفة | الموقع | موقع | الناشر | المنبر | المنبر الإعلامي""",
    "section": "section | category | categories | article section | rubrique | catégorie | catégories | قسم | القسم | تصنيف | التصنيف | ركن | الركن | الباب",
    "language": "language | lang | in language | langue | لغة | اللغة",
    "url": """
        url | link | permalink | address | web address | canonical url | lien | adresse | adresse web
        رابط | الرابط | رابط المقال | رابط الخبر | العنوان الإلكتروني""",
    "published": """
        published | date | published at | publication date | date published | pub date | pubdate | published date | published on
        publish date | post date | created at | date de publication | publié | publié le | paru le | date de parution
        تاريخ | التاريخ | تاريخ النشر | نشر في | يوم النشر""",
    "event_date": """
        event date | event | date of event | date de l événement | date des faits | date de l évènement
        تاريخ الحدث | تاريخ الواقعة | تاريخ الوقائع""",
    "tags": "tags | keywords | labels | étiquettes | mots clés | mots clefs | tag | وسوم | الوسوم | كلمات مفتاحية | الكلمات المفتاحية | الكلمات الدلالية",
    "note": "note | notes | comment | remarks | remarque | remarques | commentaire | observations | ملاحظة | ملاحظات | الملاحظات | تعليق",
}
_FIELDS = {
    key(name): field
    for field, names in _NAMES.items()
    for name in names.replace("\n", "|").split("|")
    if name.strip()
}
FIELDS = frozenset(_NAMES)
"""The fields that a column can be said to hold."""


def field_of(name: str) -> str | None:
    """The field a column of this name holds, or None. Case, accents, hamza and signs between words do not count."""
    return _FIELDS.get(key(_CAPITAL.sub(" ", name)))


def columns_of(names: Iterable[str], said: Iterable[tuple[str, str]] = ()) -> Mapping[str, str]:
    """Which field is in which column (field → name of the column). The first column that fits has it.

    `said` are pairs of field and column that a person named; they go before what is guessed, and a number counts columns
    from 1. Raises UnreadableSource when a column they name is not there.
    """
    known = list(names)
    found: dict[str, str] = {}
    for field, wanted in said:
        same = [name for name in known if key(name) == key(wanted)]
        if not same and wanted.isdecimal() and 0 < int(wanted) <= len(known):
            same = [known[int(wanted) - 1]]
        if not same:
            raise UnreadableSource("no column", f"There is no column “{wanted}” in this table.")
        found[field] = same[0]
    taken = set(found.values())
    for name in known:
        guessed = field_of(name)
        if guessed and name not in taken:
            found.setdefault(guessed, name)
    return found
