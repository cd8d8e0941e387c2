"""Where a walk looks at what each file of tui/screens shows. `test_stations.py` holds the table against the files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Station(NamedTuple):
    """A place of a walk, named as the walk names it, and the class of the screen that is opened for it."""

    walk: str
    place: str
    screen: str = ""
    """Empty for a part of the browser, and for what several dialogs stand on."""


STATIONS = {
    "tui.screens.browse": Station("EverydayWalk", "results", "BrowseScreen"),
    "tui.screens.carrying_out": Station("ArticleWalk", "field as it was"),
    "tui.screens.changing": Station("EverydayWalk", "tag added"),
    "tui.screens.copying": Station("EverydayWalk", "text 0"),
    "tui.screens.decode_again": Station("ArticleWalk", "another encoding", "DecodeAgainScreen"),
    "tui.screens.dialog": Station("EverydayWalk", "help"),
    "tui.screens.difference": Station("ArticleWalk", "versions compared", "DifferenceScreen"),
    "tui.screens.export_articles": Station("ArchiveWalk", "export", "ExportScreen"),
    "tui.screens.exporting": Station("ArchiveWalk", "exported"),
    "tui.screens.field_drafts": Station("ArticleWalk", "values offered"),
    "tui.screens.field_history": Station("ArticleWalk", "field history", "FieldHistoryScreen"),
    "tui.screens.find_in_text": Station("ArticleWalk", "found in the text"),
    "tui.screens.help": Station("EverydayWalk", "help", "HelpScreen"),
    "tui.screens.history": Station("ArchiveWalk", "changes", "HistoryScreen"),
    "tui.screens.import_files": Station("EverydayWalk", "import", "ImportScreen"),
    "tui.screens.keeping": Station("ArchiveWalk", "search kept"),
    "tui.screens.lock": Station("ArchiveWalk", "locked", "LockScreen"),
    "tui.screens.merge": Station("ArchiveWalk", "merge", "MergeScreen"),
    "tui.screens.missing": Station("FirstWalk", "no archive", "MissingScreen"),
    "tui.screens.narrowing": Station("EverydayWalk", "filtered"),
    "tui.screens.note_editor": Station("EverydayWalk", "note", "NoteEditor"),
    "tui.screens.noting": Station("EverydayWalk", "note saved"),
    "tui.screens.palette": Station("EverydayWalk", "palette", "PaletteScreen"),
    "tui.screens.panes": Station("EverydayWalk", "filters"),
    "tui.screens.path_dialog": Station("EverydayWalk", "import"),
    "tui.screens.purge": Station("ArchiveWalk", "purge", "PurgeScreen"),
    "tui.screens.purging": Station("ArchiveWalk", "purge"),
    "tui.screens.querying": Station("ArchiveWalk", "value offered"),
    "tui.screens.question": Station("EverydayWalk", "note not saved", "Question"),
    "tui.screens.reading": Station("EverydayWalk", "text 0"),
    "tui.screens.record_reading": Station("EverydayWalk", "record 0"),
    "tui.screens.recording": Station("ArticleWalk", "field edited"),
    "tui.screens.review": Station("ArchiveWalk", "to be checked", "ReviewScreen"),
    "tui.screens.reviewing": Station("ArchiveWalk", "put right"),
    "tui.screens.save_original": Station("ArticleWalk", "original to be saved", "SaveOriginal"),
    "tui.screens.row_dialog": Station("ArchiveWalk", "changes"),
    "tui.screens.saved_searches": Station("ArchiveWalk", "saved searches", "SavedSearches"),
    "tui.screens.searching": Station("EverydayWalk", "wrong query"),
    "tui.screens.suggesting": Station("ArticleWalk", "suggestion"),
    "tui.screens.tag_editor": Station("EverydayWalk", "tags of many", "TagEditor"),
    "tui.screens.tag_naming": Station("VocabularyWalk", "names of a tag", "TagNaming"),
    "tui.screens.tag_step": Station("VocabularyWalk", "rename", "TagStep"),
    "tui.screens.tidying": Station("EverydayWalk", "import undone"),
    "tui.screens.vocabulary": Station("VocabularyWalk", "tags renamed", "VocabularyScreen"),
    "tui.screens.vocabulary_list": Station("VocabularyWalk", "tags searched"),
    "tui.screens.why": Station("ArchiveWalk", "why found", "WhyScreen"),
    "tui.tutor.screen": Station("TutorWalk", "tutor", "TutorScreen"),
}
"""By the module's name."""


def of_walk(name: str) -> Iterator[Station]:
    """The stations of the walk whose class has this name."""
    return (station for station in STATIONS.values() if station.walk == name)
