"""Where the keys of commands hold, and which of these places are there at one time."""

from __future__ import annotations

from typing import Literal

from tui.i18n import N_

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
    "review": ("review", "list", "modal", "anywhere"),
    "import": ("box", "import", "modal", "anywhere"),
    "search": ("box", "search", "anywhere"),
    "saved": ("box", "saved", "modal", "anywhere"),
    "tags": ("box", "tags", "modal", "anywhere"),
    "vocabulary": ("vocabulary", "list", "modal", "anywhere"),
    "naming": ("box", "naming", "modal", "anywhere"),
    "note": ("box", "note", "modal", "anywhere"),
}
"""The places whose keys hold at one time, by the pane or dialog that has the focus; the innermost comes first."""
