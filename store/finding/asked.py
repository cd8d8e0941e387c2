"""What the nodes of a query ask for, before the archive is asked."""

from __future__ import annotations

from store.finding.query import Field, Named, Node, Phrase, Word
from store.text import arabic, fold

_CLITICS = frozenset("وفبلك")


def must_check(phrase: Phrase) -> bool:
    """Whether a term of the phrase may be written in several ways: with the article and without."""
    return any(arabic.is_arabic(fold(word)) for word in phrase.words)


def phrase_of(node: Node) -> tuple[str | None, Phrase] | None:
    """The phrase that a node is, with the field it must stand in or None."""
    if isinstance(node, Phrase):
        return None, node
    if isinstance(node, Field) and isinstance(node.leaf, Phrase):
        return node.name, node.leaf
    return None


def without_lone_clitics(nodes: tuple[Node, ...]) -> list[Node]:
    """Leaves out what is no word yet or no word alone, if anything else is asked.

    That is an article whose word is still to come, and a conjunction or preposition typed apart (`التعاون و التنسيق`).
    """
    kept = [node for node in nodes if not (isinstance(node, Word) and _is_clitic(node))]
    return kept or list(nodes)


def _is_clitic(word: Word) -> bool:
    exact = fold(word.text)
    return exact in arabic.ARTICLES if word.open else exact in _CLITICS


def words_of(wanted: list[Node]) -> tuple[Word, ...]:
    """The words of words and phrases; none where anything else is wanted."""
    found: list[Word] = []
    for node in wanted:
        if isinstance(node, Word):
            found.append(node)
        elif isinstance(node, Named):
            found += node.asked
        elif isinstance(node, Phrase):
            found += map(Word, node.words)
        else:
            return ()
    return tuple(dict.fromkeys(found))
