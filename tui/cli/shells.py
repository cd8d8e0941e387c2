"""What each shell is told when it completes a word, and the script for bash.

bash puts what it gets into the line as it stands: names with blanks and signs have to be escaped, and click's own script
lets the shell expand a ``*`` in them and eats backslashes. zsh and fish escape by themselves; fish's script splits at commas.
"""

from __future__ import annotations

import re
from typing import ClassVar

from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' type value
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case "$type" in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            # within quotation marks bash would want the value without its beginning
            plain) [[ "${COMP_WORDS[COMP_CWORD]}" == *[\\'\\"]* ]] || COMPREPLY+=("$value") ;;
        esac
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" %(complete_var)s=bash_complete "$1" 2>/dev/null)
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""
_PLAIN = re.compile(r"([^\w@%+=:,./-])", re.ASCII)
"""What a shell may take for more than a letter; letters of other scripts have no meaning to it."""


class Bash(BashComplete):
    """bash, with values that are escaped."""

    source_template: ClassVar[str] = _BASH

    def format_completion(self, item: CompletionItem[str]) -> str:
        """``plain,value``."""
        value = str(item.value)
        return f"{item.type},{value if item.type != 'plain' else _escaped(value)}"


class Fish(FishComplete):
    """fish, which is given no value with a comma: its script would cut it there."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Those that can be handed over whole."""
        return [item for item in super().get_completions(args, incomplete) if "," not in str(item.value)]


CLASSES: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": ZshComplete, "fish": Fish}


def _escaped(value: str) -> str:
    return "".join(rf"\{letter}" if letter.isascii() and _PLAIN.match(letter) else letter for letter in value)
