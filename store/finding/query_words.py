"""The words of the query language: names of fields and of values, in Arabic, English and French."""

from __future__ import annotations

from store.text import fold
from store.text.arabic import is_arabic

_NAMES = {
    "title": "title titre عنوان",
    "author": "author auteur كاتب",
    "source": "source مصدر",
    "section": "section rubrique قسم",
    "tag": "tag etiquette وسم",
    "lang": "lang language langue لغة",
    "url": "url رابط",
    "people": "people person personne شخص",
    "institution": "institution مؤسسة",
    "place": "place lieu مكان",
    "kind": "kind type نوع",
    "date": "date تاريخ",
    "event": "event evenement حدث",
    "has": "has avec فيه",
    "is": "is est هو",
    "new": "new nouveau جديد",
    "region": "region جهة",
}
FIELD_NAMES = {fold(name): field for field, names in _NAMES.items() for name in names.split()}
"""Every accepted name of a field, folded."""


def written_names() -> list[str]:
    """The names of fields as they are written, in every language; those that English and French share once."""
    accented = {"etiquette": "étiquette", "evenement": "événement"}
    names = (accented.get(name, name) for names in _NAMES.values() for name in names.split())
    return list(dict.fromkeys(names))


VALUES = {
    "has": {
        "note": "note ملاحظة",
        "review": "review révision مراجعة",
        "tag": "tag étiquette وسم",
        "date": "date تاريخ",
    },
    "is": {"starred": "starred favori مميز مميزة نجمة", "new": "new nouveau nouveaux جديد جديدة"},
    "lang": {
        "ar": "ar arabic arabe عربي عربية العربية",
        "fr": "fr french francais فرنسي فرنسية الفرنسية",
        "en": "en english anglais انجليزي انجليزية الانجليزية",
    },
}
KNOWN_VALUES = {
    field: {fold(name): value for value, names in values.items() for name in names.split()}
    for field, values in VALUES.items()
}
FEW_VALUES = frozenset({"has", "is"})
"""The fields that have few values, each with a name in every language."""


def value_names(field: str, called: str, beginning: str = "") -> list[str]:
    """Each value of a field that has few by one name, in the language in which the field is `called`; those that begin so (folded)."""
    language = _NAMES[field].split().index(written) if (written := _written(field, called)) else 0
    found = []
    for names in VALUES[field].values():
        fitting = [name for name in names.split() if fold(name).startswith(beginning)]
        arabic = [name for name in fitting if is_arabic(name)]
        latin = [name for name in fitting if not is_arabic(name)]
        wanted = arabic if language == _ARABIC else latin[min(language, len(latin) - 1) :]
        found += (wanted or fitting)[:1]
    return found


def _written(field: str, called: str) -> str | None:
    return next((name for name in _NAMES[field].split() if fold(name) == fold(called)), None)


_ARABIC = 2
"""The place of the Arabic name of a field that has few values: English, French, Arabic."""
