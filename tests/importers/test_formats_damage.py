"""Files of every format with bytes changed, cut out, doubled: each is read or refused with a reason, never a surprise."""

import json
import random
import re
from pathlib import Path

import pytest
from formats_reading import PARAGRAPHS, articles, parsed
from test_formats_documents import TEXT as LATIN
from test_formats_documents import book, open_document, page, paragraph, pdf, word
from test_formats_feeds import ATOM, BODY, NOTE, RSS1, RSS2, export, item
from test_formats_mail import message
from test_formats_records import TEXT, table
from test_formats_references import BIB, CSL, RIS
from test_formats_web_archives import web_archive

RECORD = {
    "title": "عنوان",
    "body": TEXT,
    "published": {"value": "2019", "precision": "year"},
    "tags": ["أ"],
    "provenance": {},
}
FILES = Path(__file__).parent / "files"
SAMPLES: dict[str, bytes] = {
    "x.json": json.dumps([RECORD, RECORD], ensure_ascii=False).encode(),
    "x.jsonl": b"\n".join(json.dumps(RECORD).encode() for _ in range(3)),
    "x.csv": table(";").encode("utf-16"),
    "rss.xml": RSS2.encode(),
    "rdf.xml": RSS1.encode(),
    "atom.xml": ATOM.encode(),
    "export.xml": export(item(1, BODY), item(2, "\n\n".join(PARAGRAPHS))).encode(),
    "note.md": NOTE.encode(),
    "x.docx": word("".join(map(paragraph, PARAGRAPHS))),
    "x.odt": open_document("".join(f"<text:p>{text}</text:p>" for text in PARAGRAPHS)),
    "x.rtf": (FILES / "libreoffice_ar.rtf").read_bytes(),
    "x.doc": (FILES / "libreoffice_ar.doc").read_bytes(),
    "x.epub": book([f"<p>{text}</p>" for text in PARAGRAPHS], "<dc:title>عنوان</dc:title>"),
    "x.pdf": pdf([page(1, LATIN), page(2, LATIN)]),
    "x.eml": message().as_bytes(),
    "x.mbox": b"From a@b Fri Oct 12 23:30:00 2018\n" + message().as_bytes(),
    "x.warc": web_archive(compressed=False),
    "x.warc.gz": web_archive(),
    "x.ris": RIS.encode(),
    "x.bib": BIB.encode(),
    "csl.json": json.dumps(CSL).encode(),
}
SURPRISES = {"error", "out of memory"}
NEEDS = {".pdf": "pypdfium2", ".warc": "warcio", ".gz": "warcio", ".bib": "bibtexparser"}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four wounds."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(out) or 1)
        length = chance.choice((1, 1, 2, 16, 200))
        match chance.randrange(5):
            case 0:
                out[at : at + length] = chance.randbytes(length)
            case 1:
                del out[at : at + length]
            case 2:
                out[at:at] = out[at : at + length] * chance.choice((1, 50))
            case 3:
                del out[at:]
            case _:
                out[at : at + 1] = chance.choice(
                    (b"\0", b"\xff", b"<", b"]]>", b"\x1b[2J", b"\n\n", b"\xed\xa0\x80", b"&#x0;")
                )
    return bytes(out)


@pytest.mark.parametrize("name", SAMPLES)
def test_damaged_files_are_read_or_refused_with_a_reason(name: str) -> None:
    library = next((library for ending, library in NEEDS.items() if name.endswith(ending)), None)
    if library:
        pytest.importorskip(library)
    assert parsed(name, SAMPLES[name]).reason is None
    chance = random.Random(name)
    for _ in range(60):
        data = damaged(SAMPLES[name], chance)
        found = parsed(name, data)
        assert found.reason not in SURPRISES, (found.message, data)
        for read in found.reads:
            article = getattr(read, "article", None)
            for text in (article.title or "", article.body, article.author or "") if article else ():
                text.encode()
                assert "\x1b" not in text
                assert "\0" not in text


@pytest.mark.parametrize("sign", ["\x01", "&#1;", "&#x1F;", "\ufffe", "&#xFFFF;"])
def test_a_page_is_read_around_signs_that_no_markup_may_hold(sign: str) -> None:
    first, second = PARAGRAPHS[:2]
    markup = f"<head><title>عنوان</title><main><p>{first}</p></main></head>{sign} بعده<p>{second}</p>"
    (article,) = articles("x.html", markup)
    assert first in article.body
    assert second in article.body


@pytest.mark.parametrize("charset", ['"utf\0-8"', "utf\0", "\0", "utf-8\0; charset*=utf-8''utf-8"])
def test_a_message_whose_charset_is_no_name_is_read(charset: str) -> None:
    head = (
        f"From: a@example.ma\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n"
    )
    (article,) = articles("x.eml", head.encode() + PARAGRAPHS[0].encode())
    assert PARAGRAPHS[0] in article.body


def test_a_record_whose_digest_is_of_no_kind_is_told() -> None:
    pytest.importorskip("warcio")
    for kind in (b"\0sha1:", b"shake_128:", b"sha1", b":"):
        data = re.sub(
            rb"(WARC-(?:Payload|Block)-Digest: )sha1:", rb"\g<1>" + kind, SAMPLES["x.warc"], count=1
        )
        assert data != SAMPLES["x.warc"]
        found = parsed("x.warc", data)
        assert found.reason not in SURPRISES, (kind, found.message)
