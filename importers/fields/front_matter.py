"""The header of a Markdown file: YAML between ``---``, TOML between ``+++``; failing both, its plain lines of name and value.

YAML is read without aliases and without objects, so that a header can't swell or run anything.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

_YAML = re.compile(r"\A---[ \t]*\n(.{0,65536}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.{0,65536}?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_PLAIN = re.compile(r"([^\W\d_][\w -]{0,40}):[ \t]+([^\s\[\]{}&*!|>\"'%@`#-][^\n]*)")
_TWO_COLONS = re.compile(
    r"^([^\W\d_][\w -]{0,40}:[ \t]+)([^\s\[\]{}&*!|>\"'%@`#-][^\n]{0,1000}:[ \t][^\n]{0,1000}?)[ \t]*$",
    re.MULTILINE,
)
"""A value with a colon that nobody put in quotes, as in a title."""
OPENS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:---[ \t]*\r?\n\s{0,64}[^\s:#-][^:\n]{0,60}:|\+\+\+[ \t]*\r?\n\s{0,64}[\w\"'.-]{1,60}[ \t]*=)"
)
"""What a file with a header begins with."""


class Header(NamedTuple):
    """A header: its fields, its text as it is written, where the text behind it begins, and whether it could be read as what it is."""

    fields: Mapping[str, Any]
    text: str
    end: int
    sound: bool


def header_of(text: str) -> Header | None:
    """The header of a text, or None where there is none."""
    for form, read in ((_YAML, _yaml), (_TOML, _toml)):
        found = form.match(text)
        if found:
            fields = read(found[1])
            sound = fields is not None
            if fields is None and form is _YAML:
                fields = read(_TWO_COLONS.sub(_in_quotes, found[1]))
            return Header(_plain(found[1]) if fields is None else fields, found[0], found.end(), sound)
    return None


def _in_quotes(line: re.Match[str]) -> str:
    return line[1] + '"' + line[2].replace("\\", "\\\\").replace('"', '\\"') + '"'


def _plain(header: str) -> dict[str, str]:
    """The lines that state one value and no structure: ``title: A trial: the second day`` is no YAML, but plain enough."""
    lines = (_PLAIN.fullmatch(line.rstrip()) for line in header.split("\n"))
    return {line[1].strip(): line[2] for line in lines if line}


def _yaml(header: str) -> Mapping[str, Any] | None:
    """The fields, every value as it is written; None when the header is damaged or has more in it than fields."""
    import yaml  # noqa: PLC0415 - 30 ms, only where there is a header

    class Loader(yaml.BaseLoader):  # type: ignore[misc]  # the library has no types
        """YAML as texts, lists and mappings alone, without references from one place to another."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            event = self.peek_event()
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise yaml.YAMLError("references are not read")
            return super().compose_node(parent, index)

    try:
        fields = yaml.load(header, Loader)  # noqa: S506 - BaseLoader makes nothing but texts, lists and mappings
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    if not isinstance(fields, dict):
        return None if fields else {}
    return {name: value for name, value in fields.items() if isinstance(name, str)}


def _toml(header: str) -> Mapping[str, Any] | None:
    """The fields, dates as ISO 8601 has them; None when the header is damaged."""
    try:
        fields = tomllib.loads(header)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None
    return {
        name: value.isoformat() if isinstance(value, (date, datetime, time)) else value
        for name, value in fields.items()
    }
