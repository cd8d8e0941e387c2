"""`archive completion`: the script by which a shell completes the words of this command."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem, ShellComplete

from tui.cli.command import subcommand
from tui.cli.invocation import Invocation
from tui.cli.shells import CLASSES
from tui.i18n import N_, _, language

VARIABLE = "_ARCHIVE_COMPLETE"
"""The variable by which the script asks for completions; `tui.cli.start` answers."""
SHELLS = tuple(CLASSES)


def answer(asked: str, invocation: Invocation) -> int:
    """Print the completions that a shell asks for (``bash_complete``); 1 for what no script of ours asks."""
    shell, _underscore, what = asked.partition("_")
    if shell not in SHELLS or what != "complete":
        return 1
    made = _completion(shell, invocation)
    words, begun = made.get_completion_args()
    found = _in_the_readers_language(made.get_completions(words, begun))
    sys.stdout.write("".join(made.format_completion(item) + "\n" for item in found))
    return 0


def _completion(shell: str, invocation: Invocation) -> ShellComplete:
    from tui.cli.archive import archive  # noqa: PLC0415 - the table of commands has this one

    return CLASSES[shell](archive, {"obj": invocation}, "archive", VARIABLE)


def _in_the_readers_language(items: Iterable[CompletionItem]) -> Iterable[CompletionItem]:
    """What a shell prints beside a word is not laid out by us: no Arabic there."""
    for item in items:
        item.help = None if language() == "ar" or not item.help else _(item.help)
        yield item


@subcommand(
    "completion",
    about=N_("Print what makes a shell complete commands, options and files with the Tab key."),
    examples=(
        ("archive completion bash >> ~/.bashrc", N_("for bash, from the next one on")),
        ("archive completion zsh >> ~/.zshrc", N_("for zsh")),
        ("archive completion fish > ~/.config/fish/completions/archive.fish", N_("for fish")),
    ),
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_obj
def command(invocation: Invocation, shell: str) -> int:
    """Print the script for this shell."""
    made = _completion(shell, invocation)
    sys.stdout.write(made.source_template % made.source_vars())
    return 0
