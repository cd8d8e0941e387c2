"""What the app needs to know of the terminal it opens in, asked of the terminal and, once, of the person."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import NamedTuple

from tui.cli.invocation import Invocation
from tui.cli.latin import in_each
from tui.terminals.answers import answers_file, keep_answer, read_answer
from tui.terminals.identify import Terminal, is_in_ci
from tui.terminals.setup import Setup, setup


class Prepared(NamedTuple):
    """A terminal that the app can open in."""

    terminal: Terminal
    setup: Setup
    advice: str = ""
    """What to tell the person this time; the empty text where there is nothing or it was told before."""


def prepare(invocation: Invocation, terminal: Terminal) -> Prepared:
    """Decide how Arabic is written there. An unknown terminal is shown to the person first, unless that was done before."""
    if not terminal.key or not terminal.attended:
        return Prepared(terminal, setup(invocation.bidi, terminal))
    path = answers_file()
    answer = read_answer(terminal.key, path)
    if invocation.bidi == "auto" and not (terminal.sure or answer.asked or answer.mode or is_in_ci()):
        from tui.cli.terminal_question import ask  # noqa: PLC0415 - once in the life of a terminal

        answer = ask(invocation, terminal, answer)
    found = setup(invocation.bidi, terminal, answer.mode)
    advice = "" if answer.advised or found.chosen != "terminal" else _advice(terminal, found)
    if advice:
        with contextlib.suppress(OSError):  # then it is told again next time
            keep_answer(terminal.key, replace(answer, advised=True), path)
    return Prepared(terminal, found, in_each(advice) if advice else "")


def ask_again(invocation: Invocation, terminal: Terminal) -> Prepared:
    """Show the person the line in every way; the terminal with what was answered."""
    from tui.cli.terminal_question import ask  # noqa: PLC0415 - seldom

    answer = ask(invocation, terminal, read_answer(terminal.key, answers_file()))
    return Prepared(terminal, setup(invocation.bidi, terminal, answer.mode))


def _advice(terminal: Terminal, found: Setup) -> str:
    """The terminal's advice, unless it is for another case: with `force_ltr` there is nothing to tell of kitty."""
    if terminal.profile.id == "kitty" and found.mode == "app":
        return ""
    return terminal.profile.advice
