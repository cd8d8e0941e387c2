"""What the fields of a record are called in the reader's language."""

from __future__ import annotations

from tui.i18n import N_, _

NAMES: dict[str, str] = {
    "title": N_("Title"),
    "author": N_("Author"),
    "source": N_("Source"),
    "section": N_("Section"),
    "published": N_("Published"),
    "event_date": N_("Event"),
    "language": N_("Language"),
    "url": N_("Address"),
    "body": N_("Text"),
    "encoding": N_("Encoding"),
    "note": N_("Note"),
    "tags": N_("Tags"),
    "people": N_("People"),
    "institutions": N_("Institutions"),
    "places": N_("Places"),
    "kind": N_("Kind"),
    "starred": N_("Star"),
    "path": N_("File"),
    "imported_at": N_("Imported"),
    "id": N_("Id"),
}
"""The fields as the archive names them, in the order of a record."""


def name(field: str) -> str:
    """The field's name, or what the archive calls it where it has no other."""
    return _(NAMES[field]) if field in NAMES else field
