"""Makes captures of invented articles in any number, with what an importer should find in each.

    from generate import captures, write
    write(folder, 500)

The same seed gives the same captures. People, places of work and events in them do not exist.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ARABIC = [
    "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية",
    "ودعت الجمعيات المحلية إلى توثيق الانتهاكات ورصدها وفق معايير واضحة",
    "وأضافت المنسقة أن الورشات ستستمر إلى نهاية السنة في مختلف الأقاليم",
    "ويهدف المشروع إلى تقوية قدرات الفاعلين في مجال الهجرة واللجوء",
    "وتم خلال الجلسة الختامية تقديم خلاصات التقرير السنوي حول أوضاع السجون",
    "كما تقرر إحداث لجنة مشتركة لتتبع تنفيذ البرنامج وتقييم نتائجه",
    "وشارك في هذا اللقاء ممثلون عن المجتمع المدني والقطاعات الحكومية المعنية",
    "وأوضح التقرير أن عددا من النساء لا يزلن محرومات من الولوج إلى العدالة",
    "وطالب المشاركون بإصدار كتيب يجمع التوصيات والخلاصات ويوزع على المؤسسات",
    "وتمت الإشارة إلى أهمية حفظ الذاكرة وإتاحة الأرشيف للباحثين والعموم",
    "وقد عبرت الأسر عن ارتياحها لفتح قنوات الحوار مع الهيئات المنتخبة",
    "وختم اللقاء بتوقيع مذكرة تفاهم حول التكوين وتبادل الخبرات",
]
FRENCH = [
    "Les participants ont rappelé que le suivi des recommandations dépend de la volonté des signataires de la convention",
    "La coordinatrice a ajouté que les ateliers se poursuivront jusqu'à la fin de l'année dans plusieurs provinces",
    "Le projet vise à renforcer les capacités des associations locales dans le domaine de la migration et de l'asile",
    "Une commission mixte sera créée pour suivre la mise en œuvre du programme et en évaluer les résultats",
    "Le rapport souligne que de nombreuses femmes restent privées d'un accès effectif à la justice",
    "Un livret réunissant les conclusions sera distribué aux institutions et aux bibliothèques de la région",
]
ENGLISH = [
    "Speakers recalled that the follow-up of recommendations depends on the will of those who signed the agreement",
    "The coordinator added that the workshops would go on in several provinces until the end of the year",
    "The project aims to strengthen local associations that work with migrants and people seeking asylum",
    "A joint committee will be set up to follow the programme and to report on its results",
    "The report notes that many women are still without effective access to justice in the region",
]
_NAMES = {
    "ar": ("سعيدة المنصوري", "حميد أولعربي", "ليلى بنشقرون", "عمر الزياني", "نجاة أيت همو", "هيئة التحرير"),
    "fr": ("Salma Benharrouda", "Yassir Oumlil", "Claire Vauquelin", "Driss Tazarine"),
    "en": ("Hannah Wrexley", "Omar Tazarine", "Lucy Penhallow"),
}
_TITLES = {
    "ar": "{} بجهة {} في مجال {}",
    "fr": "{} dans la région de {} : {}",
    "en": "{} in {} on {}",
}
_WORDS = {
    "ar": (
        (
            "توقيع اتفاقية شراكة",
            "اختتام دورة تكوينية",
            "إطلاق مشروع جديد",
            "تقديم تقرير سنوي",
            "تنظيم ندوة جهوية",
        ),
        ("الشرق", "سوس", "الواحات", "تادلة", "الريف", "الأطلس"),
        ("حقوق النساء", "الهجرة واللجوء", "حفظ الذاكرة", "الولوج إلى العدالة", "حماية الطفولة"),
    ),
    "fr": (
        ("Une convention signée", "Un rapport présenté", "Des ateliers ouverts"),
        ("l'Oriental", "Tadla", "Souss", "l'Atlas"),
        ("droits des femmes", "accès à la justice", "mémoire et archives"),
    ),
    "en": (
        ("A new agreement", "An annual report", "A regional workshop"),
        ("the East", "the Atlas", "Souss"),
        ("women's rights", "access to justice", "memory and archives"),
    ),
}
_MONTHS = {
    "ar": (
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "ماي",
        "يونيو",
        "يوليوز",
        "غشت",
        "شتنبر",
        "أكتوبر",
        "نونبر",
        "دجنبر",
    ),
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_FOOTERS = {
    "ar": "\n\nمشاركة\n\nمقالات ذات صلة\n\nاترك تعليقاً\n\nلن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *\n",
    "fr": "\n\nPartager\n\nArticles similaires\n\nLaisser un commentaire\n\nVotre adresse e-mail ne sera pas publiée.\n",
    "en": "\n\nShare\n\nRelated articles\n\nLeave a comment\n\nYour email address will not be published.\n",
}


@dataclass(frozen=True)
class Made:
    """A capture, the name of its file, and what is in it."""

    name: str
    text: str
    title: str
    author: str
    published: str
    language: str


def captures(count: int, seed: int = 1) -> Iterator[Made]:
    """`count` captures, all different: three quarters Arabic, the rest French and English."""
    choose = random.Random(seed)
    for number in range(count):
        language = choose.choices(("ar", "fr", "en"), (6, 1, 1))[0]
        first, where, what = (choose.choice(words) for words in _WORDS[language])
        title = f"{_TITLES[language].format(first, where, what)} ({number + 1})"
        author = choose.choice(_NAMES[language])
        day = date(2008, 1, 1) + timedelta(choose.randrange(6000))
        written = f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"
        sentences = {"ar": ARABIC, "fr": FRENCH, "en": ENGLISH}[language]
        comma = "، " if language == "ar" else ", "
        paragraphs = [
            comma.join(choose.sample(sentences, choose.randint(2, 4))) + f" ({number + 1}.{place})."
            for place in range(choose.randint(3, 7))
        ]
        body = "\n\n".join(paragraphs)
        text = f"{title}\n\n{author}\n{written}\n\n{body}{_FOOTERS[language]}"
        yield Made(f"{number:06d}.txt", text, title, author, day.isoformat(), language)


def write(folder: Path, count: int, seed: int = 1) -> list[Made]:
    """Writes them into the folder, which is made, a thousand to a sub-folder when there are more."""
    made = list(captures(count, seed))
    for one in made:
        path = folder / one.name if count <= 1000 else folder / one.name[:3] / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(one.text, encoding="utf-8", newline="\n")
    return made
