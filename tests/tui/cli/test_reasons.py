"""Every reason that an importer or the archive gives is known, so that it can be said in the reader's language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui import i18n, reasons
from tui.locale import catalogues

GIVING = {
    "Review": 1,
    "UnreadableSource": 1,
    "UnknownFormat": 1,
    "BadQuery": 0,
}  # the calls and which argument is the sentence


@pytest.fixture
def arabic() -> Iterator[None]:
    i18n.set_language("ar")
    yield
    i18n.set_language("en")


def written(node: ast.expr) -> str | None:
    """A literal as it comes out, `7` in the place of everything that is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return None


def sentences(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted([*(root / "importers").rglob("*.py"), *(root / "store").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            given = node.args[GIVING[name] :][:1] if name in GIVING else []
            given += [word.value for word in node.keywords if word.arg == "message"]
            if name in {"BadTag", "BadValue"}:
                given += [word.value for word in node.keywords if word.arg == "reason"]
            yield from ((path.name, text) for one in given if (text := written(one)) is not None)


def test_every_sentence_is_known(root: Path) -> None:
    pytest.importorskip("babel")
    found = list(sentences(root))
    assert len(found) > 100
    patterns = [pattern for _, pattern in reasons._patterns()]
    collected = {message.id for message in catalogues.collect()}
    unknown = [
        (file, text)
        for file, text in found
        if text not in collected and not any(pattern.fullmatch(text) for pattern in patterns)
    ]
    assert unknown == []


def test_what_stands_in_a_sentence_is_kept(arabic: None) -> None:
    said = reasons.say("The weekday does not fit the date: الأحد 3 مايو {x}")
    assert said.endswith("الأحد 3 مايو {x}")
    assert "weekday" not in said


def test_an_unknown_reason_is_said_as_it_is(arabic: None) -> None:
    assert reasons.say("Something {new}.") == "Something {new}."


def test_a_name_that_stands_twice_in_a_sentence(arabic: None) -> None:
    said = reasons.say("This is no date; write event:2019, event:2019-09-28 or event:2019..2020")
    assert "no date" not in said
    assert "event:2019-09-28" in said
