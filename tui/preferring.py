"""What a person likes, changed while the app runs and kept for the next time: the language and the colours."""

from __future__ import annotations

from collections.abc import Sequence

from textual.screen import Screen

from tui.clipboard.app import CopyingApp
from tui.i18n import NAMES, ngettext
from tui.i18n import gettext as _
from tui.settings import BadSettings, settings_path
from tui.themes import next_theme, title
from tui.widgets.wording import ltr, own

_TOLD = 2
"""Sentences on the settings that are shown at the start: more would hide the archive."""


class PreferringApp(CopyingApp):
    """An app that keeps what a person chose in the settings."""

    def replace_screen(self, after: Screen[None]) -> None:
        """Put another screen in the place of the one on top."""
        before = self.screen
        if not before._result_callbacks:
            # Switching takes away what is called with a screen's result; the first screen was never given any.
            before._push_result_callback(before, None)
        self.switch_screen(after)

    def say_of_settings(self, sentences: Sequence[str], seconds: float) -> None:
        """Say for so long what in the settings is not as it should be: the first of these sentences, and how many more there are."""
        said = list(sentences[:_TOLD])
        if rest := len(sentences) - len(said):
            more = ngettext(
                "{count} more thing in the settings: 'archive settings' and 'archive keys' say all.",
                "{count} more things in the settings: 'archive settings' and 'archive keys' say all.",
                rest,
            )
            said.append(more.format(count=ltr(str(rest))))
        for sentence in said:
            self.notify(sentence, severity="warning", timeout=seconds)

    def keep_setting(self, key: str, value: str) -> str:
        """Write this into the settings; why that can't be, or nothing."""
        from tui.settings_file import keep_setting  # noqa: PLC0415 - seldom

        try:
            keep_setting(settings_path(), key, value)
        except OSError as error:
            return own(error.strerror or str(error))
        except BadSettings as error:
            return _(error.template).format(**{name: own(str(value)) for name, value in error.values.items()})
        return ""

    def say_language(self, code: str) -> None:
        """Keep the language that is spoken now, and say which it is."""
        name = own(NAMES[code])
        if why := self.keep_setting("language", code):
            said = _("Language: {name}. It could not be remembered: {reason}").format(name=name, reason=why)
            self.tell(said, warning=True)
        else:
            self.tell(_("Language: {name}").format(name=name))

    def action_change_theme(self) -> None:
        """Put on the next theme, now and the next time; where no colours are wanted, say so."""
        if self.no_color:
            self.tell(_("There are no colours: NO_COLOR or --no-color says so."))
            return
        theme = next_theme(self.theme)
        self.theme = theme
        if why := self.keep_setting("theme", theme):
            said = _("Colours: {name}. They could not be remembered: {reason}").format(
                name=title(theme), reason=why
            )
            self.tell(said, warning=True)
        else:
            self.tell(_("Colours: {name}").format(name=title(theme)))
