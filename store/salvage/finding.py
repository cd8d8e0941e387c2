"""Finding every row of the kept tables in the pages of a file: first those that pages account for, then the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from store.salvage.pages import KINDS, Cell, Pages
from store.salvage.records import Malformed, Value
from store.salvage.shapes import Shape

_STATEMENT = re.compile(
    r"""CREATE (?:VIRTUAL |UNIQUE )?(?P<kind>TABLE|INDEX) (?:IF NOT EXISTS )?["'`\[]?(?P<name>\w+)""",
    re.ASCII,
)


class Found(NamedTuple):
    """A row of a table, its values in the order of the columns."""

    table: str
    row: tuple[Value, ...]


def rows(pages: Pages, shapes: Mapping[str, Shape]) -> Iterator[Found]:
    """Every row that can be found, the surest first. The same row may come twice.

    The file's own table of tables says which page belongs to which table, as far as it and the inner pages can be read.
    The rows of other pages are known by their looks.
    """
    owners = _owners(pages)
    doubtful = []
    for number in range(1, pages.count + 1):
        owner = owners.get(number)
        if owner is not None and owner not in shapes:
            continue
        cells, sound = pages.cells(number)
        if not sound:
            doubtful.append(number)
        yield from _known(cells, shapes, owner)
    for number in doubtful:
        if owners.get(number) is not None or not _continues(pages, number):
            yield from _known(pages.scan(number), shapes, owners.get(number))


def _continues(pages: Pages, number: int) -> bool:
    """Whether a page that belongs to no table continues a record, or is empty: then no row begins on it."""
    data = pages.read(number)
    if number in pages.overflowing or not any(data[8:]):
        return True
    return data[0] not in KINDS and 0 < int.from_bytes(data[:4]) <= pages.count


def _known(
    cells: Iterator[Cell] | list[Cell], shapes: Mapping[str, Shape], owner: str | None
) -> Iterator[Found]:
    wanted = [shapes[owner]] if owner else list(shapes.values())
    for cell in cells:
        for shape in wanted:
            row = shape.row(cell)
            if row is not None:
                if owner is None and shape.table == "over" and str(row[0]) > str(row[1]):
                    row = row[
                        ::-1
                    ]  # the index of the table has it the other way round; what supersedes is later
                yield Found(shape.table, row)


def _owners(pages: Pages) -> dict[int, str]:
    """Which table or index each page belongs to; pages that can't be reached are left out."""
    owners: dict[int, str] = {}
    _claim(pages, 1, "sqlite_schema", owners)
    roots = []
    for number in list(owners):
        for cell in pages.cells(number)[0]:
            match cell.values:
                case (str(kind), str(name), str(of), int(root), sql) if root > 0 and cell.rowid is not None:
                    if _agrees(kind, name, of, sql):
                        roots.append((root, name if kind == "table" else f"index {name}"))
    for root, name in roots:
        _claim(pages, root, name, owners)
    return owners


def _agrees(kind: str, name: str, of: str, sql: Value) -> bool:
    """Whether a row of the table of tables says the same of its table twice; where not, its pages are known by their looks."""
    said = _STATEMENT.match(sql) if isinstance(sql, str) else None
    if kind == "table":
        return name == of and said is not None and (said["kind"], said["name"]) == ("TABLE", name)
    if kind != "index":
        return False
    if said is None:
        return sql is None and name.startswith(f"sqlite_autoindex_{of}_")
    return (said["kind"], said["name"]) == ("INDEX", name)


def _claim(pages: Pages, root: int, name: str, owners: dict[int, str]) -> None:
    """Give the tree below a page to its table. A page that two tables reach belongs to neither: some pointer is wrong."""
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if not 1 <= number <= pages.count or owners.get(number) == name:
            continue
        if number in owners:
            del owners[number]
            continue
        owners[number] = name
        with suppress(Malformed):
            waiting.extend(pages.children(number))
