"""Names of months, weekdays, Hijri months and ordinals, as news from Morocco and its neighbours writes them.

Four Arabic sets of Gregorian months are in use side by side: Maghrebi (غشت، شتنبر), Egyptian (أغسطس، سبتمبر), Levantine
(آب، أيلول) and Algero-Tunisian (أوت، سبتمبر, from the French); French and English bylines appear in the same pages, and the
Amazigh pages of agencies and ministries have months in Tifinagh. Every table maps a folded name (see `fold_date_words`) to its number.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_MONTHS = """
1  يناير | جانفي | كانون الثاني | كانون ثاني | كانون ثان | janvier | janv | january | jan | ⵉⵏⵏⴰⵢⵔ
2  فبراير | فيفري | شباط | février | févr | fév | february | feb | ⴱⵕⴰⵢⵕ
3  مارس | آذار | mars | march | mar | ⵎⴰⵕⵚ
4  أبريل | أفريل | نيسان | avril | avr | april | apr | ⵉⴱⵔⵉⵔ
5  ماي | مايو | أيار | mai | may | ⵎⴰⵢⵢⵓ
6  يونيو | يونية | يونيه | جوان | حزيران | juin | june | jun | ⵢⵓⵏⵢⵓ
7  يوليوز | يوليو | يولية | يوليه | جويلية | تموز | juillet | juil | july | jul | ⵢⵓⵍⵢⵓⵣ
8  غشت | أغشت | أغسطس | أوت | آب | août | august | aug | ⵖⵓⵛⵜ
9  شتنبر | سبتمبر | شتمبر | سبتنبر | شتنبير | أيلول | septembre | september | sept | sep | ⵛⵓⵜⴰⵏⴱⵉⵔ
10 أكتوبر | أوكتوبر | تشرين الأول | تشرين أول | octobre | october | oct | ⴽⵜⵓⴱⵕ
11 نونبر | نوفمبر | نونمبر | نوانبر | نونبير | تشرين الثاني | تشرين ثاني | تشرين ثان | novembre | november | nov | ⵏⵓⵡⴰⵏⴱⵉⵔ
12 دجنبر | ديسمبر | دسمبر | دجمبر | دجنبير | كانون الأول | كانون أول | décembre | december | déc | dec | ⴷⵓⵊⴰⵏⴱⵉⵔ
"""

_HIJRI = """
1  محرم | المحرم | moharrem | moharram | mouharram | muharram
2  صفر | safar
3  ربيع الأول | ربيع أول | rabii I | rabia I | rabi' I | rabi I | rabii al awal | rabi al-awwal | rabi' al-awwal
4  ربيع الآخر | ربيع الثاني | ربيع ثاني | rabii II | rabia II | rabi' II | rabi II | rabii at-tani | rabi al-thani | rabi' al-thani
5  جمادى الأولى | جمادى الأول | joumada I | joumada al oula | jumada I | jumada al-awwal | jumada al-ula
6  جمادى الآخرة | جمادى الآخر | جمادى الثانية | جمادى الثاني | joumada II | joumada at-tania | jumada II | jumada al-thani | jumada al-akhirah
7  رجب | rajab | rejeb
8  شعبان | chaabane | chaaban | chabane | shaaban | shaban | sha'ban
9  رمضان | ramadan | ramadhan | ramadane
10 شوال | chaoual | chawwal | chaoual | shawwal | shawal
11 ذو القعدة | ذي القعدة | ذوالقعدة | ذيالقعدة | kaada | dou al kaada | dhou al qi'da | dhu al-qadah | dhul qadah | dhu al-qi'dah
12 ذو الحجة | ذي الحجة | ذوالحجة | ذيالحجة | hija | hijja | dou al hijja | dhou al hijja | dhu al-hijjah | dhul hijjah | dhul-hijjah
"""

_WEEKDAYS = """
0 الاثنين | الإثنين | lundi | monday
1 الثلاثاء | الثلاثا | الثلثاء | mardi | tuesday
2 الأربعاء | الاربعا | mercredi | wednesday
3 الخميس | jeudi | thursday
4 الجمعة | vendredi | friday
5 السبت | samedi | saturday
6 الأحد | dimanche | sunday
"""

_COUNTS = """
3  ثلاثة | ثلاث
4  أربعة | أربع
5  خمسة | خمس
6  ستة | ست
7  سبعة | سبع
8  ثمانية | ثماني | ثمان
9  تسعة | تسع
10 عشرة | عشر
"""

_ORDINALS = """
1  فاتح | الفاتح | الأول | أول | مستهل | غرة | premier
2  ثاني | الثاني
3  ثالث | الثالث
4  رابع | الرابع
5  خامس | الخامس
6  سادس | السادس
7  سابع | السابع
8  ثامن | الثامن
9  تاسع | التاسع
10 عاشر | العاشر
11 الحادي عشر | حادي عشر
12 الثاني عشر | ثاني عشر
13 الثالث عشر | ثالث عشر
14 الرابع عشر | رابع عشر
15 الخامس عشر | خامس عشر
16 السادس عشر | سادس عشر
17 السابع عشر | سابع عشر
18 الثامن عشر | ثامن عشر
19 التاسع عشر | تاسع عشر
20 العشرين | العشرون
21 الحادي والعشرين | الحادي والعشرون
22 الثاني والعشرين | الثاني والعشرون
23 الثالث والعشرين | الثالث والعشرون
24 الرابع والعشرين | الرابع والعشرون
25 الخامس والعشرين | الخامس والعشرون
26 السادس والعشرين | السادس والعشرون
27 السابع والعشرين | السابع والعشرون
28 الثامن والعشرين | الثامن والعشرون
29 التاسع والعشرين | التاسع والعشرون
30 الثلاثين | الثلاثون
31 الحادي والثلاثين | الحادي والثلاثون
"""

_LETTERS = str.maketrans("أإآٱةىیک", "اااا" + "هييك")


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """One character as the tables know it: at most one character, none for marks, tatweel and invisible controls.

    Digits of any script become ASCII, hamza carriers become alef, ة ه, ى ي, Persian letters Arabic ones; presentation forms
    and raised letters (1ᵉʳ) become plain; Latin letters lose case and accents; every space but the line feed becomes a plain space.
    """
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if character == "\u0640" or category in {"Mn", "Me", "Cf"}:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category in {"Zs", "Zl", "Zp", "Cc"}:
        return " "
    if category in {"Lo", "Lm"} and len(plain := unicodedata.normalize("NFKC", character)) == 1:
        character = plain
    folded = unicodedata.normalize("NFD", character.translate(_LETTERS).lower())[:1]
    return folded.translate(_LETTERS)


def fold_date_words(text: str) -> str:
    """The text in the form the tables are keyed with."""
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """What `str.translate` asks for each character, worked out when it first occurs; `_MOST` are kept."""

    _MOST = 8_192

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code))
        if len(self) < self._MOST:
            self[code] = folded
        return folded


_FOLDED = _Folded()


def _table(rows: str) -> dict[str, int]:
    names: dict[str, int] = {}
    for row in rows.strip().splitlines():
        number, _, variants = row.partition(" ")
        for variant in variants.split("|"):
            names[fold_date_words(variant.strip())] = int(number)
    return names


MONTHS = _table(_MONTHS)
"""Gregorian months, 1 to 12."""
HIJRI_MONTHS = _table(_HIJRI)
"""Hijri months, 1 to 12."""
WEEKDAYS = _table(_WEEKDAYS)
"""Weekdays as Python counts them: Monday is 0."""
ORDINALS = _table(_ORDINALS)
"""Days of the month in words: فاتح يونيو is 1 June."""
COUNTS = _table(_COUNTS)
"""How many days, weeks or months ago, in words: منذ ثلاثة أيام."""
