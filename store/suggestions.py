"""Suggestions: what an article could be tagged with, found by rules, until a person takes or refuses each.

They are worked out when they are asked for and kept in memory for the revision that was read; nothing is written until one
is taken. Taking is a change of tags like any other, which also fills the record's field for people, institutions, places or
kind. A refusal is a fact, so that it holds for good, on every laptop, and can be taken back.

| kind | slot | value |
|---|---|---|
| refusal | the tag that was suggested | the rule |
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store import subjects, tags
from store.articles import reading
from store.errors import BadTag
from store.log import changes
from store.log.facts import Put, dumps, heads
from store.names import normalise
from store.suggesting.finding import Finding, Kind
from store.suggesting.reading import RULES_VERSION, read
from store.suggesting.words import Span, bare
from store.text.tokens import words
from store.thesaurus import names as tag_names

if TYPE_CHECKING:
    from store.archive import Archive
    from store.article import StoredArticle
    from store.log.changes import Change

FIELDS: dict[Kind, subjects.Subject] = {
    "person": "people",
    "institution": "institutions",
    "region": "places",
    "province": "places",
    "town": "places",
    "commune": "places",
    "agreement": "kind",
    "event": "kind",
}
"""The field of the record that a suggestion of each kind fills; themes fill none."""
_KEPT = 200
_found: OrderedDict[tuple[int, str, str], tuple[Finding, ...]] = OrderedDict()
_known: dict[tuple[str, int], dict[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag that an article could have.

    `tag` is the archive's own name for it where it has one, `suggested` the one the rules gave, by which a refusal is kept;
    `is_new` says that no tag is called so yet. `spans` are the words of title and body it stands on, `rule` the rule that
    found it, `role` what a person is called in the text, `french` its name in French.
    """

    tag: str
    kind: Kind
    spans: tuple[Span, ...]
    rule: str
    role: str = ""
    french: str = ""
    suggested: str = ""
    is_new: bool = True

    @property
    def name(self) -> str:
        """The last part of the tag."""
        return self.tag.rpartition("/")[2]


def suggestions(archive: Archive, ident: str) -> list[Suggestion]:
    """What is suggested for the article with this id (or the beginning of one), agreements and events first.

    Without the tags it has and what was refused. Raises `NoSuchArticle`, `AmbiguousId`.
    """
    with archive.read() as conn:
        return for_article(conn, reading.by_id(conn, reading.full_id(conn, ident)))


def for_article(conn: sqlite3.Connection, stored: StoredArticle) -> list[Suggestion]:
    """The same for an article that was read already."""
    known = _known_tags(conn)
    refused = {fact.slot for fact in heads(conn, [stored.id], ["refusal"]) if fact.value is not None}
    has = {_spelling(tag) for tag in stored.tags} | {_spelling(_leaf(tag)) for tag in stored.tags}
    found: dict[str, Suggestion] = {}
    for finding in _findings(stored):
        if finding.tag in refused:
            continue
        tag = _own_name(finding, known)
        if _spelling(tag) in has or _spelling(_leaf(finding.tag)) in has or tag in found:
            continue
        found[tag] = Suggestion(
            tag,
            finding.kind,
            finding.spans,
            finding.rule,
            finding.role,
            finding.french,
            finding.tag,
            _spelling(tag) not in known,
        )
    return list(found.values())


def take(archive: Archive, ident: str, name: str) -> Change:
    """Tag the article with the suggestion that is called so, its last part being enough.

    Raises `BadTag` where nothing is suggested under this name, and what `suggestions` raises.
    """
    with archive.write() as conn:
        stored = reading.by_id(conn, reading.full_id(conn, ident))
        one = _called(for_article(conn, stored), name)
        puts = [*tags.puts_for(conn, stored.id, [one.tag]), *_subject(conn, stored, one), *_label(conn, one)]
        values = {"add": [one.tag], "remove": [], "why": [f"{one.kind}: {one.rule}"]}
        return changes.record(conn, "tag", values, puts, archive.operator)


def refuse(archive: Archive, ident: str, name: str) -> Change:
    """Never suggest this to the article again, until the step is taken back. Raises as `take`."""
    with archive.write() as conn:
        stored = reading.by_id(conn, reading.full_id(conn, ident))
        one = _called(for_article(conn, stored), name)
        standing = [fact for fact in heads(conn, [stored.id], ["refusal"]) if fact.slot == one.suggested]
        over = tuple(fact.id for fact in standing)
        put = Put(stored.id, "refusal", one.suggested, dumps(one.rule), over)
        return changes.record(conn, "refuse", {"name": one.tag}, [put], archive.operator)


def _called(found: list[Suggestion], name: str) -> Suggestion:
    wanted = _spelling(name)
    for one in found:
        if wanted in {_spelling(one.tag), _spelling(one.suggested)}:
            return one
    for one in found:
        if wanted in {_spelling(_leaf(one.tag)), _spelling(_leaf(one.suggested)), _spelling(one.french)}:
            return one
    raise BadTag(name=name, reason="it is not suggested for this article")


def _subject(conn: sqlite3.Connection, stored: StoredArticle, one: Suggestion) -> list[Put]:
    """The fact that writes it into the record, unless it stands there."""
    field = FIELDS.get(one.kind)
    if field is None:
        return []
    standing: tuple[str, ...] = getattr(stored, field)
    return subjects.puts_for(conn, stored.id, field, [*standing, _leaf(one.suggested)])


def _label(conn: sqlite3.Connection, one: Suggestion) -> list[Put]:
    """The French name of a tag that is new, so that a French interface shows it."""
    if not one.is_new or not one.french or tag_names.standing(conn, [one.tag]).get(one.tag):
        return []
    try:
        french = tag_names.label(one.french)
    except BadTag:
        return []
    if french == one.name:
        return []
    return tag_names.puts(one.tag, {}, tag_names.Names({"fr": french}))


def _findings(stored: StoredArticle) -> tuple[Finding, ...]:
    article = stored.article
    key = (RULES_VERSION, article.title or "", article.body)
    if key in _found:
        _found.move_to_end(key)
        return _found[key]
    found = tuple(one for one in read(key[1], key[2]) if _is_tag(one.tag))
    _found[key] = found
    while len(_found) > _KEPT:
        _found.popitem(last=False)
    return found


def _is_tag(name: str) -> bool:
    try:
        return normalise(name) == name
    except BadTag:
        return False


def _leaf(tag: str) -> str:
    return tag.rpartition("/")[2]


def _spelling(name: str) -> str:
    """What is the same for two names that differ in spelling, articles or dashes only."""
    return " ".join(map(bare, words(name)))


def _known_tags(conn: sqlite3.Connection) -> dict[str, str]:
    """The tags of the archive by the spellings of all their names, and by the last parts of those."""
    latest = conn.execute("SELECT coalesce(max(hlc), 0) FROM change").fetchone()[0]
    file = conn.execute("PRAGMA database_list").fetchone()[2]
    key = (file, latest)
    if key not in _known:
        rows = conn.execute("SELECT name, name FROM tag UNION ALL SELECT name, tag FROM tag_name").fetchall()
        known: dict[str, str] = {}
        for name, tag in rows:
            known[_spelling(name)] = tag
        for name, tag in rows:
            known.setdefault(_spelling(_leaf(name)), tag)
        _known.clear()
        _known[key] = known
    return _known[key]


def _own_name(finding: Finding, known: dict[str, str]) -> str:
    """What the archive calls it: a tag of this name, in any language, under whatever parent; else the name as suggested."""
    for name in (finding.tag, _leaf(finding.tag), finding.french):
        tag = known.get(_spelling(name)) if name else None
        if tag is not None:
            return tag
    return finding.tag
