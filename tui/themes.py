"""The colours of the app: dark, light, of high contrast, or the terminal's own sixteen.

No state is told by colour alone: what is chosen, marked, found or edited has a sign, bold or underline too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.theme import BUILTIN_THEMES, Theme

from tui.i18n import gettext
from tui.settings import THEME_NAMES, THEMES, ThemeName

if TYPE_CHECKING:
    from textual.app import App

_LIGHT = replace(
    BUILTIN_THEMES["textual-light"],
    name="light",
    variables={
        **BUILTIN_THEMES["textual-light"].variables,
        "text-accent": "#743f00",
        "text-warning": "#743f00",
        "text-muted": "#424242",
    },
)
"""Its coloured and quiet words at 4.5:1 and more also on a chosen row; Textual's own are at 1.5:1 there."""

_CONTRAST = Theme(
    name="contrast",
    primary="#005fd7",
    secondary="#00afff",
    warning="#ffd700",
    error="#ff5f5f",
    success="#5fff5f",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#262626",
    dark=True,
    text_alpha=1.0,
    variables={"text-muted": "#ffffff", "text-disabled": "#d0d0d0"},
)
"""White on black at 21:1; what is quiet elsewhere is as bright as the rest."""

_ANSI = BUILTIN_THEMES["ansi-dark"]
_TERMINAL = replace(
    _ANSI,
    name="terminal",
    accent="ansi_magenta",
    warning="ansi_magenta",
    variables={
        **_ANSI.variables,
        "text-accent": "ansi_magenta",
        "text-warning": "ansi_magenta",
        "text-muted": "ansi_default",
    },
)
"""Magenta is the one colour besides red that can be read on black and on white."""


def offer_themes(app: App[int], chosen: ThemeName) -> None:
    """Make the themes known to the app, under our names, and put on the chosen one."""
    for theme in (
        replace(BUILTIN_THEMES["textual-dark"], name="dark"),
        _LIGHT,
        _CONTRAST,
        _TERMINAL,
    ):
        app.register_theme(theme)
    app.theme = chosen


def next_theme(name: str) -> ThemeName:
    """The theme after this one, in the order of the settings; the first one after a theme that is not ours."""
    at = THEMES.index(name) if name in THEMES else -1
    return THEMES[(at + 1) % len(THEMES)]


def title(name: ThemeName) -> str:
    """What the theme is called, in the reader's language."""
    return gettext(THEME_NAMES[name])
