"""The page of keys, docs/keys.md."""

from __future__ import annotations

from tui.commands.places import PLACES
from tui.commands.table import at
from tui.i18n import gettext


def markdown() -> str:
    """The text of docs/keys.md."""
    lines = [
        "# Which key does what?",
        "",
        "Two letters are one key: the second is what it types when the Arabic layout is on. Letters are commands wherever no",
        "box has the focus. A command gets other keys by its name in settings.toml (`archive paths` says where that is):",
        "",
        "    [keys]",
        '    toggle_star = ["e", "f11"]',
        "",
        "What a key already means at the same time can't be taken from it, and the keys under *Everywhere* stay beside new ones.",
        "",
        "This page is written by `python -m tui.commands > docs/keys.md`.",
        "",
    ]
    for place, heading in PLACES.items():
        lines += [
            f"## {gettext(heading)}",
            "",
            "| keys | command | what it does | name |",
            "|---|---|---|---|",
        ]
        for command in at(place):
            shown = ", ".join(f"`{key}`" for key in command.shown_keys())
            lines.append(f"| {shown} | {command.title} | {command.explanation} | `{command.id}` |")
        lines.append("")
    return "\n".join(lines)
