"""The names of a tag in three languages, and its aliases: a box each, saved together."""

from __future__ import annotations

import re
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from store.thesaurus.entries import Entry
from store.thesaurus.names import LANGUAGES
from tui.commands.binding import bindings
from tui.editing.input import BidiInput
from tui.i18n import NAMES, is_rtl
from tui.i18n import gettext as _
from tui.screens.dialog import Dialog
from tui.widgets.bar import Bar

_BETWEEN = re.compile(r"\s*[,،;؛]\s*")


class Naming(NamedTuple):
    """What a tag is to be called: labels by language (an empty one goes), aliases to add and to drop."""

    labels: dict[str, str]
    aliases: tuple[str, ...]
    drop: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether all stays as it is."""
        return not (self.labels or self.aliases or self.drop)


class TagNaming(Dialog[Naming]):
    """Its result is what is to be changed."""

    BINDINGS = bindings("naming")
    PANE = "naming"
    DEFAULT_CSS = """
    TagNaming > .dialog { height: auto; max-width: 72; }
    TagNaming Horizontal { height: 1; }
    TagNaming .naming-label { width: 16; }
    TagNaming BidiInput { width: 1fr; }
    """

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        labels = entry.names.labels
        self._before = {
            **{code: labels.get(code, "") for code in LANGUAGES},
            "": "، ".join(entry.names.aliases),
        }

    def compose(self) -> ComposeResult:
        """A box for each language, and one for the other names."""
        with Vertical(classes="dialog"):
            yield Bar(id="naming-title", classes="dialog-title")
            for code, text in self._before.items():
                box = BidiInput(text, rtl=is_rtl, id=f"naming-{code or 'aliases'}")
                named = Bar(id=f"named-{code or 'aliases'}", classes="naming-label")
                yield Horizontal(*((box, named) if is_rtl() else (named, box)))
            yield Bar(id="naming-remark", classes="dialog-remark")
        yield self.compose_footer()

    def on_mount(self) -> None:
        """Say what is what."""
        self.query_one("#naming-title", Bar).say(self.entry.name, outside=True)
        for code in LANGUAGES:
            self.query_one(f"#named-{code}", Bar).say(NAMES[code], outside=True)
        self.query_one("#named-aliases", Bar).say(_("also called"))
        self.query_one("#naming-remark", Bar).say(
            _("Any of these names finds the tag. Commas between several.")
        )

    def _value(self, code: str) -> str:
        return self.query_one(f"#naming-{code or 'aliases'}", BidiInput).value.strip()

    @on(BidiInput.Submitted)
    def action_choose(self) -> None:
        """Give what was changed."""
        labels = {code: text for code in LANGUAGES if (text := self._value(code)) != self._before[code]}
        typed = [name for name in _BETWEEN.split(self._value("")) if name]
        had = self.entry.names.aliases
        self.dismiss(
            Naming(
                labels,
                tuple(name for name in typed if name not in had),
                tuple(name for name in had if name not in typed),
            )
        )

    def action_next_box(self) -> None:
        """To the box below."""
        self.focus_next("BidiInput")

    def action_previous_box(self) -> None:
        """To the box above."""
        self.focus_previous("BidiInput")
