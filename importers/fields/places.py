"""Towns and regions that stand in bylines ("أحمد درويش/الداخلة"), so that a place is not taken for a publisher."""

from __future__ import annotations

from importers.fields.boilerplate import key

_NAMES = """
    الرباط | الدار البيضاء | الدارالبيضاء | البيضاء | فاس | مراكش | طنجة | تطوان | أكادير | مكناس | وجدة | القنيطرة | سلا | تمارة | المحمدية | الجديدة | آسفي | بني ملال
    خريبكة | خنيفرة | الفقيه بن صالح | الناظور | الحسيمة | العرائش | القصر الكبير | شفشاون | وزان | تازة | تاونات | صفرو | إفران | الخميسات | سيدي قاسم | سيدي سليمان | سطات | برشيد
    بنسليمان | الصويرة | اليوسفية | شيشاوة | الحوز | ورزازات | زاكورة | تنغير | الرشيدية | ميدلت | أرفود | تارودانت | تيزنيت | كلميم | طانطان | سيدي إفني | طاطا | العيون | بوجدور | السمارة
    الداخلة | أوسرد | بركان | جرسيف | الدريوش | جرادة | فجيج | بوعرفة | أزيلال | دمنات | قلعة السراغنة | ابن جرير | الرحامنة | سيدي بنور | مديونة | النواصر | إنزكان | أيت ملول
    المغرب | الجزائر | تونس | ليبيا | موريتانيا | مصر | القاهرة | الإسكندرية | دمشق | بيروت | بغداد | عمان | القدس | غزة | رام الله | الرياض | جدة | مكة | مكة المكرمة | المدينة المنورة | تبوك | أبها | الدمام
    دبي | أبوظبي | الدوحة | الكويت | المنامة | مسقط | صنعاء | عدن | الخرطوم | نواكشوط | طرابلس | لندن | باريس | برلين | مدريد | روما | بروكسيل | بروكسل | جنيف | موسكو | واشنطن | نيويورك | أنقرة
    إسطنبول | طهران | بكين | لاهاي | فيينا | rabat | casablanca | fès | fes | marrakech | marrakesh | tanger | tangier | tétouan | agadir | meknès | oujda | kénitra | salé | laâyoune | dakhla
    béni mellal | khouribga | nador | al hoceima | safi | settat | ouarzazate | errachidia | guelmim | paris | londres | london | genève | geneva | bruxelles | brussels | madrid | tunis | alger"""

PLACES = frozenset(
    key(name) for row in _NAMES.strip().splitlines() for name in row.split("|") if name.strip()
)
"""Keys of the names."""
