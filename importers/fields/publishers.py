"""Names of newspapers, sites and news agencies as they stand in bylines, so that they are not taken for persons."""

from __future__ import annotations

import re

from importers.fields.boilerplate import key

_OUTLETS = """
    هسبريس | هيسبريس | لكم | اليوم 24 | اليوم24 | العمق | العمق المغربي | كود | گود | برلمان | كشك | الأول | الأيام 24 | بديل | تنوير | الصباح | المساء | الأحداث المغربية | الاتحاد الاشتراكي
    العلم | بيان اليوم | أخبار اليوم | الصحراء المغربية | رسالة الأمة | النهج الديمقراطي | مدار 21 | تيل كيل | تيلكيل | لوديسك | الجزيرة | الجزيرة نت | العربية نت | العربي الجديد | القدس العربي
    الشرق الأوسط | بي بي سي | فرانس 24 | hespress | le matin | l economiste | telquel | tel quel | medias24 | médias24 | le desk | ledesk | yabiladi | bladi | aujourd hui le maroc | libération
    le 360 | le360 | l opinion | la vie eco | al bayane | bbc | france 24 | le monde | jeune afrique | the guardian | al jazeera"""
_AGENCIES = """
    و م ع | وم ع | ومع | وكالة المغرب العربي للأنباء | لاماب | أ ف ب | أف ب | فرانس برس | وكالة فرانس برس | رويترز | رويتر | د ب أ | أ ب | أسوشيتد برس | إفي | الأناضول | وكالة الأناضول | وكالات | واس | واج | وات | سانا | بترا | وفا | كونا | قنا | شينخوا | سبوتنيك | د ب ا | الوكالة الوطنية للإعلام | وكالة الأنباء الجزائرية | وكالة تونس إفريقيا للأنباء
    map | afp | reuters | ap | associated press | efe | dpa | anadolu | aps | tap | wafa | sana | petra | kuna | xinhua | agences | agencies | avec map | avec afp"""
_SOUNDS_SO = re.compile(
    r"^(?:جريدة|صحيفة|مجلة|موقع|وكالة|شبكة|قناة|journal|le journal|agence)(?= )|"
    r"(?<= )(?:نيوز|بريس)(?= )|(?<= )(?:بريس|برس|نيوز|ميديا|تيفي|press|presse|news|media|tv)$|(?:بريس|نيوز|press|news)$| (?:com|ma|net|org|info)$"
)


def _keys(names: str) -> frozenset[str]:
    return frozenset(key(name) for name in names.replace("\n", "|").split("|") if name.strip())


AGENCIES = _keys(_AGENCIES)
"""Keys of the names and signs of news agencies."""
_KNOWN = AGENCIES | _keys(_OUTLETS)


def is_publisher(name: str) -> bool:
    """Whether a name is that of a known publisher, or is made as theirs are ("تازة بريس", "Rif News")."""
    name_key = key(name)
    return name_key in _KNOWN or _SOUNDS_SO.search(name_key) is not None
