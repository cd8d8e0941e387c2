"""An article's record as rows: every field with its state and the evidence for it, and where the bytes came from.

A row's state is said by a sign beside its name and in words: ✓ stated in the source, ≈ inferred from it, ✎ set by a
person, ? to be checked, · missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.article import Field, PartialDate, Provenance, StoredArticle
from tui import fields, language_names, reasons
from tui.bidi.layout import Base
from tui.i18n import N_, is_rtl
from tui.i18n import gettext as _
from tui.tag_labels import label
from tui.widgets.paragraphs import Paragraph
from tui.widgets.wording import count, day, ltr, own

if TYPE_CHECKING:
    from store.articles.details import Details, Edit

_LABEL_CELLS = 16
_MOST_ORIGINS = 20
"""Places the same bytes were found at that are listed; of more, their number is said."""

FIELDS: tuple[Field, ...] = (
    "title",
    "source",
    "author",
    "section",
    "published",
    "event_date",
    "language",
    "url",
)
SUBJECTS = ("people", "institutions", "places", "kind")
_FLAGS = {
    "day-first-assumed": N_("the day was taken to stand first"),
    "hijri": N_("reckoned from the Hijri date, one day more or less"),
    "month-first": N_("the month stands first"),
    "relative": N_("reckoned from the date of publication"),
    "resolved-by-weekday": N_("the weekday decided between two months"),
    "said-today": N_("the text says today"),
    "said-yesterday": N_("the text says yesterday"),
    "shifted-by-weekday": N_("moved by a day to fit the weekday"),
    "two-months": N_("two different months are named"),
    "weekday-mismatch": N_("the weekday does not fit"),
    "weekday-only": N_("only the weekday is stated"),
    "year-inferred": N_("the year is that of the publication"),
}
"""What an importer's flags on a date mean; one that is not known is shown as it is."""

_PRECISIONS = {
    "year": N_("only the year is stated"),
    "month": N_("only the month is stated"),
    "day": "",
    "minute": "",
}
STATES: Mapping[str, tuple[str, str]] = {
    "stated": ("✓", N_("stated in the source")),
    "inferred": ("≈", N_("inferred from the source")),
    "edited": ("✎", N_("set by a person")),
    "doubtful": ("?", N_("to be checked")),
    "missing": ("·", N_("not stated")),
    "": ("", ""),
}
"""Sign and words of the state a field is in."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One thing the record says: a value with the remarks under it.

    `id` names it among the rows of every article; `field` is the field whose value can be edited or has a history, or "".
    """

    id: str
    paragraphs: tuple[Paragraph, ...]
    field: str = ""
    state: str = ""


def record_rows(stored: StoredArticle, details: Details | None = None) -> list[RecordRow]:
    """The record of an article; without `details`, what can be said before they are read.

    What the source does not state is said to be missing.
    """
    return [
        *_fields(stored, details),
        *_subjects(stored, details),
        *_work(stored),
        *_origins(stored, details),
    ]


def row(label: str, text: str, kind: str = "body", base: Base = "auto") -> Paragraph:
    """A value beside its label; without a label, a line under the value before it."""
    return Paragraph(text, kind, base, label=label, indent=_LABEL_CELLS)


def remark(text: str, kind: str = "quiet") -> Paragraph:
    """A sentence of the interface under a value."""
    return row("", text, kind, "rtl" if is_rtl() else "ltr")


def heading(text: str) -> tuple[Paragraph, ...]:
    """A heading over the next rows, with a blank line before it."""
    return (Paragraph(""), Paragraph(text, "heading", "rtl" if is_rtl() else "ltr"))


def date_remarks(date: PartialDate, *, typed: bool = False) -> Iterator[str]:
    """How a date is written in the source (or was `typed`), how far it goes, and what was inferred."""
    if date.evidence:
        said = _("typed as: {evidence}") if typed else _("stated as: {evidence}")
        yield said.format(evidence=own(date.evidence))
    if _PRECISIONS[date.precision]:
        yield _(_PRECISIONS[date.precision])
    if date.flags:
        yield _("inferred: {how}").format(how=", ".join(_(_FLAGS.get(flag, flag)) for flag in date.flags))


def value_text(field: str, value: object) -> str:
    """A field's value as it is read in a sentence; empty where there is none."""
    if isinstance(value, PartialDate):
        return ltr(value.value.replace("T", " "))
    if isinstance(value, tuple | list):
        return ("، " if is_rtl() else ", ").join(own(str(one)) for one in value)
    if field == "starred":
        return "★" if value else ""
    if field == "language" and isinstance(value, str):
        return language_names.name(value)
    return own(str(value)) if value else ""


def labelled(field: str, state: str) -> str:
    """The field's name, after the sign of its state."""
    sign = STATES[state][0]
    return f"{sign} {fields.name(field)}" if sign else fields.name(field)


def state_of(stored: StoredArticle, field: str) -> str:
    """The key in `STATES` of the state a field is in."""
    article = stored.article
    value = getattr(article, field)
    if field in stored.edited:
        return "edited"
    if any(review.field == field for review in article.review):
        return "doubtful"
    if not value:
        return "missing"
    return "inferred" if isinstance(value, PartialDate) and value.flags else "stated"


def _fields(stored: StoredArticle, details: Details | None) -> Iterator[RecordRow]:
    article = stored.article
    reviews = dict(article.review)
    for field in FIELDS:
        value = getattr(article, field)
        state = state_of(stored, field)
        lines = [_value(field, value, labelled(field, state), empty=field in stored.edited)]
        if isinstance(value, PartialDate):
            lines += map(remark, date_remarks(value, typed=state == "edited"))
        if state == "edited":
            lines += map(remark, _edited(field, details))
        if field in reviews:
            lines.append(_doubt(reviews[field]))
        yield RecordRow(field, tuple(lines), field, state)
    for field, reason in article.review:
        if field not in FIELDS:
            doubt = _("to be checked: {reason}").format(reason=own(reasons.say(reason)))
            yield RecordRow(f"review:{field}", (row(labelled(field, "doubtful"), doubt, "warning"),))


def _value(field: str, value: object, label: str, *, empty: bool) -> Paragraph:
    if isinstance(value, PartialDate):
        return row(label, value.value.replace("T", " "), base="ltr")
    if value:
        text = language_names.name(str(value)) if field == "language" else str(value)
        return row(label, text, base="ltr" if field == "url" else "auto")
    missing = _("emptied by a person") if empty else _("missing: the source does not state it")
    return row(label, missing, "missing", "rtl" if is_rtl() else "ltr")


def _doubt(reason: str) -> Paragraph:
    return remark(_("to be checked: {reason}").format(reason=own(reasons.say(reason))), "warning")


def _edited(field: str, details: Details | None) -> Iterator[str]:
    """Who set a field and when, what the source says, and what else people set at the same time."""
    edit = details.edits.get(field) if details else None
    yield _by(edit)
    if details is None:
        return
    stated = value_text(field, getattr(details.imported, field))
    yield (
        _("the source says: {value}").format(value=stated) if stated else _("the source does not state it")
    )
    for disagreement in details.disagreements:
        if disagreement.field == field:
            others = [_said(field, value) for value in disagreement.values[:-1]]
            yield _("set elsewhere at the same time: {values}").format(values=", ".join(others))


def _said(field: str, value: object) -> str:
    return value_text(field, value["value"] if isinstance(value, dict) else value)


def _by(edit: Edit | None) -> str:
    if edit is None:
        return _("set by a person")
    if edit.operator:
        return _("set by {name} on {day}").format(name=own(edit.operator), day=ltr(day(edit.at)))
    return _("set by a person on {day}").format(day=ltr(day(edit.at)))


def _subjects(stored: StoredArticle, details: Details | None) -> Iterator[RecordRow]:
    """Whom and what it is about, as people wrote it down."""
    ui: Base = "rtl" if is_rtl() else "ltr"
    for field in SUBJECTS:
        values: tuple[str, ...] = getattr(stored, field)
        if not values:
            yield RecordRow(field, (row(fields.name(field), _("none"), "missing", ui),), field)
            continue
        lines = [row(labelled(field, "edited"), value_text(field, values), base=ui)]
        if details is not None and field in details.edits:
            lines.append(remark(_by(details.edits[field])))
        yield RecordRow(field, tuple(lines), field, "edited")


def _work(stored: StoredArticle) -> Iterator[RecordRow]:
    """Tags, star and note."""
    ui: Base = "rtl" if is_rtl() else "ltr"
    if stored.tags:
        tags = row(fields.name("tags"), "  ".join(own(f"#{label(tag)}") for tag in stored.tags), "tags", ui)
    else:
        tags = row(fields.name("tags"), _("none"), "missing", ui)
    yield RecordRow("tags", (tags,), "tags")
    if stored.starred:
        yield RecordRow("starred", (row(_("Star"), "★"),), "starred")
    if stored.note:
        lines = stored.note.split("\n")
        texts = [row("" if number else fields.name("note"), text) for number, text in enumerate(lines)]
        yield RecordRow("note", tuple(texts), "note")
    else:
        yield RecordRow("note", (row(fields.name("note"), _("none"), "missing", ui),), "note")


def _origins(stored: StoredArticle, details: Details | None) -> Iterator[RecordRow]:
    """Where the bytes came from, one block an arrival."""
    ui: Base = "rtl" if is_rtl() else "ltr"
    yield RecordRow("id", (*heading(_("Provenance")), row(fields.name("id"), stored.id, base="ltr")))
    said = _("Enter saves a copy of it; {key} shows it as it is stored.").format(key=ltr("O"))
    yield RecordRow("original", (row(_("Original"), said, "quiet", ui),))
    for number, origin in enumerate(stored.provenance[:_MOST_ORIGINS]):
        for name, paragraph in _origin(origin, details.operator_of(origin) if details else ""):
            yield RecordRow(f"origin:{number}:{name}", (paragraph,))
    if (more := len(stored.provenance) - _MOST_ORIGINS) > 0:
        text = _("and {count} more places").format(count=ltr(count(more)))
        yield RecordRow("origins", (row(fields.name("path"), text, "quiet", ui),))


def _origin(origin: Provenance, operator: str) -> Iterator[tuple[str, Paragraph]]:
    ui: Base = "rtl" if is_rtl() else "ltr"
    yield "path", row(fields.name("path"), origin.path, base="ltr")
    if origin.member:
        yield "member", row(_("Part"), origin.member, base="ltr")
    yield "sha256", row("SHA-256", origin.sha256, base="ltr")
    yield "bytes", row(_("Bytes"), count(origin.bytes), base="ltr")
    encoding = origin.encoding or ""
    if encoding:
        how = origin.encoding_method or ""
        sure = origin.encoding_confidence
        percent = "" if sure is None else f"{sure:.0%}"
        said = (ltr(encoding), own(reasons.say(how)) if how else "", ltr(percent) if percent else "")
        parts = " · ".join(part for part in said if part)
        yield "encoding", row(fields.name("encoding"), parts, base=ui)
    else:
        missing = _("missing: the source does not state it")
        yield "encoding", row(fields.name("encoding"), missing, "missing", ui)
    yield "importer", row(_("Importer"), f"{origin.importer} {origin.importer_version}", base="ltr")
    if origin.imported_at:
        yield "imported_at", row(fields.name("imported_at"), origin.imported_at.replace("T", " "), base="ltr")
    if operator:
        yield "operator", row(_("By"), operator)
