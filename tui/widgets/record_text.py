"""An article's record as paragraphs: every field with its state and the evidence for it, and where the bytes came from."""

from __future__ import annotations

from collections.abc import Iterator

from store.article import Field, PartialDate, Provenance, StoredArticle
from tui import fields, reasons
from tui.bidi.layout import Base
from tui.i18n import N_, is_rtl
from tui.i18n import gettext as _
from tui.widgets.paragraphs import Paragraph
from tui.widgets.wording import count, ltr, own

_LABEL_CELLS = 14

_FIELDS: tuple[Field, ...] = (
    "title",
    "source",
    "author",
    "section",
    "published",
    "event_date",
    "language",
    "url",
)
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

_LANGUAGES = {"ar": N_("Arabic"), "fr": N_("French"), "en": N_("English")}
_PRECISIONS = {
    "year": N_("only the year is stated"),
    "month": N_("only the month is stated"),
    "day": "",
    "minute": "",
}


def record_text(stored: StoredArticle) -> list[Paragraph]:
    """The record of an article. What the source does not state is said to be missing."""
    return [*_fields(stored), *_work(stored), *_origins(stored)]


def _row(label: str, text: str, kind: str = "body", base: Base = "auto") -> Paragraph:
    """A value beside its label; without a label, a line under the value before it."""
    return Paragraph(text, kind, base, label=label, indent=_LABEL_CELLS)


def _remark(text: str, kind: str = "quiet") -> Paragraph:
    return _row("", text, kind, "rtl" if is_rtl() else "ltr")


def _fields(stored: StoredArticle) -> Iterator[Paragraph]:
    article = stored.article
    reviews = dict(article.review)
    for field in _FIELDS:
        label = fields.name(field)
        value = getattr(article, field)
        if isinstance(value, PartialDate):
            yield _row(label, value.value.replace("T", " "), base="ltr")
            yield from map(_remark, _date_remarks(value))
        elif value:
            text = _(_LANGUAGES[value]) if field == "language" and value in _LANGUAGES else value
            yield _row(label, text, base="ltr" if field == "url" else "auto")
        else:
            yield _row(
                label, _("missing: the source does not state it"), "missing", "rtl" if is_rtl() else "ltr"
            )
        if field in stored.edited:
            yield _remark(_("set by a person"))
        if field in reviews:
            yield _remark(
                _("to be checked: {reason}").format(reason=own(reasons.say(reviews[field]))), "warning"
            )
    for field, reason in article.review:
        if field not in _FIELDS:
            yield _row(
                fields.name(field),
                _("to be checked: {reason}").format(reason=own(reasons.say(reason))),
                "warning",
            )


def _date_remarks(date: PartialDate) -> Iterator[str]:
    if date.evidence:
        yield _("stated as: {evidence}").format(evidence=own(date.evidence))
    if _PRECISIONS[date.precision]:
        yield _(_PRECISIONS[date.precision])
    if date.flags:
        yield _("inferred: {how}").format(how=", ".join(_(_FLAGS.get(flag, flag)) for flag in date.flags))


def _work(stored: StoredArticle) -> Iterator[Paragraph]:
    """What people added."""
    ui: Base = "rtl" if is_rtl() else "ltr"
    if stored.tags:
        yield _row(fields.name("tags"), "  ".join(own(f"#{tag}") for tag in stored.tags), "tags", ui)
    else:
        yield _row(fields.name("tags"), _("none"), "missing", ui)
    if stored.starred:
        yield _row(_("Star"), "★")
    for number, text in enumerate(stored.note.split("\n") if stored.note else ()):
        yield _row(fields.name("note") if not number else "", text)


def _origins(stored: StoredArticle) -> Iterator[Paragraph]:
    """Where the bytes came from, one block an arrival."""
    yield Paragraph("")
    yield Paragraph(_("Provenance"), "heading", "rtl" if is_rtl() else "ltr")
    yield _row(fields.name("id"), stored.id, base="ltr")
    for provenance in stored.provenance:
        yield from _origin(provenance)


def _origin(provenance: Provenance) -> Iterator[Paragraph]:
    ui: Base = "rtl" if is_rtl() else "ltr"
    yield _row(fields.name("path"), provenance.path, base="ltr")
    if provenance.member:
        yield _row(_("Part"), provenance.member, base="ltr")
    yield _row("SHA-256", provenance.sha256, base="ltr")
    yield _row(_("Bytes"), count(provenance.bytes), base="ltr")
    encoding = provenance.encoding or ""
    if encoding:
        how = provenance.encoding_method or ""
        sure = provenance.encoding_confidence
        percent = "" if sure is None else f"{sure:.0%}"
        yield _row(
            fields.name("encoding"),
            " · ".join(ltr(part) for part in (encoding, how, percent) if part),
            base=ui,
        )
    else:
        yield _row(fields.name("encoding"), _("missing: the source does not state it"), "missing", ui)
    yield _row(_("Importer"), f"{provenance.importer} {provenance.importer_version}", base="ltr")
    if provenance.imported_at:
        yield _row(fields.name("imported_at"), provenance.imported_at.replace("T", " "), base="ltr")
