"""`archive terminals`: which terminal this is, what is done in it, and which line reads right."""

from __future__ import annotations

import os
import sys
from typing import Final

import click

from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.output import Item, Output, output, print_json
from tui.i18n import N_, _
from tui.terminals.answers import Answer, answers_file, forget_answer, read_answer
from tui.terminals.identify import Identification, Terminal
from tui.terminals.modes import Mode
from tui.terminals.setup import Setup, setup, switching

MODES: Final[dict[Mode, str]] = {
    "app": N_("lines are written in the order they are read on the screen"),
    "lro": N_(
        "every Arabic run is written with an override, for a terminal that can't be told to stop ordering"
    ),
    "kitty": N_("runs are written backwards, because kitty turns them round"),
    "kitty-fallback": N_("Arabic runs are written backwards, because kitty turns them round"),
    "terminal": N_("the terminal puts Arabic in order and joins it"),
    "off": N_("nobody puts Arabic in order"),
}
CHOSEN: Final = {
    "asked for": N_("asked for by --bidi or the settings"),
    "answer": N_("as you answered"),
    "terminal": N_("known of this terminal"),
}


@subcommand(
    "terminals",
    about=N_(
        "Say which terminal this is and how Arabic is written to it; then show one line in every way and ask which reads"
        " right. The answer is kept for this terminal."
    ),
    examples=(
        ("archive terminals", N_("look at it and choose")),
        ("archive terminals --forget", N_("forget what was answered for this terminal")),
        ("archive terminals --reset", N_("after a crash: let the terminal order Arabic by itself again")),
        ("archive terminals --json", N_("for another program; nothing is asked")),
    ),
)
@click.option("--forget", cls=Option, is_flag=True, help=N_("Forget the answer for this terminal."))
@click.option("--reset", cls=Option, is_flag=True, help=N_("Switch the terminal's own ordering on again."))
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_obj
def command(invocation: Invocation, *, forget: bool, reset: bool, as_json: bool) -> int:
    """Print what is known; ask where a person sits there."""
    with Identification(os.environ, ask=sys.stdin.isatty() and sys.stderr.isatty()) as finding:
        terminal = finding.result()
    path = answers_file()
    if reset:
        if sys.stderr.isatty():
            sys.stderr.write(switching("app", terminal)[1])
        return 0
    if forget and terminal.key:
        forget_answer(terminal.key, path)
    answer = read_answer(terminal.key, path) if terminal.key else Answer()
    found = setup(invocation.bidi, terminal, answer.mode)
    if as_json:
        print_json(_described(terminal, found, answer))
        return 0
    with output(invocation) as out:
        _print(out, terminal, found)
    if not forget and terminal.key and sys.stdin.isatty() and sys.stdout.isatty():
        from tui.cli.terminal_question import ask  # noqa: PLC0415 - the layout of Arabic is only needed there

        answer = ask(invocation, terminal, answer)
        with output(invocation) as out:
            _print_mode(out, setup(invocation.bidi, terminal, answer.mode), sure=terminal.sure)
    return 0


def _described(terminal: Terminal, found: Setup, answer: Answer) -> dict[str, object]:
    return {
        "terminal": terminal.profile.id or None,
        "name": terminal.name or None,
        "inside": terminal.inside or None,
        "known": terminal.sure,
        "evidence": list(terminal.evidence),
        "key": terminal.key or None,
        "mode": found.mode,
        "chosen_by": found.chosen,
        "answer": answer.mode,
        "advice": terminal.profile.advice or None,
    }


def _print(out: Output, terminal: Terminal, found: Setup) -> None:
    name = terminal.name or _("unknown")
    evidence = ", ".join(terminal.evidence)
    out.items((Item(_("Terminal")), Item(name, "ltr"), Item(evidence, "ltr", "dim")))
    if terminal.inside:
        out.items((Item(_("Inside of")), Item(terminal.inside, "ltr")))
    _print_mode(out, found, sure=terminal.sure)
    if terminal.profile.advice:
        out.say(_(terminal.profile.advice))


def _print_mode(out: Output, found: Setup, *, sure: bool) -> None:
    chosen = _(CHOSEN[found.chosen]) if sure or found.chosen != "terminal" else _("a guess")
    out.items((Item(_("Mode")), Item(found.mode, "ltr"), Item(f"({chosen})", tone="dim")))
    out.prose(_(MODES[found.mode]), indent=2)
