"""The grammar of written dates, as regular expressions over folded text.

The folded text (`fold`) has single spaces, ASCII digits, no marks and no invisible controls, so that every gap in a pattern
is at most one space and every pattern runs in linear time. Named groups are the same in all of them: `day`, `day_word`,
`month`, `other_month` (a second name beside the first, as in "آذار/مارس"), `month_number`, `year`, `weekday`, `pointer` (a
word like "الجاري" or "prochain"), `hour`, `minute`, `half`, and for Hijri `hijri_month`, `hijri_month_number`, `hijri_year`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from importers.fields.date_clocks import HALVES
from importers.fields.date_signs import Sign, any_of, day_before_month, matching
from store.text.months import (
    COUNTS,
    HIJRI_MONTHS,
    MONTHS,
    ORDINALS,
    WEEKDAYS,
    fold_character,
    fold_date_words,
)

_SPACES = re.compile("  +")
_ARABIC = "[\u0621-\u064a]"
_LATIN = "[a-z]"


def fold(text: str) -> str:
    """The folded text."""
    folded = fold_date_words(text)
    return _SPACES.sub(" ", folded) if "  " in folded else folded


_folded = lru_cache(maxsize=8_192)(fold_character)


def offsets_of(text: str, folded: str) -> Sequence[int]:
    """For each character of the folded text the offset it has in `text`; one more marks the end.

    A character is folded to one or none, so a folded text of the same length has every character where it was.
    """
    if len(folded) == len(text):
        return range(len(text) + 1)
    offsets: list[int] = []
    last = ""
    for offset, character in enumerate(text):
        kept = _folded(character)
        if kept and not (kept == last == " "):
            offsets.append(offset)
            last = kept
    offsets.append(len(text))
    return offsets


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_BACK = "الماضي|المنصرم|الفارط|المنقضي|الاخير|dernier|derniere|last"
_AHEAD = "المقبل|القادم|المقبله|القادمه|prochain|prochaine|next"
_NOW = "الجاري|الحالي|courant|this"
BACKWARD = frozenset(_BACK.split("|"))
FORWARD = frozenset(_AHEAD.split("|"))
POINTERS = f"(?:{_BACK}|{_AHEAD}|{_NOW})"

_MONTH = f"(?:{_any_of(MONTHS)})"
_WEEKDAY = f"(?:{_any_of(WEEKDAYS)})"
_BARE_WEEKDAYS = tuple(name[2:] for name in WEEKDAYS if name.startswith("ال"))
_BARE_WEEKDAY = _any_of(_BARE_WEEKDAYS)
"""Drupal prints weekdays without their article before a date."""
SHORT_WEEKDAYS = dict(
    zip(
        ("lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        (*range(7), *range(7)),
        strict=True,
    )
)
"""As programs print them before a date in figures, Monday being 0."""
_NOT_IN_WORD = f"(?<!{_ARABIC})(?<!{_LATIN})"
_WORD_ENDS = f"(?!{_ARABIC}|{_LATIN})"
_DAY_BEFORE_YESTERDAY = "اول من امس|اول امس|قبل امس|امس الاول|اول البارحه|avant-hier|avant hier"
_HONOURS = "(?: (?:الحرام|الخير|النبوي|الانور|الفرد|المعظم|المبارك|الكريم|الابرك|المكرم))?"
"""What official papers write behind the name of a Hijri month."""
_DAY_NUMBER = "(?:0?[1-9]|[12][0-9]|3[01])"
_FREE = "(?<![0-9])(?<![0-9][-/.:,])"
_DIGITS_END = "(?![0-9])"
_YEAR_NUMBER = f"(?:19|20)[0-9][0-9](?:{_DIGITS_END}|(?={_DAY_NUMBER} ?{_MONTH}))"
"""Nothing stands between the dates of publication and of change where a style sheet hides the second."""

_MONTHS = f"(?P<month>{_MONTH})\\.?(?: ?[/\\\\(–-] ?(?P<other_month>{_MONTH})(?: ?\\))?)?{_WORD_ENDS}"
_NOT_OF_A_MONTH = "".join(f"(?<!{name} )" for name in ("تشرين", "كانون", "ربيع", "جمادي"))
"""Behind such a word an ordinal is a part of a month's name."""
_AFTER_A_LETTER = "(?<= [وبلف])"
"""Behind "and", "in" and "to", which are written in one with the word."""
_DAY = (
    f"(?:(?<![0-9])(?P<day>{_DAY_NUMBER})(?: ?er(?![a-z])|[°o]|st|nd|rd|th)?{_DIGITS_END}"
    f"|(?:{_NOT_IN_WORD}|{_AFTER_A_LETTER}){_NOT_OF_A_MONTH}(?P<day_word>{_any_of(ORDINALS)}){_WORD_ENDS})"
)
_FIRST_DAY = (
    f"(?:{_FREE}(?P<first_day>{_DAY_NUMBER})(?:er|st|nd|rd|th)?(?:(?: ?[-–،,و] ?{_DAY_NUMBER}(?![0-9])){{0,4}} ?"
    f"(?:-|–|/|و|الي|et|au|&|and|to)|(?: ?[،,] ?{_DAY_NUMBER}(?![0-9])){{1,4}} ?[،,]) ?(?:(?:غايه )?(?:يوم )?(?:le )?(?:{_WEEKDAY} ?)?)?)?"
)
_WEEKDAY_BEFORE = f"(?:(?<!{_LATIN})(?P<weekday>{_WEEKDAY}|{_NOT_IN_WORD}(?:{_BARE_WEEKDAY}))(?: ?[،,])? ?(?:الموافق ?)?(?:ل ?|ـ ?|le |the |: ?)?)?"
_YEAR = f"(?: ?[،,]? ?(?:من )?(?:عام |سنه |العام |السنه )?(?P<year>{_YEAR_NUMBER})(?: ?م{_WORD_ENDS})?)"
_POINTER = f"(?: (?:من )?(?:الشهر |العام )?(?P<pointer>{POINTERS}){_WORD_ENDS})"
_TIME = (
    "(?:(?: ?[-–،,|@/] ?| )?(?:(?:في )?(?:علي )?الساعه ?:? ?|الي |في |at |a )?(?<![0-9])(?P<hour>[01]?[0-9]|2[0-3]) ?[:h] ?(?P<minute>[0-5][0-9])"
    f"(?::[0-5][0-9])?{_DIGITS_END}(?: ?(?P<half>{HALVES}))?)?"
)

_SIGNS: dict[str, Sign] = {
    "figure": matching("[0-9]"),
    "year": matching("(?:19|20)[0-9][0-9]"),
    "hijri year": matching("1[34][0-9][0-9]"),
    "month": any_of(MONTHS),
    "day before month": day_before_month,
    "weekday": any_of((*WEEKDAYS, *_BARE_WEEKDAYS)),
    "numbers": matching(r"[0-9] ?[-/.\\] ?[0-9]"),
    "pointer": any_of((*BACKWARD, *FORWARD, *_NOW.split("|"), "mois")),
    "ago": any_of(("منذ", "قبل", "il y a", "ago")),
    "deictic": any_of(("امس", "البارحه", "غد", "hier", "demain", "yesterday", "tomorrow")),
}
"""What is quick to look for."""
_NEEDS: dict[str, tuple[str, ...]] = {
    "day-month": ("day before month",),
    "month-day": ("figure", "year", "month"),
    "year-first": ("figure", "numbers"),
    "numeric": ("figure", "numbers"),
    "hijri": ("figure", "hijri year"),
    "hijri-numeric": ("figure", "hijri year"),
    "day-month behind its weekday": ("figure", "weekday", "month"),
    "month": ("figure", "year", "month"),
    "hijri-month": ("figure", "hijri year"),
    "weekday": ("weekday",),
    "of-this-month": ("figure", "pointer"),
    "ago": ("ago",),
    "deictic": ("deictic",),
    "year": ("figure", "year"),
}
"""The signs that are all in every text which holds a date of a kind."""

_PATTERNS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (kind.partition(" ")[0], _NEEDS[kind], re.compile(pattern))
    for kind, pattern in (
        (
            "month-day",
            (
                f"{_NOT_IN_WORD}(?P<first_month>{_MONTH})\\.? (?P<first_day>{_DAY_NUMBER}){_DIGITS_END} ?(?:-|–|and|to|&) ?"
                f"{_MONTHS} (?P<day>{_DAY_NUMBER}){_DIGITS_END} ?[،,]? ?(?P<year>{_YEAR_NUMBER})"
            ),
        ),
        (
            "day-month",
            (
                f"{_WEEKDAY_BEFORE}{_FIRST_DAY}{_DAY} ?(?:من |of |de )?(?:شهر )?(?:(?P<dash>- ?)|[،,./]? ?){_MONTHS}(?:(?:(?(dash) ?-|[-/])?){_YEAR}|{_POINTER})?{_TIME}"
            ),
        ),
        (
            "month-day",
            (
                f"{_WEEKDAY_BEFORE}(?<!{_ARABIC}){_MONTHS} ?(?:(?P<first_day>{_DAY_NUMBER}) ?(?:-|–|and|to|&) ?)?"
                f"(?P<day>{_DAY_NUMBER})(?:st|nd|rd|th)?{_DIGITS_END} ?(?:[،,] ?|[-–] )?(?P<year>{_YEAR_NUMBER}){_TIME}"
            ),
        ),
        (
            "month-day",
            f"{_FREE}(?P<year>{_YEAR_NUMBER}) ?[،,]? ?{_MONTHS} (?P<day>{_DAY_NUMBER}){_DIGITS_END}(?! ?[-/.:h]? ?[0-9]){_TIME}",
        ),
        (
            "month-day",
            (
                f"{_NOT_IN_WORD}(?P<month>{_MONTH}) (?P<day>{_DAY_NUMBER}) (?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]):[0-5][0-9]"
                f" (?:[a-z]{{3,4}} |[+-][0-9]{{4}} )?(?P<year>{_YEAR_NUMBER})"
            ),
        ),
        (
            "year-first",
            (
                f"{_FREE}(?P<year>(?:19|20)[0-9][0-9])(?P<gap> ?)(?P<joint>[-/.])(?P=gap)(?P<month_number>0?[1-9]|1[0-2])(?P=gap)(?P=joint)(?P=gap)"
                f"(?P<day>{_DAY_NUMBER}){_DIGITS_END}(?![-/.][0-9])t?{_TIME}"
            ),
        ),
        (
            "numeric",
            (
                f"(?:(?<!{_LATIN})(?P<weekday_short>{_any_of(SHORT_WEEKDAYS)})(?:[.,] ?){{1,2}})?{_WEEKDAY_BEFORE}{_FREE}(?P<day>{_DAY_NUMBER})(?P<gap> ?)(?P<joint>[-/\\\\]|\\. ?)(?P=gap)(?P<month_number>{_DAY_NUMBER})(?P=gap)(?P=joint)"
                f"(?P=gap)(?P<year>{_YEAR_NUMBER})(?![-/.][0-9])(?: ?م{_WORD_ENDS})?{_TIME}"
            ),
        ),
        (
            "hijri",
            (
                f"{_WEEKDAY_BEFORE}{_DAY} ?(?:من )?(?:شهر )?[-،]? ?(?P<hijri_month>{_any_of(HIJRI_MONTHS)}){_WORD_ENDS}{_HONOURS} ?[،,]? ?"
                f"(?:من )?(?:عام |سنه )?(?P<hijri_year>1[34][0-9][0-9]){_DIGITS_END}(?: ?ه(?:جريه?)?{_WORD_ENDS})?"
            ),
        ),
        (
            "hijri-numeric",
            (
                f"{_WEEKDAY_BEFORE}{_FREE}(?P<day>[12][0-9]|30|0?[1-9])(?P<joint> ?[-/] ?)(?P<hijri_month_number>0?[1-9]|1[0-2])(?P=joint)"
                f"(?P<hijri_year>1[34][0-9][0-9]){_DIGITS_END}(?: ?ه(?:جريه?)?{_WORD_ENDS})?"
            ),
        ),
        (
            "hijri-numeric",
            (
                f"{_FREE}(?P<hijri_year>1[34][0-9][0-9])(?P<joint> ?[-/] ?)(?P<hijri_month_number>0?[1-9]|1[0-2])(?P=joint)"
                f"(?P<day>[12][0-9]|30|0?[1-9]){_DIGITS_END} ?ه(?:جريه?)?{_WORD_ENDS}"
            ),
        ),
        (
            "day-month behind its weekday",
            (
                f"{_NOT_IN_WORD}(?P<weekday>{_WEEKDAY}),? {_MONTHS} (?P<day>{_DAY_NUMBER})(?:st|nd|rd|th)?{_DIGITS_END}"
                f"(?! ?[،,]? ?[0-9])"
            ),
        ),
        (
            "month",
            f"(?<![0-9])(?<![0-9] )(?:{_NOT_IN_WORD}|{_AFTER_A_LETTER})(?:شهر )?{_MONTHS}[-/]?{_YEAR}",
        ),
        (
            "hijri-month",
            (
                f"{_NOT_IN_WORD}(?P<hijri_month>{_any_of(HIJRI_MONTHS)}){_WORD_ENDS}{_HONOURS} ?[،,]? ?(?:من )?(?:عام |سنه )?"
                f"(?P<hijri_year>1[34][0-9][0-9]){_DIGITS_END}(?: ?ه(?:جريه?)?{_WORD_ENDS})?"
            ),
        ),
        (
            "weekday",
            (
                f"{_NOT_IN_WORD}(?:(?P<anchor>{_DAY_BEFORE_YESTERDAY}|امس|البارحه|اليوم|يومه|غدا|بعد غد|يوم غد|يوم|hier|aujourd['’]hui|ce|demain|yesterday|today|on|this) )?"
                f"(?:(?:يوم|(?P<before>last|next)) )?(?P<weekday>{_WEEKDAY}){_WORD_ENDS}(?: ?[،(]? ?(?P<pointer>{POINTERS}){_WORD_ENDS})?"
            ),
        ),
        (
            "of-this-month",
            (
                f"(?:{_NOT_IN_WORD}(?P<weekday>{_WEEKDAY}) )?(?<![0-9])(?<![0-9][-/.:,])(?P<day>{_DAY_NUMBER}){_DIGITS_END} ?"
                f"(?:من الشهر|du mois) (?:en )?(?P<pointer>{_BACK}|{_AHEAD}|{_NOW}|cours){_WORD_ENDS}"
            ),
        ),
        (
            "of-this-month",
            f"{_NOT_IN_WORD}(?P<weekday>{_WEEKDAY}) (?P<day>{_DAY_NUMBER}){_DIGITS_END} (?:من )?(?P<pointer>{_NOW}){_WORD_ENDS}",
        ),
        (
            "ago",
            (
                f"{_NOT_IN_WORD}(?:(?:منذ|قبل) (?P<count>(?:[0-9]{{1,3}}|{_any_of(COUNTS)}) )?(?P<unit>دقيقه|دقايق|ساعه|ساعتين|ساعات|يوم|يومين|ايام|يوما|اسبوع|اسبوعا|اسبوعين"
                f"|اسابيع|شهر|شهرا|شهرين|اشهر|شهور|سنه|سنتين|سنوات|عام|عاما|عامين|اعوام){_WORD_ENDS}(?! ?(?:19|20)[0-9][0-9])"
                "|il y a (?P<count_fr>[0-9]{1,3}|une?) (?P<unit_fr>minutes?|heures?|jours?|semaines?|mois|ans?)\\b"
                "|(?P<count_en>[0-9]{1,3}|an?|one) (?P<unit_en>minutes?|hours?|days?|weeks?|months?|years?) ago\\b)"
            ),
        ),
        (
            "deictic",
            f"(?<!{_LATIN})(?<!{_ARABIC})(?P<anchor>{_DAY_BEFORE_YESTERDAY}|امس|البارحه|غدا|يوم غد|بعد غد|hier|apres-demain|demain|yesterday|tomorrow){_WORD_ENDS}",
        ),
        (
            "year",
            f"{_NOT_IN_WORD}(?:عام|سنه|خلال|منذ|مند|en|in|depuis|since|annee) (?P<year>{_YEAR_NUMBER})(?![-–/.][0-9])",
        ),
    )
)
"""Kinds of dates in the order they are tried: what an earlier one has taken, a later one leaves alone."""


def patterns_for(folded: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The kinds of dates that a folded text may hold, in the order they are tried."""
    there: dict[str, bool] = {}
    for kind, needs, pattern in _PATTERNS:
        for sign in needs:
            if sign not in there:
                there[sign] = _SIGNS[sign](folded)
            if not there[sign]:
                break
        else:
            yield kind, pattern
