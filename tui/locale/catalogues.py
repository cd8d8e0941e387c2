"""Collect the messages of the code, bring the catalogues up to date and compile them.

`python -m tui.locale.catalogues` rewrites the .po and .mo files, keeping every translation whose message still exists;
`--check` changes nothing and names what is missing, fuzzy, unused, wrong in its braces or not compiled. Needs Babel,
which only developers have.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from tui.i18n import DOMAIN, LOCALE

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

ROOT = LOCALE.parent.parent
TRANSLATED = ("ar", "fr")
SOURCES = ("store", "importers", "tui")
# What is translated where it is written, and the errors and reviews whose reason is a message translated when shown.
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "BadQuery": (1,),
    "Review": (2,),
}
# How many forms a count has; CLDR's rules as gettext writes them.
PLURALS = {
    "ar": (6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"),
    "fr": (2, "(n > 1)"),
}


def collect() -> Catalog:
    """Every message of the code, the sentences of the store's errors included."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - a tool of developers
    from babel.messages.extract import extract_from_dir  # noqa: PLC0415 - as above

    template = Catalog(domain=DOMAIN, charset="utf-8")
    for source in SOURCES:
        for file, number, message, _comments, _context in extract_from_dir(
            ROOT / source, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            template.add(message, locations=[(f"{source}/{Path(file).as_posix()}", number)])
    for sentence in sorted(_error_templates()):
        template.add(sentence, locations=[("store/errors.py", 1)])
    return template


def _error_templates() -> Iterator[str]:
    from store.errors import ArchiveError  # noqa: PLC0415 - the catalogues alone look at all of them

    classes = [ArchiveError]
    while classes:
        found = classes.pop()
        classes.extend(found.__subclasses__())
        yield found.template


def path_of(language: str, ending: str = "po") -> Path:
    """Where the catalogue of this language is."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def read(language: str) -> Catalog:
    """The catalogue as it stands; an empty one if there is none yet."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - a tool of developers
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    path = path_of(language)
    if not path.is_file():
        return Catalog(locale=language, domain=DOMAIN, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def brought_up(language: str, template: Catalog) -> Catalog:
    """The catalogue of this language with exactly the messages of the template, its translations kept."""
    catalogue = read(language)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    if language == "fr":
        for message in catalogue:
            if message.id:
                said = tuple(map(_spaced, _strings(message.string)))
                message.string = said if message.pluralizable else said[0]
    return catalogue


def _spaced(said: str) -> str:
    """French with the narrow no-break space that its marks need and few keyboards have (docs/translating.md)."""
    return re.sub(r"« ?", "«\u202f", re.sub(r"[ \u00a0](?=[:;!?»](?:\W|$))", "\u202f", said)).replace(
        "«\u202f\u202f", "«\u202f"
    )


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file: sorted by message, without dates, so that it changes only with its content."""
    from babel.messages.pofile import write_po  # noqa: PLC0415 - a tool of developers

    language = str(catalogue.locale)
    forms, rule = PLURALS[language]
    buffer = BytesIO()
    write_po(buffer, catalogue, width=110, sort_output=True, omit_header=True, include_lineno=False)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: nplurals={forms}; plural={rule};\\n"\n\n'
    )
    return header.encode() + buffer.getvalue()


def mo_bytes(po: bytes, language: str) -> bytes:
    """The compiled catalogue, with a fixed date in its headers, which Babel would take from the clock."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - a tool of developers
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    catalogue = read_po(BytesIO(po), locale=language, domain=DOMAIN)
    catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def faults(language: str, template: Catalog) -> Iterator[str]:
    """What is wrong with the catalogue of this language, one line each."""
    catalogue = read(language)
    for message in template:
        if message.id and catalogue.get(message.id) is None:
            yield f"{language}: not in the catalogue: {message.id!r}"
    for message in catalogue:
        if not message.id:
            continue
        if template.get(message.id) is None:
            yield f"{language}: not used any more: {message.id!r}"
        elif message.fuzzy:
            yield f"{language}: fuzzy: {message.id!r}"
        elif not all(_strings(message.string)):
            yield f"{language}: not translated: {message.id!r}"
        else:
            yield from (f"{language}: {fault}: {message.id!r}" for fault in _brace_faults(message))
    po, mo = path_of(language), path_of(language, "mo")
    if po.is_file() and (not mo.is_file() or mo.read_bytes() != mo_bytes(po.read_bytes(), language)):
        yield f"{language}: {mo.name} is not compiled from {po.name}"


def _strings(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str) or text is None else tuple(text)


def _brace_faults(message: Message) -> Iterator[str]:
    """Fields of a translation that its message does not have; in a message without a count also those it lacks."""
    fields = set(re.findall(r"{[^}]*}", " ".join(_strings(message.id))))
    for string in _strings(message.string):
        used = set(re.findall(r"{[^}]*}", string))
        if used - fields or (not message.pluralizable and fields - used):
            yield f"braces differ in {string!r}"


def main(arguments: Sequence[str]) -> int:
    """Bring the catalogues up to date, or check them with `--check`; 1 if something is wrong with them."""
    template = collect()
    if "--check" not in arguments:
        for language in TRANSLATED:
            po = po_bytes(brought_up(language, template))
            path_of(language).parent.mkdir(parents=True, exist_ok=True)
            path_of(language).write_bytes(po)
            path_of(language, "mo").write_bytes(mo_bytes(po, language))
    found = [fault for language in TRANSLATED for fault in faults(language, template)]
    if "--check" in arguments:
        sys.stderr.writelines(f"{fault}\n" for fault in found)
    sys.stderr.write(f"{len(template)} messages, {len(found)} faults\n")
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
