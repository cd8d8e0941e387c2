"""People who act or speak in an article, with what they are called there.

A name is taken where it begins with a given name, ends at something that can be no name, and a title, a role or a verb of
speaking stands beside it. Names alone are not enough: streets, schools and prizes have them too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from store.suggesting import gazetteer, latin_people
from store.suggesting.finding import Finding
from store.suggesting.lexicon import DATA
from store.suggesting.words import Form, Span, Words, forms
from store.text import fold
from store.text.arabic import is_arabic, is_particle
from store.text.tokens import words as folded_words

_SURE = 2
"""Words of a name that whatever word may follow; of a longer one the last may be no part of it."""
_THAT = frozenset({"ان", "بان"})
LONGEST = 5
"""Words of a name, عبد and ابن counted."""
_SHORT = 3
"""Letters of a word with و beyond which it is taken for "and" and another word."""
_WITH_WAW = frozenset({"وهبي", "وزاني", "واعزيز", "ورياشي", "وعزيز", "والحاج"})
"""Longer names that begin so."""
_ROLE = 9
"""Words between a role and the name that belongs to it: رئيس اللجنة الجهوية لحقوق الإنسان بجهة …"""
_ROLES = frozenset(
    """
    رييس رييسه مدير مديره منسق منسقه وزير وزيره مندوب مندوبه نايب نايبه كاتب كاتبه امين امينه عضو عضوه ممثل ممثله محام محامي
    محاميه ناطق ناطقه ناشط ناشطه خبير خبيره باحث باحثه استاذ استاذه عامل والي سفير سفيره مستشار مستشاره نقيب عميد عميده
    قاض قاضي قاضيه وكيل مسوول مسووله مقرر مقرره منسقا مفوض مفوضه وسيط صحافي صحافيه صحفي صحفيه حقوقي حقوقيه برلماني
    برلمانيه موسس موسسه موطر موطره فاعل فاعله متحدث متحدثه قيادي قياديه زعيم اخصاييه اخصايي طبيب طبيبه مهندس مهندسه
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
"""Roles, bare: with ال they stand before a name or behind it alike."""
_TITLES = frozenset(
    fold(word)
    for word in """
    السيد السيدة السادة الأستاذ الأستاذة الدكتور الدكتورة الوزير الوزيرة الحقوقي الحقوقية الصحافي الصحافية الصحفي الصحفية
    الناشط الناشطة المحامي المحامية المعتقل المعتقلة الراحل الراحلة الشهيد الشهيدة الباحث الباحثة النقيب القاضي القاضية
    الخبير الخبيرة الشاب الشابة المواطن المواطنة المناضل المناضلة الفنان الفنانة البرلماني البرلمانية الكاتب الكاتبة
    """.split()  # noqa: SIM905 - as above
)
_VERBS = frozenset(
    fold(word)
    for word in """
    أكد أكدت قال قالت أوضح أوضحت صرح صرحت أشار أشارت أضاف أضافت اعتبر اعتبرت شدد شددت ذكر ذكرت أبرز أبرزت كشف كشفت دعا دعت
    عبر عبرت أعرب أعربت طالب طالبت انتقد انتقدت سجل سجلت تحدث تحدثت أعلن أعلنت ترأس ترأست ترأسه ترأسها ترأستها ترأسته يقول
    تقول يؤكد تؤكد وقعها وقعه وقعتها أفاد أفادت لفت لفتت نوه نوهت أشاد أشادت استعرض استعرضت يضيف تضيف يرى ترى
    """.split()  # noqa: SIM905 - as above
)
_NO_NAMES = frozenset(
    fold(word)
    for word in """
    أن إن أنه أنها بأن اليوم أمس غدا يوم صباح مساء كلمة كلمته مداخلة أشغال فعاليات خلال حول بعد قبل ضد أمام رفقة بحضور
    إلى على وذلك الذي التي الذين حيث كما قد لقد كان كانت أثناء عقب جراء بسبب منذ حسب وفق عبر باسم مرفوقا مرفوقة خلفا بصفته
    بصفتها المزداد المعتقل الملقب المعروف سابقا حاليا الأول الثاني عام العام العامة المكلف المكلفة الجهوي الجهوية الوطني الوطنية
    الإقليمي الإقليمية المغربي المغربية الجامعي الجامعية السابق السابقة التنفيذي التنفيذية الإنسان حقوق المجلس اللجنة الجمعية
    المنظمة الحزب النقابة المكتب الوزارة المال الأمة المملكة جامعة كلية مدينة إقليم جهة جماعة شارع ثانوية مستشفى مسرح ساحة
    مطار مدرسة إعدادية قاعة ملعب مركب مؤسسة جائزة مهرجان حي زنقة مركز دار قصر مسجد سد نظم نظمت وقع وقعت شارك شاركت قدم قدمت
    الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد الماضي الماضية المقبل الجاري الحالي الحالية الأسبق آنذاك رسميا
    سنة ضمن جاء جاءت مثالا قوله قولها رحمه ولي منصب الجلسة قرارا شخصيا باعتباره باعتبارها برئاسة بقيادة لوكالة لصحيفة لقناة
    لموقع لإدارة ممثلا بعنوان عدم كتابا شقيق شقيقة نجل ابنة زوجة لجريدة لإذاعة هنا هناك أيضا معا جميعا يدعو يوضح يقدم وآخرين وغيرهم أنباء تصريح ترشحه ترشيحه استقالته رئاسة عضوا رئيسا كاتبا مديرا
    """.split()  # noqa: SIM905 - as above
)
"""Words that end a name."""
_BEFORE_THINGS = frozenset(
    fold(word)
    for word in """
    شارع ثانوية مستشفى مسرح ساحة مطار مدرسة إعدادية قاعة ملعب مركب مؤسسة جائزة مهرجان حي زنقة مركز دار قصر مسجد سد جامعة الملك
    الأمير الأميرة كأس دوري معهد سوق مخيم باب محطة مدار الإعدادية الثانوية بجامعة الجامعة
    """.split()  # noqa: SIM905 - as above
)
"""What is named for people: a name behind it is not one of somebody in the article."""
_WITHIN = frozenset({"بن", "ابن", "بنت", "ابو", "ابي", "ام", "ال"})
"""What stands inside a name: the given name behind it is that of a father or a child."""
_ALSO_ROLES = frozenset({"امين", "خليفه", "حكيم"})
"""Given names that are also words for an office."""
_LINKS = frozenset({"بن", "ابن", "بنت", "ابو", "بو", "ام", "ال", "ولد", "ايت", "مولاي", "سيدي", "لالا"})
"""Parts of names that another part must follow."""


_DASH = re.compile(r"\s[-–—]\s")


class Name(NamedTuple):
    """A name in a text: its words, whether its end is certain, and the given name behind its clitics."""

    first: int
    last: int
    whole: bool
    given: Form


@cache
def _given() -> frozenset[str]:
    lines = (DATA / "given-names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in line.split())


def _bare(word: str) -> str:
    """A role without its article and what is written before it."""
    for form in reversed(forms(word)):
        role = form.word.removeprefix("ال")
        if role in _ROLES:
            return role
    return word


def _is_role(word: str) -> bool:
    return _bare(word) in _ROLES


def findings(texts: Sequence[Words]) -> Iterator[Finding]:
    """The people of an article, under the longest form of each name."""
    found: dict[str, tuple[list[Span], str, str]] = {}
    spelled: dict[str, Counter[str]] = {}
    for text in texts:
        for name, key, rule, role in (*_arabic(text), *_latin(text)):
            spans, _, _ = found.setdefault(key, ([], rule, role))
            spans.append(_span(text, name))
            if role and not found[key][2]:
                found[key] = (spans, rule, role)
            spelled.setdefault(key, Counter())[_written(text, name)] += 1
    for key, (spans, rule, role) in found.items():
        if not any(f" {key} " in f" {other} " for other in found if other != key):
            name_written = spelled[key].most_common(1)[0][0].replace("_", " ")
            everywhere = tuple(sorted({*spans, *_again(texts, key.split())}, key=_order))
            yield Finding("person", f"أشخاص/{name_written}", name_written, everywhere, rule, role)


def _span(text: Words, name: Name) -> Span:
    """Where the name is written, without what is written together with it before."""
    span = text.span(name.first, name.last)
    return span._replace(start=span.start + len(name.given.clitics))


def _written(text: Words, name: Name) -> str:
    """The name as it is written; behind ل the article has its alef back."""
    span = _span(text, name)
    written = " ".join(text.text[span.start : span.end].split())
    whole = name.given.clitics.endswith("ل") and name.given.word.startswith("ال")
    return "ا" + written if whole and not written.startswith("ا") else written


def _again(texts: Sequence[Words], name: Sequence[str]) -> Iterator[Span]:
    """Where the name stands again, with something beside it or without."""
    for text in texts:
        for index, word in enumerate(text.words):
            if word.endswith(name[0]) and text.words[index + 1 : index + len(name)] == name[1:]:
                form = next((form for form in forms(word) if form.word == name[0]), None)
                if form is not None:
                    yield _span(text, Name(index, index + len(name) - 1, True, form))


def _order(span: Span) -> tuple[bool, int]:
    return span.field == "body", span.start


def _arabic(text: Words) -> Iterator[tuple[Name, str, str, str]]:
    """Names in Arabic letters with something beside them: (name, its folded words, rule, role as written)."""
    index = 0
    while index < len(text):
        name = _name_at(text, index)
        if name is None:
            index += 1
            continue
        rule, role = _beside(text, name)
        if rule and name.whole:
            yield name, " ".join([name.given.word, *text.words[name.first + 1 : name.last + 1]]), rule, role
            index = name.last + 1
        else:
            index += 1


def _name_at(text: Words, index: int) -> Name | None:
    """The name whose given name is this word, if two words at least may belong to it."""
    words = text.words
    given = next((form for form in forms(words[index]) if form.word in _given() - _NO_NAMES), None)
    if given is None or not is_arabic(given.word):
        return None
    before = forms(words[index - 1]) if index and not text.parted(index - 1) else ()
    if any(form.word in _BEFORE_THINGS or form.word in _WITHIN for form in before):
        return None
    last = index
    while last + 1 < len(words) and last - index + 1 < LONGEST + 1 and not _parted(text, last):
        word = words[last + 1]
        if _ends_name(word) and words[last] not in _LINKS:
            break
        last += 1
    count = last - index + 1
    whole = 2 <= count <= LONGEST and words[last] not in _LINKS and words[last] != "عبد"
    if whole and count > 3 and not any(word in _LINKS or word == "عبد" for word in words[index : last + 1]):
        whole = False
    if whole and count == _SURE + 1 and not text.parted(last):
        behind = words[last + 1]
        whole = (
            behind in _THAT
            or _is_role(behind)
            or any(word in _LINKS or word == "عبد" for word in words[index:last])
        )
    if whole and not _parted(text, last):
        behind = words[last + 1]
        whole = _ends_name(behind)
    return Name(index, last, whole, given) if count >= 2 else None


def _parted(text: Words, at: int) -> bool:
    """Whether a sign ends the name behind this word; between names also a dash that stands alone."""
    return text.parted(at) or "#" in text.gap(at) or bool(_DASH.search(text.gap(at)))


def _ends_name(word: str) -> bool:
    """Whether this word can't belong to a name that began."""
    if len(word) == 1 or not is_arabic(word) or is_particle(word) or word in _NO_NAMES or word in _VERBS:
        return True
    if _is_role(word) or (word[0] == "و" and len(word) > _SHORT and word not in _given() | _WITH_WAW):
        return True
    if word[0] in "وفبلك":
        return any(
            is_particle(form.word)
            or form.word in _NO_NAMES
            or form.word in _VERBS
            or form.word in _given()
            or form.word.startswith("ال")
            for form in forms(word)[1:]
        )
    return False


def _beside(text: Words, name: Name) -> tuple[str, str]:
    """By which rule the name is a person's, and the role that is written beside it."""
    also_role = text.words[name.first] in _ALSO_ROLES
    role = _role_behind(text, name.last) if not also_role else ""
    if role:
        return "role behind", role
    if name.given.clitics:
        return "", ""
    before = text.words[name.first - 1] if name.first and not text.parted(name.first - 1) else ""
    behind = {form.word for form in forms(before)} if before else set()
    role = _role_before(text, name.first) if not also_role else ""
    if role:
        return "role before", role
    if behind & _TITLES:
        return "title", ""
    if behind & _VERBS and not also_role:
        return "speaks", ""
    return "", ""


def _role_behind(text: Words, last: int) -> str:
    """The role that follows the name, behind a comma or at once, up to the next sign."""
    at = last + 1
    if (
        at >= len(text)
        or text.ends_sentence(last)
        or text.words[at][0] == "و"
        or not _is_role(text.words[at])
    ):
        return ""
    end = at
    while end - at < _ROLE and not text.parted(end) and not _ends_role(text, end + 1):
        end += 1
    alone = end == at and not text.words[at].startswith("ال") and not text.parted(last)
    return "" if alone else text.written(at, end)


def _ends_role(text: Words, at: int) -> bool:
    word = text.words[at]
    behind = text.words[at + 1] if at + 1 < len(text) else ""
    return (
        is_particle(word)
        or word in _VERBS
        or word in _AFTER_ROLES
        or word in _given()
        or (word == "و" and behind in _given())
    )


_AFTER_ROLES = frozenset(
    fold(word)
    for word in "يوم خلال اليوم أمس حول صباح مساء وذلك لوكالة لصحيفة لقناة رفقة بحضور آنذاك حاليا سابقا".split()  # noqa: SIM905 - as above
)


def _role_before(text: Words, first: int) -> str:
    """The role that leads to the name without a sign or a verb between them."""
    at = first - 1
    start = -1
    while at >= max(0, first - _ROLE) and not text.parted(at):
        word = text.words[at]
        if word in _VERBS or is_particle(word) or word in _given():
            break
        if _is_role(word):
            start = at
            break
        at -= 1
    if start < 0 or not _ends_a_role(text, first - 1):
        return ""
    if start == first - 1 and not any(form.word.startswith("ال") for form in forms(text.words[start])):
        return ""
    return text.written(start, first - 1)


def _ends_a_role(text: Words, at: int) -> bool:
    """Whether a role may end with this word. Otherwise it may be the beginning of the name: الرئيس التركي رجب طيب."""
    word = text.words[at]
    found = forms(word)
    return _is_role(word) or any(
        form.word.startswith("ال") or form.word in _ends_of_places() for form in found
    )


@cache
def _ends_of_places() -> frozenset[str]:
    """The last words of the names of regions and provinces, with which many roles end."""
    names = [place.arabic for place in (*gazetteer.regions().values(), *gazetteer.provinces().values())]
    return frozenset(folded_words(name)[-1] for name in names)


def _latin(text: Words) -> Iterator[tuple[Name, str, str, str]]:
    """The same for names in Latin letters."""
    for first, last, rule, role in latin_people.names(text):
        name = Name(first, last, True, Form("", text.words[first]))
        yield name, " ".join(text.words[first : last + 1]), rule, role
