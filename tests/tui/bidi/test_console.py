"""What subcommands print, on a terminal and into a pipe."""

from __future__ import annotations

import io

from tui.bidi.console import draws_visual_order, lines, one_line, print_lines
from tui.bidi.layout import line

TEXT = "حقوق الإنسان في المغرب\nCNDH\x1b[31m"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_that_draws_cells_gets_visual_order() -> None:
    found = list(lines(TEXT, 13, visual=True))
    assert found == [line("حقوق الإنسان").text.rjust(13), line("في المغرب").text.rjust(13), "CNDH[31m"]


def test_a_terminal_that_reorders_gets_logical_text() -> None:
    assert list(lines(TEXT, 13, visual=False)) == ["حقوق الإنسان", "في المغرب", "CNDH[31m"]
    assert one_line("حقوق الإنسان", 6, visual=False) == "حقوق…"


def test_the_indent_is_on_the_side_a_line_begins_on() -> None:
    assert list(lines("نعم\noui", 8, visual=True, indent=2)) == ["   ﻢﻌﻧ", "  oui"]


def test_terminals_are_told_apart() -> None:
    assert draws_visual_order({"TERM": "xterm"})
    assert not draws_visual_order({"VTE_VERSION": "7006"})
    assert not draws_visual_order({"KONSOLE_VERSION": "221203"})


def test_a_pipe_gets_the_text_without_controls() -> None:
    out = io.StringIO()
    print_lines(TEXT, file=out)
    assert out.getvalue() == "حقوق الإنسان في المغرب\nCNDH[31m\n"


def test_a_terminal_gets_wrapped_lines() -> None:
    out = Terminal()
    print_lines("un deux trois", 8, file=out)
    assert out.getvalue() == "un deux\ntrois\n"
