"""The read-only text widget."""

from __future__ import annotations

from rich.style import Style
from textual.app import App, ComposeResult

from tui.bidi.paint import Span
from tui.bidi.svg import as_placed
from tui.bidi.text import BidiStatic
from tui.terminals.output_filter import OutputFilter

TEXT = "حقوق الإنسان في المغرب CNDH\n[red]Non[/red] et [/]\nمُحَمَّد"


class Page(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self._filters.append(OutputFilter())

    def compose(self) -> ComposeResult:
        self.page = BidiStatic(TEXT, [Span(0, 4, Style(bold=True))])
        yield self.page


def rows(app: Page) -> list[str]:
    return [app.page.render_line(y).text for y in range(app.page.content_size.height)]


async def test_lines_are_laid_out_and_markup_is_text() -> None:
    app = Page()
    async with app.run_test(size=(20, 10)):
        assert rows(app) == [
            "ﻲﻓ ﻥﺎﺴﻧﻹﺍ ﻕﻮﻘﺣ".rjust(20),
            "CNDH ﺏﺮﻐﻤﻟﺍ".rjust(20),
            "[red]Non[/red] et".ljust(20),
            "[/]".ljust(20),
            "ﺪﻤﺤﻣ".rjust(20),
        ]
        bold = [s.text for s in app.page.render_line(0) if s.style is not None and s.style.bold]
        assert "".join(bold) == "ﻕﻮﻘﺣ"
        app.page.show_marks(True)
        assert "\u0651" in rows(app)[4]


async def test_updating_changes_height_and_text() -> None:
    app = Page()
    async with app.run_test(size=(20, 10)) as pilot:
        app.page.update("oui")
        await pilot.pause()
        assert app.page.text == "oui"
        assert rows(app) == ["oui".ljust(20)]


async def test_the_mouse_selects_in_logical_order() -> None:
    app = Page()
    async with app.run_test(size=(20, 10)) as pilot:
        # From the first letter at the right edge to the blank behind the second word.
        await pilot.mouse_down(offset=(19, 0))
        await pilot.hover(offset=(8, 0))
        await pilot.mouse_up(offset=(8, 0))
        await pilot.pause()
        assert (app.screen.get_selected_text() or "").strip() == "حقوق الإنسان"
        await pilot.press("ctrl+c")
        assert app.clipboard.strip() == "حقوق الإنسان"


async def test_painting_is_coarse_and_probing_is_fine() -> None:
    app = Page()
    async with app.run_test(size=(20, 10)):
        painted = app.page.render_lines(app.page.size.region)
        assert sum(len(list(strip)) for strip in painted) < 20
        assert len(list(app.page.render_line(0))) == 20


async def test_a_screenshot_keeps_the_cells_where_they_are() -> None:
    app = Page()
    async with app.run_test(size=(20, 10)):
        svg = as_placed(app.export_screenshot())
        style = svg[svg.index("<style>") : svg.index("</style>")]
        assert "unicode-bidi: bidi-override" in style
        assert "ﻕﻮﻘﺣ" in svg
