"""What retrieval is measured beside: FTS5 with its own tokeniser; tantivy, Xapian and Lucene, each for Arabic, where installed."""

from __future__ import annotations

import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from bench import lucene

Ask = Callable[[str], list[str]]
"""The ids of the hundred best articles for a query."""
Documents = Iterable[dict[str, str]]
_DEPTH = 100
_DEBIAN = "/usr/lib/python3/dist-packages"


def peers(documents: Callable[[], Documents], folder: Path) -> dict[str, Ask]:
    """The peers there are on this machine, each with the documents indexed in `folder`."""
    found = {"FTS5 unicode61, OR": fts5(documents(), folder)}
    if find_spec("tantivy"):
        found["tantivy, Arabic stemmer"] = tantivy(documents())
    if _has_xapian():
        found["Xapian, Arabic stemmer"] = xapian(documents(), folder)
    if lucene.class_path():
        found["Lucene, Arabic analyser"] = lucene.Lucene(documents(), folder).any_word
    return found


def missing() -> list[str]:
    """What to install to measure the others."""
    return [
        *([] if find_spec("tantivy") else ["tantivy is not measured: install it from PyPI."]),
        *([] if _has_xapian() else ["Xapian is not measured: install python3-xapian."]),
        *([] if lucene.class_path() else [lucene.MISSING]),
    ]


def _has_xapian() -> bool:
    """Whether Xapian is installed; Debian's package is for Debian's Python, whose modules another of that version can load."""
    if find_spec("xapian") is None and _DEBIAN not in sys.path:
        sys.path.append(_DEBIAN)
    return find_spec("xapian") is not None


def fts5(documents: Documents, folder: Path) -> Ask:
    """FTS5 on the raw text, any of the words, ordered by rank."""
    conn = sqlite3.connect(Path(tempfile.mkdtemp(dir=folder)) / "peer.db")
    conn.execute("CREATE VIRTUAL TABLE f USING fts5(text, content='')")
    names: dict[int, str] = {}
    with conn:
        for number, one in enumerate(documents, 1):
            names[number] = one["id"]
            text = f"{one['title'] or ''}\n{one['body']}"
            conn.execute("INSERT INTO f(rowid, text) VALUES(?, ?)", (number, text))

    def ask(query: str) -> list[str]:
        either = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        rows = conn.execute("SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT ?", (either, _DEPTH))
        return [names[number] for (number,) in rows]

    return ask


def tantivy(documents: Documents) -> Ask:
    """tantivy, which is much like Lucene: any of the words, BM25."""
    import tantivy as engine  # noqa: PLC0415 - a peer that need not be there

    letters = engine.TextAnalyzerBuilder(engine.Tokenizer.simple()).filter(engine.Filter.lowercase())
    schema = engine.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
    index = engine.Index(schema.add_text_field("text", tokenizer_name="ar").build())
    index.register_tokenizer("ar", letters.filter(engine.Filter.stemmer("arabic")).build())
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for one in documents:
        writer.add_document(engine.Document(id=one["id"], text=f"{one['title'] or ''}\n{one['body']}"))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(query: str) -> list[str]:
        parsed = index.parse_query(" ".join(re.findall(r"\w+", query)), ["text"])
        return [searcher.doc(at)["id"][0] for _, at in searcher.search(parsed, _DEPTH).hits]

    return ask


def xapian(documents: Documents, folder: Path) -> Ask:
    """Xapian with its Arabic stemmer: any of the words, its own BM25."""
    engine = import_module("xapian")
    stemmer = engine.Stem("arabic")
    index = engine.WritableDatabase(str(folder / "xapian"), engine.DB_CREATE_OR_OVERWRITE)
    words = engine.TermGenerator()
    words.set_stemmer(stemmer)
    for one in documents:
        document = engine.Document()
        document.set_data(one["id"])
        words.set_document(document)
        words.index_text(f"{one['title'] or ''}\n{one['body']}")
        index.add_document(document)
    index.commit()
    parser = engine.QueryParser()
    parser.set_stemmer(stemmer)
    parser.set_stemming_strategy(engine.QueryParser.STEM_SOME)
    parser.set_default_op(engine.Query.OP_OR)
    enquire = engine.Enquire(index)

    def ask(query: str) -> list[str]:
        enquire.set_query(parser.parse_query(" ".join(re.findall(r"\w+", query)), 0))
        return [match.document.get_data().decode() for match in enquire.get_mset(0, _DEPTH)]

    return ask
