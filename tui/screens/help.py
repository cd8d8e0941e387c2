"""The help: every command with its keys, by the place where they hold."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.bidi.layout import Base
from tui.commands import PLACES, at, bindings_of
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.screens.dialog import Dialog
from tui.widgets.bar import Bar
from tui.widgets.paragraphs import Paragraph
from tui.widgets.selectable_text import SelectableText
from tui.widgets.wording import ltr

_KEYS_CELLS = 24


def help_text() -> list[Paragraph]:
    """The help as paragraphs: keys, name and what the command does."""
    base: Base = "rtl" if is_rtl() else "ltr"
    out = [
        Paragraph(
            _("Every letter works on the Arabic keyboard too: the same key, whatever layout is on."),
            "quiet",
            base,
        ),
        Paragraph(_("The way out is always F10, or Esc twice quickly."), "quiet", base),
    ]
    for place, heading in PLACES.items():
        out += [Paragraph("", base=base), Paragraph(_(heading), "heading", base)]
        for command in at(place):
            keys = "  ".join(ltr(key) for key in command.shown_keys())
            out.append(
                Paragraph(
                    f"{command.title} · {command.explanation}", base=base, label=keys, indent=_KEYS_CELLS
                )
            )
    return out


class HelpScreen(Dialog[None]):
    """All commands, from the same table as the keys themselves. The key that opened it closes it too."""

    BINDINGS = bindings_of("help", "app.help")
    PANE = "help"

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        with Vertical(classes="dialog"):
            yield Bar(id="help-title", classes="dialog-title")
            yield SelectableText(id="help-text")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one("#help-title", Bar).say(_("Commands and keys"))
        self.query_one("#help-text", SelectableText).show(help_text())
