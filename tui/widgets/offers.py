"""Other queries where nothing was found: each with how it differs and how much it finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.strip import Strip

from tui.bidi.paint import Item, row
from tui.i18n import gettext as _
from tui.i18n import is_rtl, ngettext
from tui.widgets.ink import ink
from tui.widgets.virtual_list import VirtualList
from tui.widgets.wording import count, ltr, start_side

if TYPE_CHECKING:
    from store.finding.other_queries import Suggestion


class Offers(VirtualList):
    """Above the empty results, which have the focus: their keys move in this list. A click takes an offer."""

    ROW_HEIGHT = 2
    ONE_CLICK = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {"offers--query", "offers--quiet", "offers--mark"}
    DEFAULT_CSS = """
    Offers {
        display: none;
        height: auto;
        &.-some { display: block; }
        & > .offers--query { text-style: bold; }
        & > .offers--quiet { color: $text-muted; }
        & > .offers--mark { color: $text-warning; text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.can_focus = False
        self.offers: Sequence[Suggestion] = ()

    def show(self, offers: Sequence[Suggestion]) -> None:
        """Show these; none takes the list away."""
        if offers or self.offers:
            self.offers = offers
            self.set_class(bool(offers), "-some")
            self.styles.height = self.ROW_HEIGHT * len(offers)
            self.set_count(len(offers))

    @property
    def chosen(self) -> Suggestion | None:
        """The offer under the cursor."""
        return self.offers[self.cursor] if self.cursor < len(self.offers) else None

    def row_style(self, index: int) -> Style:
        """The cursor is that of the results, whose keys move it."""
        return self.get_component_rich_style("list--cursor") if index == self.cursor else self.plain

    def draw_row(self, index: int, width: int, style: Style) -> list[Strip]:
        """The query, then how it differs and how much it finds."""
        from tui.other_queries import WHY  # noqa: PLC0415 - with the search that found nothing, not with the first screen

        rtl = is_rtl()
        offer = self.offers[index]
        mark = ("▐" if rtl else "▌") if index == self.cursor else " "
        edge = Item(mark, ink(self, "offers--mark"), width=1)
        found = ngettext("{count} article", "{count} articles", offer.total)
        said = f"{_(WHY[offer.why])} · {found.format(count=ltr(count(offer.total)))}"
        query = Item(offer.query, ink(self, "offers--query"), flexible=True, align=start_side())
        quiet = ink(self, "offers--quiet")
        why = Item(said, quiet, "rtl" if rtl else "ltr", flexible=True, align=start_side())
        return [row((edge, query), width, style, rtl=rtl), row((edge, why), width, style, rtl=rtl)]
