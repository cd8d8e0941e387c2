"""An app of Textual's own widgets, each with texts that are mixed or hostile; `q` quits, `n` shows the next of its pages."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.filter import LineFilter
from textual.widget import Widget
from textual.widgets import (
    Button,
    Checkbox,
    Collapsible,
    ContentSwitcher,
    DataTable,
    Digits,
    Footer,
    Header,
    Input,
    Label,
    ListItem,
    ListView,
    Log,
    Markdown,
    OptionList,
    Placeholder,
    Pretty,
    ProgressBar,
    RadioButton,
    RadioSet,
    RichLog,
    Select,
    SelectionList,
    Static,
    Tab,
    Tabs,
    TextArea,
    Tree,
)
from textual.widgets.option_list import Option

from tests.terminal.surfaces.corpus import HOSTILE
from tui.bidi.content import BidiContent
from tui.bidi.stock_rows import StockRows
from tui.terminals.output_filter import OutputFilter

TITLE = "حقوق الإنسان في المغرب"
NAMES = [
    "Static",
    "Label",
    "Button",
    "Checkbox",
    "RadioSet",
    "Digits",
    "Placeholder",
    "Pretty",
    "DataTable",
    "Tree",
    "OptionList",
    "SelectionList",
    "ListView",
    "Tabs",
    "Collapsible",
    "Markdown",
    "TextArea",
    "Input",
    "Select",
    "Log",
    "RichLog",
    "ProgressBar",
    "Border",
    "BidiContent",
    "Toast",
]


def widgets(texts: Sequence[str]) -> Iterable[tuple[str, Widget]]:
    """One widget of every kind that shows text, with these."""
    first = texts[0]
    yield "Static", Static(Content("\n".join(texts)))
    yield "Label", Label(Content(first))
    yield "Button", Button(Content(first))
    yield "Checkbox", Checkbox(Content(first))
    yield "RadioSet", RadioSet(*(RadioButton(Content(text)) for text in texts))
    yield "Digits", Digits("2019")
    yield "Placeholder", Placeholder(Content(first))  # type: ignore[arg-type]
    yield "Pretty", Pretty(list(texts))
    table: DataTable[Text] = DataTable()
    table.add_columns(*(Text(text) for text in texts[:2]))
    for text in texts:
        table.add_row(Text(text), Text("2019-09-28"))
    yield "DataTable", table
    tree: Tree[None] = Tree(Text(first))
    for text in texts:
        tree.root.add(Text(text)).add_leaf(Text(text))
    tree.root.expand_all()
    yield "Tree", tree
    yield "OptionList", OptionList(*(Option(Content(text)) for text in texts))
    yield "SelectionList", SelectionList(*((Content(text), n) for n, text in enumerate(texts)))
    yield "ListView", ListView(*(ListItem(Label(Content(text))) for text in texts))
    yield "Tabs", Tabs(*(Tab(Content(text)) for text in texts))
    yield "Collapsible", Collapsible(Static(Content(first)), title=Content(first), collapsed=False)  # type: ignore[arg-type]
    yield "Markdown", Markdown("# " + first.replace("[", "\\[") + "\n\n* " + first, open_links=False)
    yield "TextArea", TextArea("\n".join(texts), show_line_numbers=True)
    yield "Input", Input(first)
    yield "Select", Select([(Text(text), n) for n, text in enumerate(texts)], value=0)  # type: ignore[list-item]
    yield "Log", Log()
    yield "RichLog", RichLog(markup=False)
    bar = ProgressBar(total=10)
    bar.advance(3)
    yield "ProgressBar", bar
    framed = Static("x")
    framed.styles.border = ("round", "white")
    framed.border_title = Content(first)  # type: ignore[assignment]
    framed.border_subtitle = Content(first)  # type: ignore[assignment]
    framed.tooltip = Content(first)
    yield "Border", framed
    yield "BidiContent", Static(BidiContent("\n".join(texts)))


class Stock(App[None]):
    """One widget a page, with the filters of the program."""

    CSS = "ContentSwitcher > * { height: auto; max-height: 22; } DataTable, Tree, Log, RichLog, TextArea, Placeholder { height: 18; }"
    BINDINGS = [("q", "quit"), ("n", "next")]  # noqa: RUF012 (as Textual writes it)
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        super().__init__()
        self.own = [StockRows(), OutputFilter()]
        self.page = 0

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self.own]

    def compose(self) -> ComposeResult:
        yield Header()
        with ContentSwitcher(initial="Static"):
            for name, widget in widgets(self.texts):
                yield VerticalScroll(Static(f"page {name}"), widget, id=name)
            yield VerticalScroll(Static("page Toast"), id="Toast")
        yield Footer()

    def on_mount(self) -> None:
        self.title = f"Static {self.texts[0]}"
        self.query_one(Log).write_lines(self.texts)
        self.query_one(RichLog).write(Text("\n".join(self.texts)))
        for box in self.query("Input, TextArea"):
            box.can_focus = False

    def action_next(self) -> None:
        self.page += 1
        name = NAMES[self.page]
        self.title = f"{name} {self.texts[0]}"
        self.query_one(ContentSwitcher).current = name
        if name == "Toast":
            self.notify(Content("\n".join(self.texts)), markup=True)  # type: ignore[arg-type]


if __name__ == "__main__":
    Stock([one.title for one in HOSTILE] if sys.argv[1] == "hostile" else [TITLE, "من CNDH إلى 2019"]).run()
