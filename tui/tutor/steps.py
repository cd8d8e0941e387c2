"""What the tutor teaches: what to do, with which key, and how it is seen that it was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tui.commands.table import BY_ID
from tui.i18n import N_, gettext, language
from tui.widgets.wording import ltr


class Seen(NamedTuple):
    """What can be seen of the browser. Numbers are counts; `row` is the one under the cursor, from 0."""

    pane: str = "results"
    row: int = 0
    query: str = ""
    searched: bool = False
    """Whether the results are those of the query, and there are some."""
    match: int = 0
    tags: int = 0
    marked: int = 0
    stars: int = 0
    record: bool = False
    dialog: str = ""
    """The pane name of the dialog that is open (`tui.screens.dialog.Dialog.PANE`)."""


class Step(NamedTuple):
    """One step. `text` is a message in which ``{command}`` is replaced by that command's keys; `keys` names the commands.

    `done` compares what was seen when the step began with what is seen now.
    """

    text: str
    keys: tuple[str, ...]
    done: Callable[[Seen, Seen], bool]

    def sentence(self) -> str:
        """What to do, in the reader's language, with the keys as they are now."""
        shown = {name: ltr(BY_ID[name].shown_keys()[0]) for name in self.keys}
        return gettext(self.text).format(**shown, word="جمعية" if language() == "ar" else "association")


STEPS: tuple[Step, ...] = (
    Step(
        N_(
            "This is a sample of invented articles: try anything, nothing can be spoilt. Go down the list with {cursor_down} or ↓."
        ),
        ("cursor_down",),
        lambda first, now: now.row > first.row,
    ),
    Step(
        N_("Press {search} and type a word, for instance: {word}. The results follow every letter."),
        ("search",),
        lambda _first, now: len(now.query) > 2 and now.searched,
    ),
    Step(
        N_("{leave_search} leaves the box for the results."),
        ("leave_search",),
        lambda _first, now: now.pane == "results" and bool(now.query),
    ),
    Step(
        N_("Open the article with {open} or Enter. The words that were found are marked."),
        ("open",),
        lambda _first, now: now.pane == "reader",
    ),
    Step(
        N_("{next_match} goes to the next word that was found, {previous_match} to the one before."),
        ("next_match", "previous_match"),
        lambda first, now: now.match > max(first.match, 0) or now.row != first.row,
    ),
    Step(
        N_("{record} shows what is known of the article, and from where. The same key hides it."),
        ("record",),
        lambda first, now: now.record != first.record,
    ),
    Step(
        N_("{step_back} goes one level back, from everywhere. Go back to the results."),
        ("step_back",),
        lambda _first, now: now.pane == "results" and not now.dialog,
    ),
    Step(
        N_(
            "Press {edit_tags}, type a name for a tag, then Enter; {step_back} closes. Tags are saved at once."
        ),
        ("edit_tags", "step_back"),
        lambda first, now: now.tags > first.tags and not now.dialog,
    ),
    Step(
        N_("Every change can be taken back: {undo} takes back the tag."),
        ("undo",),
        lambda first, now: now.tags < first.tags,
    ),
    Step(
        N_("{mark} marks an article and goes on. Mark two: tags, stars and copies then go to both."),
        ("mark",),
        lambda _first, now: now.marked >= 2,
    ),
    Step(
        N_("{toggle_star} puts a star on all that are marked."),
        ("toggle_star",),
        lambda first, now: now.stars != first.stars,
    ),
    Step(
        N_("{facets} goes to the filters: tags, sources, years. Enter narrows the results to one of them."),
        ("facets",),
        lambda first, now: len(now.query) > len(first.query),
    ),
    Step(
        N_(
            "Go back to the results with {step_back}. There {clear_search} clears the search: the whole archive again."
        ),
        ("step_back", "clear_search"),
        lambda _first, now: not now.query,
    ),
    Step(
        N_(
            "{palette} finds every command by its name; {help} lists all keys. Look at one of them, then {step_back}."
        ),
        ("palette", "help", "step_back"),
        lambda _first, now: now.dialog in {"palette", "help"},
    ),
)
"""In the order of a first day: look, find, read, tag, take back, narrow, ask."""

END = Step(
    N_(
        "That was all. {leave} leaves; everything is saved always. Then 'archive' opens your own archive, and {import_files} fills it."
    ),
    ("leave", "import_files"),
    lambda _first, _now: False,
)
"""What is said when all steps are done."""
