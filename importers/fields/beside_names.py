"""What stands beside a name in a byline and is no part of it: a time zone, brackets, who took the photographs."""

from __future__ import annotations

import re

from importers.fields.boilerplate import key

EDGES = " \t•*|·-–—,،:/\\"
"""Signs that neither begin nor end a name; brackets are looked at by `without_brackets`."""
ZONE = re.compile(
    r"[(\[]?\s*(?<!\w)(?:"
    r"(?i:(?:[بو]|حسب )?(?:ال)?توقيت\s+\w+(?:\s+(?:المكرمة|المحلي|الصيفي|الشتوي|الموحد|البيضاء|الأوسط|العربية|المتحدة))?"
    r"|heures?\s+(?:locale|universelle|française|marocaine|(?:de|du)\s+[\w-]+|d['’]\s?[\w-]+)|temps\s+universel"
    r"|(?:local|universal|makkah|mecca|rabat|gmt|[a-z]+(?:\s[a-z]+)?\s+(?:standard|summer|daylight))\s+time)"
    r"|(?:GMT|UTC|TU|CES?T|WES?T|E[SD]T|[CMP][SD]T|BST|AST|KSA)(?:\s?[+-]\s?\d{1,2}(?::?\d\d)?)?"
    r"|(?:غرينتش|غرينيتش|جرينتش)(?:\s?[+-]\s?\d{1,2})?"
    r")(?!\w)\s*[)\]]?"
)
"""The time zone that stands behind a clock: a name begins with none of these words."""
OTHER_WORK = re.compile(
    r"(?:^|[\s,،;|/–—-]+)(?:photos?|photographies?|images?|vidéos?|crédits?(?: photos?)?|illustrations?|dessins?|traduction|translation"
    r"|تصوير|عدسة|صور|ترجمة|رسوم|كاريكاتير)\s*(?:[:：]|par |by )\s*\S.*$",
    re.IGNORECASE,
)
"""What stands behind the author's name and says who did something else."""
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)?|\[[^\[\]]*\]?)\s*$")
_ROLE = re.compile(
    r"[,،]|(?<!\w)(?:avec|envoyée?|correspond\w*|stagiaire|journaliste|photos?|with|in|correspondent|staff|reporter"
    r"|مراسل\w*|صحف\w+|متدرب\w*|خاص|مع|من)(?!\w)",
    re.IGNORECASE,
)
"""What in brackets behind a name tells what somebody is: a place alone belongs to the name as it is signed."""


LABELS = frozenset(
    map(
        key,
        re.split(
            r"[|]",
            "publication|parution|création|créé|créé le|créée le|mise à jour|catégorie|catégories|category|categories|rubrique|section|dossier|thème|thèmes|mots clés|tags|étiquettes|affichages|hits|vues|views|lectures|clics|détails|details|langue"
            "|language|lieu|ville|place|location|objet|sujet|subject|topic|topics|référence|ref|numéro|edition|édition|format|taille|police|font size|partager|share|type|durée|duration"
            "|القسم|قسم|التصنيف|تصنيف|الفئة|الزيارات|المشاهدات|القراءات|الوسوم|المكان|المدينة|الخط|حجم الخط|التفاصيل|النوع|الموضوع|موضوع|المرجع|العدد|اللغة|الباب|الملف|المدة|الرابط",
        ),
    )
)
"""Keys of what is said of a page beside its author, before a colon or a dash: what follows them is no name either."""


def without_brackets(name: str) -> str:
    """The name without brackets behind it that tell what somebody is or never close; all in brackets is taken out of them."""
    found = _BRACKETS.search(name)
    if found is None:
        return name.strip(f"()[]{EDGES}") if name.startswith(("(", "[")) else name
    if not name[: found.start()].strip(EDGES):
        return name.strip(f"()[]{EDGES}")
    if not any(map(str.isalpha, found[0])):
        return name[: found.start()].strip(EDGES)
    whole = found[0].rstrip().endswith((")", "]"))
    return name if whole and not _ROLE.search(found[0]) else name[: found.start()].strip(EDGES)


MOST_WORDS = 7
"""Words of a byline without what somebody is."""
_ROLE_WORDS = (
    r"(?:(?:ال)?(?:أستاذ|استاذ|باحث|كاتب|صحفي|صحافي|إعلامي|اعلامي|محام|رئيس|عضو|ناشط|فاعل|مدير|منسق|خبير|نائب|مستشار|برلماني|قاضي?|مفكر|شاعر|ناقد|طالب|أمين|امين|مناضل|مسؤول|متخصص|مختص|دكتور في|حاصل)ة?ي?\b"
    r"|(?:professeure?|enseignant|avocate?|chercheu|journaliste|militante?|présidente?|membre|direct|sociologue|historien|économiste|politologue|écrivain|coordinat|ancien|docteur"
    r"|professor|lawyer|researcher|activist|director|deputy|member|president|executive|senior|writer|author|former|associate|correspondent|(?:\w+ )?reporter|(?:\w+ )?editor))"
)
_ROLES = re.compile(rf"\s*[،,]\s*{_ROLE_WORDS}", re.IGNORECASE)
_ENDS = re.compile(rf"\s*(?:[،,؛;(\[]|\s[-–—|]\s|\s(?={_ROLE_WORDS}))", re.IGNORECASE)
"""Where in a byline the name ends and what somebody is begins."""
_AT_LENGTH = re.compile(
    r"(?:مقالة? |ال)?بقلم(?:\s*[:：]\s*|\s+)\S|(?:إعداد|اعداد|كتبه|كتبها|كتب|الكاتبة?|auteure?|autrice|author|texte|tribune)\s*[:：]\s*\S"
    r"|(?i:par|by)\s+(?:(?:[A-ZÀ-Ý][\w’'.-]*|de|el|al|ben|bin|la|le)\s+){1,4}[A-ZÀ-Ý][\w’'-]+\s*(?:[,(–—-])"
)
"""How a line begins that names its author and goes on with what that person is."""


def says_who_at_length(text: str) -> bool:
    """Whether a line, however long, names its author and is no sentence."""
    return _AT_LENGTH.match(text) is not None and not text.rstrip().endswith((".", "…", "؟", "?", "!", ":"))


def without_roles(name: str) -> str:
    """The name without what is said of the person behind it; as it is, where fewer than two words would be left.

    Short ones are cut at a comma with a role behind it, others also where a role begins, or at the first sign.
    """
    ends = _ENDS if len(name.split()) > MOST_WORDS else _ROLES
    for found in ends.finditer(name):
        left = name[: found.start()].strip(EDGES)
        if len(left.split()) > 1:
            return left
    return name
