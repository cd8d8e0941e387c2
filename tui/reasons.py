"""Reasons that importers and the archive give, in the reader's language.

They write plain English sentences, some with a piece of the source in them. Each is known here with braces where
that piece stands; one that is not known is shown as it was written.
"""

from __future__ import annotations

import re
from functools import cache

from tui.i18n import N_, _

SENTENCES = (
    # why a file was not imported
    N_("The file is empty."),
    N_("The file holds no text, only blanks and signs."),
    N_("The text has more than {number} characters. Split it into articles."),
    N_("The text has more than {number} lines. Split it into articles."),
    N_("A line has more than {number} characters. This is no saved article."),
    N_("This is not a text file."),
    N_("This is {what}, not a text. This format is not read yet."),
    N_(
        "This is a picture, perhaps a scanned page. Let a program for text recognition read it first, and import its text."
    ),
    N_("This is {what}; this format is not read yet. Save the page as text."),
    N_("This format is not read yet."),
    N_(
        "This is an archive of this program. 'archive merge' takes in what it has; so does the import of the app, where it is named alone."
    ),
    N_("No line of this text reads like an article, only parts of a page."),
    N_("There is no article in it."),
    N_("This is a pipe, a socket or a device, not a file."),
    N_("Links in folders are not followed; name its target."),
    N_("It can't be read: {error}."),
    N_("The file changed while it was read. Import it again when it is finished."),
    N_("You have no permission to read it."),
    N_("The file is not there any more."),
    N_("The file is larger than {number} MB. Split it."),
    N_("There is no such file or folder."),
    N_("This is the archive itself."),
    N_("Reading it took more memory than is allowed."),
    N_("It is nested too deeply."),
    N_("Reading it failed ({error}). Please report this."),
    N_("Reading it took longer than {number} seconds."),
    N_("Reading it ended the reading program, perhaps for lack of memory."),
    N_("What was read from it can't be kept."),
    N_("This was purged from the archive. With --purged-too it is imported again."),
    N_("It has neither a title nor a text."),
    N_("This JSON is damaged at line {line}, character {character}."),
    N_("Nothing in it has a text under a name that is known."),
    N_("This is a single value, not a record with names."),
    N_("This record is damaged."),
    N_("This row is damaged."),
    N_("It defines entities of its own; such files are not read."),
    N_("Its XML is damaged at line {line}, character {character}."),
    N_("These are readers' comments, not articles."),
    N_("This is a reader's comment, not an article."),
    N_("This is a setting of the blog, not an article."),
    N_("The export is damaged at line {line}; what follows there could not be read."),
    N_("This is a draft; it was not published."),
    N_("It is protected by a password. Save a copy without one."),
    N_("The file holds more than {number} parts."),
    N_("The file is damaged: its parts can't be unpacked."),
    N_("This document is of a Word before 1997. Open it with LibreOffice and save it as ODT or DOCX."),
    N_("A part of the file is larger than {number} MB when unpacked."),
    N_("There is no text in this document."),
    N_("This PDF is damaged."),
    N_("This PDF holds pictures of pages, not text. Let a program for text recognition read it first."),
    N_("The PDF has more than {number} pages. Split it."),
    N_(
        "This PDF does not say which letters its signs are. Let a program for text recognition read it first, or save the page itself."
    ),
    N_("This PDF does not say of all its signs which letters they are; some may be missing or wrong."),
    N_('For this format the program needs an extra: pip install "archive-browser[{name}]".'),
    N_("It unpacks to far more than any collection of articles; the rest is not read."),
    N_("It holds more than {number} files; the rest is not read."),
    N_("Archives of files inside each other are read only so deep; unpack it first."),
    N_("It is packed in a way that is not read here; unpack it first."),
    N_("This page was sent packed ({name}), which is not unpacked here. Save it as a page of its own."),
    N_("There is no file in it."),
    N_("This JSON is damaged."),
    N_("The entry at line {line} is damaged."),
    N_("Its bytes are not those that its digest was taken of."),
    N_("The file is damaged after {number} records; what follows there could not be read."),
    N_("There is no page in this archive of the web."),
    N_("The first line of this table can't be read."),
    N_("The table has more than {number} columns."),
    N_("There is no column “{name}” in this table."),
    N_("No column of this table is known to hold a title or a text. Say which: --column title=NAME."),
    N_("There is no text of an article on this page."),
    N_("This is a notice of the server, a login or a consent page, not an article."),
    N_("The page has more than {number} MB of markup, its pictures not counted."),
    N_("The page has more than {number} tags. Split it into articles."),
    N_("There is no page in this file."),
    N_("The compressed page is damaged."),
    N_("It holds the pictures and frames of a saved page beside it, which is read by itself."),
    # how an article is here already
    N_("It has the text of an article that is here already, and was kept as a further source of it."),
    N_(
        "It has the text of an article that is here already, and was kept as a further source of it; but its address is that of another article here. Check which it belongs to."
    ),
    N_("It is a new version of an article that is here already, and is the one that is shown now."),
    N_("It is an older version of an article that is here already; the newer one is still shown."),
    N_("It is a shorter version of an article that is here already; the longer one is still shown."),
    # what a person should look at
    N_("This could not be read as a date: {text}"),
    N_("Only a summary is there, not the text."),
    N_("Only the record is there, without a text."),
    N_("The feed holds only the beginning of the text."),
    N_("The header of this file is damaged; it is kept as a hidden part of the text."),
    N_("The name of the file was taken for the title."),
    N_("The title was taken from the properties of the file."),
    N_("The end of this file is missing; the text ends where it was cut."),
    N_("The day was taken to stand before the month: {text}"),
    N_("No title was found."),
    N_("No title: the text begins with a sub-heading. Suggestion: {text}"),
    N_("The first line was taken for the title; nothing else shows that it is."),
    N_("This is a copy of messages; a line of them was taken for the title."),
    N_("This is a copy of messages: who sent a text on is not its author."),
    N_("This is a copy of messages: when a text was sent on is no date of publication."),
    N_("A line of the messages was taken for the date: {text}"),
    N_("The message of “{name}” was sent on by “{sender}”."),
    N_("“{name}” was taken for the source: it stands above a post."),
    N_("“{name}” was taken for the author: {why}."),
    N_("The title was taken from the name of the page; no heading on it says the same."),
    N_("“{name}” was taken for the source: it follows the title in the name of the page."),
    N_("The page says that it shows only a part of the article."),
    N_("The page calls itself a notice of the server, a login or a consent page."),
    N_("This looks like a list of articles, not one article."),
    N_("The date was taken from the address of the page: {text}"),
    N_("It is also the day the page was saved: {text}"),
    N_("Only the date of the last change is stated: {text}"),
    N_("The weekday does not fit the date: {text}"),
    N_("Two different months are named: {text}"),
    N_("It lies far from the date of publication: {text}"),
    N_("Read as {encoding} ({method}, {number} unreadable places); it could also be {others}."),
    N_("Read as {encoding} ({method}, {number} unreadable places)."),
    N_("Read as {encoding} ({method}); it could also be {others}."),
    N_("Read as {encoding} ({method})."),
    # what is wrong with a query
    N_("A query may have {number} characters; shorten it"),
    N_("A query may have {number} words; take some out"),
    N_("Brackets may be {number} deep; take some out"),
    N_("Say what {field}: should be, for example {example}"),
    N_("This is no date; write {field}:2019, {field}:2019-09-28 or {field}:2019..2020"),
    N_("This span runs backwards; put the earlier date first"),
    N_("Write {choices}"),
    # why a step can't be taken back, or archives can't be merged
    N_("merge the same archive again, and what it holds is here again"),
    N_("it was done in another archive"),
    N_("a later merge goes on from it; take that back first"),
    # what an examination of the archive found
    N_("all there"),
    N_("sound"),
    N_("{number} are sound"),
    N_("{number} are readable"),
    N_("{number} articles are shown as their facts say"),
    N_("{free} MB free, the archive has {size} MB"),
    N_("{number} entries, the last is {name}"),
    N_("{number} entries of the custody log were altered: {names}"),
    N_("{number} entries of the custody log lack the one before them: {names}"),
    N_("{number} changes are not what the custody log says: {names}"),
    N_("{number} changes and facts are not in the custody log"),
    N_("the last entry of the custody log is missing"),
    N_("what is stored makes no sense ({error})"),
    N_("{number} rows make no sense and are passed over: {names}"),
    N_("every step, and all that was said in it"),
    N_("{path}, application id {number}"),
    N_("format {number}, SQLite {name}"),
    N_("journal mode {name}"),
    N_("{number} facts without their change"),
    N_("{number} articles lack their original or text: {names}"),
    N_("{number} facts are superseded by none that is here"),
    N_("{number} articles are shown otherwise than their facts say: {names}"),
    N_("{number} tags are counted or spelled wrong"),
    N_("the names of the tags are not those that were given"),
    N_("{number} articles are indexed otherwise than they are written: {names}"),
    N_("{number} words are indexed under other stems than theirs"),
    N_("{number} articles are listed but not indexed, or the other way round"),
    N_("the vocabulary disagrees with the index on {number} words"),
    N_("made by another version of the analyser"),
    N_("all articles are in it; its inside can't be checked without writing"),
    N_("{number} articles can't be read and were left out: {names}"),
    N_("SQLite can't open it"),
    N_("a part of the file can't be read ({error})"),
    N_("on this computer"),
    N_("on this computer ({name})"),
    N_("on a network drive"),
    N_("the last change is in the past"),
    N_("the last change is {number} hours ahead of this computer's clock"),
    N_("{number} originals are damaged: {names}"),
    N_("{number} articles are damaged: {names}"),
    # why a name or a value can't be kept
    N_("this is no line of a dump"),
    N_("nothing of this kind is kept by this version"),
    N_("it holds control characters"),
    N_("a name is needed"),
    N_("it is not suggested for this article"),
    N_("this encoding is not known here"),
    N_("its bytes are not in this encoding"),
    N_("a name does not begin with + or -"),
    N_("a name holds no commas or quotes"),
    N_("a part between slashes is empty"),
    N_("a tag can't stand under itself"),
    N_("a name in a language holds no slash"),
    N_("a label is in ar, fr or en"),
    N_("it is a tag itself: merge the two"),
    N_("it is longer than {number} characters"),
    N_("a note is at most {number} characters"),
    N_("a saved search needs a name"),
    N_("a search that is saved asks for something"),
    N_("another saved search has this name"),
    N_("a name is at most {number} characters"),
    N_("it is being built: {done} of {of} articles are in it"),
    N_("it is not valid Unicode"),
    N_("its bytes changed while it was read"),
    N_("a date is written 2019, 2019-09, 2019-09-28 or 2019-09-28T11:38"),
    N_("this field can't be edited"),
    N_("this field holds text"),
    N_("this field holds one value"),
    N_("a field holds at most {number} values"),
    N_("it is taken back already"),
    N_("everything it set was changed since"),
    N_("there is no such step"),
    N_("several steps have an id that begins so"),
    N_("it is no date; write 2019, 2019-09, 28/9/2019 or 28 شتنبر 2019"),
    N_("it is no language; write its name or its code, such as ar, fr, en"),
    N_("an address begins with https:// or http:// and has no blanks"),
    # how the encoding of a file was told
    N_("{how}; had been taken for {encodings}"),
    N_("{how}; otherwise {encodings}"),
)
PIECES = (
    N_("it only stands near the title"),
    N_("the properties of the file name nobody else"),
    N_("it is the name above a post"),
    N_("a place and an agency"),
    N_("it stands under the date below the text"),
    N_("a PDF"),
    N_("a ZIP archive, a DOCX, ODT or EPUB"),
    N_("a picture"),
    N_("a picture or a sound"),
    N_("a database"),
    N_("an old Office document"),
    N_("a spreadsheet"),
    N_("a presentation"),
    N_("a drawing"),
    N_("a mail of Outlook"),
    N_("a compressed file"),
    N_("a program"),
    N_("a sound or film"),
    N_("a sound"),
    N_("a list of references"),
    N_("subtitles"),
    N_("settings or a log"),
    N_("HTML or XML"),
    N_("columns of bytes"),
    N_("statistics"),
    N_("statistics and declaration"),
    N_("byte-order mark"),
    N_("byte-order mark, some bytes broken"),
    N_("strict UTF-8"),
    N_("UTF-8, some bytes broken"),
    N_("chosen by a person"),
    N_("its fonts"),
)
"""What stands in the braces of some of them and is English too."""


def say(reason: str) -> str:
    """The reason in the reader's language."""
    if reason in SENTENCES:
        return _(reason)
    for sentence, pattern in _patterns():
        found = pattern.fullmatch(reason)
        if found:
            pieces = {
                name: _(piece) if piece in PIECES else say(piece) if "; " in piece else piece
                for name, piece in found.groupdict().items()
            }
            return _(sentence).format(**pieces)
    return _(reason)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sentences with braces, as patterns that find what stands in them; a name that comes again stands for the same."""
    patterns = []
    for sentence in SENTENCES:
        wanted = ""
        names: set[str] = set()
        for at, part in enumerate(re.split(r"\{(\w+)\}", sentence)):
            if at % 2 == 0:
                wanted += re.escape(part)
            else:
                wanted += f"(?P={part})" if part in names else f"(?P<{part}>.+?)"
                names.add(part)
        if names:
            patterns.append((sentence, re.compile(wanted, re.DOTALL)))
    return tuple(patterns)
