"""Screens that are taken away before they are whole: by Escape, by leaving, by the lock, faster than they are made."""

from __future__ import annotations

from textual._context import active_message_pump
from textual.app import App
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.screen import Screen


class GoneScreensApp(App[int]):
    """An app that goes on where a screen that is gone misses the parts it never got.

    Textual says a screen is mounted also when what it was to be made of was not mounted any more.
    """

    def _handle_exception(self, error: Exception) -> None:
        """End the app by an error, unless it only says that a screen nobody sees any more has no parts."""
        if not (isinstance(error, NoMatches) and (self._exit or self._is_gone())):
            super()._handle_exception(error)

    def _is_gone(self) -> bool:
        """Whether what is done just now is of a screen that is not there any more, or of something in it."""
        node = active_message_pump.get(None)
        if not isinstance(node, DOMNode) or node is self:
            return False
        screen = next((one for one in node.ancestors_with_self if isinstance(one, Screen)), None)
        return screen is None or screen not in self.screen_stack
