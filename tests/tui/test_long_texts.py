"""Long texts: cut into pieces, laid out where they are looked at, and read in the reader without losing one's place."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from store.article import Article, Line, StoredArticle
from tui.bidi.layout import layout
from tui.bidi.paint import Span
from tui.widgets.article_text import article_text
from tui.widgets.paragraphs import Flow, Paragraph, pieces
from tui.widgets.text_flow import TextFlow

SENTENCE = "نظمت الجمعية ندوة حول حقوق الإنسان (2019) حضرها باحثون. "


def test_a_long_paragraph_is_cut_after_sentences_and_loses_nothing() -> None:
    text = SENTENCE * 2000
    parts = list(pieces(Paragraph(text, start=7)))
    assert len(parts) == 6
    assert "".join(part.text for part in parts) == text
    assert all(part.text.endswith(". ") for part in parts)
    assert [part.start for part in parts] == [7 + part.begin for part in parts]
    assert {part.base for part in parts} == {"rtl"}


def test_a_paragraph_without_blanks_is_cut_before_a_letter() -> None:
    text = "بَّ" * 20_000
    parts = list(pieces(Paragraph(text)))
    assert "".join(part.text for part in parts) == text
    assert {part.text[0] for part in parts} == {"ب"}


@pytest.mark.parametrize("text", ["\u064e" * 50_000, "\x00" * 50_000, " " * 50_000, "a" * 50_000])
def test_hostile_paragraphs_are_cut_into_pieces_too(text: str) -> None:
    parts = list(pieces(Paragraph(text)))
    assert "".join(part.text for part in parts) == text
    assert max(len(part.text) for part in parts) <= 20_000


def test_only_what_is_looked_at_is_laid_out_and_heights_come_out_right() -> None:
    paragraphs = [Paragraph(SENTENCE * (number % 7)) for number in range(200)]
    flow = Flow(paragraphs, 40)
    flow.lines(100)
    assert not flow.settled
    exact = [len(layout(paragraph.text, 40)) for paragraph in paragraphs]
    while not flow.settled:
        flow.settle(2000)
    assert flow.height == sum(exact)
    for index in (0, 1, 57, 199):
        assert flow.top(index) == sum(exact[:index])
        assert flow.at(flow.top(index)) == (index, 0)
    last = len(paragraphs[57].text) - 2
    assert flow.at(flow.row_of(57, last))[0] == 57


def test_rows_and_characters_are_found_from_each_other() -> None:
    flow = Flow([Paragraph(SENTENCE * (number % 5)) for number in range(30)], 33)
    flow.settle(1_000_000)
    for row in range(flow.height):
        index, offset = flow.offset_at(row)
        assert flow.row_of(index, offset) == row


def test_many_blank_lines_are_read_as_two_and_words_are_still_found() -> None:
    note = "Note" + "\n" * 1_000_000 + "end"
    article = Article((Line("A\n\n\nb" + "\n \t" * 100_000 + "\nc"),), title="T")
    text = article_text(StoredArticle("i" * 64, 1, article, (), note=note), furniture=False)
    assert [one.text for one in text.paragraphs[3:]][:7] == ["A", "", "", "b", "", "", "c"]
    assert [one.text for one in text.paragraphs[-4:]] == ["Note", "", "", "end"]
    for one in text.paragraphs:
        if one.start >= 0:
            assert text.searched[one.start :].startswith(one.text)


class Reading(App[None]):
    """One long text."""

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        super().__init__()
        self.paragraphs = paragraphs

    def compose(self) -> ComposeResult:
        yield TextFlow(id="flow")

    def on_mount(self) -> None:
        flow = self.query_one(TextFlow)
        flow.show(self.paragraphs)
        flow.focus()


def first_words(flow: TextFlow) -> str:
    """What the first row on the screen stands for."""
    index, offset = flow._flow.offset_at(flow.scroll_offset.y)
    return flow.paragraphs[index].text[offset : offset + 40]


NUMBERED = "".join(f"الجملة رقم {number} من هذا النص الطويل. " for number in range(4000))


async def test_the_end_is_reached_without_laying_out_what_lies_before_it() -> None:
    app = Reading([Paragraph(NUMBERED)])
    async with app.run_test(size=(60, 20)) as pilot:
        flow = app.query_one(TextFlow)
        await pilot.pause()
        flow.action_last()
        await pilot.pause()
        index, part = flow._flow.at(flow.scroll_offset.y + 19)
        assert index == len(flow.paragraphs) - 1
        assert part == len(flow._flow.lines(index)) - 1
        assert flow.render_line(19).text.strip()


async def test_the_first_row_stays_when_heights_become_exact_and_when_the_width_changes() -> None:
    app = Reading([Paragraph(NUMBERED)])
    async with app.run_test(size=(60, 20)) as pilot:
        flow = app.query_one(TextFlow)
        await pilot.pause()
        flow.action_last()
        await pilot.pause()
        flow.scroll_to(y=flow.scroll_offset.y - 30, animate=False)
        await pilot.pause()
        words = first_words(flow)
        while not flow._flow.settled:
            flow._settle()
            await pilot.pause()
        assert first_words(flow) == words
        index, offset = flow._flow.offset_at(flow.scroll_offset.y)
        await pilot.resize_terminal(41, 20)
        await pilot.pause()
        now, begins = flow._flow.offset_at(flow.scroll_offset.y)
        assert now == index
        assert begins <= offset < begins + 41


async def test_one_stays_in_the_text_when_a_line_is_added_above_it() -> None:
    text = Paragraph(NUMBERED, start=0)
    app = Reading([Paragraph("by", "quiet"), text])
    async with app.run_test(size=(60, 20)) as pilot:
        flow = app.query_one(TextFlow)
        await pilot.pause()
        while not flow._flow.settled:
            flow._settle()
            await pilot.pause()
        flow.scroll_to(y=1500, animate=False)
        await pilot.pause()
        words = first_words(flow)
        flow.show([Paragraph("by", "quiet"), Paragraph("#tag", "tags"), text], keep_place=True)
        await pilot.pause()
        assert first_words(flow) == words
        flow.show([text])
        await pilot.pause()
        assert flow.scroll_offset.y == 0


async def test_styles_are_asked_for_the_characters_of_a_row_only() -> None:
    asked: list[tuple[int, int, int]] = []

    class Asking(TextFlow):
        def spans_of(self, index: int, start: int, end: int) -> list[Span]:
            asked.append((index, start, end))
            return []

    class One(App[None]):
        def compose(self) -> ComposeResult:
            yield Asking()

    app = One()
    async with app.run_test(size=(60, 20)) as pilot:
        app.query_one(Asking).show([Paragraph(NUMBERED)])
        await pilot.pause()
        assert asked
        assert all(0 < end - start <= 120 for _, start, end in asked)
        assert max(end for _, _, end in asked) < 3000
