"""The reader's language: messages written in English, said in Arabic, French or English.

Messages are looked up when they are shown, so that the language can be changed while the program runs: call ``_("…")``
where the text is used and mark a text that is written down earlier with ``N_("…")``. The catalogues are
``locale/<language>/LC_MESSAGES/archive.mo``; `python -m tui.locale.catalogues` collects and compiles them.
"""

from __future__ import annotations

import gettext as catalogues
from collections.abc import Mapping
from pathlib import Path

DOMAIN = "archive"
LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("ar", "fr", "en")
NAMES = {"ar": "العربية", "fr": "Français", "en": "English"}
"""What each language calls itself: whoever does not read the language of the moment finds their own."""
RTL_LANGUAGES = frozenset({"ar"})
DEFAULT = "ar"


class _Spoken:
    """The language of the moment and its catalogue."""

    code = "en"
    messages = catalogues.NullTranslations()


def set_language(code: str) -> None:
    """Say everything in this language from now on. ValueError unless `code` is one of LANGUAGES."""
    if code not in LANGUAGES:
        raise ValueError(f"no catalogue for {code!r}")
    if code == _Spoken.code:
        return
    path = LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if code != "en" and path.is_file():
        with path.open("rb") as file:
            _Spoken.messages = catalogues.GNUTranslations(file)
    else:
        _Spoken.messages = catalogues.NullTranslations()
    _Spoken.code = code


def language() -> str:
    """The code of the language messages are said in."""
    return _Spoken.code


def next_language() -> str:
    """The code of the one after it, round the end."""
    return LANGUAGES[(LANGUAGES.index(_Spoken.code) + 1) % len(LANGUAGES)]


def is_rtl() -> bool:
    """Whether the interface runs from right to left."""
    return _Spoken.code in RTL_LANGUAGES


def gettext(message: str) -> str:
    """The message in the reader's language; the empty text stays empty."""
    return _Spoken.messages.gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of the message that agrees with `count` (six in Arabic); its braces are still to be filled."""
    return _Spoken.messages.ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it, known to every extractor
    """Mark a message that is translated later, where it is shown."""
    return message


_ = gettext


def choose_language(flag: str | None, settings: str | None, environ: Mapping[str, str]) -> str:
    """The language to speak: `--lang`, then $ARCHIVE_LANG, the settings, the locale; Arabic when none of them says.

    A locale without a language (C, POSIX) or in one that has no catalogue says nothing. With a locale, $LANGUAGE may list
    languages one likes better, as gettext has it. Unknown codes in the first three are passed over too; the command line
    refuses a wrong `--lang` by itself.
    """
    for asked in (flag, environ.get("ARCHIVE_LANG"), settings):
        if asked and asked.lower() in LANGUAGES:
            return asked.lower()
    # POSIX: the first of these that is set and not empty decides for messages.
    name = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    spoken = _code(name)
    if spoken in ("", "c", "posix"):
        return DEFAULT
    liked = [*map(_code, environ.get("LANGUAGE", "").split(":")), spoken]
    return next((code for code in liked if code in LANGUAGES), DEFAULT)


def _code(locale: str) -> str:
    """The language of a locale's name: ``ar`` of ``ar_MA.UTF-8@cal``."""
    return locale.replace("-", "_").split("_")[0].split(".")[0].split("@")[0].lower()
