"""Which commands the palette finds for what is typed, and in which order."""

from __future__ import annotations

from tui.commands.command import Command
from tui.screens.palette import matching

HELP = Command("c", "Leave", "Says which tags there are.", (), ("browse",))
INSIDE = Command("b", "Retagged", "What is so.", (), ("browse",))
NAME = Command("a", "All tags", "A list.", (), ("browse",))


def test_a_name_that_begins_so_is_first_then_one_that_has_it_then_the_help() -> None:
    assert matching([HELP, INSIDE, NAME], "tag") == [NAME, INSIDE, HELP]
    assert matching([HELP, INSIDE, NAME], "TAGS list") == [NAME]
    assert matching([HELP, NAME], "  ") == [HELP, NAME]
