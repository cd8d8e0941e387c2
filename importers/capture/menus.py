"""Which short lines of a capture stand in a menu: among others of their kind, or in a block that the page prints twice."""

from __future__ import annotations

from collections.abc import Sequence

from importers.capture.rows import Row

_MENU_WORDS = 3


def in_menu(rows: Sequence[Row], row: Row) -> bool:
    """Whether the line stands among other very short ones without blank lines between: a menu, a row of sections."""
    around = [
        rows[number]
        for number in (row.number - 2, row.number - 1, row.number + 1, row.number + 2)
        if 0 <= number < len(rows)
    ]
    close = [
        other for other in around if not other.blank and other.words <= _MENU_WORDS and not other.stated_day
    ]
    return row.words <= _MENU_WORDS and row.repeats == 1 and len(close) >= 3


def printed_again(rows: Sequence[Row], row: Row, last: int) -> bool:
    """Whether the line is repeated together with its neighbours: pages print their menus for small screens and below the text once more.

    Beside the same line below the body (its last row is `last`), or between the same two lines wherever, it is in a menu; a title comes again elsewhere.
    """
    above, below = _beside(rows, row.number)
    for other in rows:
        if other.key != row.key or other is row:
            continue
        its_above, its_below = _beside(rows, other.number)
        same = (above is not None and above == its_above) + (below is not None and below == its_below)
        if same == 2 or (same == 1 and other.number > last):
            return True
    return False


def _beside(rows: Sequence[Row], number: int) -> tuple[str | None, str | None]:
    """Keys of the nearest written lines above and below a row."""
    above = next((row.key for row in reversed(rows[:number]) if not row.blank), None)
    below = next((row.key for row in rows[number + 1 :] if not row.blank), None)
    return above, below
