"""WACZ: WARC files packed with a list of their digests. What does not fit its digest is refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from importers.base import Read, Refused, Source, UnreadableSource
from importers.document.package import Package
from importers.formats.warc import MAX_RECORD, pages

_LIST = "datapackage.json"
_MOST_UNPACKED = 256 << 20


class WaczImporter:
    """WACZ, of ArchiveWeb.page, Browsertrix and others."""

    name = "wacz"
    version = "2"
    apart = True

    def claims(self, path: str, head: bytes) -> int:
        """Sure by the names of its parts, or by its own."""
        if not head.startswith(b"PK\x03\x04"):
            return 0
        named = path.lower().endswith(".wacz")
        return 96 if named or (b"archive/" in head and b".warc" in head) else 0

    def read(self, source: Source) -> Iterator[Read | Refused]:
        """One article a page of every WARC file in it. Raises UnreadableSource."""
        found = False
        left = _MOST_UNPACKED
        with Package(source.data) as package:
            digests = _digests(package.part(_LIST))
            for name in package.names():
                if not name.startswith("archive/") or not name.endswith((".warc", ".warc.gz")):
                    continue
                found = True
                data = package.part(name, min(MAX_RECORD, left))
                left -= len(data)
                stated = digests.get(name)
                if stated and stated != hashlib.sha256(data).hexdigest():
                    yield Refused(name, "digest", "Its bytes are not those that its digest was taken of.")
                    continue
                for read in pages(replace(source, path=f"{source.path}!/{name}", data=data)):
                    yield replace(read, member=f"{name}/{read.member}")
        if not found:
            raise UnreadableSource("no article", "There is no page in this archive of the web.")


IMPORTER = WaczImporter()


def _digests(listed: bytes) -> Mapping[str, str]:
    """Name of a part → its SHA-256 in hexadecimal digits, as the list of parts gives it."""
    try:
        resources = json.loads(listed or b"{}").get("resources", ())
    except (ValueError, AttributeError):
        raise UnreadableSource("broken", "The file is damaged: its parts can't be unpacked.") from None
    found = {}
    for one in resources if isinstance(resources, list) else ():
        if isinstance(one, dict) and str(one.get("hash", "")).startswith("sha256:"):
            found[str(one.get("path"))] = str(one["hash"])[7:].lower()
    return found
