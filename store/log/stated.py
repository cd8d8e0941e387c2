"""What stored JSON may say: the one place where the values of facts and steps are read.

The program writes them itself. But a bit may flip, and a file may come from somebody who means harm: then a list stands where
a text should, or a thousand brackets. Whoever read that as it is would end the program at an article, a list or a step, long
after the file was opened. So what is not of the shape that its kind has is `Senseless`, and what that means is decided where
it is read: `store.log.facts` and `store.log.changes`. `archive doctor` names such rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args

from store.article import DATES, EDITABLE, PartialDate, Precision, Provenance


class Senseless(ValueError):
    """A stored value that the program can't have written."""


UNDERSTOOD_WITHOUT = frozenset({"tag", "star", "source", "people", "institutions", "places", "kind"})
"""Kinds of facts that say all in their slot: their value is never looked at."""
_WHERE_AT_MOST = {field.name for field in fields(Provenance)} | {"content"}
_WHERE = {"path", "sha256", "bytes", "importer", "importer_version"}
_NUMBERS = {"bytes": int, "encoding_confidence": int | float}
_DATE = {field.name for field in fields(PartialDate)}
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?", re.ASCII)
_YES = UNDERSTOOD_WITHOUT | {"alias"}
_TEXT = frozenset({"version", "note", "label", "refusal"})
_NAMES = ("add", "remove")


def of_fact(kind: str, slot: str, value: str) -> Any:
    """The value of a fact as Python data. Raises `Senseless`. See the table in `store.log.facts`."""
    said = _parsed(value)
    if not _is_said(kind, slot, said):
        raise Senseless(kind)
    return said


def of_step(summary: str) -> dict[str, Any]:
    """The values of a step. That there is a sentence for them, `store.log.changes` sees to. Raises `Senseless`."""
    said = _parsed(summary)
    if not _is_told(said):
        raise Senseless
    return said  # type: ignore[no-any-return]  # looked at


def of_act(said: str) -> dict[str, Any]:
    """What an act on the file says of itself; nothing where it makes no sense."""
    try:
        found = _parsed(said)
    except Senseless:
        return {}
    return found if isinstance(found, dict) else {}


def names_in(values: Mapping[str, Any], name: str) -> list[str]:
    """The texts in a list among the values of an act on the file; none where there is no list."""
    found = values.get(name, ())
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _parsed(value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, TypeError, RecursionError):
        raise Senseless from None


def _is_told(said: Any, depth: int = 0) -> bool:
    """Whether a step can say this of itself; one that was taken back is told inside the step that did it."""
    if not isinstance(said, dict) or depth > 1:
        return False
    if type(said.get("count", 0)) is not int or type(said.get("left", 0)) is not int:
        return False
    if not all(_are_texts(said.get(name, [])) for name in _NAMES):
        return False
    return "values" not in said or _is_told(said["values"], depth + 1)


def _is_said(kind: str, slot: str, said: Any) -> bool:
    if kind in {"arrival", "path"}:
        return _is_place(said) and (kind == "path" or isinstance(said.get("content"), str))
    if kind == "edit":
        if slot not in EDITABLE:
            return False
        return said is None or (_is_date(said) if slot in DATES else isinstance(said, str))
    if kind == "checked":
        return _are_texts(said)
    if kind == "search":
        return (
            isinstance(said, dict)
            and isinstance(said.get("query"), str)
            and isinstance(said.get("place"), int)
        )
    if kind in _YES:
        return said is True
    return kind not in _TEXT or isinstance(said, str)


def _is_place(said: Any) -> bool:
    if not isinstance(said, dict) or not _WHERE <= set(said) <= _WHERE_AT_MOST:
        return False
    return all(isinstance(value, _NUMBERS.get(name, str)) for name, value in said.items())


def _is_date(said: Any) -> bool:
    if not isinstance(said, dict) or not {"value", "precision"} <= set(said) <= _DATE:
        return False
    return (
        isinstance(said["value"], str)
        and _ISO.fullmatch(said["value"]) is not None
        and said["precision"] in get_args(Precision)
        and isinstance(said.get("evidence", ""), str)
        and _are_texts(said.get("flags", []))
    )


def _are_texts(said: Any) -> bool:
    return isinstance(said, list) and all(isinstance(one, str) for one in said)
