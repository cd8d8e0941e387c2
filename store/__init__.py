"""The archive itself: articles, tags, notes, search and everything kept about them, in one SQLite file.

Nothing here knows a screen. The words: an *article* is what was imported, its *record* the structured side of it
(title, dates, source …), its *provenance* where the bytes came from; a *fact* is one thing a person did; *hits* are what
a *query* finds. Text is always in logical order.
"""

__version__ = "0.1.0"
