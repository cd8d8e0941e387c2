"""The checks of the walk notice what they are there for."""

from __future__ import annotations

import pytest

from tests.terminal.surfaces.corpus import ARABIC, MIXED
from tests.terminal.surfaces.rows import Known, flows, shows
from tests.terminal.surfaces.stream import violations
from tui.bidi.layout import fit, layout, line

KNOWN = Known([ARABIC, *(text.body for text in MIXED)])
SHOWN = line(ARABIC).text


@pytest.mark.parametrize("width", [80, 30, 22, 14])
def test_a_row_as_the_layout_has_it_is_right(width: int) -> None:
    assert KNOWN.wrong(f" │ {fit(ARABIC, width).text}  2019 ▕") == []
    for text in MIXED:
        for paragraph in text.body.split("\n"):
            assert [KNOWN.wrong(one.text) for one in layout(paragraph, width) if KNOWN.wrong(one.text)] == []


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("letters as they are stored", ARABIC),
        ("the words reversed", " ".join(reversed(SHOWN.split()))),
        ("the letters reversed", SHOWN[::-1]),
        ("two words exchanged", SHOWN.replace(line("حقوق الإنسان").text, line("الإنسان حقوق").text)),
        ("letters not joined", "".join(line(ch).text for ch in reversed("حقوق"))),
        ("two letters exchanged", SHOWN.replace(line("حقوق").text, line("قحوق").text)),
    ],
)
def test_a_sabotaged_row_is_noticed(name: str, row: str) -> None:
    assert KNOWN.wrong(row), name


def test_a_whole_line_is_found_cut_or_wrapped_and_not_when_it_is_out_of_order() -> None:
    assert shows([f"  {fit(ARABIC, 20).text} "], ARABIC)
    assert not shows([SHOWN.replace("(2019)", ")2019(")[:30]], ARABIC)
    paragraph = MIXED[0].body.split("\n")[0]
    lines = [f" {one.text}" for one in layout(paragraph, 40)]
    assert len(lines) > 1
    assert flows(lines, paragraph, range(30, 50))
    assert not flows(lines[::-1], paragraph, range(30, 50))
    assert not flows([row.replace("28/09/2019", "2019/09/28") for row in lines], paragraph, range(30, 50))


@pytest.mark.parametrize(
    "data",
    [
        "\x1b]0;owned\x07",
        "\x1b]2;owned\x1b\\",
        "\x1b]52;c;b3duZWQ=\x07",
        "\x1b]8;;https://evil.example\x1b\\",
        "\x1bP+q544e\x1b\\",
        "\x1b[6n",
        "\x1b[21t",
        "\x1bc",
        "\x9b31m",
        "a\x07b",
        "a\x08b",
        "\u202eabc",
        "\u2066abc\u2069",
        "\u200f",
        "\ufeff",
        "\u2028",
        "\U000e0041",
    ],
)
def test_what_steers_a_terminal_is_noticed(data: str) -> None:
    assert violations(data.encode())


def test_bytes_that_are_no_text_are_noticed() -> None:
    assert violations(b"\xff\xfe")


def test_drawing_is_allowed_and_copying_where_it_is_expected() -> None:
    drawing = (
        "\x1b[?1049h\x1b[?25l\x1b[?2026h\x1b[3;1H\x1b[1;38;2;1;2;3mabc\x1b[0m\r\n\x1b[?2026l\x1b[8l\x1b[<u"
    )
    assert violations(drawing.encode()) == []
    assert violations(b"\x1b]52;c;YQ==\x07", copies=1) == []
    assert violations(b"", copies=1)
