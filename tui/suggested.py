"""What a suggestion is and why it is made, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.i18n import N_, _

if TYPE_CHECKING:
    from store.suggestions import Suggestion

KINDS: dict[str, str] = {
    "agreement": N_("Agreement"),
    "event": N_("Event"),
    "region": N_("Region"),
    "province": N_("Province"),
    "town": N_("Town"),
    "commune": N_("Commune"),
    "institution": N_("Institution"),
    "person": N_("Person"),
    "theme": N_("Theme"),
}
RULES: dict[str, str] = {
    "signed": N_("the text says that it is signed"),
    "in the title": N_("it is in the title"),
    "in the lead": N_("the article begins with it"),
    "named": N_("it is named"),
    "named again": N_("it is named several times"),
    "a place in it": N_("a place in it is named"),
    "cue": N_("the word before it says what it is"),
    "role before": N_("a role is written before the name"),
    "role behind": N_("a role is written behind the name"),
    "title": N_("a form of address is written before the name"),
    "speaks": N_("the person is quoted"),
}
"""Why each rule of `store.suggesting` suggests what it does."""


def kind(one: Suggestion) -> str:
    """What kind of thing is suggested."""
    return _(KINDS[one.kind])


def why(one: Suggestion) -> str:
    """Why it is suggested; for a person, what the text calls them."""
    return one.role or _(RULES.get(one.rule, one.rule))
