"""The words of a text as the rules look at them: folded, each with the forms that may stand behind its clitics."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from store.text.arabic import is_arabic
from store.text.tokens import Token, tokens

Field = Literal["title", "body"]
_APART = re.compile(r"[.،٬,؛;:!?؟\n()\[\]|«»“”\"…]")
_SENTENCE_END = re.compile(r"[.!?؟؛…\n]")
_MIN_BARE = 3
_MIN_STEM = 2


class Span(NamedTuple):
    """A half-open range [start, end) of the title or of `Article.body`."""

    field: Field
    start: int
    end: int


class Form(NamedTuple):
    """A folded word without its clitics, which are kept beside it. The article stays; where it is written لل it returns."""

    clitics: str
    word: str


@lru_cache(maxsize=50_000)
def forms(word: str) -> tuple[Form, ...]:
    """The word itself, and what may stand behind و ف and ب ل ك.

    >>> [form.word for form in forms("وبالداخله")]
    ['وبالداخله', 'بالداخله', 'الداخله']
    """
    found = [Form("", word)]
    if not is_arabic(word):
        return tuple(found)
    behind = word
    if word[0] in "وف" and len(word) > _MIN_BARE:
        behind = word[1:]
        found.append(Form(word[0], behind))
    first = word[: len(word) - len(behind)]
    if behind.startswith("لل") and len(behind) > _MIN_BARE + 1:
        found += [Form(first + "ل", "ال" + behind[2:]), Form(first + "ل", "ا" + behind)]
    elif behind[0] in "بلك" and len(behind) > _MIN_BARE:
        found.append(Form(first + behind[0], behind[1:]))
    return tuple(found)


@lru_cache(maxsize=50_000)
def bare(word: str) -> str:
    """The folded word without its article, clitics kept: what definite and indefinite writings have in common.

    >>> bare("والاتفاقيه"), bare("للجنه"), bare("الامم")
    ('واتفاقيه', 'لجنه', 'امم')
    """
    for article, left in (("وال", "و"), ("فال", "ف"), ("بال", "ب"), ("لل", "ل"), ("ال", "")):
        if word.startswith(article) and len(word) >= len(article) + _MIN_STEM:
            return left + word[len(article) :]
    return word


class Words:
    """The words of one text in order. `text` is the text itself, for its capitals and its punctuation."""

    def __init__(self, field: Field, text: str) -> None:
        self.field = field
        self.text = text
        self.tokens: list[Token] = tokens(text)
        self.words: list[str] = [token.text for token in self.tokens]
        starts = [token.start for token in self.tokens[1:]]
        self._parted = [
            start != token.end and (gap := text[token.end : start]) != " " and _APART.search(gap) is not None
            for token, start in zip(self.tokens, starts, strict=False)
        ]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The range from the first word to the last, both included."""
        return Span(self.field, self.tokens[first].start, self.tokens[last].end)

    def written(self, first: int, last: int) -> str:
        """These words as they are written, on one line."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last].end].split())

    def gap(self, index: int) -> str:
        """What stands between this word and the next one."""
        if index + 1 >= len(self.tokens):
            return self.text[self.tokens[index].end :] or "\n"
        return self.text[self.tokens[index].end : self.tokens[index + 1].start]

    def parted(self, index: int) -> bool:
        """Whether a sign parts this word from the next: a comma, a bracket, a quotation mark, the end of a sentence."""
        return index >= len(self._parted) or self._parted[index]

    def ends_sentence(self, index: int) -> bool:
        """Whether a sentence ends behind this word."""
        return index + 1 >= len(self.tokens) or _SENTENCE_END.search(self.gap(index)) is not None

    def is_capital(self, index: int) -> bool:
        """Whether the word is written with a capital letter."""
        return self.text[self.tokens[index].start].isupper()

    def is_acronym(self, index: int) -> bool:
        """Whether the word is all capitals."""
        token = self.tokens[index]
        return self.text[token.start : token.end].isupper()
