"""Every sentence an import can say is known to the interface, so that it is said in the reader's language."""

import ast
from pathlib import Path

from importers.fields.encoding import MAGIC
from importers.formats.unread import _ENDINGS
from tui.reasons import PIECES, SENTENCES, _patterns

INTERNATIONAL = {"HTML", "MHTML", "XML", "JSON"}
SAYING = {"UnreadableSource", "UnknownFormat", "Review", "Parsed", "Candidate", "Refused"}


def said(node: ast.expr) -> list[str]:
    """The text of a constant or an f-string, its fields replaced by a word; of both branches of a condition."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=values):
            return ["".join(value.value if isinstance(value, ast.Constant) else "X" for value in values)]
    return []


def sentences(root: Path) -> set[str]:
    found: set[str] = set()
    for path in (root / "importers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            values: list[ast.expr] = []
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYING:
                values = [*node.args, *(keyword.value for keyword in node.keywords)]
            elif isinstance(node, ast.Assign | ast.Return) and node.value is not None:
                values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            for value in values:
                found |= {text for text in said(value) if " " in text and text.endswith((".", ": X"))}
    return found


def test_every_sentence_is_known(root: Path) -> None:
    found = sentences(root)
    assert len(found) > 25
    unknown = {
        text
        for text in found
        if text not in SENTENCES and not any(pattern.fullmatch(text) for _, pattern in _patterns())
    }
    assert unknown == set()


def test_every_name_of_a_format_is_known() -> None:
    names = {what for _, what in MAGIC} | set(_ENDINGS)
    assert names - INTERNATIONAL <= set(PIECES)
