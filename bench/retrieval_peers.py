"""What retrieval is measured beside: FTS5 with its own tokeniser; tantivy with its Arabic stemmer and Lucene where they are installed."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from bench import lucene

Ask = Callable[[str], list[str]]
"""The ids of the hundred best articles for a query."""
Documents = Iterable[dict[str, str]]
_DEPTH = 100


def peers(documents: Callable[[], Documents], folder: Path) -> dict[str, Ask]:
    """The peers there are on this machine, each with the documents indexed in `folder`."""
    found = {"FTS5 unicode61, OR": fts5(documents(), folder)}
    if find_spec("tantivy"):
        found["tantivy, Arabic stemmer"] = tantivy(documents())
    if lucene.class_path():
        found["Lucene, Arabic analyser"] = lucene.Lucene(documents(), folder).any_word
    return found


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
