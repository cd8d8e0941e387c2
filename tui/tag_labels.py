"""What a tag is called on the screen: by its label in the language of the interface, or, by a setting, as it is stored.

The labels are read from the archive by `read`, in a thread, whenever the list of results is made anew; `label` only looks
them up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.i18n import language

if TYPE_CHECKING:
    from store.archive import Archive


class _Shown:
    """The labels of the archive that is open, in the language of the moment."""

    wanted = True
    names: Mapping[str, str] = {}


def use(wanted: bool) -> None:
    """Whether labels are shown at all."""
    _Shown.wanted = wanted
    _Shown.names = {}


def read(archive: Archive) -> None:
    """Take in the labels as the archive has them now. Raises `store.errors`."""
    if _Shown.wanted:
        from store.thesaurus.thesaurus import Thesaurus  # noqa: PLC0415 - after the first screen

        _Shown.names = Thesaurus(archive).shown(language())


def label(tag: str) -> str:
    """The name of a tag for the screen. A sub-tag without a label stands under its parent's."""
    if not _Shown.names:
        return tag
    if tag in _Shown.names:
        return _Shown.names[tag]
    above, slash, last = tag.rpartition("/")
    return f"{label(above)}/{last}" if slash else tag
