"""Which terminal this is and how it is known: by its environment, or by asking it where that does not say."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import NamedTuple, Self

from tui.terminals.asking import FAR, KITTY_FONT, NEARBY, QUESTIONS, Asking, Heard
from tui.terminals.environment import Multiplexer, multiplexer, over_network, told
from tui.terminals.profiles import PROFILES, UNKNOWN, Profile
from tui.terminals.replies import Replies, by_replies, by_version, multiplexer_by
from tui.terminals.tmux import AskingTmux, Client


class Terminal(NamedTuple):
    """The terminal a person sits at."""

    profile: Profile = UNKNOWN
    inside: Multiplexer = ""
    """What stands between."""
    key: str = ""
    """What answers about it are kept under; the empty text where there is nothing to know it by."""
    evidence: tuple[str, ...] = ()
    """What says so, as it is: ``VTE_VERSION=7006``, ``XTVERSION XTerm(379)``, ``DA2 0;136;0``."""
    attended: bool = False
    """Whether there is a terminal at all: it replied, or set variables. A script's pseudo-terminal does neither."""
    obeys: bool = False
    """Whether it said that it orders text by itself and can be told not to (DECRQM 8)."""
    passthrough: bool = True
    """Whether what is in the multiplexer's envelope comes through."""
    font: str = ""
    """The font, where it says so (kitty)."""
    typed: bytes = b""
    """What a person typed while it was asked."""
    due: bool = False
    """Whether replies may still come."""

    @property
    def sure(self) -> bool:
        """Whether it is known how Arabic comes out right, so that nobody need be asked."""
        return self.profile.sure or (not self.profile.id and self.obeys)

    @property
    def name(self) -> str:
        """Its name; of an unknown one whatever there is to know it by."""
        return self.profile.name or (self.evidence[0] if self.evidence else "")


class Identification:
    """Finding out, begun when it is made and done when `result` is called; in a `with`."""

    def __init__(self, env: Mapping[str, str], *, ask: bool = True) -> None:
        """`ask` whether the terminal may be asked: stdin and stderr have to be one."""
        self._env = env
        self.inside = multiplexer(env)
        self._told = told(env)
        self._ways = ExitStack()
        self._asking: Asking | None = None
        self._tmux = AskingTmux() if ask and self.inside == "tmux" else None
        questions = self._questions()
        if ask and questions:
            self._ask(questions, self.inside)

    def _ask(self, questions: str, inside: Multiplexer) -> None:
        if sys.__stdin__ is None or sys.__stderr__ is None:
            return
        patience = FAR if over_network(self._env) else NEARBY
        source, target = sys.__stdin__.fileno(), sys.__stderr__.fileno()
        self._asking = self._ways.enter_context(Asking(source, target, questions, inside, patience))

    def _questions(self) -> str:
        """What to ask. tmux answers for itself; screen keeps the variables of where it was started, not attached."""
        if self.inside == "tmux" or self._env.get("TERM") in (None, "", "dumb"):
            return ""
        if self.inside == "screen":
            return QUESTIONS
        if len(self._told) != 1:
            return QUESTIONS
        return KITTY_FONT if "kitty" in self._told else ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ways.close()

    def result(self) -> Terminal:
        """The terminal, after waiting for what it has to say."""
        heard = self._asking.hear() if self._asking is not None else Heard()
        if self._tmux is not None:
            return _around_tmux(self._tmux.hear(), self._told)
        beyond = multiplexer_by(heard.replies)
        if beyond == "tmux" and not self.inside:
            evidence = _said(heard.replies)
            return Terminal(UNKNOWN, beyond, "tmux/?", evidence, attended=True, typed=heard.typed)
        if beyond == "screen" and not self.inside:
            self._ask(QUESTIONS, beyond)
            around = self._asking.hear() if self._asking is not None else Heard()
            heard = around._replace(typed=heard.typed + around.typed)
        return _terminal(self._told, heard, beyond or self.inside, self._env.get("TERM", ""))


def terminal(env: Mapping[str, str]) -> Terminal:
    """The terminal by its environment alone."""
    return Identification(env, ask=False).result()


def _terminal(named: Mapping[str, str], heard: Heard, inside: Multiplexer, term: str) -> Terminal:
    replies = heard.replies
    id_ = by_replies(replies)
    evidence = list(_said(replies))
    if not id_ and len(named) >= 1 and not replies.version:
        # Of several the environment names, one says which it is by how it behaves; else the first will do.
        id_, variable = next(iter(named.items()))
        evidence.insert(0, variable)
    profile = PROFILES.get(id_, UNKNOWN)
    known_by = profile.id or _name_of(replies) or (f"TERM {term}" if term else "")
    return Terminal(
        profile,
        inside,
        f"{inside}/{known_by}" if inside and known_by else known_by,
        tuple(evidence) or ((f"TERM={term}",) if term else ()),
        attended=replies.anything or bool(named),
        obeys=replies.bidi in (1, 2, 4),
        font=replies.font,
        typed=heard.typed,
        due=heard.due,
    )


def _around_tmux(client: Client | None, named: Mapping[str, str]) -> Terminal:
    """The terminal around tmux; by our own environment, which tmux was started with, where tmux does not know."""
    if client is None:
        found = _terminal(named, Heard(), "tmux", "")
        return found._replace(attended=False, passthrough=False)
    outside = told(client.environment)
    if len(outside) != 1 and by_version(client.version):
        outside = {by_version(client.version): f"XTVERSION {client.version}"}
    found = _terminal(outside, Heard(), "tmux", client.environment.get("TERM", ""))
    if client.version and not found.profile.id:
        name = _name_of(Replies(version=client.version))
        found = found._replace(key=f"tmux/{name}", evidence=(f"XTVERSION {client.version}",))
    return found._replace(attended=True, passthrough=client.passthrough)


def _said(replies: Replies) -> tuple[str, ...]:
    said = []
    if replies.version:
        said.append(f"XTVERSION {replies.version}")
    if replies.secondary:
        said.append("DA2 " + ";".join(map(str, replies.secondary)))
    if replies.bidi is not None:
        said.append(f"DECRQM 8;{replies.bidi}")
    return tuple(said)


def _name_of(replies: Replies) -> str:
    """What an unknown terminal is known by: its name without the version, so that a new one is not asked about again."""
    if replies.version:
        return re.split(r"[ (/]", replies.version, maxsplit=1)[0]
    return "DA2 " + ";".join(map(str, replies.secondary)) if replies.secondary else ""


def is_in_ci(env: Mapping[str, str] = os.environ) -> bool:
    """Whether a machine runs this that nobody sits at, though it may have a terminal: such machines set CI."""
    return bool(env.get("CI"))
