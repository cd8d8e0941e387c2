"""One emulator looked at: the app opened in it as anyone would, and once more in a mode that is wrong there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .expected import QUERY, Expected, Place, expected
from .joining import joined
from .programs import Emulator
from .reading import dates_read, words_read
from .screen import Display, Photo
from .window import Grid, Window, window

Part = tuple[int, int]
"""How many of how many."""

_INK = 0.15
"""How much brighter or darker than its ground something must be to be text."""


_NEARLY_ALL = 0.9
"""The share of places in which something has to be: a wrong mode may wrap a text otherwise."""


@dataclass(frozen=True)
class Seen:
    """What one start of the app showed."""

    words: Part
    """Words of the articles that are read in their places and in order."""
    joins: Part
    """Edges between cells over which a letter goes on as it should."""
    dates: Part

    @property
    def is_right(self) -> bool:
        """Whether this is correct Arabic, as far as a machine sees; it reads about five in six words of a right screen."""
        return _share(self.words) >= 0.65 and _share(self.joins) >= 0.9 and _share(self.dates) >= 0.75

    @property
    def is_wrong(self) -> bool:
        """Whether this is plainly not."""
        return _share(self.words) <= 0.3 or _share(self.joins) <= 0.5


@dataclass(frozen=True)
class Finding:
    """An emulator, and what was seen in it."""

    emulator: Emulator
    version: str
    mode: str
    """What `--bidi auto` chose."""
    seen: Seen
    control: Seen
    """The same screen in the emulator's wrong mode."""

    @property
    def is_right(self) -> bool:
        """Whether the app's Arabic is right, and the examination could have told that it is not."""
        return self.seen.is_right and self.control.is_wrong


def examine(
    emulator: Emulator,
    display: Display,
    archive: Path,
    folder: Path,
    *,
    picture: Path | None = None,
    passages: int | None = None,
) -> Finding:
    """Open the app in an emulator and read it, all passages or some; keep a picture where one is wanted.

    Raises TimeoutError where the window or the app in it never comes.
    """
    with window(emulator, display, folder) as opened:
        said = opened.ask("terminals")
        grid = opened.grid
        screen = expected(archive, folder, grid.columns, grid.rows)
        places = _some(screen.passages, passages), _some(screen.dates, passages)
        start = ("--db", str(archive), "--lang", "ar", "--bidi")
        if said[
            "advice"
        ]:  # it is told at the first start, over a part of the screen; what is looked at is the second
            opened.start(*start, "auto", QUERY, state="auto")
            _standing(opened, screen, 0.5)
            opened.stop()
        seen = []
        for mode in ("auto", emulator.control):
            opened.start(*start, mode, QUERY, state=mode)
            photo = _standing(opened, screen, _NEARLY_ALL)
            if picture is not None and mode == "auto":
                display.save(picture, grid.box)
            seen.append(_seen(photo, grid, *places))
            opened.stop()
        vte = opened.environment.get("VTE_VERSION", "")
        version = emulator.version() + (f", VTE {int(vte) // 10000}.{int(vte) // 100 % 100}" if vte else "")
        return Finding(emulator, version, said["mode"], *seen)


def _some(places: Sequence[Place], number: int | None) -> Sequence[Place]:
    """As many places, from all over the screen."""
    return places if number is None else places[:: max(1, len(places) // number)][:number]


def _seen(photo: Photo, grid: Grid, passages: Sequence[Place], dates: Sequence[Place]) -> Seen:
    return Seen(
        words_read(photo, grid, passages), joined(photo, grid, passages), dates_read(photo, grid, dates)
    )


def _standing(opened: Window, screen: Expected, share: float) -> Photo:
    """The app when there is something in this share of the places where there should be."""
    places = [*screen.passages, *screen.dates]

    def is_there(photo: Photo) -> bool:
        shown = (opened.grid.cells(photo, place.row, place.start, place.end).grey for place in places)
        return sum(max(grey) - min(grey) > 255 * _INK for grey in shown) >= share * len(places)

    return opened.display.settled(is_there)


def _share(part: Part) -> float:
    return part[0] / part[1] if part[1] else 0.0
