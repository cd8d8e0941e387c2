"""What is said of names in the settings file that mean nothing: the program starts all the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches

from tui.i18n import _
from tui.settings import Settings, settings_path


def names() -> list[str]:
    """What a setting can be called, the table of the keys among them."""
    return [one.name for one in fields(Settings)]


def sentences(unknown: Mapping[str, int]) -> list[str]:
    """A sentence for each of these names, which stand in these lines: what may be meant, or where all are listed."""
    return [_sentence(name, line) for name, line in unknown.items()]


def _sentence(name: str, line: int) -> str:
    where = {"path": settings_path(), "line": line, "name": name}
    if name in names():
        return _(
            "In {path}, line {line}: {name} is no command but a setting; its line belongs above [keys]."
        ).format(**where)
    if near := get_close_matches(name, names(), 1):
        said = _("In {path}, line {line}: there is no setting {name}. Is {near} meant?")
        return said.format(**where, near=near[0])
    return _("In {path}, line {line}: there is no setting {name}. 'archive settings' names them all.").format(
        **where
    )
