"""What is printed on a terminal: laid out, within the width, on the side the reader begins."""

import io
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.cli.conftest import Run
from tui import i18n
from tui.bidi.layout import line, set_order
from tui.cli.invocation import Invocation
from tui.cli.output import Item
from tui.cli.terminal import TerminalOutput, isolated

SGR = re.compile(r"\x1b\[[\d;]*m")
DANGEROUS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MIXED = st.text(
    st.one_of(
        st.sampled_from("حقوق الإنسان لا ـَ 2019 (abc) «»\u200c\u200d\u202e\u2067\x1b\x9b\x07\t\n-+/$"),
        st.characters(max_codepoint=0x2FFF),
    ),
    max_size=200,
)


@pytest.fixture(params=["ar", "en"])
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.set_language(request.param)
    yield request.param
    i18n.set_language("en")
    set_order("visual")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printing() -> tuple[Terminal, TerminalOutput]:
    stream = Terminal()
    out = TerminalOutput(stream, Invocation(bidi="app"))
    out.width = 40
    return stream, out


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("عيّن غيره بالخيار --db.", "--db"),
        ("لا أرشيف في /home/x/a.db. استورد", "/home/x/a.db"),
        ("الوسوم: +presse -old", "+presse"),
        ("المتغير $ARCHIVE_DB هنا", "$ARCHIVE_DB"),
        ("القوس غير مغلق؛ أضف ) هنا", " ) "),
        ("انظر 'archive tag --help'.", "archive tag --help"),
        ("الأمر 'archive searches save NAME QUERY…' يحفظ بحثاً.", "archive searches save NAME QUERY…"),
        ("اذكر وسماً لإضافته (+NAME) أو نزعه (-NAME).", "-NAME"),
        ("اكتب ar=… أو fr=… لا سجن.", "ar=…"),
        ("الصيغة FIELD= تعيده، والصيغة FIELD=- تفرغه.", "FIELD=-"),
    ],
)
def test_an_option_in_an_arabic_sentence_keeps_its_sign(text: str, signed: str) -> None:
    assert signed in line(isolated(text)).text


def test_a_command_line_is_printed_from_the_left_in_the_order_it_is_typed() -> None:
    for shell_line in (
        "archive search سجن --facets --limit 0",
        "archive search سجن --limit 10 --sort newest /tmp",
    ):
        stream, out = printing()
        out.items((Item(shell_line, "ltr"),), indent=2)
        rows = [row.strip() for row in stream.getvalue().splitlines()]
        assert " ".join(rows) == shell_line.replace("سجن", "ﻦﺠﺳ")


def test_each_arabic_tag_of_a_latin_sentence_keeps_its_sign() -> None:
    shown = line(isolated("Changed: +سجن -تقارير")).text
    assert shown.split() == ["Changed:", f"{line('سجن').text}+", f"{line('تقارير').text}-"]


def test_a_hyphen_between_words_is_left_alone() -> None:
    assert isolated("2019-09 Saint-Louis a--b +212") == "2019-09 Saint-Louis a--b +212"


@settings(max_examples=60, deadline=None)
@given(MIXED, st.integers(0, 8))
def test_no_line_is_wider_than_the_terminal_and_nothing_steers_it(text: str, indent: int) -> None:
    stream, out = printing()
    out.text(text, indent=indent, spans=[(0, 5)])
    out.say(text)
    out.items((Item(text[:30]), Item("2019-09-28", "ltr"), Item(text[30:90], tone="dim")), indent=indent)
    out.row("--db FILE", text, 20)
    shown = SGR.sub("", stream.getvalue())
    assert not DANGEROUS.search(shown)
    for printed in shown.splitlines():
        assert line(printed, base="ltr").width <= out.width


def test_arabic_begins_at_the_right(lang: str) -> None:
    stream, out = printing()
    out.items((Item("2019-09-28", "ltr"), Item("هسبريس")))
    shown = stream.getvalue().rstrip("\n")
    if lang == "ar":
        assert shown == "ﺲﻳﺮﺒﺴﻫ  2019-09-28".rjust(40)
    else:
        assert shown == "2019-09-28  ﺲﻳﺮﺒﺴﻫ"


def test_matches_are_coloured_where_they_stand() -> None:
    stream, out = printing()
    out.text("مقال عن حقوق الإنسان", spans=[(8, 12)])
    assert "\x1b[1;33mﻕﻮﻘﺣ\x1b[0m" in stream.getvalue()


def test_carets_stand_under_what_they_point_at(lang: str) -> None:
    stream, out = printing()
    out.pointed("حقوق OR", 5, 7)
    query, carets = stream.getvalue().splitlines()
    assert query[carets.index("^") : carets.rindex("^") + 1] == "OR"


def test_an_error_in_arabic_on_a_real_terminal(on_terminal: Run) -> None:
    shown = on_terminal("search", "x", "--db", "nowhere.db", lang="ar").out
    assert "--db" in shown
    assert "db--" not in shown


def test_a_dumb_terminal_gets_no_sequences(on_terminal: Run, ids: list[str]) -> None:
    shown = on_terminal("search", "حقوق", env={"TERM": "dumb"}).out
    assert "2019-09-29 11:38" in shown
    assert "\x1b" not in shown
