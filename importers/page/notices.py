"""Pages that are no article: what a server says instead of one (checks, errors), and walls of logins and consent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from importers.capture.rows import Row
from importers.fields.boilerplate import key
from importers.page.title import SUFFIX
from store.text.months import fold_date_words

SENTENCE = "This is a notice of the server, a login or a consent page, not an article."
MARKED = "The page calls itself a notice of the server, a login or a consent page."
_MOST_WORDS = 120
"""Words of prose below which a page that calls itself a notice is one and nothing else."""
_NAMES = """
    just a moment | one moment please | attention required | attention required cloudflare | checking your browser | checking your browser before accessing
    please wait | please wait a moment | security check | security verification | are you a robot | robot or human | verify you are human | human verification
    access denied | access to this page has been denied | you have been blocked | sorry you have been blocked | pardon our interruption | ddos guard | ddos protection by cloudflare
    un instant | un moment | veuillez patienter | vérification de sécurité | vérification | accès refusé | accès interdit | لحظة | لحظة من فضلك | انتظر لحظة | تحقق أمني | التحقق الأمني | تم رفض الوصول | الوصول مرفوض
    not found | page not found | the page cannot be found | the page you requested was not found | nothing found | forbidden | access forbidden | bad gateway | bad request | service unavailable
    gateway timeout | gateway time out | internal server error | server error | site maintenance | under maintenance | under construction | account suspended | this account has been suspended
    page introuvable | page non trouvée | page inexistante | contenu introuvable | document introuvable | article introuvable | erreur | erreur serveur | site en maintenance | en maintenance | maintenance
    الصفحة غير موجودة | صفحة غير موجودة | المقال غير موجود | المحتوى غير موجود | لم يتم العثور على الصفحة | الصفحة المطلوبة غير موجودة | خطأ | خطأ في الخادم | الموقع تحت الصيانة | الموقع قيد الصيانة | تحت الصيانة
    log in | login | sign in | sign up | log in or sign up | log into facebook | facebook log in or sign up | log in to x | log in to twitter | connexion | se connecter | connectez vous | identifiez vous | identification | authentification
    تسجيل الدخول | سجل الدخول | دخول الأعضاء | تسجيل الدخول إلى فيسبوك
    before you continue | before you continue to google | before you continue to google search | before you continue to youtube | avant d accéder à google | avant de continuer | avant d accéder à youtube
    قبل المتابعة | we value your privacy | your privacy choices | nous respectons votre vie privée | votre vie privée | gestion des cookies | cookie consent | consent"""
_KNOWN = frozenset(key(phrase) for phrase in _NAMES.replace("\n", "|").split("|") if phrase.strip())
_LIKE = re.compile(
    fold_date_words(
        r"(?:http )?(?:error |erreur |خطا |status )?(?:40[0134]|410|429|50[0-4])(?: (?:error|erreur|خطا))?(?: (?:not found|page not found|forbidden|bad gateway|service unavailable|page introuvable|"
        r"(?:nginx|apache).*|gateway time ?out|internal server error|too many requests|(?:ال)?صفحه غير موجوده))?"
        r"|(?:oops |sorry |desole |عذرا )?(?:(?:the|that|this|cette|la|هذه) )?(?:page|الصفحه|صفحه)(?: \w+){0,5} (?:not found|can t be found|cannot be found|could not be found|introuvable|n existe pas|n existe plus|غير موجوده|غير متوفره|غير متاحه)"
    )
)
"""In a key: what pages of errors call themselves."""
_SAYS = frozenset(
    map(
        key,
        (
            "Checking if the site connection is secure", "Enable JavaScript and cookies to continue", "Verify you are human by completing the action below",
            "Checking your browser before accessing", "Vérification de la sécurité de la connexion", "Sorry, you have been blocked", "Please enable cookies",
            "You must log in to continue", "Vous devez vous connecter pour continuer", "يجب تسجيل الدخول للمتابعة", "Log in to continue",
        ),
    )
)  # fmt: skip
"""Lines that only such pages have, together with next to nothing else."""


def is_notice(names: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether what a page calls itself, or its first heading, is the name of a notice: whole, beside the name of the site."""
    parts = [part for name in names for part in (name, *SUFFIX.split(name))]
    return any(_names_notice(key(part)) for part in (*parts, *headings) if part)


def says_nothing_else(rows: Sequence[Row], body: Sequence[int], named: bool) -> bool:
    """Whether there is no text to speak of on a page that is `named` a notice, or that only asks to be let through."""
    words = sum(rows[number].words for number in body if rows[number].words > 2)
    if named:
        return words < _MOST_WORDS
    return words < _MOST_WORDS // 2 and any(row.key in _SAYS for row in rows if row.words <= 12)


def _names_notice(named: str) -> bool:
    return named in _KNOWN or _LIKE.fullmatch(named) is not None
