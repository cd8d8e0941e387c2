"""The words of the query language: names of fields and of values, in Arabic, English and French."""

from __future__ import annotations

from store.text import fold

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
        "review": "review revision مراجعة",
        "tag": "tag etiquette وسم",
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
VALUE_NAMES = {
    field: [name for names in VALUES[field].values() for name in names.split()] for field in ("has", "is")
}
"""The values of fields that have few, in every language."""
