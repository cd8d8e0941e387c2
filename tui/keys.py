"""The same physical key on the keyboards of Morocco: QWERTY, AZERTY and Arabic.

A command bound to a letter must answer to the key in that place whatever layout is on, because nobody switches layouts
to press one key. The letters are those of xkb's ``ara(basic)``, which is also the Arabic part of the Moroccan layout;
Windows' Arabic (101) agrees on all of them. A terminal may hand a letter over in a presentation form, and the keyboard
itself types some pairs of letters as one ligature (lam-alef on B, and on shifted G, T and B).
"""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from tui.i18n import N_, _

ARABIC = dict(zip("qwertyuiopasdfghjklzxcvnm,.;/", "ضصثقفغعهخحشسيبلاتنمئءؤرىةوزكظ", strict=True))
"""QWERTY's letter → the letter of the same key when the Arabic layout is on. B is left out: it types two letters."""

ARABIC_SHIFTED = {
    "C": "}",
    "F": "[",
    "G": "ﻷأ",
    "I": "÷",
    "J": "ـ",
    "K": "،",
    "N": "آ",
    "O": "×",
    "U": "‘`",
    "V": "{",
    "Y": "إ",
    "?": "؟",
}
"""The same with Shift; two signs where Windows and X11 differ. Windows sends lam and alef-hamza one after the other for
shifted G: the alef says which it was."""

AZERTY = dict(zip("qwazm;,", "azqw,m;", strict=True))
"""QWERTY's letter → AZERTY's on the same key, where they differ."""

STABLE = frozenset("ertyuiopsdfghjklxcvn")
"""Letters on the same key under QWERTY and AZERTY whose key types one Arabic letter: the only first choice of a command."""

_QUIT = ("ctrl+ض", "ctrl+ش")
"""Ctrl with the key marked Q, Arabic layout on: its place is that of QWERTY's Q or, on an AZERTY keyboard, of its A.

No other key has either as an alias: the way out comes first."""


@cache
def presentation_forms(letter: str) -> tuple[str, ...]:
    """The code points of Arabic Presentation Forms-B that stand for this one letter."""
    return tuple(
        form
        for form in map(chr, range(0xFE80, 0xFEFD))
        if form != letter and normalize("NFKC", form) == letter
    )


@cache
def aliases(key: str) -> tuple[str, ...]:
    """What the same physical key sends when the Arabic layout is on; empty for keys that have no letter.

    `key` is a key as Textual names it (``t``, ``G``, ``ctrl+p``). With Ctrl, a terminal that speaks the kitty keyboard
    protocol reports the Arabic letter; the others send the control code of the Latin one.
    """
    if key == "ctrl+q":
        return _QUIT
    before, plus, last = key.rpartition("+")
    if before:
        letter = ARABIC.get(last)
        found = f"{before}{plus}{letter}" if letter else ""
        return (found,) if found and found not in _QUIT else ()
    typed = ARABIC_SHIFTED.get(key) or ARABIC.get(key, "")
    return tuple(typed) + tuple(form for letter in typed for form in presentation_forms(letter))


def all_of(keys: tuple[str, ...]) -> tuple[str, ...]:
    """These keys and their aliases, each once, in order."""
    return tuple(dict.fromkeys(k for key in keys for k in (key, *aliases(key))))


_SHOWN = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("Space"),
    "tab": "Tab",
    "backspace": N_("Backspace"),
    "delete": N_("Del"),
    "insert": N_("Ins"),
    "minus": "-",
    "plus": "+",
    "home": N_("Home"),
    "end": N_("End"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


_MODIFIERS = {"shift": N_("Shift")}


def shown(key: str) -> str:
    """How a key is written on the screen: ``Enter``, ``Ctrl+P``, ``F10``, and a letter with its Arabic neighbour ``t / ف``.

    Keys with a word on them have the word of a French keyboard where French is spoken (``Entrée``, ``Suppr``, ``Maj+F8``).
    """
    if key in _SHOWN:
        return _(_SHOWN[key])
    *modifiers, last = key.split("+")
    if modifiers:
        names = (_(_MODIFIERS.get(one, one.capitalize())) for one in modifiers)
        return "+".join([*names, _(_SHOWN.get(last, last.upper()))])
    if len(key) > 1:
        return key.upper()
    arabic = aliases(key)
    return f"{key} / {normalize('NFKC', arabic[0])}" if arabic else key
