"""Every command of the app, once: its name, its help, its keys, where it holds and when it is possible.

Bindings, footer, palette, help screen and the table of docs/keys.md are all read from here, so none of them can tell a
different story. A command's `id` is also the name of the action that does it: the app, screen or widget that owns the
place has a method ``action_<id>``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tui import keys as keyboard
from tui.i18n import N_, gettext

if TYPE_CHECKING:
    from textual.binding import BindingType

Place = Literal[
    "anywhere",
    "browse",
    "search",
    "list",
    "results",
    "facets",
    "text",
    "reader",
    "find",
    "record",
    "field",
    "modal",
    "saved",
    "history",
    "difference",
    "review",
    "import",
    "tags",
    "vocabulary",
    "naming",
    "note",
    "box",
]

PLACES: dict[Place, str] = {
    "anywhere": N_("Everywhere"),
    "browse": N_("Outside the search box"),
    "search": N_("In the search box"),
    "list": N_("In a list"),
    "results": N_("In the results"),
    "facets": N_("In the filters"),
    "text": N_("In a text"),
    "reader": N_("While reading"),
    "find": N_("While finding in the article"),
    "record": N_("In the record"),
    "field": N_("While a field is edited"),
    "modal": N_("In a dialog"),
    "saved": N_("In the saved searches"),
    "history": N_("In the list of changes"),
    "review": N_("In the list to be checked"),
    "import": N_("While importing"),
    "difference": N_("Between two versions"),
    "tags": N_("In the tag editor"),
    "vocabulary": N_("In the vocabulary"),
    "naming": N_("While a tag is named"),
    "note": N_("In the notes editor"),
    "box": N_("While typing"),
}
"""Where a command's keys hold, with the heading it has in the help."""

TOGETHER: dict[str, tuple[Place, ...]] = {
    "results": ("results", "list", "browse", "anywhere"),
    "facets": ("facets", "list", "browse", "anywhere"),
    "reader": ("reader", "text", "browse", "anywhere"),
    "find": ("box", "find", "browse", "anywhere"),
    "record": ("record", "text", "browse", "anywhere"),
    "field": ("box", "field", "browse", "anywhere"),
    "history": ("history", "list", "modal", "anywhere"),
    "difference": ("difference", "text", "modal", "anywhere"),
    "search": ("box", "search", "anywhere"),
    "saved": ("box", "saved", "modal", "anywhere"),
    "tags": ("box", "tags", "modal", "anywhere"),
    "vocabulary": ("vocabulary", "list", "modal", "anywhere"),
    "naming": ("box", "naming", "modal", "anywhere"),
    "note": ("box", "note", "modal", "anywhere"),
}
"""The places whose keys hold at one time, by the pane or dialog that has the focus; the innermost comes first."""


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

    def refusal(self) -> str:
        """Why it is not possible, in the reader's language."""
        return gettext(CONDITIONS[self.when][1]) if self.when else ""

    def shown_keys(self) -> list[str]:
        """Its keys as they are written on the screen: ``s / س``, ``Ctrl+F``."""
        return [keyboard.shown(key) for key in self.keys]


_BROWSE: tuple[Place, ...] = ("browse",)

COMMANDS: tuple[Command, ...] = (
    Command("search", N_("Search"), N_("Type words to find."), ("s", "/", "ctrl+f"), _BROWSE),
    Command("open", N_("Open"), N_("Read the chosen article."), ("o", "enter"), ("results",), "hits"),
    Command("toggle_facet", N_("Filter"), N_("Narrow the results to this value, or widen them again."),
            ("enter", "o", "space"), ("facets",)),
    Command("exclude_facet", N_("Leave out"), N_("Leave out what has this value, or take it in again."),
            ("minus", "delete"), ("facets",)),
    Command("take_off_filter", N_("Take off"), N_("Take off the filter that was put in last."), ("backspace",),
            ("facets",)),
    Command("edit_tags", N_("Tags"), N_("Add and remove tags of this article, or of all marked ones."), ("t",), _BROWSE,
            "taggable"),
    Command("take_suggestion", N_("Take suggestion"), N_("Tag the article with what is suggested next in its record."),
            ("plus",), _BROWSE, "changeable"),
    Command("refuse_suggestion", N_("Refuse suggestion"), N_("Never suggest that to this article again."), ("minus",),
            _BROWSE, "changeable"),
    Command("edit_note", N_("Note"), N_("Write a note on the article."), ("f4", "m"), _BROWSE, "changeable"),
    Command("toggle_star", N_("Star"), N_("Put a star on the article, or take it off."), ("e",), _BROWSE, "taggable"),
    Command("mark", N_("Mark"), N_("Mark the article and go to the next one."), ("x", "space"), ("results",), "hits"),
    Command("mark_range", N_("Mark range"), N_("Mark all from the article that was marked last to this one."), ("C",),
            ("results",), "hits"),
    Command("mark_all", N_("Mark all"), N_("Mark every article of the results."), ("f5",), _BROWSE, "hits"),
    Command("unmark_all", N_("Unmark all"), N_("Take all marks away."), ("f6",), _BROWSE, "marked"),
    Command("undo", N_("Undo"), N_("Take back the last change and say what it was."), ("u",), ("browse", "vocabulary"),
            "writable"),
    Command("redo", N_("Redo"), N_("Do again what was taken back."), ("U", "ctrl+y"), ("browse", "vocabulary"),
            "writable"),
    Command("vocabulary", N_("Vocabulary"), N_("All tags: their names, how often each is used, and changing them."), ("f3",),
            _BROWSE),
    Command("facets", N_("Filters"), N_("Go to tags, sources and years, and back."), ("f",), _BROWSE),
    Command("record", N_("Record"), N_("Show what is known of the article, and from where."), ("r",), _BROWSE, "article"),
    Command("history", N_("History"), N_("List all changes of the archive, and take one of them back."), ("f7",), _BROWSE),
    Command("show_original", N_("As stored"), N_("Show the original as it is stored; the same key shows the article again."),
            ("O",), _BROWSE, "article"),
    Command("find_in_text", N_("Find in the article"), N_("Mark words in the open article while you type them."),
            ("F", "ctrl+f"), ("reader",), "article"),
    Command("find_next", N_("Next place"), N_("To the next place found in the article."), ("down",), ("find",)),
    Command("find_previous", N_("Previous place"), N_("To the place found before."), ("up",), ("find",)),
    Command("edit_field", N_("Edit"), N_("Edit the chosen field, or open what the row names."), ("enter",), ("record",),
            "article"),
    Command("field_history", N_("Its history"), N_("What the chosen field was, and who changed it."), ("f7",), ("record",),
            "article"),
    Command("field_back", N_("As in the source"), N_("Give the chosen field back what its source says."), ("delete",),
            ("record",), "changeable"),
    Command("save_field", N_("Save"), N_("Save what is typed; an empty box gives back what the source says."), ("enter",),
            ("field",)),
    Command("complete_value", N_("Complete"), N_("Put in the value that stands in other articles."), ("tab",), ("field",)),
    Command("value_down", N_("Value down"), N_("To the value below."), ("down",), ("field",)),
    Command("value_up", N_("Value up"), N_("To the value above."), ("up",), ("field",)),
    Command("take_back", N_("Take back"), N_("Take the chosen change back, and leave those after it."), ("u", "delete"),
            ("history",)),
    Command("filter_changes", N_("Search the list"), N_("Show the changes only that have the typed words."), ("s", "/"),
            ("history",)),
    Command("next_change", N_("Next change"), N_("To the next place where two versions differ."), ("n",), ("difference",)),
    Command("previous_change", N_("Change before"), N_("To the place before where they differ."), ("p", "N"),
            ("difference",)),
    Command("next_match", N_("Next match"), N_("Go to the next word found in the article."), ("n",), _BROWSE, "matches"),
    Command("previous_match", N_("Previous match"), N_("Go to the word found before."), ("p", "N"), _BROWSE, "matches"),
    Command("next_article", N_("Next article"), N_("Show the next article of the results."), ("J",), _BROWSE, "hits"),
    Command("previous_article", N_("Previous article"), N_("Show the article before in the results."), ("K",), _BROWSE,
            "hits"),
    Command("copy", N_("Copy"), N_("Copy what is selected; otherwise the article's text."), ("y", "c", "ctrl+c"), _BROWSE,
            "article"),
    Command("copy_citation", N_("Cite"), N_("Copy a line that cites the article, or one for each marked article."), ("Y",),
            _BROWSE, "citable"),
    Command("toggle_furniture", N_("Hidden lines"), N_("Show or hide menus, bylines and other lines around the text."),
            ("l",), _BROWSE, "article"),
    Command("toggle_harakat", N_("Vowel signs"), N_("Show or hide the harakat."), ("v",), _BROWSE, "article"),
    Command("change_order", N_("Order"), N_("By relevance, newest first, oldest first, or by source."), ("d",), _BROWSE),
    Command("clear_search", N_("Clear the search"), N_("Show the whole archive again."), ("backspace",), _BROWSE, "query"),
    Command("change_language", N_("Language"), N_("Speak the next language: العربية, Français, English."), ("f8",), _BROWSE),
    Command("import_files", N_("Import"), N_("Bring files or a folder into the archive."), ("i",), _BROWSE, "writable"),
    Command("export_articles", N_("Export"), N_("Write the marked articles, or all that are found, to a file."), ("I",),
            _BROWSE, "hits"),
    Command("review", N_("To be checked"), N_("List what was guessed while importing, and files that did not come in."),
            ("ctrl+r", "shift+f6"), _BROWSE),
    Command("decode_again", N_("Other encoding"), N_("Read the stored bytes of the article in another encoding."),
            ("ctrl+e", "shift+f7"), _BROWSE, "changeable"),
    Command("next_pane", N_("Next pane"), N_("Go to the pane beside."), ("tab",), _BROWSE),
    Command("previous_pane", N_("Previous pane"), N_("Go back to the pane before."), ("shift+tab",), _BROWSE),
    Command("save_search", N_("Save the search"), N_("Keep what is searched for under a name."), ("insert",), _BROWSE,
            "query"),
    Command("saved_searches", N_("Saved searches"), N_("What was kept under names, and what is new in each."), ("f12",),
            _BROWSE),
    Command("why_found", N_("Why found"), N_("Which words of the article answer the search."), ("f11", "w", "z"), _BROWSE,
            "hits"),
    Command("forget_queries", N_("Forget queries"), N_("Forget what was searched for before in this archive."),
            ("shift+f12",), _BROWSE),
    Command("leave_search", N_("To the results"), N_("Leave the box for the list under it."), ("enter",), ("search",)),
    Command("complete_query", N_("Complete"), N_("Take what is offered under the box; without that, to the results."),
            ("tab",), ("search",)),
    Command("previous_query", N_("Earlier search"), N_("What was searched for before."), ("up",), ("search",)),
    Command("next_query", N_("Later search"), N_("What was searched for after that; at the end, to the results."), ("down",),
            ("search",)),
    Command("cursor_down", N_("Down"), N_("One row down."), ("j", "down"), ("list",)),
    Command("cursor_up", N_("Up"), N_("One row up."), ("k", "up"), ("list",)),
    Command("page_further", N_("Page down"), N_("A page further."), ("pagedown",), ("list",)),
    Command("page_back", N_("Page up"), N_("A page back."), ("pageup",), ("list",)),
    Command("half_down", N_("Half a page down"), N_("Half a page further."), ("ctrl+d",), ("list", "text")),
    Command("half_up", N_("Half a page up"), N_("Half a page back."), ("ctrl+u",), ("list", "text")),
    Command("first", N_("First"), N_("To the beginning."), ("g", "home"), ("list", "text")),
    Command("last", N_("Last"), N_("To the end."), ("G", "end"), ("list", "text")),
    Command("line_down", N_("Line down"), N_("One line further."), ("j", "down"), ("text",)),
    Command("line_up", N_("Line up"), N_("One line back."), ("k", "up"), ("text",)),
    Command("screen_down", N_("Screen down"), N_("A screenful further."), ("space", "pagedown"), ("text",)),
    Command("screen_up", N_("Screen up"), N_("A screenful back."), ("shift+space", "pageup"), ("text",)),
    Command("select_down", N_("Select down"), N_("Select the first line on the screen, then one line more each time."),
            ("shift+down",), ("text",)),
    Command("select_up", N_("Select up"), N_("The same upwards, or one line less."), ("shift+up",), ("text",)),
    Command("article_left", N_("Article to the left"), N_("The neighbour on the left: the next one in Arabic."), ("left",),
            ("reader",), "hits"),
    Command("article_right", N_("Article to the right"), N_("The neighbour on the right: the one before in Arabic."),
            ("right",), ("reader",), "hits"),
    Command("choose", N_("Choose"), N_("Do what the chosen row says; in an empty box, close."), ("enter",), ("modal",)),
    Command("row_down", N_("Row down"), N_("To the row below."), ("down",), ("modal",)),
    Command("row_up", N_("Row up"), N_("To the row above."), ("up",), ("modal",)),
    Command("accept_review", N_("Accept"), N_("What was guessed in the article, or in all marked ones, is right."),
            ("enter",), ("review",)),
    Command("fix_review", N_("Put right"), N_("Edit the field in doubt in the record of the article."), ("e", "o"),
            ("review",)),
    Command("skip_review", N_("Later"), N_("Leave it for later and go to the next."), ("n",), ("review",)),
    Command("mark_review", N_("Mark"), N_("Mark it and go to the next one."), ("x", "space"), ("review",)),
    Command("start_import", N_("Import"), N_("Import what the box names; when it is empty, look at what is to be checked."),
            ("enter",), ("import",)),
    Command("complete_path", N_("Complete"), N_("Complete the path in the box; from an empty one to the report."),
            ("tab",), ("import",)),
    Command("try_import", N_("Only count"), N_("Say what would be imported, without importing it."), ("f5",), ("import",)),
    Command("forget_search", N_("Forget"), N_("Take the saved search off the list."), ("delete",), ("saved",), "writable"),
    Command("search_up", N_("Move up"), N_("Put the saved search one place higher."), ("shift+up",), ("saved",), "writable"),
    Command("search_down", N_("Move down"), N_("Put the saved search one place lower."), ("shift+down",), ("saved",),
            "writable"),
    Command("remove_tag", N_("Remove"), N_("Take the chosen tag away from the articles."), ("delete",), ("tags",)),
    Command("take_tag", N_("Into the box"), N_("Put the chosen tag into the box, to go on with others."), ("tab",),
            ("tags",)),
    Command("filter_tags", N_("Search the tags"), N_("Show only the tags that are called so, in any language."), ("s", "/"),
            ("vocabulary",)),
    Command("mark_tag", N_("Mark the tag"), N_("Mark the tag and go to the next one."), ("x", "space"), ("vocabulary",)),
    Command("rename_tag", N_("Rename"), N_("Give the tag another name; the old one goes on finding it."), ("r",),
            ("vocabulary",), "writable"),
    Command("merge_tags", N_("Merge"), N_("Make one tag of the marked ones, or of this one and another."), ("c",),
            ("vocabulary",), "writable"),
    Command("move_tags", N_("Move under"), N_("Put the tag, or the marked ones, under another tag or at the top."), ("v",),
            ("vocabulary",), "writable"),
    Command("name_tag", N_("Names"), N_("What the tag is called in each language, and what else finds it."), ("n",),
            ("vocabulary",), "writable"),
    Command("delete_tags", N_("Delete"), N_("Take the tag, or the marked ones, from all articles."), ("d", "delete"),
            ("vocabulary",), "writable"),
    Command("used_once", N_("Used once"), N_("Show only the tags of a single article, or all again."), ("o",),
            ("vocabulary",)),
    Command("starter_tags", N_("Starter vocabulary"), N_("Take in concepts of the field in three languages, or take them out."),
            ("i",), ("vocabulary",), "writable"),
    Command("next_box", N_("Next box"), N_("To the box below."), ("tab",), ("naming",)),
    Command("previous_box", N_("Box before"), N_("To the box above."), ("shift+tab",), ("naming",)),
    Command("save_note", N_("Save"), N_("Save the note and go on writing."), ("ctrl+s", "f3"), ("note",)),
    Command("finish_note", N_("Save and close"), N_("Save the note and go back to the article."), ("f4",), ("note",)),
    Command("undo_typing", N_("Undo typing"), N_("Take back what was typed or deleted last in the box."), ("ctrl+z",),
            ("box",)),
    Command("redo_typing", N_("Redo typing"), N_("Type again what was taken back."), ("ctrl+y", "ctrl+shift+z"), ("box",)),
    Command("select_all", N_("Select all"), N_("Select everything in the box."), ("ctrl+a", "f7"), ("box",)),
    Command("cut_text", N_("Cut"), N_("Copy what is selected in the box and take it away."), ("ctrl+x", "shift+delete"),
            ("box",)),
    Command("copy_text", N_("Copy selection"), N_("Copy what is selected in the box."), ("ctrl+c", "ctrl+insert"),
            ("box",)),
    Command("paste_text", N_("Paste"), N_("Put in what was copied."), ("ctrl+v", "shift+insert"), ("box",)),
    Command("delete_word", N_("Delete word"), N_("Delete the word before the cursor."),
            ("ctrl+w", "ctrl+backspace", "alt+backspace"), ("box",)),
    Command("delete_next_word", N_("Delete next word"), N_("Delete up to the next word."), ("ctrl+delete", "alt+d"),
            ("box",)),
    Command("delete_to_start", N_("Delete to start"), N_("Delete all before the cursor in its line."), ("ctrl+u",),
            ("box",)),
    Command("delete_to_end", N_("Delete to end"), N_("Delete all from the cursor to the end of its line."), ("ctrl+k",),
            ("box",)),
    Command("change_theme", N_("Colours"), N_("Dark, light, of high contrast, or the terminal's own."), ("shift+f8", "f20"),
            ("anywhere",)),
    Command("lock", N_("Lock"), N_("Close the archive and hide everything until its passphrase is given."), ("shift+f9", "f21"),
            ("anywhere",)),
    Command("help", N_("Help"), N_("All commands and their keys."), ("h", "f1", "?"), ("anywhere",)),
    Command("palette", N_("Commands"), N_("Find a command by its name."), ("f2", ":", "ctrl+p"), ("anywhere",)),
    Command("step_back", N_("Back"), N_("One level back. Twice quickly: leave."), ("escape",),
            ("anywhere",)),
    Command("suspend_process", N_("To the shell"), N_("Stop for a while: 'fg' in the shell comes back. In a box it takes back typing."),
            ("f9", "ctrl+z"), ("anywhere",)),
    Command("leave", N_("Leave"), N_("Leave the program. Everything is saved already."), ("f10", "ctrl+q"), ("anywhere",)),
)  # fmt: skip
"""In the order of the help and the palette."""

BY_ID = {command.id: command for command in COMMANDS}

FOOTERS: dict[str, tuple[str, ...]] = {
    "results": ("open", "search", "edit_tags", "mark", "facets", "help"),
    "facets": ("toggle_facet", "exclude_facet", "take_off_filter", "search", "step_back", "help"),
    "reader": ("step_back", "next_match", "edit_tags", "record", "copy", "help"),
    "record": ("edit_field", "field_history", "field_back", "step_back", "show_original", "help"),
    "find": ("find_next", "find_previous", "step_back"),
    "field": ("save_field", "complete_value", "step_back"),
    "history": ("choose", "take_back", "filter_changes", "step_back"),
    "difference": ("next_change", "previous_change", "choose", "step_back"),
    "field-history": ("choose", "row_down", "row_up", "step_back"),
    "save-original": ("choose", "step_back"),
    "search": ("leave_search", "complete_query", "previous_query", "step_back", "palette", "leave"),
    "lock": ("leave",),
    "export": ("choose", "step_back"),
    "saved": ("choose", "forget_search", "search_up", "search_down", "step_back"),
    "why": ("step_back",),
    "tags": ("choose", "take_tag", "remove_tag", "step_back"),
    "vocabulary": ("rename_tag", "merge_tags", "move_tags", "name_tag", "step_back", "help"),
    "tag-step": ("choose", "row_down", "row_up", "step_back"),
    "naming": ("choose", "next_box", "step_back"),
    "note": ("finish_note", "save_note", "undo_typing", "redo_typing", "step_back"),
    "question": ("choose", "row_down", "row_up", "step_back"),
    "palette": ("choose", "step_back"),
    "help": ("row_down", "row_up", "step_back", "leave"),
    "review": ("accept_review", "fix_review", "skip_review", "mark_review", "step_back"),
    "decode": ("choose", "row_down", "row_up", "step_back"),
    "import": ("start_import", "complete_path", "try_import", "step_back"),
    "missing": ("choose", "import_files", "change_language", "leave"),
}
"""The commands the footer names when this pane or dialog has the focus: at most six."""


def use(commands: Sequence[Command]) -> None:
    """Let these, all commands with other keys, be the commands from now on.

    Before screens are loaded: what a class binds is read when the class is made.
    """
    global COMMANDS  # noqa: PLW0603 - one table for one process, set once at its start
    COMMANDS = tuple(commands)
    BY_ID.update((command.id, command) for command in commands)


def at(place: Place) -> Iterator[Command]:
    """The commands whose keys hold there."""
    return (command for command in COMMANDS if place in command.places)


def bindings(*places: Place) -> list[BindingType]:
    """What a class that owns these places binds: every key with its Arabic neighbour.

    A key that is no character (F10, Escape, Ctrl+Q) and is bound everywhere holds also while a box has the focus or a
    dialog is open, unless the box has it for typing (Ctrl+Z).
    """
    from textual.binding import Binding  # noqa: PLC0415 - the table of keys is printed without Textual

    typing = {key for command in at("box") for key in keyboard.all_of(command.keys)}
    return [
        Binding(
            key,
            command.id,
            command.name,
            show=False,
            priority=place == "anywhere" and len(key) > 1 and key not in typing,
        )
        for place in places
        for command in at(place)
        for key in keyboard.all_of(command.keys)
    ]


def bindings_of(command: str, action: str) -> list[BindingType]:
    """The keys of one command, for a class that does it by this action."""
    from textual.binding import Binding  # noqa: PLC0415 - as above

    return [Binding(key, action, show=False) for key in keyboard.all_of(BY_ID[command].keys)]


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


if __name__ == "__main__":
    import sys

    from tui.i18n import set_language

    set_language("en")
    sys.stdout.write(markdown())
