"""What a terminal sends for a key: as xterm does since ever, and in kitty's keyboard protocol, under three layouts."""

from __future__ import annotations

from typing import Literal, get_args

from tui.keys import ARABIC, ARABIC_SHIFTED, AZERTY

Layout = Literal["qwerty", "azerty", "arabic"]
Protocol = Literal["xterm", "kitty"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
PROTOCOLS: tuple[Protocol, ...] = get_args(Protocol)

_NAMED = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "plus": "+",
    "minus": "-",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "alt+backspace": "\x1b\x7f",
}
_TILDE = {"insert": 2, "delete": 3} | {
    f"f{number}": code for number, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
}
_FINAL = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
_MODIFIER = {"shift": 2, "alt": 3, "ctrl": 5}
_KITTY = {"escape": 27, "space": 32, "backspace": 127}


def letter(key: str, layout: Layout) -> str | None:
    """The letter that the physical key types which QWERTY calls `key`; None where it is another key on AZERTY."""
    if layout == "arabic":
        return (ARABIC_SHIFTED.get(key) or ARABIC.get(key, key))[0]
    if layout == "azerty" and key.lower() in AZERTY:
        return None
    return key


def sent(key: str, layout: Layout, protocol: Protocol) -> str | None:
    """The characters for a key as Textual names it; None where this terminal sends nothing of its own for it."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if not modifiers:
        if len(last) == 1:
            return letter(last, layout)
        if last == "escape":
            return "\x1b[27u" if protocol == "kitty" else "\x1b"
        code = _TILDE.get(last)
        return _NAMED.get(last) or (f"\x1b[{code}~" if code else None)
    number = 1 + sum(_MODIFIER[one] - 1 for one in modifiers)
    if last in _TILDE:
        return f"\x1b[{_TILDE[last]};{number}~"
    if last in _FINAL:
        return f"\x1b[1;{number}{_FINAL[last]}"
    if len(last) == 1 and (protocol == "kitty" or modifiers != ["ctrl"]):
        # Ctrl goes with what is written on the key: Ctrl+Z on AZERTY is where Z stands there.
        typed = last if layout == "azerty" and "ctrl" in modifiers else letter(last, layout)
        if protocol == "kitty":
            return None if typed is None else f"\x1b[{ord(typed)};{number}u"
        return f"\x1b{typed}" if modifiers == ["alt"] and typed else None
    if len(last) == 1:
        return chr(ord(last) & 31)
    return _NAMED.get(key) or (
        f"\x1b[{_KITTY[last]};{number}u" if protocol == "kitty" and last in _KITTY else None
    )
