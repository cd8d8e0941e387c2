"""What the properties of a file say of its title and author: used where they agree with the text, else only for review.

Programs fill them in by themselves, with the first words, the owner of the computer, or what a copied file had before. Days in
them are those of saving, and never taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from importers.document.front import Paragraph, Stated, article
from importers.fields.assembling import one_line
from importers.fields.boilerplate import key
from importers.fields.writers import somebody
from store.article import Article, Review

_FIRST = 12
"""Paragraphs among which a title may be repeated."""
_MOST_WORDS = 25
_PROGRAMS = re.compile(
    r"microsoft word|^(?:document|doc|مستند|sans titre|untitled|بدون عنوان)\s*\d*$|[\\/]|\.\w{2,4}$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[^\W\d_]+(?:[.'’ -]{1,2}[^\W\d_]+){1,4}\.?")
_MACHINES = re.compile(
    r"\b(?:user|utilisateur|admin\w*|windows|office|pc|poste|acer|asus|dell|hp|lenovo|toshiba|samsung|home|client)\b",
    re.IGNORECASE,
)


def article_of(paragraphs: Sequence[Paragraph], title: str | None, author: str | None) -> Article:
    """The article of a document whose properties name this title and author. Raises UnreadableSource as `front.article` does."""
    title, author = one_line(title), somebody(one_line(author))
    said = key(title or "")
    shown = [key(one.text) for one in paragraphs if one.text.strip()][:_FIRST]
    made = article(paragraphs, Stated(title=title) if said and said in shown else None)
    review = list(made.review)
    if made.title is None and title and len(title.split()) <= _MOST_WORDS and not _PROGRAMS.search(title):
        review = [one for one in review if one.field != "title"]
        review.append(Review("title", "The title was taken from the properties of the file."))
        made = replace(made, title=title)
    if made.author is None and author and _PERSON.fullmatch(author) and not _MACHINES.search(author):
        review.append(
            Review(
                "author", f"“{author}” was taken for the author: the properties of the file name nobody else."
            )
        )
        made = replace(made, author=author)
    return replace(made, review=tuple(review))
