"""One file's bytes to articles, with every way this can fail told as a reason. Runs in the worker or in the program itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from importers.base import Given, Read, Refused, Source, UnknownFormat, UnreadableSource, importer_for


@dataclass(frozen=True, slots=True)
class Parsed:
    """The articles of a file and the importer that read them, or the reason why there are none.

    `unknown` means that the bytes are no article of any format we read: harmless inside a folder. `short` means that memory was
    short while it was read: with more of it, more may be read, or the same.
    """

    reads: Sequence[Read | Refused] = ()
    importer: str = ""
    version: str = ""
    reason: str | None = None
    message: str = ""
    unknown: bool = False
    short: bool = False


def parse(source: Source) -> Parsed:
    """Reads a file with the importer that claims it; never raises but for what ends the whole program."""
    reads: list[Read | Refused] = []
    said = read_into(source, reads.append)
    return said if said.reason else replace(said, reads=tuple(reads))


def read_into(source: Source, take: Callable[[Read | Refused], None]) -> Parsed:
    """As `parse`, but each part is handed to `take` as it is read, and what is returned holds none of them.

    When it tells of a failure, what was handed over before does not count.
    """
    found = False
    try:
        if not source.data:
            raise UnreadableSource("empty", "The file is empty.")
        importer = importer_for(source.path, source.data)
        for read in importer.read(source):
            found = True
            take(_with_given(read, source.given))
        if not found:
            raise UnreadableSource("no article", "There is no article in it.")
        return Parsed((), importer.name, importer.version)
    except UnreadableSource as error:
        unknown = isinstance(error, UnknownFormat) or error.reason == "binary"
        return Parsed(reason=error.reason, message=str(error), unknown=unknown)
    except MemoryError:
        return Parsed(
            reason="out of memory", message="Reading it took more memory than is allowed.", short=True
        )
    except RecursionError:
        return Parsed(reason="nested too deeply", message="It is nested too deeply.")
    except Exception as error:  # noqa: BLE001 - one broken file must not stop a batch; its name and reason are reported
        return Parsed(
            reason="error", message=f"Reading it failed ({type(error).__name__}). Please report this."
        )


def _with_given(read: Read | Refused, given: Given) -> Read | Refused:
    """The article with what the person said where it states nothing itself."""
    if isinstance(read, Refused) or not (given.url or given.source):
        return read
    article = read.article
    article = replace(article, url=article.url or given.url, source=article.source or given.source)
    return replace(read, article=article)
