"""Who is said to have written something, and who never has: words that a byline begins with, names that programs give."""

from __future__ import annotations

import re

from importers.fields.boilerplate import key

_ARABIC = (
    r"(?:كتبت?|نشرت?|مرسلة|أضيفت?|أضافه|تم النشر|أعدت?|حررت?|أنجزت?) (?:من طرف|من قبل|بواسطة)",
    r"(?:مقالة? |ال)?بقلم",
    r"كتبها|كتبه|كتبت|كتب|أعدتها|أعدته|أعدها|أعده|حررتها|حررته|حررها|حرره|أنجزتها|أنجزته|أنجزها|أنجزه",
    r"(?:من )?(?:إعداد|اعداد|إنجاز|انجاز)(?: و(?:تقديم|تحرير|إنجاز|إعداد))?|متابعة|بواسطة|نشره|نشر بواسطة|حاورتها|حاورته|حاورها|حاوره|تحرير|أجر(?:ى|ت|اه|اها) (?:الحوار|اللقاء|المقابلة)(?: معه)?",
    r"(?:الكاتبة?|المؤلفة?|الصحفية?|صاحبة? المقال)(?=\s*[:：])",
)
_FRENCH = (
    r"(?:article |texte |dossier |enquête |reportage )?(?:écrit|écrite|rédigé|rédigée|préparé|préparée|réalisé|réalisée|publié|publiée|posté|postée|mis en ligne|mise en ligne|signé|signée|soumis|soumise|envoyé|ajouté|proposé|compilé) par",
    r"(?:propos|entretien|témoignages?|interview) (?:recueillis?|réalisée?|menée?|conduite?) par|recueillie?s? par",
    r"(?:un )?(?:texte|récit|tribune|reportage|enquête|dossier) (?:de|par)(?= +[A-ZÀ-Ý])|(?:textes?|rédaction|rédacteur|rédactrice)(?=\s*[:：])",
    r"(?:auteure?|autrice)(?=\s*[:：])|par",
)
_ENGLISH = (
    r"(?:story |text |words |article |report |interview )?(?:written|compiled|reported|reporting|submitted|posted|prepared|published|edited|authored) by",
    r"(?:story|text|words|report|interview) by|(?:author|writer)(?=\s*[:：])|author,?|by",
)
_HONOURS = r"(?:(?:الأستاذة?|الأستاذ\(ة\)|ذة?\s?[./])\s*[:：]?\s*)?"
"""Courtesies before a name, which are no part of it."""
SAYS_BY = re.compile(
    "^(?:" + "|".join((*_ARABIC, *_FRENCH, *_ENGLISH)) + r")(?:\s*[:：|]\s*|\s+|$)" + _HONOURS,
    re.IGNORECASE,
)
"""What a byline begins with when it says that it is one, and the courtesy behind it."""
NOBODY = frozenset(
    map(
        key,
        (
            "super user", "superuser", "admin", "admin admin", "administrator", "administrateur", "user", "utilisateur", "webmaster", "root",
            "editor", "author", "auteur", "unknown", "null", "none", "undefined", "anonymous", "anonyme", "inconnu", "guest", "owner",
            "default", "wordpress", "wpadmin", "wp admin", "siteadmin", "site admin", "moderator", "modérateur", "microsoft office user",
            "windows user", "utilisateur windows", "hp", "pc", "مدير", "مدير الموقع", "المدير", "المشرف", "المشرف العام", "مشرف", "مسؤول",
            "مجهول", "غير معروف", "مستخدم", "زائر", "الإدارة", "إدارة الموقع", "أدمن", "ادمين",
        ),
    )
)  # fmt: skip
"""Keys of names that a program gave, not a person."""


def somebody(name: str | None) -> str | None:
    """The name, or None where it is one that a program gave, or a number that stands for one."""
    return None if name is None or key(name) in NOBODY or name.isdecimal() else name
