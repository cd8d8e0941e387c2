"""The table of subcommands. Read before click is loaded: words that name none of them open the app."""

from __future__ import annotations

from typing import NamedTuple

from tui.i18n import N_


class Entry(NamedTuple):
    """A subcommand: the module that has it as `command`, and one line on what it does."""

    module: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "import": Entry("tui.cli.import_", N_("Import files and folders.")),
    "search": Entry("tui.cli.search", N_("Search and print the hits, best first.")),
    "searches": Entry("tui.cli.searches", N_("List the saved searches and what is new in them; save one.")),
    "show": Entry("tui.cli.show", N_("Print one article.")),
    "related": Entry("tui.cli.related", N_("Print what else is on the same matters.")),
    "join": Entry("tui.cli.join", N_("Make one article of several.")),
    "tag": Entry("tui.cli.tag", N_("Add tags to articles and take tags off.")),
    "tags": Entry("tui.cli.tags", N_("List, rename, merge, move, name and delete tags.")),
    "suggest": Entry("tui.cli.suggest", N_("Suggest tags for an article; take or refuse them.")),
    "set": Entry("tui.cli.set", N_("Set fields of an article's record.")),
    "history": Entry("tui.cli.history", N_("List the changes of the archive, an article or a field.")),
    "decode": Entry("tui.cli.decode", N_("Read an article again in another encoding.")),
    "reread": Entry("tui.cli.reread", N_("Read articles again with today's importers.")),
    "undo": Entry("tui.cli.undo", N_("Take back the last change.")),
    "export": Entry("tui.cli.export", N_("Write the hits of a search to a file.")),
    "backup": Entry("tui.cli.backup", N_("Make a verified copy of the archive.")),
    "dump": Entry("tui.cli.dump", N_("Write all tags, notes and edits as text.")),
    "load": Entry("tui.cli.load", N_("Take in what a dump holds.")),
    "merge": Entry("tui.cli.merge", N_("Take in what another archive has, deletions too.")),
    "restore": Entry("tui.cli.restore", N_("Go back to a backup.")),
    "purge": Entry("tui.cli.purge", N_("Delete articles for good, in the backups beside the archive too.")),
    "custody": Entry("tui.cli.custody", N_("Say who did what to an article, and prove it.")),
    "reindex": Entry("tui.cli.reindex", N_("Build the search index anew, or go on with it.")),
    "doctor": Entry("tui.cli.doctor", N_("Check the archive, and repair its search index.")),
    "init": Entry("tui.cli.init", N_("Make a new archive, encrypted if that is wanted.")),
    "encrypt": Entry("tui.cli.encrypt", N_("Encrypt the archive.")),
    "decrypt": Entry("tui.cli.decrypt", N_("Make an encrypted archive a plain one.")),
    "passphrase": Entry("tui.cli.passphrase", N_("Change the passphrase of an encrypted archive.")),
    "terminals": Entry(
        "tui.cli.terminals", N_("Say which terminal this is, and choose how Arabic is written to it.")
    ),
    "tutor": Entry("tui.cli.tutor", N_("Learn the app on a sample archive.")),
    "keys": Entry("tui.cli.keys", N_("Print the commands of the app and their keys.")),
    "settings": Entry("tui.cli.settings", N_("Print the settings, or write a file to set them in.")),
    "completion": Entry("tui.cli.completion", N_("Make a shell complete the words of this command.")),
    "paths": Entry("tui.cli.paths", N_("Say where archive, settings and state are.")),
}
