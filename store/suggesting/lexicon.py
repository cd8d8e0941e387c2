"""The lexicon of agreements, events, themes and institutions (data/lexicon.tsv), and finding its forms in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from store.suggesting.finding import Kind
from store.suggesting.words import Words, bare, forms
from store.text.tokens import words as folded_words

DATA = Path(__file__).parent / "data"


class Concept(NamedTuple):
    """A line of the lexicon: what kind of thing it is, its tag, and the French name of the last part of it."""

    kind: Kind
    tag: str
    french: str


class Form(NamedTuple):
    """One way of writing a concept, as bare words. `capitals`: it counts only in capital letters."""

    words: tuple[str, ...]
    concept: Concept
    capitals: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept in a text, from word `first` to word `last`."""

    concept: Concept
    where: Words
    first: int
    last: int


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a data file, cut at their tabs; remarks are left out."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def _by_first() -> dict[str, tuple[Form, ...]]:
    """The forms by their first word, the longest first."""
    found: dict[str, list[Form]] = {}
    for kind, tag, french, written in rows("lexicon.tsv"):
        concept = Concept(kind, tag, french)  # type: ignore[arg-type] # the file holds only these kinds
        for form in written.split(" ; "):
            parts = tuple(bare(word) for word in folded_words(form.lstrip("=")))
            found.setdefault(parts[0], []).append(Form(parts, concept, form.startswith("=")))
    return {first: tuple(sorted(same, key=lambda form: -len(form.words))) for first, same in found.items()}


def mentions(text: Words) -> list[Mention]:
    """Every concept in a text, in order; of forms that begin at one word the longest, and none inside another."""
    found: list[Mention] = []
    by_first = _by_first()
    bares = [bare(word) for word in text.words]
    free = 0
    for index, word in enumerate(text.words):
        if index < free:
            continue
        for _, behind in forms(word):
            form = _fitting(by_first.get(bare(behind), ()), text, bares, index)
            if form is not None:
                last = index + len(form.words) - 1
                found.append(Mention(form.concept, text, index, last))
                free = last + 1
                break
    return found


def _fitting(candidates: tuple[Form, ...], text: Words, bares: list[str], index: int) -> Form | None:
    for form in candidates:
        end = index + len(form.words)
        if (
            tuple(bares[index + 1 : end]) == form.words[1:]
            and not any(text.parted(at) for at in range(index, end - 1))
            and (not form.capitals or text.is_acronym(index))
        ):
            return form
    return None
