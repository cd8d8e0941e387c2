"""The sources and versions of an article and who else tells its story: for programs and for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.archive import Archive
from store.similar.relatives import Relative
from store.similar.story import Teller, same_story
from store.similar.versions import Version, versions
from tui.cli.clean import untitled
from tui.cli.hits import ID_SHOWN
from tui.cli.output import Item, Output
from tui.i18n import _, ngettext
from tui.moment import moment


def as_json(found: Sequence[Version], told: Sequence[Teller]) -> dict[str, Any]:
    """What `archive show --json` says of sources, versions and the same story, each only where there is something to say."""
    said = {
        "sources": [
            {
                "path": source.provenance.path,
                "member": source.provenance.member or None,
                "sha256": source.provenance.sha256,
                "bytes": source.provenance.bytes,
                "importer": source.provenance.importer,
                "imported_at": source.provenance.imported_at,
                "captured_at": source.provenance.captured_at or None,
                "title": source.title,
                "source": source.source,
                "url": source.url,
                "published": source.published,
                "version": version.number,
            }
            for version in found
            for source in version.sources
        ],
        "versions": [
            {
                "number": version.number,
                "at": version.at,
                "words": version.words,
                "shown": version.shown,
                "chosen": version.chosen,
                "cut_of": version.cut_of,
                "sha256": version.sources[0].provenance.sha256,
            }
            for version in found
        ],
        "same_story": [teller_as_json(teller) for teller in told],
    }
    return {name: values for name, values in said.items() if len(values) > (name != "same_story")}


def teller_as_json(teller: Teller) -> dict[str, Any]:
    """An article that tells the same story; `shared` is the part of the shorter text that stands in both."""
    return _without_docid(teller._asdict())


def relative_as_json(relative: Relative) -> dict[str, Any]:
    """A related article; `words` are what it has in common, folded."""
    return _without_docid({**relative._asdict(), "words": list(relative.words)})


def _without_docid(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "docid"}


def of(archive: Archive, ident: str) -> tuple[list[Version], list[Teller]]:
    """The versions of an article, and who else tells its story."""
    return versions(archive, ident), same_story(archive, ident)


def print_sources(out: Output, found: Sequence[Version]) -> None:
    """Print the other files an article came from, and its versions where there are several."""
    if len(found) > 1:
        for version in found:
            said = _("Version {number}:").format(number=version.number)
            words = ngettext("{count} word", "{count} words", version.words).format(count=version.words)
            items = [Item(said, tone="dim"), Item(moment(version.at), "ltr"), Item(words)]
            if version.shown:
                items.append(Item(_("shown")))
            if version.cut_of:
                items.append(Item(_("a shorter part of version {number}").format(number=version.cut_of)))
            out.items(items)
    sources = [source for version in found for source in version.sources]
    for source in sources if len(sources) > 1 else ():
        out.items(
            (
                Item(_("Source:"), tone="dim"),
                Item(source.source or ""),
                Item(source.published or "", "ltr"),
                Item(source.url or "", "ltr"),
                Item(source.provenance.path, "ltr", "dim"),
            )
        )


def print_tellers(out: Output, told: Sequence[Teller]) -> None:
    """Print the articles that tell the same story, the most alike first."""
    for teller in told:
        share = f"{teller.shared:.0%}"
        out.items((Item(_("Same story:"), tone="dim"), Item(share, "ltr"), *_named(teller)))


def print_relatives(out: Output, found: Sequence[Relative]) -> None:
    """Print related articles, the most alike first, and what they have in common."""
    for relative in found:
        out.items(_named(relative))
        out.items([Item(word, tone="dim") for word in relative.words], indent=2)


def _named(one: Teller | Relative) -> list[Item]:
    date = (one.published or "").replace("T", " ")
    return [
        Item(one.id[:ID_SHOWN], "ltr", "dim"),
        Item(date, "ltr"),
        Item(one.source or "", tone="dim"),
        Item(untitled(one.title)),
    ]
