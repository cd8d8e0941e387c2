"""The languages an article may be in: what each is called in the reader's language, and how people type it."""

from __future__ import annotations

import re
from functools import cache

from tui.i18n import N_, _

NAMES: dict[str, str] = {
    "ar": N_("Arabic"),
    "fr": N_("French"),
    "en": N_("English"),
    "zgh": N_("Tamazight"),
    "es": N_("Spanish"),
    "pt": N_("Portuguese"),
    "de": N_("German"),
    "it": N_("Italian"),
    "nl": N_("Dutch"),
    "tr": N_("Turkish"),
    "fa": N_("Persian"),
    "he": N_("Hebrew"),
    "ru": N_("Russian"),
    "zh": N_("Chinese"),
}
"""By code (ISO 639): those an importer can tell come first."""

_TYPED = {
    "ar": "العربية عربي عربية arabe arabic",
    "fr": "الفرنسية فرنسي فرنسية français francais french",
    "en": "الإنجليزية إنجليزي إنجليزية anglais english",
    "zgh": "الأمازيغية أمازيغي أمازيغية تمازيغت amazighe amazigh tamazight tamazight ⵜⴰⵎⴰⵣⵉⵖⵜ ber tzm",
    "es": "الإسبانية إسباني إسبانية espagnol spanish español",
    "pt": "البرتغالية برتغالي portugais portuguese português",
    "de": "الألمانية ألماني allemand german deutsch",
    "it": "الإيطالية إيطالي italien italian italiano",
    "nl": "الهولندية هولندي néerlandais dutch nederlands",
    "tr": "التركية تركي turc turkish türkçe",
    "fa": "الفارسية فارسي persan persian farsi",
    "he": "العبرية عبري hébreu hebrew",
    "ru": "الروسية روسي russe russian",
    "zh": "الصينية صيني chinois chinese",
}
_OTHER = re.compile(r"[a-z]{2,3}")


def name(code: str) -> str:
    """What the language is called; an unknown code is shown as it is."""
    return _(NAMES[code]) if code in NAMES else code


def code_of(typed: str) -> str | None:
    """The code of a language as a person typed it: its name in Arabic, French, English or itself, or a code."""
    from store.text import fold  # noqa: PLC0415 - names are shown at the start, and typed seldom

    plain = typed.strip()
    folded = fold(plain)
    found = _codes().get(folded) or _codes().get(folded.removeprefix("اللغه ").removeprefix("langue "))
    if found is None and _OTHER.fullmatch(plain.lower().partition("-")[0]):
        found = plain.lower().partition("-")[0]
    return found


@cache
def _codes() -> dict[str, str]:
    """The code of each name, folded."""
    from store.text import fold  # noqa: PLC0415 - as above

    return {fold(word): code for code, words in _TYPED.items() for word in (code, *words.split())}
