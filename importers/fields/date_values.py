"""From the parts of a written date to a calendar value: years inferred, weekdays checked, Hijri converted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from importers.fields.date_patterns import BACKWARD, FORWARD, SHORT_WEEKDAYS
from store.article import Precision
from store.text.months import COUNTS, HIJRI_MONTHS, MONTHS, ORDINALS, WEEKDAYS

Parts = Mapping[str, str | None]
_VERBS = frozenset({"مارس", "اب", "ماي", "may", "mai", "march", "mars", "mar"})
"""Months that are also words ("مارس حقه", "you may"): after an ordinal they need a year or a weekday."""

_WEEKS = 5
"""Weeks that a month may have: "الأحد الثاني من أبريل" is its second Sunday, where the 2nd is none."""


@dataclass(frozen=True, slots=True)
class Value:
    """What the words of a date amount to. `value` is ISO 8601 cut to `precision`, or None when they do not suffice."""

    value: str | None
    precision: Precision = "day"
    flags: tuple[str, ...] = ()
    until: str | None = None
    weekday: int | None = None


def resolve(kind: str, parts: Parts, reference: date | None) -> Value | None:
    """The value of one match of a pattern, or None if it is no date after all (31 February, مارس as a verb)."""
    name = parts.get("weekday") or ""
    weekday = WEEKDAYS.get(
        name, WEEKDAYS.get(f"ال{name}", SHORT_WEEKDAYS.get(parts.get("weekday_short") or ""))
    )
    match kind:
        case "day-month" | "month-day" | "year-first" | "numeric":
            return _gregorian(kind, parts, weekday, reference)
        case "hijri" | "hijri-numeric":
            return _hijri(parts, weekday)
        case "hijri-month":
            return Value(None, "month", ("hijri", "no-gregorian-month"))
        case "month":
            month = MONTHS[parts["month"] or ""]
            other = MONTHS.get(parts.get("other_month") or "", month)
            if other != month:
                return Value(parts["year"], "year", ("two-months",))
            return Value(f"{parts['year']}-{month:02d}", "month")
        case "year":
            return Value(parts["year"], "year")
        case "weekday":
            return _weekday(parts, weekday, reference)
        case "of-this-month":
            return _of_this_month(parts, weekday, reference)
        case "ago":
            return _ago(parts, reference)
        case _:
            return _deictic(parts["anchor"] or "", reference)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _gregorian(kind: str, parts: Parts, weekday: int | None, reference: date | None) -> Value | None:
    flags: list[str] = []
    number = parts.get("day")
    day = int(number) if number else ORDINALS[parts.get("day_word") or ""]
    name, other_name, pointer = parts.get("month"), parts.get("other_month"), parts.get("pointer")
    month = MONTHS[name] if name else int(parts["month_number"] or 0)
    other = MONTHS[other_name] if other_name else month
    if kind == "numeric":
        day, month, order = _in_figures(parts, day, month, weekday)
        other = month
        flags += order
    if not number and name in _VERBS and not (parts.get("year") or pointer or weekday is not None):
        return None
    if parts.get("year"):
        year: int | None = int(parts["year"] or 0)
    else:
        year = _nearest_year(month, day, reference, pointer, weekday)
        if year is None:
            return Value(None, "day", ("no-year",), weekday=weekday) if _day(2000, month, day) else None
        flags.append("year-inferred")
    stated = _day(year, month, day) if year is not None else None
    if other != month:
        flags.append("two-months")
        beside = _day(year or 0, other, day) if year else None
        if beside and weekday is not None and beside.weekday() == weekday:
            stated = beside
            flags.append("resolved-by-weekday")
        elif year is not None and not (stated and weekday is not None and stated.weekday() == weekday):
            return Value(f"{year:04d}", "year", tuple(flags), weekday=weekday)
    if stated is None:
        return Value(None, "day", ("impossible",), weekday=weekday) if name else None
    if weekday is not None and stated.weekday() != weekday:
        if not number and day <= _WEEKS and (parts.get("day_word") or "").startswith("ال"):
            return None
        flags.append("weekday-mismatch")
    first, first_month = parts.get("first_day"), parts.get("first_month")
    start = _day(stated.year, MONTHS.get(first_month or "", stated.month), int(first)) if first else None
    if start and start < stated:
        kept = tuple(flag for flag in flags if flag != "weekday-mismatch")
        return Value(start.isoformat(), "day", kept, stated.isoformat(), weekday)
    return at_time(Value(stated.isoformat(), "day", tuple(flags), weekday=weekday), parts)


def at_time(value: Value, parts: Parts) -> Value:
    """A day with the time of these parts; the same where they state none."""
    clock = _clock(parts)
    return replace(value, value=f"{value.value}T{clock}", precision="minute") if clock else value


def _in_figures(
    parts: Parts, first: int, second: int, weekday: int | None
) -> tuple[int, int, tuple[str, ...]]:
    """Day and month of a date in figures, and how it is known which is which: by its numbers, its weekday, or not at all.

    Where the weekday fits both, the day stands first, but for programs that print the weekday cut or bare and an hour behind.
    """
    if second > 12 >= first:
        return second, first, ("month-first",)
    if first > 12 or first == second:
        return first, second, ()
    year = int(parts.get("year") or 0)
    day_first, month_first = (
        one is not None and one.weekday() == weekday
        for one in (_day(year, second, first), _day(year, first, second))
    )
    if not (day_first or month_first):
        return first, second, ("day-first-assumed",)
    if day_first and month_first:
        whole = (parts.get("weekday") or "") in WEEKDAYS or not parts.get("hour")
        return (first, second, ("day-first-assumed",)) if whole else (second, first, ("resolved-by-weekday",))
    return (
        (first, second, ("resolved-by-weekday",)) if day_first else (second, first, ("resolved-by-weekday",))
    )


_AFTER_NOON = ("م", "p", "عصر", "عشيه", "بعد", "du soir", "de l")
_EARLY = 6
"""The hour before which noon, in the words of a clock, has passed, and night is past midnight."""


def _from(half: str, hour: int) -> bool:
    """Whether noon ("1:05 ظهرا") or night ("9:00 ليلا") puts the hour into the second half of the day."""
    return hour < _EARLY if half.startswith(("ظهر", "زوال")) else half.startswith("ليل") and hour >= _EARLY


def _clock(parts: Parts) -> str | None:
    if not parts.get("hour"):
        return None
    hour, half = int(parts["hour"] or 0), parts.get("half") or ""
    if hour < 12 and (half.startswith(_AFTER_NOON) or _from(half, hour)):
        hour += 12
    if half.startswith(("ص", "a")) and hour == 12:
        hour = 0
    return f"{hour:02d}:{parts['minute']}"


def _nearest_year(
    month: int, day: int, reference: date | None, pointer: str | None, weekday: int | None
) -> int | None:
    """The year that puts day and month nearest to the reference, on the side the words point to, on the weekday named."""
    if reference is None:
        return None
    choices = [one for shift in (-1, 0, 1) if (one := _day(reference.year + shift, month, day)) is not None]
    if weekday is not None:
        choices = [one for one in choices if one.weekday() == weekday] or choices
    if pointer in FORWARD:
        choices = [one for one in choices if one >= reference] or choices
    elif pointer in BACKWARD:
        choices = [one for one in choices if one <= reference] or choices
    return min(choices, key=lambda one: abs(one - reference)).year if choices else None


def _hijri(parts: Parts, weekday: int | None) -> Value | None:
    """Umm al-Qura; Morocco goes by sighting, so a named weekday one day off decides."""
    from hijridate import Hijri  # noqa: PLC0415 - few articles hold a Hijri date, and its tables take 10 ms to load

    name = parts.get("hijri_month")
    month = HIJRI_MONTHS[name] if name else int(parts["hijri_month_number"] or 0)
    number = parts.get("day")
    day = int(number) if number else ORDINALS[parts.get("day_word") or ""]
    try:
        converted = Hijri(int(parts["hijri_year"] or 0), month, day).to_gregorian()
    except (ValueError, OverflowError):
        return Value(None, "day", ("hijri", "outside-the-tables"), weekday=weekday)
    stated = date(converted.year, converted.month, converted.day)
    flags = ["hijri"]
    if weekday is not None and stated.weekday() != weekday:
        shift = next((days for days in (1, -1) if (stated + timedelta(days)).weekday() == weekday), None)
        flags.append("weekday-mismatch" if shift is None else "shifted-by-weekday")
        stated += timedelta(shift or 0)
    return Value(stated.isoformat(), "day", tuple(flags), weekday=weekday)


def _on_weekday(start: date, weekday: int, step: int) -> date:
    while start.weekday() != weekday:
        start += timedelta(step)
    return start


_ANCHOR_DAYS = {
    "امس": -1,
    "البارحه": -1,
    "hier": -1,
    "yesterday": -1,
    "اول امس": -2,
    "اول من امس": -2,
    "قبل امس": -2,
    "امس الاول": -2,
    "اول البارحه": -2,
    "avant hier": -2,
    "avant-hier": -2,
    "غدا": 1,
    "يوم غد": 1,
    "demain": 1,
    "tomorrow": 1,
    "بعد غد": 2,
    "apres-demain": 2,
}


_TODAY = frozenset({"اليوم", "يومه", "today", "aujourd'hui", "aujourd’hui", "ce", "this"})


def _weekday(parts: Parts, weekday: int | None, reference: date | None) -> Value | None:
    anchor, pointer = parts.get("anchor") or "", parts.get("pointer") or parts.get("before")
    if weekday is None or not (anchor or pointer):
        return None
    if reference is None:
        return Value(None, "day", ("needs-reference",), weekday=weekday)
    flags = ["relative"]
    if anchor in _ANCHOR_DAYS:
        day = reference + timedelta(_ANCHOR_DAYS[anchor])
        if day.weekday() != weekday:
            flags.append("weekday-mismatch")
            day = _on_weekday(reference, weekday, 1 if _ANCHOR_DAYS[anchor] > 0 else -1)
    elif pointer in FORWARD:
        day = _on_weekday(reference + timedelta(1), weekday, 1)
    elif pointer in BACKWARD:
        day = _on_weekday(reference - timedelta(1), weekday, -1)
    else:
        day = _on_weekday(reference, weekday, -1)
        if anchor in _TODAY:
            flags += ["weekday-mismatch"] if day != reference else []
        elif not pointer:
            flags.append("weekday-only")
    return Value(day.isoformat(), "day", tuple(flags), weekday=weekday)


def _of_this_month(parts: Parts, weekday: int | None, reference: date | None) -> Value:
    """A day of the month the reference lies in, of the one before or after it; a weekday that is named must agree."""
    if reference is None:
        return Value(None, "day", ("needs-reference",), weekday=weekday)
    pointer = parts["pointer"]
    months = reference.year * 12 + reference.month - 1 + (pointer in FORWARD) - (pointer in BACKWARD)
    day = _day(months // 12, months % 12 + 1, int(parts["day"] or 0))
    if day is None or weekday not in (None, day.weekday()):
        return Value(None, "day", ("impossible",), weekday=weekday)
    return Value(day.isoformat(), "day", ("relative",), weekday=weekday)


_PLURALS = frozenset({"دقايق", "ساعات", "ايام", "اسابيع", "اشهر", "شهور", "سنوات", "اعوام"})
"""After منذ and قبل without a number they say "some days ago", which is no date."""


_ONE = frozenset({"un", "une", "a", "an", "one"})


def _ago(parts: Parts, reference: date | None) -> Value | None:
    unit = parts.get("unit") or parts.get("unit_fr") or parts.get("unit_en") or ""
    count = (parts.get("count") or parts.get("count_fr") or parts.get("count_en") or "").strip()
    number = COUNTS.get(count) or (
        1 if count in _ONE else int(count) if count else 2 if unit.endswith("ين") else 1
    )
    if reference is None:
        return Value(None, "day", ("needs-reference",))
    if not count and unit in _PLURALS:
        return Value(None, "day", ("relative", "too-loose"))
    if unit.startswith(("يو", "اي", "jo", "da")):
        return Value((reference - timedelta(number)).isoformat(), "day", ("relative",))
    if unit.startswith(("شه", "اش", "mo")) and not unit.startswith("minute"):
        months = reference.year * 12 + reference.month - 1 - number
        return Value(f"{months // 12:04d}-{months % 12 + 1:02d}", "month", ("relative",))
    if unit.startswith(("سن", "عا", "اع", "an", "ye")):
        return Value(f"{reference.year - number:04d}", "year", ("relative",))
    return Value(None, "day", ("relative", "too-loose"))


def _deictic(anchor: str, reference: date | None) -> Value:
    if reference is None:
        return Value(None, "day", ("needs-reference",))
    return Value((reference + timedelta(_ANCHOR_DAYS[anchor])).isoformat(), "day", ("relative",))
