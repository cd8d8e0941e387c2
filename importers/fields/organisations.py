"""Names of organisations and of what is inside them: who speaks in a statement, and which bureau signs it.

An organisation is a source; its bureau, section or branch wrote nothing, whoever sat in it did.
"""

from __future__ import annotations

import re

from importers.fields.boilerplate import key

_ARABIC = re.findall(
    r"\w+",
    "جمعية منظمة عصبة هيئة مركز مرصد ائتلاف تنسيقية لجنة نقابة اتحاد كونفدرالية كنفدرالية فدرالية فيدرالية مجلس شبكة منتدى حزب حركة جامعة"
    " مؤسسة نادي معهد وزارة محكمة وكالة مندوبية رابطة تجمع جبهة مبادرة تحالف تعاونية ودادية عمادة ولاية عمالة جماعة بعثة سفارة قنصلية تيار"
    " فضاء تجمعات مفوضية برلمان حكومة نيابة رئاسة",
)
_LATIN = re.findall(
    r"[\w-]+",
    "association associations ligue league organisation organization ong ngo collectif collective coordination réseau network fédération"
    " federation confédération confederation syndicat union centre center observatoire observatory forum instance conseil council mouvement"
    " cour parquet movement parti party fondation foundation ministère ministry tribunal court coalition watch institut institute commission committee comité"
    " amnesty reporters alliance front haut-commissariat office société society agence ambassade embassy consortium espace",
)
_FIRST = frozenset(key(prefix + word) for word in _ARABIC for prefix in ("", "ال"))
_ANY = frozenset(map(key, _LATIN))
_JOINING = frozenset(re.findall(r"\w+", "de des du d of for pour to against contre in on la le l aux et and"))
_OF_A_COUNTRY = frozenset(
    key(
        "marocain marocaine moroccan national nationale international internationale arabe arab africain africaine african régional régionale regional local locale indépendant indépendante independent"
        " démocratique democratic maghrébin maghrébine algérien algérienne tunisien tunisienne français française européen européenne european euro méditerranéen euro-méditerranéenne mondial mondiale world"
    ).split()
)
"""What stands behind the kind in the name of an organisation."""
_OFFICE = re.compile(
    r"(?:ا?ل)?(?:مكتب (?:ال)?(?:مركزي|تنفيذي|وطني|جهوي|محلي|سياسي|مسير|نقابي|اقليمي)|مكتب ال?فرع|فرع|فروع|سكرتاريه|كتابه (?:ال)?(?:وطنيه|اقليميه|محليه|جهويه|عامه)"
    r"|لجنه (?:ال)?(?:اداريه|تنفيذيه|تحضيريه|مركزيه|وطنيه للاعلام|اعلام)|امانه (?:ال)?(?:عامه|وطنيه|جهويه|اقليميه)|قسم|مصلحه|مديريه|خليه|شعبه|قطب|مكتب$|مكتب لجنه|ديوان|مجلس (?:ال)?(?:وطني(?! ل)|اداري|جهوي|اداره)"
    r"|رئيسه?$|رئاسه$|منسقيه?|لجنه$|لجنه (?:ال)?(?:اعلام|تواصل))(?= |$)"
    r"|(?:le |la |the |notre )?(?:bureau|section|secretariat|comite (?:executif|central|directeur|administratif|local|regional|national)|conseil (?:national|d administration|regional)"
    r"|coordination (?:regionale|locale|nationale)|branche|branch|service|direction|departement|department|division|cellule|pole|antenne|executive (?:committee|board|office)|press office"
    r"|media (?:unit|office|team|desk)|communications? (?:unit|office|team)|national (?:secretariat|board)|central (?:office|committee|bureau)|president|presidente|la presidence)(?= |$)"
)
"""In a key: what a bureau, a section, a branch or an office is called."""
_SPEAKS_FOR = re.compile(
    r"(?:عن|باسم|pour|p|au nom de|for|on behalf of|توقيع|signe|signature)(?: (?:le|la|the|l))? (?=\S)"
)
_INSIDE = re.compile(
    r"\s+(?:[-–—/|:،,]\s*)?(?=(?:ال)?فرع\s|(?:ال)?مكتب\s+ال(?:مركزي|تنفيذي|وطني|جهوي|محلي)|[Ss]ection\s|SECTION\s|Bureau\s|BUREAU\s)"
)
_ACTS = re.compile(
    r"[يت](?:ندد|طالب|دعو|ستنكر|دين|علن|حذر|نظم|رفض|كشف|وكد|عبر|نفي|حمل|نتقد|شجب|تضامن|دق|طلق|صدر|عقد|حتج|قرر|راسل|ناشد|شدد|سجل|رصد|وثق|تهم|واصل|تابع|عود|حتفي|خلد|جدد|ساند|دخل|ستعد|رحب|ثمن|نبه|تساءل|نعي|شارك|وقع|قاضي|ختتم|فتتح|قدم|ستقبل|كرم|نتخب|طلب|سلم|نشر|قترح|نوه|شيد|دشن|جتمع|ستعرض|بحث|ناقش|ستضيف|حتضن|وجه|سائل|نهي|ستكمل|حصل|فوز|طرح|جمع|عرض|حقق|لتقي|زور|تدارس|ستعد|نعقد|بدي|صعد|لتمس|توج|عين|عتزم|خوض|ختار|شكو|قود)(?:ون|ان|وا)?$"
)
"""In a key: verbs of headlines about an organisation."""
_PRESENT = re.compile(r"ي[\u0621-\u064a]{3,}$")
"""In a key: a word that begins so and is no name is a verb of the present."""
_PRESENT_SHE = re.compile(r"ت[\u0621-\u064a]{3,}$")
_NO_VERB = re.compile(r"ت.*[هو]$(?<!دعو)|ت..ي.$|ت[اوي].*(?:ت|ين|زي)$|.*(?:ات|يه)$")
"""Words that begin with ت and are verbal nouns ("تعليم", "تنميه") or Amazigh names ("تاماينوت")."""
_PAST_SHE = re.compile(r"(?!ال)[\u0621-\u064a]{3,}(?<!ا)ت$")
_NOUNS = frozenset(
    key(
        "تضامن تعاون تحالف تسامح تبادل تواصل تكافل تآزر تراث تنافس تقدم تنوع تطوع تجمع تونس تعدد تحول تطور تمدن تحدي تازة توات تطوان تمارة تنغير تاونات تارودانت تيزنيت توازن تناوب تثقيف تلميذ تلاميذ"
        " يوسف يعقوب ياسين يحيى يناير يوليوز يونيو يوليو يافا يتامى يهود يمن يمني يونان يابان يسار يساري يقظة ينابيع يوم يومي يومية يعيش"
        " إنترنت انترنت الكويت كويت صوت بيت وقت موت بنت أخت ثابت نبات آيت ايت تافراوت تامسنا تحت زيت كبريت توقيت"
    ).split()
)
"""Words of names that look like verbs."""
_ACTS_LATIN = frozenset(
    key(
        "dénonce dénoncent accuse accusent appelle appellent condamne condamnent demande demandent exige exigent réclame réclament interpelle alerte annonce publie salue rejette organise déplore exprime lance saisit critique"
        " arrête soutient craint refuse reporte juge confirme acquitte denounces accuses calls condemns urges demands says warns slams welcomes rejects launches publishes reports arrests sentences upholds acquits jails backs"
    ).split()
)
_MOST_WORDS = 14
_BREAKS = re.compile(r"[.؟?!؛;«»“”]\s*\S|[.؟?!؛;]$|\d{1,2}[:hH/]\d|:\s*\S")


def is_office(name: str) -> bool:
    """Whether the name is that of a part of an organisation, or of one that speaks for it ("عن المكتب", "Pour la section")."""
    name_key = key(name)
    speaks = _SPEAKS_FOR.match(name_key)
    return _OFFICE.match(name_key[speaks.end() :] if speaks else name_key) is not None


def organisation(line: str) -> str | None:
    """The organisation that a short line names and nothing else, without its section behind it; None for other lines."""
    name = line.strip(" \t*_•·|–—-،,:")
    words = key(name).split()
    if not 1 < len(words) <= _MOST_WORDS or _BREAKS.search(name) or is_office(name):
        return None
    inside = _INSIDE.search(name)
    name = name[: inside.start()] if inside and inside.start() else name
    if words[0] in _FIRST:
        after = 1 if words[0].startswith("ال") else 2
        acts = any(map(_ACTS.match, words[1:])) or any(map(_is_verb, words[after:]))
        return None if acts else name
    tokens = [word for word in re.split(r"[\s’'-]+", name) if word]
    if not tokens[0][:1].isupper() or not any(_is_kind_of_group(tokens, at) for at in range(len(tokens))):
        return None
    if any(key(token) in _ACTS_LATIN for token in tokens[1:] if token[:1].islower()):
        return None
    if key(tokens[0]) in _ANY and len(tokens) > 1 and key(tokens[1]) in _JOINING | _OF_A_COUNTRY:
        return name
    long = [word for word in tokens if len(word) > 4]
    return name if sum(word[:1].isupper() for word in long) * 2 > len(long) else None


def _is_verb(word: str) -> bool:
    """Whether a word of a key is written as verbs of the third person are, and no noun or name is known to be."""
    if word in _NOUNS:
        return False
    if _PRESENT.match(word) or _PAST_SHE.match(word):
        return True
    return _PRESENT_SHE.match(word) is not None and not _NO_VERB.match(word)


def _is_kind_of_group(tokens: list[str], at: int) -> bool:
    """Whether a word says what kind of organisation it is: the first, the last, or before "of", "for", "des"."""
    if key(tokens[at]) not in _ANY:
        return False
    return at in (0, len(tokens) - 1) or tokens[at + 1].lower() in _JOINING
