"""The help: every command with its keys, by the place where they hold; typing leaves those that have the words."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from store.text import fold
from tui.bidi.layout import Base
from tui.commands.binding import bindings_of
from tui.commands.command import Command
from tui.commands.places import PLACES, TOGETHER, Place
from tui.commands.table import at
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.screens.dialog import Dialog
from tui.widgets.bar import Bar
from tui.widgets.paragraphs import Paragraph
from tui.widgets.selectable_text import SelectableText
from tui.widgets.wording import ltr

_KEYS_CELLS = 24


def places_from(pane: str) -> list[Place]:
    """All places, those first whose keys hold in this pane, the innermost before the others."""
    here = [place for place in TOGETHER.get(pane, ()) if place != "anywhere"]
    return [*here, *(place for place in PLACES if place not in here)]


def help_text(places: Sequence[Place] = tuple(PLACES), words: str = "") -> list[Paragraph]:
    """The help as paragraphs: keys, name and what the command does. With `words`, the commands alone that have them all."""
    base: Base = "rtl" if is_rtl() else "ltr"
    wanted = fold(words).split()
    out = []
    if not wanted:
        said = _("Every letter works on the Arabic keyboard too: the same key, whatever layout is on.")
        out = [
            Paragraph(said, "quiet", base),
            Paragraph(
                _("The way out is always F10; where nothing is open, Esc twice quickly too."), "quiet", base
            ),
        ]
    for place in places:
        if not (found := [command for command in at(place) if _has(command, wanted)]):
            continue
        out += [Paragraph("", base=base), Paragraph(_(PLACES[place]), "heading", base)]
        for command in found:
            keys = "  ".join(ltr(key) for key in command.shown_keys())
            text = f"{command.title} · {command.explanation}"
            out.append(Paragraph(text, base=base, label=keys, indent=_KEYS_CELLS))
    return out or [Paragraph(_("No command has these words."), "quiet", base)]


def _has(command: Command, words: Sequence[str]) -> bool:
    keys = " ".join(command.shown_keys())
    text = fold(f"{command.title} {command.explanation} {command.id} {keys}")
    return all(word in text for word in words)


class HelpScreen(Dialog[None]):
    """All commands, from the same table as the keys themselves, those of `pane` first. F1 closes it too."""

    BINDINGS = [  # noqa: RUF012 - Textual's own
        ("f1", "app.help"),
        *bindings_of("screen_down", "screen_down"),
        *bindings_of("screen_up", "screen_up"),
    ]
    PANE = "help"

    def __init__(self, pane: str = "") -> None:
        super().__init__()
        self._places = places_from(pane)
        self.text = SelectableText(id="help-text")

    def compose(self) -> ComposeResult:
        """Title, box, text, keys."""
        with Vertical(classes="dialog"):
            yield Bar(id="help-title", classes="dialog-title")
            yield BidiInput(rtl=is_rtl, id="help-box", placeholder=_("type words of what you look for"))
            yield self.text
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one("#help-title", Bar).say(_("Commands and keys"))
        self.text.show(help_text(self._places))

    @on(BidiInput.Changed)
    def _narrow(self, event: BidiInput.Changed) -> None:
        self.text.show(help_text(self._places, event.value))

    def action_row_down(self) -> None:
        """A line further."""
        self.text.action_line_down()

    def action_row_up(self) -> None:
        """A line back."""
        self.text.action_line_up()

    def action_screen_down(self) -> None:
        """A screenful further."""
        self.text.action_screen_down()

    def action_screen_up(self) -> None:
        """A screenful back."""
        self.text.action_screen_up()
