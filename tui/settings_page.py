"""The settings file with what each setting means, in the reader's language: what is not set stands there behind a #."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tui.i18n import N_, gettext
from tui.settings import Settings


class _Setting(NamedTuple):
    """A setting: its name, how it is where nothing is set (in TOML), and what it means (a message)."""

    name: str
    unset: str
    about: str


ABOUT = N_(
    "The settings of archive. Take away the # before a line and change what it says; what stands behind a # holds by itself."
)
SETTINGS: tuple[_Setting, ...] = (
    _Setting("language", '"ar"', N_("The language: ar, fr or en. Where nothing is set, that of the system.")),
    _Setting("theme", '"dark"', N_("The colours: dark, light, contrast, or terminal for its own sixteen.")),
    _Setting(
        "bidi",
        '"auto"',
        N_("Who puts Arabic letters in order: auto, app, terminal, off, lro, kitty or kitty-fallback."),
    ),
    _Setting(
        "clipboard",
        '"auto"',
        N_("How text is copied: auto, osc52 (by the terminal), system (by a program) or off."),
    ),
    _Setting(
        "labels", '"on"', N_("off: tags are shown as they are stored, not by their names in the language.")
    ),
    _Setting(
        "aliases", '"on"', N_("off: an abbreviation does not find the full name, nor the other way round.")
    ),
    _Setting("queries", '"on"', N_("off: what was searched for is not remembered.")),
    _Setting("lock_after", "0", N_("Minutes without a key after which the app locks itself; 0 for never.")),
)
KEYS = N_("Other keys for the commands; 'archive keys' prints their names and says what can't be had.")
_EXAMPLE = '#toggle_star = ["e", "f11"]'


def settings_page(settings: Settings) -> str:
    """The text of a settings file with these settings; those that are not set are comments."""
    return "\n".join(_lines(settings)) + "\n"


def _lines(settings: Settings) -> Iterator[str]:
    yield f"# {gettext(ABOUT)}"
    for one in SETTINGS:
        value = getattr(settings, one.name)
        yield ""
        yield f"# {gettext(one.about)}"
        if not value:
            yield f"#{one.name} = {one.unset}"
        else:
            yield f"{one.name} = {_toml(value)}"
    yield ""
    yield "[keys]"
    yield f"# {gettext(KEYS)}"
    if not settings.keys:
        yield _EXAMPLE
    for command, keys in settings.keys.items():
        yield f"{_toml(command)} = [{', '.join(map(_toml, keys))}]"


def _toml(value: str | float) -> str:
    """A text or number in TOML: a basic string escapes what JSON does, and DEL."""
    import json  # noqa: PLC0415 - the settings are read at every start, and written seldom

    if isinstance(value, float):
        return f"{value:g}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
