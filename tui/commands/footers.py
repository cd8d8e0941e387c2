"""Which commands the footer names."""

from __future__ import annotations

FOOTERS: dict[str, tuple[str, ...]] = {
    "results": ("open", "search", "edit_tags", "mark", "facets", "help"),
    "empty": ("import_files", "vocabulary", "palette", "change_language", "help"),
    "facets": ("toggle_facet", "exclude_facet", "take_off_filter", "search", "step_back", "help"),
    "reader": ("step_back", "next_match", "edit_tags", "record", "copy", "help"),
    "record": ("edit_field", "field_history", "field_back", "step_back", "show_original", "help"),
    "find": ("find_next", "find_previous", "step_back"),
    "field": ("save_field", "complete_value", "step_back"),
    "history": ("choose", "take_back", "filter_changes", "step_back"),
    "difference": ("next_change", "previous_change", "choose", "step_back"),
    "field-history": ("choose", "row_down", "row_up", "step_back"),
    "save-original": ("choose", "complete_path", "step_back"),
    "search": ("leave_search", "complete_query", "previous_query", "step_back", "palette", "leave"),
    "lock": ("leave",),
    "export": ("choose", "complete_path", "step_back"),
    "purge": ("choose", "step_back"),
    "saved": ("choose", "search_new", "forget_search", "search_up", "search_down", "step_back"),
    "why": ("step_back",),
    "tags": ("choose", "take_tag", "remove_tag", "step_back"),
    "vocabulary": ("rename_tag", "merge_tags", "move_tags", "name_tag", "step_back", "help"),
    "vocabulary-box": ("choose", "step_back"),
    "tag-step": ("choose", "row_down", "row_up", "step_back"),
    "naming": ("choose", "next_box", "step_back"),
    "note": ("finish_note", "save_note", "undo_typing", "redo_typing", "step_back"),
    "question": ("choose", "row_down", "row_up", "step_back"),
    "palette": ("choose", "step_back"),
    "help": ("row_down", "row_up", "step_back", "leave"),
    "review": ("accept_review", "fix_review", "skip_review", "mark_review", "step_back"),
    "decode": ("choose", "row_down", "row_up", "step_back"),
    "import": ("start_import", "complete_path", "try_import", "import_again", "step_back"),
    "merge": ("choose", "step_back"),
    "missing": ("choose", "import_files", "change_language", "leave"),
}
"""The commands the footer names when this pane or dialog has the focus: at most six; ``empty`` for results that an archive without articles has."""
