"""Rows of the record that lead elsewhere: other versions of the article, the same story told by others, related articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.bidi.layout import Base
from tui.i18n import gettext as _
from tui.i18n import is_rtl, ngettext
from tui.widgets.record_text import RecordRow, heading, row
from tui.widgets.wording import count, day, ltr, own, titled

if TYPE_CHECKING:
    from store.articles.relations import Relations
    from store.similar.versions import Version

_MOST = 8
"""Tellers of a story that are listed."""


def relation_rows(relations: Relations) -> list[RecordRow]:
    """The rows, each with an id that says where it leads: ``version:2``, ``article:<id>``."""
    return [*_versions(relations), *_story(relations), *_related(relations)]


def _versions(relations: Relations) -> Iterator[RecordRow]:
    for place, version in enumerate(reversed(relations.versions)):
        said = row(
            _("Version {number}").format(number=ltr(str(version.number))), _version(version), base=_ui()
        )
        yield RecordRow(f"version:{version.number}", (*(() if place else heading(_("Versions"))), said))


def _version(version: Version) -> str:
    number = ltr(count(version.words))
    parts = [
        ltr(day(version.at)),
        ngettext("{count} word", "{count} words", version.words).format(count=number),
    ]
    if version.shown:
        parts.append(_("this one is shown"))
    if version.chosen:
        parts.append(_("chosen by a person"))
    if version.cut_of is not None:
        parts.append(_("a part of version {number}").format(number=ltr(str(version.cut_of))))
    return " · ".join(part for part in parts if part)


def _story(relations: Relations) -> Iterator[RecordRow]:
    number = len(relations.story)
    said = ngettext(
        "The same story: {count} more article", "The same story: {count} more articles", number
    ).format(count=ltr(count(number)))
    for place, teller in enumerate(relations.story[:_MOST]):
        more = (teller.source, day(teller.published), f"{teller.shared:.0%}")
        yield _article(teller.id, teller.title, more, "" if place else said)


def _related(relations: Relations) -> Iterator[RecordRow]:
    for place, one in enumerate(relations.related):
        yield _article(
            one.id, one.title, (one.source, day(one.published)), "" if place else _("Related articles")
        )


def _article(ident: str, title: str | None, more: tuple[str | None, ...], over: str) -> RecordRow:
    """A row with the date beside the title; `more` is source, date, and what else there is to say."""
    source, published, *rest = more
    parts = (own(titled(title)), own(source) if source else "", *(ltr(one) for one in rest if one))
    text = " · ".join(part for part in parts if part)
    said = row(ltr(published) if published else "", text, base=_ui())
    return RecordRow(f"article:{ident}", (*(heading(over) if over else ()), said))


def _ui() -> Base:
    return "rtl" if is_rtl() else "ltr"
