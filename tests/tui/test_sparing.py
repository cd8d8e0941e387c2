"""A change on the screen costs the lines it changes, and is written as Textual would write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tests.tui.driving import Browser, Settle, press, screen
from tui.screens.dialog import Dialog
from tui.screens.help import HelpScreen
from tui.widgets.sparing import SparingCompositor
from tui.widgets.tall import Tall

WIDTH, HEIGHT = 30, 12
Draw = Callable[[int, int, Style], list[Strip]]


class Line(Widget):
    """One line of its own letter."""

    DEFAULT_CSS = "Line { height: 1; }"

    def render_line(self, y: int) -> Strip:
        return Strip.blank(self.size.width)


class Middle(Widget):
    """Counts the lines that are asked of it."""

    DEFAULT_CSS = "Middle { height: 1fr; }"
    asked = 0

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked += crop.height
        return super().render_lines(crop)


class Sparing(Screen[None]):
    def __init__(self) -> None:
        super().__init__()
        self._compositor = SparingCompositor()

    def compose(self) -> ComposeResult:
        yield Line(id="first")
        yield Middle()
        yield Line(id="last")


class Frame(App[None]):
    def get_default_screen(self) -> Screen[None]:
        return Sparing()


def written(compositor: Compositor, app: App[Any], *regions: Region) -> str:
    """What a partial update of these regions writes to the terminal."""
    compositor._dirty_regions = set(regions)
    update = compositor.render_partial_update()
    return update.render_segments(app.console) if update else ""


async def test_what_lies_between_two_changed_lines_gives_none() -> None:
    app = Frame()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        middle = app.screen.query_one(Middle)
        middle.asked = 0
        top, bottom = Region(0, 0, WIDTH, 1), Region(0, HEIGHT - 1, WIDTH, 1)
        assert written(app.screen._compositor, app, top, bottom)
        assert middle.asked == 0
        assert written(app.screen._compositor, app, Region(3, 4, 5, 2))
        assert middle.asked == 2


@contextmanager
def stock(compositor: Compositor) -> Iterator[Compositor]:
    """The same compositor as Textual has it."""
    kind = type(compositor)
    compositor.__class__ = Compositor
    try:
        yield compositor
    finally:
        compositor.__class__ = kind


REGIONS = st.lists(
    st.builds(Region, st.integers(0, 115), st.integers(0, 38), st.integers(1, 120), st.integers(1, 40)),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("dialog", [False, True])
async def test_any_change_is_written_as_textual_writes_it(
    browser: Browser, settle: Settle, dialog: bool
) -> None:
    async with browser(size=(120, 40)) as pilot:
        if dialog:
            await press(pilot, settle, "h")
            assert isinstance(pilot.app.screen, HelpScreen)
        compositor = pilot.app.screen._compositor
        assert isinstance(compositor, SparingCompositor)

        @settings(max_examples=20, deadline=None, derandomize=True)
        @given(REGIONS)
        def same(regions: list[Region]) -> None:
            seen = [part for one in regions if (part := one.intersection(compositor.size.region))]
            with stock(compositor):
                wanted = written(compositor, pilot.app, *seen)
            assert written(compositor, pilot.app, *seen) == wanted

        same()


async def lines_painted(
    pilot: Pilot[int], settle: Settle, key: str, monkeypatch: pytest.MonkeyPatch
) -> dict[str, int]:
    """How many lines of each list and text a key has drawn anew."""
    counts: dict[str, int] = {}
    for widget in (screen(pilot).results, screen(pilot).reader, screen(pilot).facets):
        drawn = widget.render_line

        def count(y: int, widget: Tall = widget, drawn: Callable[[int], Strip] = drawn) -> Strip:
            counts[widget.id or ""] = counts.get(widget.id or "", 0) + 1
            return drawn(y)

        monkeypatch.setattr(widget, "render_line", count)
    await press(pilot, settle, key)
    return counts


async def test_opening_an_article_that_is_shown_draws_the_row_of_the_cursor_alone(
    browser: Browser, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browser(size=(120, 40)) as pilot:
        assert screen(pilot).reader.article is not None
        counts = await lines_painted(pilot, settle, "enter", monkeypatch)
        assert screen(pilot).focused_pane == "reader"
        assert counts == {"results": screen(pilot).results.ROW_HEIGHT}


async def test_marking_draws_the_two_rows_of_the_cursor_alone(
    browser: Browser, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browser(size=(120, 40)) as pilot:
        results = screen(pilot).results
        await press(pilot, settle, "x")  # the first mark takes a line for telling how many
        assert results.count > 3
        drawn = []

        def draw_row(index: int, width: int, style: Style, draw: Draw = results.draw_row) -> list[Strip]:
            drawn.append(index)
            return draw(index, width, style)

        monkeypatch.setattr(results, "draw_row", draw_row)
        await press(pilot, settle, "x")
        assert len(results.marked) == 2
        assert set(drawn) == {1, 2}


def looks(strips: Iterable[Strip]) -> list[list[tuple[str, Style | None]]]:
    """Each line cell by cell; of the ink of a blank nothing is seen."""
    return [
        [(char, _ground(style) if char == " " else style) for text, style, _ in strip for char in text]
        for strip in strips
    ]


def _ground(style: Style | None) -> Style | None:
    return style and Style(bgcolor=style.bgcolor, underline=style.underline, reverse=style.reverse)


@pytest.mark.parametrize("language", ["ar", "en"], indirect=True)
async def test_lists_and_texts_give_the_lines_that_textual_would_make_of_theirs(
    browser: Browser, settle: Settle, language: str
) -> None:
    async with browser(size=(120, 40)) as pilot:
        await press(pilot, settle, "r", "j")
        for widget in (
            screen(pilot).results,
            screen(pilot).reader,
            screen(pilot).facets,
            screen(pilot).record,
        ):
            whole = Region(0, 0, *widget.region.size)
            assert whole.area > 100
            for crop in (whole, Region(2, 1, whole.width - 5, whole.height - 3)):
                assert looks(widget.render_lines(crop)) == looks(Widget.render_lines(widget, crop))


class Long(Tall):
    """Has a scroll bar."""


class Scrolled(App[None]):
    def compose(self) -> ComposeResult:
        yield Long()


async def test_a_scroll_bar_looks_as_textuals_own() -> None:
    app = Scrolled()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        long = app.query_one(Long)
        for height, top in (
            (13, 0),
            (13, 1),
            (40, 7),
            (41, 29),
            (5_000, 4_988),
            (5_000, 3),
            (1_000_000, 600_000),
        ):
            long.set_height(height)
            long.scroll_to(y=top, animate=False, force=True)
            await pilot.pause()
            bar = long.vertical_scrollbar
            whole = Region(0, 0, 1, HEIGHT)
            assert long.scroll_offset.y == top
            assert looks(bar.render_lines(whole)) == looks(Widget.render_lines(bar, whole))


async def test_hits_that_stay_are_not_drawn_again(
    browser: Browser, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browser(size=(120, 40)) as pilot:
        await press(pilot, settle, "s", *"حقوق")
        results = screen(pilot).results
        listed = list(results.docids)
        assert listed
        drawn = []

        def draw_row(index: int, width: int, style: Style, draw: Draw = results.draw_row) -> list[Strip]:
            drawn.append(index)
            return draw(index, width, style)

        monkeypatch.setattr(results, "draw_row", draw_row)
        await press(pilot, settle, "space")
        assert list(results.docids) == listed
        assert not drawn
        await press(pilot, settle, *"zzz")
        assert list(results.docids) != listed


async def test_a_dialog_is_painted_when_all_of_it_stands(
    browser: Browser, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browser(size=(120, 40)) as pilot:
        painted: list[list[str]] = []
        display = pilot.app._display

        def kept(shown: Screen[Any], renderable: Any) -> None:
            if isinstance(shown, HelpScreen):
                painted.append([strip.text for strip in shown._compositor.render_strips()])
            display(shown, renderable)

        monkeypatch.setattr(pilot.app, "_display", kept)
        await press(pilot, settle, "h")
        assert painted
        assert painted[0] == painted[-1]


@pytest.mark.parametrize("key", ["h", ":", "t"])
async def test_a_dialog_looks_as_if_it_were_styled_again(browser: Browser, settle: Settle, key: str) -> None:
    async with browser(size=(120, 40)) as pilot:
        await press(pilot, settle, key)
        dialog = pilot.app.screen
        assert isinstance(dialog, Dialog)
        before = [strip.text for strip in dialog._compositor.render_strips()]
        styled = [widget.styles.get_rules() for widget in dialog.walk_children(Widget)]
        dialog.update_node_styles(animate=False)
        dialog.refresh(layout=True)
        await settle(pilot)
        assert [widget.styles.get_rules() for widget in dialog.walk_children(Widget)] == styled
        assert [strip.text for strip in dialog._compositor.render_strips()] == before


async def test_the_help_is_one_text_and_not_a_widget_for_each_command(
    browser: Browser, settle: Settle
) -> None:
    async with browser(size=(120, 40)) as pilot:
        await press(pilot, settle, "h")
        assert len(list(pilot.app.screen.walk_children())) <= 8
