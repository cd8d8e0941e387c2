r"""From the text of a query to its tree.

    query   = or
    or      = and ( OR and )*
    and     = unary ( [AND] unary )*
    unary   = ( NOT | "-" ) unary | atom
    atom    = "(" or ")" | quotation | field ":" ( "(" or ")" | quotation | chunk ) | chunk

A chunk runs to the next space, bracket or quotation mark, and may be several words (`160جمعية`). A colon that does not follow
the name of a field is plain text. `\\OR` is the word, not the operator.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from store.errors import BadQuery
from store.finding.query import (
    AND_WORDS,
    DATE_FIELDS,
    NOT_WORDS,
    OPERATORS,
    OR_WORDS,
    QUOTES,
    TEXT_FIELDS,
    DateRange,
    Field,
    Leaf,
    Node,
    Not,
    Phrase,
    Prefix,
    Value,
    Word,
    conjunction,
    disjunction,
)
from store.finding.query_words import FIELD_NAMES, KNOWN_VALUES, VALUES
from store.text import fold, tokens

MAX_CHARACTERS = 10_000
MAX_TERMS = 200
MAX_DEPTH = 64

_DATE = r"\d{4}(?:[-/.]\d{1,2}(?:[-/.]\d{1,2})?)?"
_RANGE = re.compile(rf"({_DATE})?(\.{{2,3}})?({_DATE})?")
_NAME = re.compile(r"([^\s:：()]{1,24})[:：]")


def parse(text: str, *, typing: bool = False) -> Node | None:
    """The tree of a query, None if it asks for nothing. Raises BadQuery and nothing else."""
    if len(text) > MAX_CHARACTERS:
        raise BadQuery(f"A query may have {MAX_CHARACTERS} characters; shorten it", MAX_CHARACTERS, len(text))
    parser = _Parser(text, typing)
    node = parser.disjunction(None)
    if parser.at < len(text):
        raise BadQuery("This bracket closes nothing; take it out", parser.at, parser.at + 1)
    if node is None and not typing and not all(map(_blank, text)):
        raise BadQuery("There is no word here; type letters or digits", 0, len(text))
    return node


def _blank(char: str) -> bool:
    """Whether a character stands between words: white space, or an invisible control."""
    return char.isspace() or unicodedata.category(char) in {"Cf", "Cc"}


class _Parser:
    """Reads `text` from `at` on; `field` is the field that the parts being read belong to."""

    def __init__(self, text: str, typing: bool) -> None:
        self.text = text
        self.typing = typing
        self.at = 0
        self.depth = 0
        self.terms = 0

    def skip(self) -> None:
        while self.at < len(self.text) and _blank(self.text[self.at]):
            self.at += 1

    def finished(self) -> bool:
        self.skip()
        return self.at >= len(self.text)

    def operator(self, words: frozenset[str]) -> tuple[int, int] | None:
        """Takes one of the operator words if it stands here; its place."""
        self.skip()
        start, end = self.at, self.chunk_end(self.at)
        shown = "".join(char for char in self.text[start:end] if not _blank(char))
        if shown not in words:
            return None
        self.at = end
        return start, end

    def chunk_end(self, at: int) -> int:
        while at < len(self.text) and not self.text[at].isspace() and self.text[at] not in "()" + QUOTES:
            at += 1
        return at

    def disjunction(self, field: str | None) -> Node | None:
        parts: list[Node] = []
        place: tuple[int, int] | None = None
        while True:
            part = self.conjunction(field)
            if part is None and (place or self.peeks(OR_WORDS)):
                where = place or self.operator(OR_WORDS) or (self.at, self.at)
                if not (self.typing and self.finished()):
                    raise BadQuery("OR needs a word on both sides", *where)
            elif part is not None:
                parts.append(part)
            place = self.operator(OR_WORDS)
            if place is None:
                return disjunction(parts)

    def peeks(self, words: frozenset[str]) -> bool:
        at = self.at
        found = self.operator(words) is not None
        self.at = at
        return found

    def conjunction(self, field: str | None) -> Node | None:
        parts: list[Node] = []
        needed: tuple[int, int] | None = None
        while not self.finished() and self.text[self.at] != ")" and not self.peeks(OR_WORDS):
            place = self.operator(AND_WORDS)
            if place:
                if (not parts or needed) and not (self.typing and self.finished()):
                    raise BadQuery("AND needs a word on both sides", *place)
                needed = place
                continue
            part = self.unary(field)
            if part is not None:
                parts.append(part)
                needed = None
        if needed and not (self.typing and self.finished()):
            raise BadQuery("AND needs a word on both sides", *needed)
        return conjunction(parts)

    def enter(self, place: tuple[int, int]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise BadQuery(f"Brackets may be {MAX_DEPTH} deep; take some out", *place)

    def unary(self, field: str | None) -> Node | None:
        place = self.operator(NOT_WORDS)
        if place is None and self.text[self.at] in "-−":
            after = self.at + 1
            if after < len(self.text) and not _blank(self.text[after]) and self.text[after] != ")":
                place = (self.at, after)
                self.at = after
        if place is None:
            return self.atom(field)
        self.enter(place)
        ended = self.finished()
        dead = ended or self.text[self.at] == ")" or self.peeks(OR_WORDS | AND_WORDS)
        child = None if dead else self.unary(field)
        self.depth -= 1
        if child is None:
            if self.typing and self.finished():
                return None
            if self.text[place[0] : place[1]] in "-−" and not dead:
                return None
            raise BadQuery("Say what should not be there: NOT needs a word after it", *place)
        return Not(child)

    def atom(self, field: str | None) -> Node | None:
        char = self.text[self.at]
        if char == "(":
            return self.group(field)
        if char in QUOTES:
            return self.quotation(field)
        if field is None or field in TEXT_FIELDS:
            named = _NAME.match(self.text, self.at)
            name = FIELD_NAMES.get(fold(named[1])) if named else None
            if named and name:
                return self.field(name, field, named.start(), named.end())
        return self.chunk(field)

    def field(self, name: str, outer: str | None, start: int, end: int) -> Node | None:
        if outer is not None:
            raise BadQuery("A field can't stand in another field; take one out", start, end)
        self.at = end
        if not self.finished() and self.text[self.at] != ")" and not self.peeks(OPERATORS):
            before = self.at
            if self.text[self.at] == "(":
                node = self.group(name)
            elif self.text[self.at] in QUOTES:
                node = self.quotation(name)
            else:
                if name in TEXT_FIELDS:
                    inner = _NAME.match(self.text, self.at)
                    if inner and fold(inner[1]) in FIELD_NAMES:
                        raise BadQuery(
                            "A field can't stand in another field; take one out", start, inner.end()
                        )
                node = self.chunk(name)
            if node is not None:
                return node
            end = max(end, min(self.at, len(self.text)), before)
        if self.typing and self.finished():
            return None
        raise BadQuery(f"Say what {name}: should be, for example {_EXAMPLES[name]}", start, end)

    def group(self, field: str | None) -> Node | None:
        start = self.at
        self.enter((start, start + 1))
        self.at += 1
        node = self.disjunction(field)
        self.depth -= 1
        if self.finished():
            if self.typing:
                return node
            raise BadQuery("This bracket is not closed; add )", start, start + 1)
        self.at += 1
        if node is None and not self.typing:
            raise BadQuery("There is nothing between these brackets; take them out", start, self.at)
        return node

    def quotation(self, field: str | None) -> Node | None:
        start = self.at
        end = next((at for at in range(start + 1, len(self.text)) if self.text[at] in QUOTES), None)
        unfinished = end is None
        if end is None:
            if not self.typing:
                raise BadQuery('This quotation is not closed; add "', start, start + 1)
            end = len(self.text)
        inside = self.text[start + 1 : end]
        self.at = min(end + 1, len(self.text))
        if field is not None and field not in TEXT_FIELDS:
            star = self.text[self.at : self.at + 1] == "*"
            self.at += star
            return self.value(field, inside, start, self.at, open_=star or unfinished)
        written = _written(inside)
        if not written:
            if self.typing:
                return None
            raise BadQuery("There is no word between these quotation marks", start, self.at)
        self.count(len(written), start, self.at)
        open_ = inside.rstrip().endswith("*") or (unfinished and not inside[-1:].isspace())
        return _in_field(field, Phrase(tuple(written), open_))

    def chunk(self, field: str | None) -> Node | None:
        start = self.at
        end = self.at = max(self.chunk_end(start), start + 1)
        piece = self.text[start:end]
        if field is not None and field not in TEXT_FIELDS:
            star = len(piece) > 1 and piece.endswith("*")
            return self.value(field, piece.removesuffix("*") if star else piece, start, end, open_=star)
        star = piece.endswith("*")
        body = piece.rstrip("*")
        if "*" in body:
            at = start + body.index("*")
            raise BadQuery("* stands at the end of a word; put a space behind it", at, at + 1)
        written = _written(body)
        if star and not (written and tokens(body)[-1].end == len(body)):
            raise BadQuery("Put the beginning of a word before *", end - 1, end)
        self.count(len(written), start, end)
        growing = self.typing and not star and end == len(self.text)
        found: list[Node] = [_in_field(field, Word(word)) for word in written[:-1]]
        if written:
            last: Leaf = Prefix(written[-1]) if star else Word(written[-1], growing)
            found.append(_in_field(field, last))
        return conjunction(found)

    def count(self, more: int, start: int, end: int) -> None:
        self.terms += more
        if self.terms > MAX_TERMS:
            raise BadQuery(f"A query may have {MAX_TERMS} words; take some out", start, end)

    def value(self, field: str, raw: str, start: int, end: int, *, open_: bool) -> Node | None:
        """The value of a field that is compared whole, checked."""
        self.count(1, start, end)
        text = "".join(char if char.isprintable() else " " for char in raw if not _is_control(char)).strip()
        last = self.typing and self.at >= len(self.text)
        if field in DATE_FIELDS:
            try:
                return date_range(field, text)
            except ValueError:
                if last:
                    return None
                if _runs_backwards(field, text):
                    raise BadQuery(
                        "This span runs backwards; put the earlier date first", start, end
                    ) from None
                raise BadQuery(
                    f"This is no date; write {field}:2019, {field}:2019-09-28 or {field}:2019..2020",
                    start,
                    end,
                ) from None
        if not text:
            if last:
                return None
            raise BadQuery(f"Say what {field}: should be, for example {_EXAMPLES[field]}", start, end)
        if field in KNOWN_VALUES:
            known = KNOWN_VALUES[field].get(fold(text).strip())
            if known is None and field != "lang":
                if last:
                    return None
                choices = " or ".join(f"{field}:{value}" for value in VALUES[field])
                raise BadQuery(f"Write {choices}", start, end)
            return Field(field, Value(known or fold(text)))
        # What is still being typed is a beginning; a blank behind it says that it is finished.
        return Field(field, Value(text, open_ or (last and field in _BEGUN)))


_BEGUN = frozenset({"tag", "section", "people", "institution", "place", "kind", "region"})
"""Fields whose value may be a beginning while it is typed."""
_EXAMPLES = {
    "title": "title:حقوق",
    "author": "author:أحمد",
    "source": "source:هسبريس",
    "section": "section:مجتمع",
    "tag": "tag:هجرة",
    "lang": "lang:ar",
    "url": "url:example.org",
    "people": "people:أحمد",
    "institution": "institution:المجلس",
    "place": "place:الرباط",
    "kind": "kind:ندوة",
    "date": "date:2019",
    "event": "event:2019",
    "has": "has:note",
    "is": "is:starred",
    "new": "new:سجون",
    "region": "region:الشرق",
}


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cf", "Cs", "Co", "Cn"} or char in QUOTES


def _in_field(field: str | None, leaf: Leaf) -> Node:
    return leaf if field is None else Field(field, leaf)


def _written(text: str) -> list[str]:
    """The words of a piece as they are written, each alone again the same word."""
    out = []
    for token in tokens(text):
        shown = text[token.start : token.end]
        alone = [each.text for each in tokens(shown)]
        out.append(shown if alone == [token.text] and not any(map(_is_control, shown)) else token.text)
    return out


def date_range(field: str, text: str) -> DateRange:
    """A date or span as typed, with any digits. Raises ValueError."""
    match = _RANGE.fullmatch(fold(text).strip())
    if match is None or not (match[1] or match[3]) or (match[3] and not match[2]):
        raise ValueError(text)
    first, last = (_iso(part) if part else None for part in (match[1], match[3]))
    if not match[2]:
        last = first
    if first and last and bounds(first)[0] > bounds(last)[1]:
        raise ValueError(text)
    return DateRange(field, first, last)


def _runs_backwards(field: str, text: str) -> bool:
    """Whether a text that is no span would be one the other way round."""
    first, dots, last = text.partition("..")
    try:
        return bool(dots and date_range(field, f"{last.strip()}..{first.strip()}"))
    except ValueError:
        return False


def _iso(text: str) -> str:
    parts = [int(part) for part in re.split(r"[-/.]", text)]
    date(*(*parts, 1, 1)[:3])
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


def bounds(iso: str) -> tuple[date, date]:
    """The first and last day of a date cut to any precision."""
    parts = [int(part) for part in iso.split("-")]
    first = date(*(*parts, 1, 1)[:3])
    if len(parts) == 3:
        return first, first
    year, month = (parts[0] + 1, 1) if len(parts) == 1 or parts[1] == 12 else (parts[0], parts[1] + 1)
    return first, date.fromordinal(date(year, month, 1).toordinal() - 1) if year < 10_000 else date.max
