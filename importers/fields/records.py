"""A record of named values (a JSON object, a row of a table) → an article, by the names that people give such values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast, get_args

from importers.base import Given, Read
from importers.fields import assembling, encoding, markup
from importers.fields.column_names import columns_of
from importers.fields.stated_dates import read_date
from store.article import Field, Line, PartialDate, Review
from store.subjects import SUBJECTS, Subject

_ID = re.compile(r"[0-9a-f]{64}")
_SEPARATORS = re.compile(r"[,;|،؛\n]")
_DATES: tuple[Field, ...] = ("published", "event_date")
_ORDER = "The day was taken to stand"
_DAY_FIRST = frozenset({"ar", "fr"})
"""Languages in which the day always stands before the month."""
_INSIDE = ("rendered", "name", "value", "text", "html", "#text", "url", "@id")
"""Keys under which services keep the one value of an object: ``{"title": {"rendered": …}}``."""


def holds_an_article(names: Iterable[str], given: Given) -> bool:
    """Whether values of these names can make an article: there is one for the title or the text."""
    return bool({"title", "body", "summary"} & columns_of(names, given.columns).keys())


def holds_a_text(record: Mapping[str, Any], given: Given) -> bool:
    """Whether a record has a text or a summary, was exported from an archive, or has what a person said is the title.

    A title alone makes no article: settings, catalogues and lists of all kinds have titles.
    """
    columns = columns_of(record, given.columns)
    texts = (columns[name] for name in ("body", "summary") if name in columns)
    return "provenance" in record or bool(given.columns) or any(_text(record[name]).strip() for name in texts)


def read_record(record: Mapping[str, Any], given: Given, member: str) -> Read:
    """The article of a record. Raises UnreadableSource when it holds none."""
    columns = columns_of(record, given.columns)
    body = "body" in columns and _text(record[columns["body"]])
    body = body or ("summary" in columns and _text(record[columns["summary"]])) or ""
    article = assembling.article(_lines(body), **stated(record, given))
    if article.language in _DAY_FIRST:
        article = replace(
            article, review=tuple(one for one in article.review if not one.reason.startswith(_ORDER))
        )
    exported = _exported_id(record)
    return Read(
        article,
        member,
        note=note_of(record, given),
        same_as=exported,
        starred=bool(exported) and record.get("starred") is True,
        subjects=_subjects(record) if exported else (),
    )


def stated(record: Mapping[str, Any], given: Given) -> dict[str, Any]:
    """What a record says of its article, its text left aside: the fields as `assembling.article` takes them.

    Raises UnreadableSource when a person named a column that is not there.
    """
    columns = columns_of(record, given.columns)
    values = {field: record[name] for field, name in columns.items()}
    if assembling.address(where := _text(values.get("source"))):
        # Obsidian's clipper and others call the address a page was taken from its source.
        values["url"] = values.get("url") or where
        del values["source"]
    reviews = list(_reviews(record.get("review")))
    dates: dict[str, PartialDate | None] = {}
    for field in _DATES:
        dates[field], doubt = _date(values.get(field), field)
        reviews += doubt
    title = _text(values.get("title"))
    return {
        **{name: _text(values.get(name)) for name in ("author", "source", "section", "url")},
        **dates,
        "title": markup.plain(title) if "&" in title or markup.is_markup(title) else title,
        "stated_language": _text(values.get("language")),
        "tags": _tags(values.get("tags")),
        "review": reviews,
    }


def note_of(record: Mapping[str, Any], given: Given) -> str:
    """The note that a record holds, or ""."""
    name = columns_of(record, given.columns).get("note")
    return encoding.clean(_text(record[name])) if name else ""


def _exported_id(record: Mapping[str, Any]) -> str:
    """The id of an article in a file that an archive has exported; other programs' ids say nothing here."""
    ident = record.get("id")
    exported = "provenance" in record or {"sha256", "path"} <= record.keys()
    return ident if exported and isinstance(ident, str) and _ID.fullmatch(ident) else ""


def _subjects(record: Mapping[str, Any]) -> tuple[tuple[Subject, tuple[str, ...]], ...]:
    """The people, institutions, places and kinds that an archive has exported; other programs mean other things by such names."""
    found = []
    for field in SUBJECTS:
        values = record.get(field)
        said = tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()
        if said:
            found.append((field, said))
    return tuple(found)


def _lines(body: str) -> tuple[Line, ...]:
    return markup.lines_of(body) if markup.is_markup(body) else assembling.lines_of(body)


def _text(value: object) -> str:
    """A value as text: lists joined by commas, of objects what they are called."""
    match value:
        case str():
            return value
        case bool() | None:
            return ""
        case int() | float():
            return str(value)
        case list():
            return ", ".join(filter(None, map(_text, value)))
        case dict():
            return next((_text(value[name]) for name in _INSIDE if value.get(name)), "")
    return ""


def _tags(value: object) -> list[str]:
    if isinstance(value, list):
        return [_text(one).removeprefix("#") for one in value]
    text = _text(value)
    words = text.split()
    if words and all(word.startswith("#") for word in words):
        return [word.strip("#,;،؛") for word in words]
    return [name.strip().removeprefix("#") for name in _SEPARATORS.split(text)]


def _date(value: object, field: Field) -> tuple[PartialDate | None, list[Review]]:
    """A date as our own export writes it, or as a string; what is no date is said, not guessed."""
    if isinstance(value, dict) and isinstance(value.get("value"), str):
        date = read_date(value["value"])
        if date is not None and date.precision == value.get("precision", date.precision):
            evidence = assembling.one_line(_text(value.get("evidence"))) or ""
            return PartialDate(date.value, date.precision, evidence), []
    text = assembling.one_line(_text(value))
    if not text:
        return None, []
    date = read_date(text)
    if date is None:
        return None, [Review(field, f"This could not be read as a date: {text[:100]}")]
    if "day-first-assumed" in date.flags:
        return date, [Review(field, f"The day was taken to stand before the month: {text[:100]}")]
    return date, []


def _reviews(value: object) -> Iterable[Review]:
    """What an exported article was marked for."""
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict) and one.get("field") in get_args(Field):
            reason = assembling.one_line(_text(one.get("reason")))
            if reason:
                yield Review(cast("Field", one["field"]), reason)
