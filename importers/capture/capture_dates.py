"""When a capture was published and when what it tells happened: from its header, the lines under it, its first paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from importers.capture.rows import Row
from importers.fields.boilerplate import key
from importers.fields.dates import Found, as_day, find_dates
from importers.fields.permalinks import without_midnight
from importers.fields.writers import SAYS_BY
from store.article import PartialDate, Review
from store.text.months import fold_date_words

_NEAR_TITLE = 3
"""A date above the title counts when at most so many written lines lie between: farther up it is the page's own clock."""
_TITLE_WORDS = 5
_STAMP_WORDS = 12
_NAME_WORDS = 8
"""A longer line is a sentence or a heading, no name."""
_EVENT_PARAGRAPHS = 3
_FAR_APART = 62
"""Days between event and publication beyond which a person should look."""
_OTHER_LANGUAGES = frozenset(
    map(
        key,
        ("Available in", "English", "Français", "العربية", "عربي", "Español", "Share", "مشاركة", "Partager"),
    )
)
"""Lines that organisations print between date and title."""
_UPDATED = re.compile(
    r"تحديث|حدثت?\b|تعديل|عدلت?\b|محين|تحيين|mise?s? a jour|maj\b|updated?\b|modifi|modified|actualise|revise|edited|edite|reviewed|changed"
)
"""In folded text: what stands before the date of the last change."""
_CLOCK = re.compile(
    r"^\W{0,4}(?:اخر تحديث|derniere mise a jour|last updated?)\W{0,3}(?:(?:علي )?الساعه|a|at)?\W{0,3}[0-9]{1,2} ?[:h] ?[0-9]{2}"
)
"""In folded text: what stands behind the day in a portal's clock."""
_TODAY = re.compile(r"\W{0,4}(?:اليوم|تاريخ اليوم|today(?: is)?|nous sommes(?: le)?|aujourd.hui)\b\W{0,4}")
"""In folded text: what such a clock begins with."""
_OTHER_DAY = re.compile(
    r"طبعت?\b|طباعه|اطلاع|اطلع|تصفح|تحميل|ازدياد|ميلاد|اخر اجل|اجل اقصاه|الاستماع|imprim|print|consult|access|retriev|visited|telecharg|download|captur|archiv|saved|enregistre le|date limite|deadline|echeance|date de naissance|born|ne le|nee le"
)
"""In folded text: what stands before a day on which something else was done with a text, or ends."""
_SAYS_PUBLISHED = re.compile(r"نشر|كتب|publi|posted|paru")
_BACKGROUND = re.compile(
    r"(?<!\w)(?:و|في )?(?:المؤرخ|الصادر|الصادرة|المعتمد|المعتمدة|ظهير|قانون|مرسوم|منذ|مند|انطلاقا من|الجريدة الرسمية|حركة|دستور|أحداث|انتفاضة|ذكرى|من مواليد|ولد|سنة|إلى غاية|قبل|"
    r"depuis|loi|dahir|décret|né|née|since|born|law|act of|resolution|bulletin officiel)\W*(?:(?:رقم|عدد|n°|no) ?\S+ (?:مكرر )?)?(?:بتاريخ |يوم |في |ب|le |du |on |of )?\W*$"
)
_DATELINE = 120
"""Characters at the beginning of a text among which the place, the date and the agency of a dispatch stand."""
_BEFORE_DATE = re.compile(
    r"(?:[^\W\d_]+(?:[ '’-][^\W\d_]+){0,3}(?: ?[(][^()\d]{2,30}[)],? (?:le )?|(?: ?[(][^()\d]{2,30}[)])? ?(?:--|[,،/(–—|:-]) ?(?:في |le )?| في | le )){0,2}[(]?"
)
_BEHIND_DATE = re.compile(
    r" ?[)]?(?: ?[(/,،|–—-] ?[^\W\d_]+(?:[. ][^\W\d_]*){0,3}\.? ?[)/]?)?(?: ?[–—:](?= )| -(?= )|(?<=[)]) ?-| ?--(?= )|/ ?(?=\S)| /)"
)
"""What stands before and behind the date of a dispatch; the place is at most four words."""
_CUE = re.compile(r"(?<!\w)[وب]?(?:يوم|يومه|أمس|اليوم|مساء|صباح|زوال|عشية|بتاريخ|ليلة|le|on|this)\s*$")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and the reviews it asks for."""

    date: PartialDate
    review: tuple[Review, ...] = ()


def find_published(rows: Sequence[Row], title: int | None, first: int, last: int) -> Dated | None:
    """The date of publication from a short line of the header, or of the page's data right below the text."""
    head = [row for row in rows[:first] if not row.blank]
    dated = [
        row
        for row in head
        if row.stated_date
        and "://" not in row.text
        and row.kind in (None, "boilerplate")
        and row.reason in ("", "page data")
        and not is_entry(row)
    ]
    chosen = _nearest_title(
        [row for row in dated if not _is_clock(row) and not _is_of_something_else(row)], head, title
    )
    for row in dated:
        row.mark("date")
    if chosen is not None and chosen.stated_date is not None:
        return dated_by(chosen.stated_date, only_update=_is_update(chosen))
    for row in [row for row in rows[last + 1 :] if not row.blank][:8]:
        if row.reason in ("comment form", "comments", "related"):
            break
        if _is_other_title(row):
            break
        if (
            row.stated_date
            and "://" not in row.text
            and row.words <= 10
            and not _is_update(row)
            and not _is_of_something_else(row)
        ):
            found = row.stated_date
            row.mark("date")
            return dated_by(found)
    return _in_dateline(rows[first : last + 1])


def _in_dateline(body: Sequence[Row]) -> Dated | None:
    """The date of a dispatch, which opens its first sentence: place, date and agency, with signs between them and a dash behind."""
    opening = next((row for row in body if row.words > _NAME_WORDS and not row.furniture), None)
    if opening is None:
        return None
    head = opening.text[:_DATELINE]
    for found in find_dates(head):
        before, after = head[: found.start], head[found.end :]
        behind = _BEHIND_DATE.match(after) if found.is_stated and _BEFORE_DATE.fullmatch(before) else None
        if behind is not None and any(map(str.isalpha, before + behind[0])):
            return dated_by(found)
    return None


def end_of_head(rows: Sequence[Row], first: int, last: int) -> int:
    """The row below the stamp of publication among the first lines of the text, or `first` where there is none.

    A name may stand above it and one sentence above both, the one that explains the headline.
    """
    sentences, place = 0, 0
    for row in rows[first : last + 1]:
        if row.blank or row.furniture:
            continue
        if row.stamp:
            return row.number + 1 if row.number < last else first
        sentences += row.words > _NAME_WORDS
        place += 1
        if sentences > 1 or place > _NEAR_TITLE:
            break
    return first


def is_entry(row: Row) -> bool:
    """Whether the line is one of a chronology: a sentence behind the day that it begins with."""
    found = row.stated_date
    return found is not None and not found.start and row.words > _NAME_WORDS and row.text.endswith(".")


def _is_other_title(row: Row) -> bool:
    """Whether a line below the text is that of another article: what follows it is that one's date."""
    return (
        row.kind is None and row.words >= _TITLE_WORDS and not row.stated_date and not SAYS_BY.match(row.text)
    )


def _is_update(row: Row) -> bool:
    """Whether the date on the line is said to be that of the last change."""
    found = row.stated_date
    return found is not None and _UPDATED.search(fold_date_words(row.text[: found.start])) is not None


def _is_of_something_else(row: Row) -> bool:
    """Whether the date on the line is said to be that of a print, a visit, a birth or a deadline."""
    found = row.stated_date
    if found is None:
        return False
    before = fold_date_words(row.text[: found.start])
    return _OTHER_DAY.search(before) is not None and _SAYS_PUBLISHED.search(before) is None


def _is_clock(row: Row) -> bool:
    """Whether the line is a portal's clock: "today is …", or the day, and behind it when its pages were last updated, with nothing but a time."""
    found = row.stated_date
    if found is None or sum(one.is_day for one in row.dates) > 1:
        return False
    if _TODAY.match(fold_date_words(row.text)):
        return True
    return _CLOCK.search(fold_date_words(row.text[found.end :])) is not None


def _only_tells_of_update(row: Row) -> bool:
    """Whether all that the line says of its date is that of a change: the clock of a page, when it stands above the title."""
    folded = fold_date_words(row.text)
    if sum(found.is_day for found in row.dates) > 1:
        return False
    return _UPDATED.search(folded) is not None and _SAYS_PUBLISHED.search(folded) is None


def tells_of_update(row: Row) -> bool:
    """Whether a short line says nothing but when the page was last changed."""
    return row.stated_date is not None and row.words <= _STAMP_WORDS and _only_tells_of_update(row)


def dated_by(found: Found, *, only_update: bool = False) -> Dated | None:
    """The date of publication that a line states, and what of it to look at."""
    if found.date is None:
        return None
    reviews: list[Review] = []
    if only_update:
        reviews.append(Review("published", f"Only the date of the last change is stated: {found.text}"))
    if "weekday-mismatch" in found.flags:
        reviews.append(Review("published", f"The weekday does not fit the date: {found.text}"))
    if "two-months" in found.flags:
        reviews.append(Review("published", f"Two different months are named: {found.text}"))
    return Dated(without_midnight(found.date), tuple(reviews))


def either_order(published: PartialDate | None, language: str | None) -> tuple[Review, ...]:
    """What to say of a date in figures in an English text, where the month may stand first; in Arabic and French it does not."""
    if published is None or language != "en" or "day-first-assumed" not in published.flags:
        return ()
    return (Review("published", f"The day was taken to stand before the month: {published.evidence}"),)


def _nearest_title(dated: Sequence[Row], head: Sequence[Row], title: int | None) -> Row | None:
    """Below the title, the first that is not an update; above it, only one that is near; without a title, the last."""
    if title is None:
        return dated[-1] if dated else None
    below = [row for row in dated if row.number > title]
    own = next((row for row in below if not _is_update(row)), None)
    if own is not None:
        return own
    above = [row for row in dated if row.number < title and not _only_tells_of_update(row)]
    if above:
        between = sum(
            1
            for row in head
            if above[-1].number < row.number < title
            and row.key not in _OTHER_LANGUAGES
            and row.reason != "page data"
        )
        if between < _NEAR_TITLE:
            return above[-1]
    return below[0] if below else None


def find_event(paragraphs: Sequence[str], published: PartialDate | None) -> Dated | None:
    """The day the first paragraphs speak of: with its year, or with weekday or "الجاري" beside a date of publication.

    Dates of laws, anniversaries and "since" are passed over.
    """
    reference = as_day(published)
    for paragraph in paragraphs[:_EVENT_PARAGRAPHS]:
        for found in find_dates(paragraph[:2_000], reference):
            if not _tells_event(paragraph, found) or found.date is None:
                continue
            day = as_day(found.date)
            if day is None:
                continue
            reviews: list[Review] = []
            if "weekday-mismatch" in found.flags:
                reviews.append(Review("event_date", f"The weekday does not fit the date: {found.text}"))
            elif "two-months" in found.flags:
                reviews.append(Review("event_date", f"Two different months are named: {found.text}"))
            elif reference and abs((reference - day).days) > _FAR_APART:
                reviews.append(
                    Review("event_date", f"It lies far from the date of publication: {found.text}")
                )
            return Dated(replace(found.date, flags=found.flags), tuple(reviews))
    return None


def _tells_event(paragraph: str, found: Found) -> bool:
    before = paragraph[max(0, found.start - 60) : found.start]
    if not found.is_day or _BACKGROUND.search(before):
        return False
    if found.kind in ("weekday", "deictic"):
        return (
            "relative" in found.flags
            and not {"weekday-only", "weekday-mismatch"} & set(found.flags)
            and found.weekday is not None
        )
    if found.kind == "ago" or "no-year" in found.flags:
        return False
    if "year-inferred" in found.flags:
        return found.weekday is not None or any(
            word in found.text for word in ("الجاري", "المنصرم", "الماضي", "المقبل", "الحالي", "courant")
        )
    return (
        found.weekday is not None or _CUE.search(before.rstrip(" :،")) is not None or found.until is not None
    )
