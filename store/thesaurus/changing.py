"""Changing tags everywhere: renamed, merged, moved, deleted, named. Each is one step in the log, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from store import tags
from store.errors import BadTag
from store.log import changes
from store.log.changes import Change
from store.log.facts import Put
from store.names import is_within, normalise
from store.thesaurus import moving, names
from store.thesaurus.moving import Becoming
from store.thesaurus.names import Names, Standing, in_force
from store.thesaurus.table import folded


def rename(conn: sqlite3.Connection, old: str, new: str, operator: str) -> Change:
    """Give a tag and its sub-tags another name; where the new one exists they become one. Raises `BadTag`."""
    values = {"old": normalise(old), "new": normalise(new)}
    return _carry_out(conn, "rename-tag", values, moving.renamed(conn, old, new), operator)


def merge(conn: sqlite3.Connection, sources: Iterable[str], into: str, operator: str) -> Change:
    """Make one tag of several, sub-tags along. Raises `BadTag`."""
    target = normalise(into)
    wanted = [name for name in dict.fromkeys(map(normalise, sources)) if name != target]
    values = {"from": wanted, "into": target}
    return _carry_out(conn, "merge-tags", values, moving.merged(conn, wanted, target), operator)


def move(conn: sqlite3.Connection, wanted: Iterable[str], under: str, operator: str) -> Change:
    """Put tags, with what is below them, under another tag or (empty) at the top. Raises `BadTag`."""
    wanted = list(dict.fromkeys(map(normalise, wanted)))
    becomes = moving.moved(conn, wanted, under)
    values: dict[str, Any] = {"name": "، ".join(wanted), "names": wanted}
    if not under.strip():
        return _carry_out(conn, "raise-tag", values, becomes, operator)
    values["parent"] = normalise(under)
    return _carry_out(conn, "move-tag", values, becomes, operator)


def delete(conn: sqlite3.Connection, wanted: Iterable[str], operator: str) -> Change:
    """Take tags from every article, and what else they are called; sub-tags stay. Raises `BadTag`."""
    wanted = list(dict.fromkeys(map(normalise, wanted)))
    becomes = moving.deleted(conn, wanted)
    if len(wanted) == 1:
        return _carry_out(conn, "delete-tag", {"name": wanted[0]}, becomes, operator)
    values = {"name": "، ".join(wanted), "names": wanted}
    return _carry_out(conn, "delete-tags", values, becomes, operator)


def name(
    conn: sqlite3.Connection,
    tag: str,
    operator: str,
    *,
    labels: Mapping[str, str] | None = None,
    aliases: Iterable[str] = (),
    drop: Iterable[str] = (),
) -> Change:
    """Say what a tag is called: `labels` by language (an empty one goes), more `aliases`, those to `drop`.

    Raises `BadTag`, also for an alias that is a tag itself.
    """
    tag = normalise(tag)
    given = {language: text and names.label(text) for language, text in (labels or {}).items()}
    if unknown := set(given) - set(names.LANGUAGES):
        raise BadTag(name=min(unknown), reason="a label is in ar, fr or en")
    more, less = list(map(normalise, aliases)), list(map(normalise, drop))
    taken = {folded(other): other for other in moving.known(conn) if other != tag}
    for alias in more:
        if folded(alias) in taken:
            raise BadTag(name=alias, reason="it is a tag itself: merge the two")
    before = names.standing(conn, [tag]).get(tag, {})
    now = in_force(before)
    after = Names(
        {language: text for language, text in {**now.labels, **given}.items() if text},
        tuple(sorted({*now.aliases, *more} - set(less) - {tag})),
    )
    values = {"name": tag, "labels": given, "aliases": more, "dropped": less}
    return changes.record(conn, "name-tag", values, names.puts(tag, before, after), operator)


def _carry_out(
    conn: sqlite3.Connection, kind: str, values: Mapping[str, Any], becomes: Becoming, operator: str
) -> Change:
    puts = [*tags.puts_becoming(conn, becomes), *_names_becoming(conn, becomes)]
    return changes.record(conn, kind, values, puts, operator)


def _names_becoming(conn: sqlite3.Connection, becomes: Becoming) -> list[Put]:
    """The facts that carry labels and aliases over, and keep the old name as an alias of the new one.

    A search that was saved, and a colleague's habit, go on finding the tag by the name it had.
    """
    targets = [new for new in becomes.values() if new is not None]
    standing: dict[str, Standing] = names.standing(conn, {*becomes, *targets})
    before = {tag: in_force(slots) for tag, slots in standing.items()}
    after = {tag: before.get(tag, Names()) if tag not in becomes else Names() for tag in {*becomes, *targets}}
    for old, new in becomes.items():
        if new is not None:
            after[new] = _joined(new, after[new], old, before.get(old, Names()))
    return [put for tag in sorted(after) for put in names.puts(tag, standing.get(tag, {}), after[tag])]


def _joined(tag: str, own: Names, old: str, others: Names) -> Names:
    """The names of a tag after another became part of it: its own labels hold, the other's become aliases."""
    labels = {**others.labels, **own.labels}
    aliases = {*own.aliases, *others.aliases, *(set(others.labels.values()) - set(labels.values()))}
    if not is_within(tag, old) and folded(old) != folded(tag):
        aliases.add(old)
    return Names(labels, tuple(sorted(aliases - {tag})))
