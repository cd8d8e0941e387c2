"""BibTeX and BibLaTeX, with bibtexparser: letters written in LaTeX become letters, one damaged entry stops no other."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from importers.base import Read, Refused, Source, UnreadableSource
from importers.fields import encoding
from importers.fields.latex_accents import with_accents, without_signs
from importers.fields.references import read_records, reference
from store.text.months import MONTHS, fold_date_words

_BEGINS = re.compile(rb"(?:\s{0,64}%[^\n]{0,500}\n){0,50}\s{0,64}@\w{3,20}\s{0,8}[{(]")
_SEPARATORS = re.compile(r"[,;،؛]")
_CONTAINERS = (
    "journaltitle",
    "journal",
    "booktitle",
    "publisher",
    "institution",
    "organization",
    "howpublished",
)
_INHERITED = frozenset(
    (
        "year",
        "month",
        "day",
        "date",
        "publisher",
        "institution",
        "organization",
        "journal",
        "journaltitle",
        "langid",
        "language",
    )
)
_BRACES = str.maketrans("", "", "{}")


class BibTexImporter:
    """BibTeX."""

    name = "bibtex"
    version = "1"

    def claims(self, path: str, head: bytes) -> int:
        """Sure by the first entry; a comment may stand above it where the name says what it is."""
        if path.lower().endswith((".bib", ".bibtex")):
            return 80
        return 60 if _BEGINS.match(head.lstrip(b"\xef\xbb\xbf")) and b"=" in head else 0

    def read(self, source: Source) -> Iterator[Read | Refused]:
        """One article an entry. Raises UnreadableSource, also where the library is not installed."""
        try:
            from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - an extra, only where there is such a file
            from bibtexparser.middlewares import LatexDecodingMiddleware  # noqa: PLC0415
            from bibtexparser.model import Entry  # noqa: PLC0415
        except ImportError:
            raise UnreadableSource(
                "missing library",
                'For this format the program needs an extra: pip install "archive-browser[bib]".',
            ) from None
        logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
        decoded = encoding.as_written(source.take())
        text = encoding.clean(decoded.text)
        library = parse_string(text)
        latex = LatexDecodingMiddleware()
        damaged = [block.start_line for block in library.failed_blocks]

        parents = library.entries_dict

        def inherited(parent: str) -> dict[str, str]:
            """What an entry takes from the one it names as its ``crossref``: all but what is its parent's own."""
            if parent not in parents:
                return {}
            fields = {name.lower(): str(field.value) for name, field in parents[parent].fields_dict.items()}
            found = {name: value for name, value in fields.items() if name in _INHERITED}
            return {**found, "booktitle": fields["title"]} if "title" in fields else found

        def records() -> Iterator[tuple[str, dict[str, str]]]:
            for entry in library.entries:
                marked = [field for field in entry.fields if _is_latex(field)]
                part = Entry(entry.entry_type, entry.key, marked)
                if marked and latex.transform_entry(part, library) is not part:
                    damaged.append(entry.start_line)
                    continue
                fields = {name.lower(): str(field.value) for name, field in entry.fields_dict.items()}
                yield entry.key, {**inherited(fields.get("crossref", "")), **fields}

        yield from read_records(records(), decoded, _article)
        for number in damaged:
            line = (number or 0) + 1
            yield Refused(f"line {line}", "broken", f"The entry at line {line} is damaged.")


IMPORTER = BibTexImporter()


def _is_latex(field: Any) -> bool:
    """Whether the library has to decode a field once its accents and signs are put right here, which most only have."""
    value = with_accents(str(field.value))
    plain = without_signs(value)
    field.value = value if plain is None else plain
    return plain is None


def _article(fields: Mapping[str, str], member: str) -> Read:
    plain = {name: value.translate(_BRACES) for name, value in fields.items()}
    names = re.split(r"\s+and\s+", fields.get("author", ""))
    return reference(
        member,
        title=" ".join(filter(None, (plain.get("title"), plain.get("subtitle")))),
        authors=[name.translate(_BRACES) for name in names if name != "others"],
        date=plain.get("date") or _date(plain),
        container=next((plain[name] for name in _CONTAINERS if plain.get(name)), ""),
        url=plain.get("url") or plain.get("howpublished", ""),
        doi=plain.get("doi", ""),
        summary=plain.get("abstract", ""),
        note=plain.get("annote") or plain.get("annotation") or plain.get("note", ""),
        keywords=[word.strip() for word in _SEPARATORS.split(plain.get("keywords", ""))],
        language=plain.get("langid") or plain.get("language", ""),
    )


def _date(fields: Mapping[str, str]) -> str:
    """Year, month and day of the older fields, as far as they go."""
    year, month, day = (fields.get(name, "").strip() for name in ("year", "month", "day"))
    if not month:
        return year
    number = int(month) if month.isdecimal() else MONTHS.get(fold_date_words(month), 0)
    if not number:
        return year
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day.isdecimal() else "")
