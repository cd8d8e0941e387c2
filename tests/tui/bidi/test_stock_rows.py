"""Rows of widgets that know nothing of the layout, and a text that Textual's widgets show through it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Span
from textual.widgets import Static

from tui.bidi.content import BidiContent
from tui.bidi.layout import layout, line, set_order
from tui.bidi.stock_rows import StockRows

BLACK = Color(0, 0, 0)
TITLE = "حقوق الإنسان (CNDH)"
TEXTS = st.text(
    st.one_of(
        st.sampled_from(
            "حقوق الإنسان لا لا  ـَ 2019 (abc) «»│─  پژوهش ئ ء ى ة \u0640\u200c\u200d\u2066\u202e"
        ),
        st.characters(min_codepoint=0x600, max_codepoint=0x8FF),
        st.characters(max_codepoint=0x2FFF, exclude_categories=("Cs",)),
    ),
    max_size=60,
)


def shown(*texts: str) -> str:
    return "".join(s.text for s in StockRows().apply([Segment(text) for text in texts], BLACK))


def test_columns_keep_their_places() -> None:
    assert shown(f"│ {TITLE}   2019-09-28  هسبريس │") == (
        f"│ {line(TITLE).text}    2019-09-28  {line('هسبريس').text} │"
    )


def test_a_sign_before_a_text_stays_where_the_widget_put_it() -> None:
    assert shown("▼ حقوق") == f"▼ {line('حقوق').text}"
    assert shown("├── • حقوق") == f"├── • {line('حقوق').text}"


def test_the_cell_of_a_ligature_becomes_a_blank_on_the_free_side() -> None:
    assert shown("لا  x") == f"{line('لا').text}   x"
    assert shown("x      لا") == f"x       {line('لا').text}"


def test_a_text_in_several_segments_is_laid_out_as_one_and_keeps_its_styles() -> None:
    bold = Style(bold=True)
    row = [Segment("حقوق ", bold), Segment("الإنسان")]
    found = StockRows().apply(row, BLACK)
    assert "".join(s.text for s in found) == line("حقوق الإنسان").text + " "
    assert "".join(s.text for s in found if s.style == bold) == " " + line("حقوق").text


def test_rows_for_a_terminal_that_reorders_are_left_alone() -> None:
    set_order("logical")
    try:
        assert shown(TITLE) == TITLE
    finally:
        set_order("visual")


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(5, 60))
def test_what_is_laid_out_passes_unchanged_and_cells_stay_as_many(text: str, width: int) -> None:
    for one in (*layout(text, width), *layout(text, width, marks=True)):
        assert shown(one.text) == one.text
    before = Segment(text.replace("\n", " "))
    after = StockRows().apply([before], BLACK)
    assert Segment.get_line_length(after) == before.cell_length


class Page(App[None]):
    CSS = "Screen { align: left top; } Static { width: 20; }"

    def compose(self) -> ComposeResult:
        text = "حقوق الإنسان في المغرب CNDH\n[red]Non[/red] et"
        self.page = Static(BidiContent(text, [Span(0, 4, "bold")]))
        yield self.page


async def test_content_is_wrapped_aligned_styled_and_selected_in_logical_order() -> None:
    app = Page()
    async with app.run_test(size=(20, 10)) as pilot:
        rows = [app.page.render_line(y) for y in range(app.page.size.height)]
        assert [row.text for row in rows] == [
            line("حقوق الإنسان في").text.rjust(20),
            line("المغرب CNDH").text.rjust(20),
            "[red]Non[/red] et".ljust(20),
        ]
        assert "".join(s.text for s in rows[0] if s.style and s.style.bold) == line("حقوق").text
        await pilot.mouse_down(offset=(19, 0))
        await pilot.hover(offset=(8, 0))
        await pilot.mouse_up(offset=(8, 0))
        await pilot.pause()
        assert (app.screen.get_selected_text() or "").strip() == "حقوق الإنسان"


async def test_content_measures_itself_and_keeps_to_the_rules_of_its_widget() -> None:
    content = BidiContent("لا إله إلا الله\nab")
    assert content.get_optimal_width({}, 80) == line("لا إله إلا الله").width
    assert content.get_height({}, 6) == 4
    assert content.get_height({"text_wrap": "nowrap"}, 6) == 2
    app = Page()
    async with app.run_test(size=(20, 10)):
        app.page.styles.text_wrap = "nowrap"
        app.page.styles.text_overflow = "ellipsis"
        app.page.styles.text_align = "left"
        app.page.update(BidiContent("حقوق الإنسان في المغرب كله"))
        row = app.page.render_line(0).text
        assert row.startswith("…")
        assert line("حقوق").text in row


async def test_harakat_are_shown_where_they_are_asked_for() -> None:
    app = Page()
    async with app.run_test(size=(20, 10)):
        app.page.update(BidiContent("مُحَمَّد"))
        assert app.page.render_line(0).text == line("محمد").text.rjust(20)
        app.page.update(BidiContent("مُحَمَّد", marks=True))
        assert "\u0651" in app.page.render_line(0).text


async def test_what_is_selected_is_copied_as_it_is_written() -> None:
    app = Page()
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.mouse_down(offset=(19, 0))
        await pilot.hover(offset=(8, 0))
        await pilot.mouse_up(offset=(8, 0))
        await pilot.press("ctrl+c")
        assert app.clipboard.strip() == "حقوق الإنسان"
