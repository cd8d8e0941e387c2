"""The question which line reads right: one Arabic line in every mode, numbered. A person's eye knows what no program can ask."""

from __future__ import annotations

import sys
from typing import Final, TextIO

from tui.bidi.layout import line, order, set_order
from tui.cli import echo
from tui.cli.invocation import Invocation
from tui.cli.latin import languages, speaking
from tui.cli.output import output
from tui.i18n import N_
from tui.i18n import gettext as _
from tui.terminals.answers import Answer, answers_file, keep_answer
from tui.terminals.encoders import encoded
from tui.terminals.identify import Terminal
from tui.terminals.modes import LOGICAL, Mode
from tui.terminals.sample import SAMPLE
from tui.terminals.setup import switching

OFFERED: Final[tuple[Mode, ...]] = ("app", "lro", "kitty", "kitty-fallback", "terminal")
"""The modes that are shown. In `off` nothing ever reads right."""

_EXPLANATION: Final = N_(
    "Terminals differ in how they draw Arabic, and this one is not known. Below is one line, drawn in several ways."
)
_DESCRIPTION: Final = N_(
    "A right line shows, from left to right: 2019, a word, 12, a word, (CNDH), a short word between « and », a colon, two"
    " words. The letters of a word are joined, and there is a bar at both ends."
)
_QUESTION: Final = N_(
    "Type the number of the first line that reads right; 0 if none does; Enter leaves it as it is."
)


def ask(invocation: Invocation, terminal: Terminal, kept: Answer) -> Answer:
    """Show the line in every mode and ask which reads right; what is kept of this terminal from now on.

    Reads lines from stdin until one of them is an answer; the end of the file and an empty line change nothing. A file that
    can't be written is said, and the answer holds for this time.
    """
    stream = sys.stdout
    modes = offered(terminal)
    before = order()
    enter, leave = switching("app", terminal) if terminal.profile.enter else ("", "")
    try:
        _say(invocation, _EXPLANATION if not terminal.profile.id else "", _DESCRIPTION)
        stream.write(f"{enter}\n{samples(terminal, modes)}\n")
        _say(invocation, _QUESTION)
        number = _number(stream, len(modes))
    finally:
        set_order(before)
        stream.write(leave)
        stream.flush()
    if number is None:
        answer = Answer(kept.mode, asked=True, advised=kept.advised)
    else:
        answer = Answer(modes[number - 1] if number else None, asked=True, advised=kept.advised)
    _keep(invocation, terminal, answer)
    if number == 0:
        _say(
            invocation,
            terminal.profile.advice or N_("Then another terminal will do better; see docs/terminals.md."),
        )
    return answer


def offered(terminal: Terminal) -> tuple[Mode, ...]:
    """The modes that can be shown at once: Konsole and mlterm switch their own bidi for all that is on the screen."""
    return tuple(mode for mode in OFFERED if mode != "terminal" or not terminal.profile.enter)


def samples(terminal: Terminal, modes: tuple[Mode, ...]) -> str:
    """The numbered lines, each with what switches the terminal over for it alone."""
    lines = []
    for number, mode in enumerate(modes, 1):
        set_order("logical" if mode in LOGICAL else "visual")
        enter, leave = ("", "") if terminal.profile.enter else switching(mode, terminal)
        shown = encoded(line(SAMPLE, base="rtl").text, mode)
        lines.append(f"{enter}   {number}   │ {shown} │\r\n{leave}")
    return "".join(lines)


def _number(stream: TextIO, highest: int) -> int | None:
    """The number that is typed, in any digits; None for an empty line and the end of the file."""
    echo.show()
    while True:
        stream.write("> ")
        stream.flush()
        typed = sys.stdin.readline().strip()
        if not typed:
            return None
        if typed.isdecimal() and int(typed) <= highest:
            return int(typed)


def _say(invocation: Invocation, *messages: str) -> None:
    """Say messages in the reader's language, and in Latin letters too where that is written in others."""
    for code in languages():
        with speaking(code), output(invocation) as out:
            for message in messages:
                if message:
                    out.gap()
                    out.say(_(message))


def _keep(invocation: Invocation, terminal: Terminal, answer: Answer) -> None:
    path = answers_file()
    try:
        keep_answer(terminal.key, answer, path)
    except OSError as error:
        with output(invocation, sys.stderr) as err:
            err.say(
                _("The answer can't be kept in {path}: {reason}.").format(
                    path=path, reason=error.strerror or error
                )
            )
