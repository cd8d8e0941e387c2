"""How another query differs from one that found nothing, in words."""

from __future__ import annotations

from store.finding.other_queries import Why
from tui.i18n import N_

WHY: dict[Why, str] = {
    "other spelling": N_("other spelling"),
    "other keyboard": N_("other keyboard"),
    "other value": N_("other value"),
    "without a condition": N_("without a condition"),
    "any of the words": N_("any of the words"),
    "without quotation marks": N_("without quotation marks"),
}
