"""What a command is, and when it is possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tui import keys as keyboard
from tui.commands.places import Place
from tui.i18n import N_, gettext


@dataclass(frozen=True, slots=True)
class Situation:
    """What is on the screen now, as far as it decides which commands are possible. Numbers are counts."""

    hits: int = 0
    article: bool = False
    marked: int = 0
    matches: int = 0
    writable: bool = True
    query: bool = False


CONDITIONS: dict[str, tuple[Callable[[Situation], bool], str]] = {
    "hits": (lambda now: now.hits > 0, N_("There are no results.")),
    "article": (lambda now: now.article, N_("No article is open.")),
    "taggable": (
        lambda now: now.writable and (now.article or now.marked > 0),
        N_("There is no article to change, or the archive is read-only."),
    ),
    "citable": (lambda now: now.article or now.marked > 0, N_("No article is open.")),
    "changeable": (
        lambda now: now.writable and now.article,
        N_("There is no article to change, or the archive is read-only."),
    ),
    "matches": (
        lambda now: now.matches > 0 or (now.query and now.hits > 1),
        N_("No word of the search is in this article."),
    ),
    "marked": (lambda now: now.marked > 0, N_("Nothing is marked.")),
    "writable": (lambda now: now.writable, N_("The archive is read-only.")),
    "query": (lambda now: now.query, N_("The search box is empty.")),
}
"""When a command is possible, and what is said when it is not."""
_FIRST: dict[str, tuple[str, ...]] = {
    "taggable": ("writable", "hits"),
    "changeable": ("writable", "hits", "article"),
    "matches": ("query",),
}
"""What else has to be for it, and is said by itself where that is what prevents it."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `name` and `help` are English messages; `keys` are Textual's names, the first is the one shown."""

    id: str
    name: str
    help: str
    keys: tuple[str, ...]
    places: tuple[Place, ...]
    when: str = ""

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return gettext(self.name)

    @property
    def explanation(self) -> str:
        """The help in the reader's language."""
        return gettext(self.help)

    def possible(self, now: Situation) -> bool:
        """Whether it would do anything in this situation."""
        return not self.when or CONDITIONS[self.when][0](now)

    def refusal(self, now: Situation | None = None) -> str:
        """Why it is not possible (in the situation of now, where that is known), in the reader's language."""
        if not self.when:
            return ""
        missing = (
            name for name in _FIRST.get(self.when, ()) if now is not None and not CONDITIONS[name][0](now)
        )
        return gettext(CONDITIONS[next(missing, self.when)][1])

    def shown_keys(self) -> list[str]:
        """Its keys as they are written on the screen: ``s / س``, ``Ctrl+F``."""
        return [keyboard.shown(key) for key in self.keys]
