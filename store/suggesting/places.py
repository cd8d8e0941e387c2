"""Which places of Morocco an article is about: regions by their names or by what lies in them, provinces, towns, communes.

A name that is also a word or a person's name counts only with the word that says what it is (إقليم الحوز, مدينة سلا), or
behind ب in a text that speaks of Morocco. One town named in passing makes no region: places are weighed, and an article that
names many regions is about none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from store.suggesting import gazetteer
from store.suggesting.finding import Finding
from store.suggesting.gazetteer import Name, Place
from store.suggesting.words import Form, Span, Words, forms
from store.text.arabic import is_arabic

Cue = Literal["", "region", "province", "town", "commune"]
_CUES: dict[str, Cue] = {
    **dict.fromkeys(("جهه", "جهتي", "الجهه", "region", "regions"), "region"),
    **dict.fromkeys(
        ("اقليم", "باقليم", "عماله", "اقليمي", "عمالتي", "province", "prefecture", "provinces"), "province"
    ),
    **dict.fromkeys(
        ("مدينه", "بمدينه", "مدينتي", "ساكنه", "باشويه", "باشا", "مطار", "ميناء", "ضواحي", "ville", "medina"),
        "town",
    ),
    **dict.fromkeys(
        (
            "جماعه",
            "جماعات",
            "بلديه",
            "قياده",
            "دائره",
            "دوار",
            "commune",
            "communes",
            "municipalite",
            "caidat",
        ),
        "commune",
    ),
}
_JURISDICTIONS = frozenset({"ابتداييه", "استينافيه", "استيناف", "باستيناف", "الاستيناف", "الابتداييه"})
"""Courts are named for their towns: ابتدائية أكادير, محكمة الاستئناف بالعيون."""
_BETWEEN = frozenset(
    {"de", "du", "d", "la", "le", "l", "des", "الترابيه", "القرويه", "الحضريه", "مدينه", "اقليم", "جماعه"}
)
"""Words that may stand between a cue and its name."""
_TO = frozenset({"a", "au", "de", "in", "near", "from"})
"""Prepositions before a town in French and English."""
_TITLES = frozenset(
    """
    السيد السيده الاستاذ الاستاذه الدكتور الدكتوره الحاج مولاي سيدي ال ابن بن بنت ابو بو ام محمد احمد حسن عبد علي
    الوداد الرجاء نهضه اولمبيك شباب اتحاد الجيش الفتح
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
"""What stands before a person's or a club's name, not before a town's."""
_MOROCCAN = frozenset(
    """
    المغرب بالمغرب والمغرب للمغرب المغربيه المغربي المغاربه مغربي مغربيه المغربيين مغاربه مغربيا
    maroc marocain marocaine marocains marocaines morocco moroccan moroccans
    شتنبر غشت نونبر دجنبر يوليوز
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
"""Words that show that a text speaks of Morocco; the months are called so only there and, some, in Mauritania."""
_EAST = frozenset({"الشرق", "oriental", "الجهه"})
"""What may begin the name of the region that is called after a quarter of heaven."""
_ENOUGH = 4
"""Weight from which on a region is offered: its name, a dateline, a place in the title, or several places in it."""
_ENOUGH_FOR_A_TOWN = 3
_MANY = 4
"""Regions in one article beyond which it is about the country."""
_GLUED = 6
"""Words that the name of a region may be written in."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text, and what spoke for it: `cue` the word before it, `by` ب or another sign of a place, or nothing."""

    place: Place
    span: Span
    cue: Cue
    by: str
    titled: bool
    leading: bool

    @property
    def weight(self) -> int:
        """How much it says about where the article happens."""
        if self.place.level == "R" or self.by == "dateline":
            own = 4
        else:
            own = (2 if self.cue else 1) + (1 if self.leading and (self.cue or self.by) else 0)
        return own * 2 + 2 if self.titled else own


def findings(texts: Sequence[Words]) -> Iterator[Finding]:
    """Regions, provinces, towns and communes that the article is about."""
    moroccan = any(not _MOROCCAN.isdisjoint(text.words) for text in texts)
    found = [mention for text in texts for mention in _mentions(text, moroccan=moroccan)]
    if not moroccan and found:
        found = [mention for text in texts for mention in _mentions(text, moroccan=True)]
    found = _agreed(found)
    yield from _regions(found)
    yield from _named(found)


def _regions(found: Sequence[Mention]) -> Iterator[Finding]:
    weights: dict[str, int] = {}
    for mention in found:
        weights[mention.place.region] = weights.get(mention.place.region, 0) + mention.weight
    enough = {code: weight for code, weight in weights.items() if weight >= _ENOUGH}
    if len(weights) > _MANY and not any(mention.titled for mention in found):
        return
    most = max(enough.values(), default=0)
    for code, weight in sorted(enough.items(), key=lambda one: -one[1]):
        of_it = [mention for mention in found if mention.place.region == code]
        named = any(mention.place.level == "R" for mention in of_it)
        if named or weight * 2 > most:
            region = gazetteer.regions()[code]
            rule = "named" if named else "a place in it"
            yield Finding("region", *_tags(region), tuple(mention.span for mention in of_it), rule)


def _named(found: Sequence[Mention]) -> Iterator[Finding]:
    """Provinces behind the word that says they are, towns that are more than named in passing, communes."""
    grouped: dict[tuple[str, str], list[Mention]] = {}
    for mention in found:
        grouped.setdefault((mention.place.code, mention.place.level), []).append(mention)
    for mentions in grouped.values():
        place = mentions[0].place
        cues = {mention.cue for mention in mentions}
        spans = tuple(mention.span for mention in mentions)
        if place.level == "P" and "province" in cues:
            yield Finding("province", *_tags(place), spans, "cue")
        elif (
            place.level in "PT"
            and _is_town(place)
            and sum(mention.weight for mention in mentions) >= _ENOUGH_FOR_A_TOWN
        ):
            cued = cues - {"", "province"}
            yield Finding("town", *_tags(place, "T"), spans, "cue" if cued else "named again")
        elif place.level == "C":
            yield Finding("commune", *_tags(place), spans, "cue")


def _is_town(place: Place) -> bool:
    return place.level == "T" or "-" not in place.arabic


_ROOTS = {"R": "جهات", "P": "أقاليم", "T": "مدن", "C": "جماعات"}


def _tags(place: Place, level: str = "") -> tuple[str, str]:
    """The tag of a place, without the dashes between the parts of its name, and its name in French."""
    return f"{_ROOTS[level or place.level]}/{place.arabic.replace('-', ' ')}", place.french


def _mentions(text: Words, *, moroccan: bool) -> Iterator[Mention]:
    titled = text.field == "title"
    names, openings = gazetteer.names(), gazetteer.region_openings()
    index = 0
    while index < len(text):
        step = 1
        for form in forms(text.words[index]):
            may_be_region = form.word[: gazetteer.OPENING] in openings or form.word in _EAST
            if not may_be_region and form.word not in names:
                continue
            cue = _cue(text, index)
            region = _region_at(text, index, form, cue, moroccan=moroccan) if may_be_region else None
            if region is not None:
                place, last = region
                yield Mention(place, text.span(index, last), "region", "", titled, index < _LEAD)
                step = last - index + 1
                break
            name = _name_at(text, index, form)
            if name is None:
                continue
            last = index + len(name.words) - 1
            by = _sign(text, index, last, form, name)
            if _counts(text, index, form, name, cue=cue, by=by, moroccan=moroccan):
                yield Mention(name.place, text.span(index, last), cue, by, titled, index < _LEAD)
                step = last - index + 1
                break
        index += step


def _region_at(text: Words, index: int, form: Form, cue: Cue, *, moroccan: bool) -> tuple[Place, int] | None:
    """The region whose name begins at this word, and the last word of it, however its words are glued or parted."""
    if cue == "region" and form.word in _EAST - {"الجهه"}:
        before = text.words[index - 2] if index > 1 else ""
        return (gazetteer.regions()["02"], index) if moroccan and before not in {"من", "الي", "نحو"} else None
    if form.word == "الجهه" and text.words[index + 1 : index + 2] == ["الشرقيه"] and moroccan:
        return gazetteer.regions()["02"], index + 1
    openings = gazetteer.region_openings().get(form.word[: gazetteer.OPENING], ())
    keys = gazetteer.region_keys()
    glued = form.word
    best: tuple[Place, int] | None = None
    short = gazetteer.region_beginnings() if cue == "region" else {}
    for last in range(index, min(index + _GLUED, len(text))):
        if last > index:
            if text.parted(last - 1):
                break
            glued += text.words[last]
        if glued in keys:
            return keys[glued], last
        if glued in short:
            best = short[glued], last
        if not any(key.startswith(glued) for key in openings):
            break
    return best


def _name_at(text: Words, index: int, form: Form) -> Name | None:
    for name in gazetteer.names().get(form.word, ()):
        end = index + len(name.words)
        if tuple(text.words[index + 1 : end]) == name.words[1:] and not any(
            text.parted(at) for at in range(index, end - 1)
        ):
            return name
    return None


def _cue(text: Words, index: int) -> Cue:
    """What the words before say that this is the name of."""
    at = index - 1
    while at >= max(0, index - 3) and not text.parted(at):
        for form in forms(text.words[at])[:3]:
            if form.word in _CUES:
                return _CUES[form.word]
        if text.words[at] not in _BETWEEN:
            break
        at -= 1
    return ""


def _sign(text: Words, index: int, last: int, form: Form, name: Name) -> str:
    """Another sign of a place: ب, a preposition, a court, or the dateline a text begins with."""
    if index < _DATELINE and text.field == "body" and _ends_dateline(text, index, last):
        return "dateline"
    if form.clitics.endswith("ب"):
        return "ب"
    before = text.words[index - 1] if index and not text.parted(index - 1) else ""
    if before in _JURISDICTIONS:
        return "court"
    if not is_arabic(name.words[0]) and before in _TO:
        return before
    return ""


_DATELINE = 6
_LEAD = 60
"""Words in which an article says where it happens."""


def _ends_dateline(text: Words, first: int, last: int) -> bool:
    """Whether a sign sets the name apart from the text: a dash, a colon or a slash behind it, or before it at the line's end."""
    gap = text.gap(last)
    if gap.strip(" \t\u00a0")[:1] in _SETS_APART:
        return True
    return "\n" in gap and first > 0 and not _SETS_APART.isdisjoint(text.gap(first - 1))


_SETS_APART = frozenset("–—-:/ـ")


def _counts(text: Words, index: int, form: Form, name: Name, *, cue: Cue, by: str, moroccan: bool) -> bool:
    """Whether the name stands for the place here."""
    latin = not is_arabic(name.words[0])
    if latin and not text.is_capital(index):
        return False
    if name.place.level == "C":
        return cue == "commune" and moroccan
    before = text.words[index - 1] if index and not text.parted(index - 1) else ""
    if before in _TITLES or (latin and index and text.is_capital(index - 1) and not by and not cue):
        return False
    fits = cue in {"province", "town", "commune"} or (cue == "region" and name.place.level == "P")
    if name.sure == "s":
        return not _begins_a_name(text, index, form, by, cue)
    if name.sure == "a":
        return moroccan and (fits or bool(by))
    return moroccan and fits


def _begins_a_name(text: Words, index: int, form: Form, by: str, cue: Cue) -> bool:
    """Whether a sure name is only the first word of another: مراكش is a town, اتفاق مراكش a treaty of 1994."""
    if by or cue or form.clitics:
        return False
    return (
        bool(index)
        and not text.parted(index - 1)
        and text.words[index - 1] in {"اتفاق", "اتفاقيه", "اعلان", "ميثاق"}
    )


def _agreed(found: Sequence[Mention]) -> list[Mention]:
    """Without the communes whose name several have, unless the province of one of them is named too."""
    near = {mention.place.province for mention in found if mention.place.level in "PT"}
    regions = {mention.place.region for mention in found if mention.place.level in "RPT"}
    return [
        mention
        for mention in found
        if mention.place.level != "C" or mention.place.province in near or mention.place.region in regions
    ]
