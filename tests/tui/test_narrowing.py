"""Filters: put in and taken off in the pane beside the results, as chips above them, by key and by mouse."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from store.finding.facets import Facets as Counts
from store.finding.query import Query
from tests.tui.driving import Browser, Seen, Settle
from tests.tui.test_browse import press, screen
from tui.i18n import gettext
from tui.widgets.facet_rows import bar, facet_rows
from tui.widgets.facet_terms import excluding, filters, has_term, label, taken_off, toggled


def chips(pilot: Pilot[int]) -> list[str]:
    return list(screen(pilot).chips.chips)


def to_row(pilot: Pilot[int], term: str) -> None:
    """Puts the cursor of the filters on the row of this term."""
    facets = screen(pilot).facets
    facets.cursor = next(number for number, one in enumerate(facets._rows) if one.term == term)


async def test_filters_are_added_excluded_and_taken_off_by_keys(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        box, results = screen(pilot).search_box, screen(pilot).results
        await press(pilot, settle, "f")
        to_row(pilot, "lang:fr")
        await press(pilot, settle, "enter")
        assert (box.text, results.count, chips(pilot)) == ("lang:fr ", 2, ["French"])
        to_row(pilot, "date:2021-03")
        await press(pilot, settle, "minus")
        assert (box.text, results.count) == ("lang:fr -date:2021-03 ", 1)
        assert chips(pilot) == ["French", "− 2021-03"]
        await press(pilot, settle, "backspace")
        assert (box.text, results.count) == ("lang:fr ", 2)
        await press(pilot, settle, "backspace")
        assert (box.text, results.count, chips(pilot)) == ("", 6, [])
        assert pilot.app.focused is screen(pilot).facets


@pytest.mark.parametrize("language", ["en", "ar"], indirect=True)
async def test_a_click_on_a_chip_takes_it_off(browser: Browser, settle: Settle) -> None:
    async with browser("lang:ar -has:note ") as pilot:
        row = screen(pilot).chips
        assert row.region.height == 1
        assert chips(pilot) == [gettext("Arabic"), f"− {gettext('with a note')}"]
        left = row.size.width - 3 if row.screen.has_class("-rtl") else 2
        await pilot.click(row, offset=(left, 0))
        await settle(pilot)
        assert screen(pilot).search_box.text == "-has:note "
        assert chips(pilot) == [f"− {gettext('with a note')}"]


@pytest.mark.parametrize("term", ["date:2021-03", "lang:fr", "has:note", "-has:date", 'tag:"presse"'])
async def test_the_key_that_leaves_a_value_out_takes_it_in_again(
    browser: Browser, settle: Settle, term: str
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, "t", *"presse", "enter", "escape", "m", "x", "f4", "f")
        facets, box = screen(pilot).facets, screen(pilot).search_box
        to_row(pilot, term)
        await press(pilot, settle, "minus")
        assert box.text == f"{excluding(term)} "
        assert facets.chosen is not None
        assert (facets.chosen.term, facets.chosen.number) == (term, 0), "it is still there, and one is on it"
        await press(pilot, settle, "minus")
        assert box.text == ""
        assert facets.chosen.term == term


def test_an_active_value_is_listed_also_behind_the_end_of_a_long_list() -> None:
    sources = tuple((f"s{number:03}", 200 - number) for number in range(100))
    tags = tuple((f"t{number:03}", 200 - number) for number in range(100))
    people = tuple(("people", f"p{number:03}", 200 - number) for number in range(50))
    found = counts(
        sources=sources, tags=tags, subjects=people, years=(("2024", 3),), months=(("2024-05", 3),)
    )
    query = '-source:"s099" tag:"t098" -people:"p049" -kind:"x" -date:2023-02 -lang:fr date:2024..2025 z:"y" "tag:a" '
    rows = {one.term: one.number for one in facet_rows(found, query) if one.kind}
    active = {
        term: number for term, number in rows.items() if has_term(query, term) or has_term(query, f"-{term}")
    }
    assert active == {
        'source:"s099"': 101,
        'tag:"t098"': 102,
        'people:"p049"': 151,
        'kind:"x"': 0,
        "date:2023-02": 0,
        "lang:fr": 0,
    }
    assert [one.value for one in facet_rows(found, query) if one.kind == "date"] == [
        "2024",
        "2024-05",
        "2023",
        "2023-02",
    ]


def test_where_nothing_is_found_what_was_asked_for_can_still_be_taken_off() -> None:
    rows = [one for one in facet_rows(counts(), 'date:2023-02 -date:2022 tag:"a/b" ') if one.kind]
    assert [(one.term, one.number) for one in rows] == [
        ('tag:"a/b"', 0),
        ("date:2023", 0),
        ("date:2023-02", 0),
        ("date:2022", 0),
    ]


async def test_counts_follow_the_query(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        facets = screen(pilot).facets
        before = {one.term: one.number for one in facets._rows if one.kind}
        await press(pilot, settle, "s", *"rapport")
        after = {one.term: one.number for one in facets._rows if one.kind}
        assert before["lang:fr"] == 2
        assert after["lang:fr"] == 1
        assert set(after) < set(before)


def counts(**values: object) -> Counts:
    plain = {"tags": (), "sources": (), "years": (), "languages": (), "complete": True}
    return Counts(**{**plain, **values})  # type: ignore[arg-type]


def test_tags_are_a_tree_and_a_branch_counts_what_is_under_it() -> None:
    rows = facet_rows(
        counts(tags=(("a/b", 3), ("z", 9), ("a/b/c", 2), ("q/r", 1)), branches=(("a", 4), ("a/b", 4))), ""
    )
    shown = [(one.depth, one.text, one.value, one.number) for one in rows if one.kind == "tag"]
    assert shown == [
        (0, "z", "z", 9),
        (0, "a", "a", 4),
        (1, "b", "a/b", 4),
        (2, "c", "a/b/c", 2),
        (0, "q/r", "q/r", 1),
    ]


def test_what_was_written_down_is_a_group_of_each_field() -> None:
    rows = facet_rows(counts(subjects=(("place", "Rabat", 3), ("kind", "ندوة", 2))), "")
    assert [one.text for one in rows if one.kind is None] == ["Kind", "Places"]
    assert [one.term for one in rows if one.kind] == ['kind:"ندوة"', 'place:"Rabat"']


def test_months_are_shown_where_they_are_few_or_their_year_is_chosen() -> None:
    months = tuple((f"{year}-{month:02}", month) for year in (2021, 2020) for month in range(12, 0, -1))
    many = counts(years=(("2021", 78), ("2020", 78)), months=months)
    assert [one.value for one in facet_rows(many, "") if one.kind] == ["2021", "2020"]
    chosen = [one.value for one in facet_rows(many, "date:2020 ") if one.kind]
    assert chosen[:3] == ["2021", "2020", "2020-12"]
    assert len(chosen) == 14
    one = counts(years=(("2020", 78),), months=months[12:])
    assert len([row for row in facet_rows(one, "") if row.kind]) == 13


def test_one_article_is_as_long_in_a_month_as_in_a_year() -> None:
    few = counts(years=(("2024", 3), ("2023", 1)), months=(("2024-10", 1), ("2024-02", 2), ("2023-05", 1)))
    shares = {one.value: one.share for one in facet_rows(few, "") if one.kind}
    assert shares["2023"] == shares["2023-05"] == shares["2024-10"] == 1 / 3
    assert shares["2024-02"] == 2 / 3


def test_bars_grow_with_their_number_from_the_side_the_language_begins_on() -> None:
    for rtl in (False, True):
        drawn = [bar(share / 20, 8, rtl=rtl) for share in range(1, 21)]
        assert [len(one) for one in drawn] == sorted(len(one) for one in drawn)
        assert drawn[-1] == "█" * 8
        assert bar(0.0001, 8, rtl=rtl)
    assert bar(0.5, 4, rtl=False) == "██"
    assert bar(0.375, 4, rtl=True) == "▐█"


def test_a_term_is_put_in_and_taken_out_as_text() -> None:
    assert toggled("حقوق ", "lang:fr") == "حقوق lang:fr "
    assert toggled("حقوق أو ", "lang:fr") == "حقوق lang:fr ", (
        "an operator without its other side does not take the filter"
    )
    assert toggled("(a OR", "lang:fr") == "a lang:fr "
    assert toggled("date:xx", "lang:fr") == "lang:fr "
    assert toggled("حقوق أو نساء ", "lang:fr") == "(حقوق أو نساء) lang:fr ", "it narrows either word"
    assert toggled("(حقوق أو نساء) lang:fr ", "lang:fr") == "حقوق أو نساء "
    assert toggled("(a OR b) (c OR d) lang:fr ", "lang:fr") == "(a OR b) (c OR d) "
    assert toggled("حقوق lang:fr ", "lang:fr") == "حقوق "
    assert toggled("-lang:fr x", "lang:fr") == "x lang:fr "
    assert toggled("lang:fr x", excluding("lang:fr")) == "x -lang:fr "
    assert toggled("date:2019 x ", "date:2019-05") == "x date:2019-05 "
    assert toggled("date:2019-05 ", "date:2019") == "date:2019 "
    assert not has_term("-lang:fr", "lang:fr")


@pytest.mark.parametrize(
    ("text", "labels", "without_first"),
    [
        ('حقوق tag:"حرية/صحافة" ', ["#حرية/صحافة"], "حقوق "),
        ("tag:حرية date:2019..2020 x", ["#حرية", "2019 – 2020"], "date:2019..2020 x "),
        ('-source:"Le Matin" lang:fr', ["− Le Matin", "French"], "lang:fr "),
        ("وسم:هجرة lang:ar", ["#هجرة", "Arabic"], "lang:ar "),
        ("حقوق (lang:fr OR lang:ar)", [], ""),
    ],
)
def test_the_filters_of_a_query_can_be_taken_off(text: str, labels: list[str], without_first: str) -> None:
    query = Query.parse(text)
    found = filters(query)
    assert [label(node) for node in found] == labels
    if found:
        assert taken_off(text, query, 0) == without_first


async def test_of_many_tags_the_first_are_listed_and_the_rest_when_it_is_asked_for(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser() as pilot:
        archive = screen(pilot).archive
        (ident,) = [row.id for row in archive.hit_rows(archive.search("").docids[:1])]
        archive.tag([ident], [f"tag{number:02}" for number in range(20)])
        screen(pilot).search()
        await settle(pilot)
        assert "8 more" in seen(pilot)
        # Not what is seen: the article beside them shows all its tags.
        listed = [row.value for row in screen(pilot).facets._rows if row.value.startswith("tag")]
        assert listed == [f"tag{number:02}" for number in range(12)]
        assert "Years" in seen(pilot)
        await press(pilot, settle, "f", "g", *["j"] * 12, "enter")
        assert "tag19" in seen(pilot)
        assert " more" not in seen(pilot)
        facets = screen(pilot).facets
        assert facets.chosen is not None
        assert facets.chosen.value == "tag12"
        await press(pilot, settle, "enter")
        assert screen(pilot).search_box.text == 'tag:"tag12" '


def test_an_active_tag_is_listed_wherever_it_stands() -> None:
    tags = tuple((f"tag{number:02}", 50 - number) for number in range(30))
    counts = Counts(tags, (), (), (), complete=True)
    for term in ('tag:"tag25"', '-tag:"tag25"'):
        rows = facet_rows(counts, term)
        assert [row.value for row in rows if row.kind][-1] == "tag25"
        assert rows[-1].more == "tag"
    assert len(facet_rows(counts, "", {"tag"})) == 31


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tag:حر", "#حر…"),
        ("-tag:حر", "− #حر…"),
        ('source:"Le Ma', "Le Ma…"),
        ("source:Mat*", "Mat…"),
        ('tag:"a-b*" ', "#a-b*"),
        ("tag:حرية ", "#حرية"),
    ],
)
def test_a_chip_of_a_value_that_is_a_beginning_ends_in_three_dots(typed: str, said: str) -> None:
    (node,) = filters(Query.parse(typed, typing=True))
    assert label(node) == said


def test_numbers_of_what_was_not_counted_to_the_end_say_so() -> None:
    rows = facet_rows(
        counts(sources=(("هسبريس", 9436),), years=(("2018", 31535),), undated=7, complete=False), ""
    )
    assert {one.text: one.least for one in rows if one.kind} == {
        "هسبريس": True,
        "2018": False,
        "without a date": False,
    }
    rows = facet_rows(counts(years=(("2018", 31535),), undated=7, dates_complete=False), "")
    assert all(one.least for one in rows if one.kind)


async def test_a_bar_ends_before_its_number_however_long_that_is(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser() as pilot:
        facets = screen(pilot).facets
        years = (("2018", 1_231_535), ("2015", 9))
        facets.show(counts(years=years, languages=(("ar", 20_000),), complete=False), "")
        await settle(pilot)
        rows = [row for row in seen(pilot).splitlines() if "█" in row]
        assert rows
        assert not any("█…" in row for row in rows)
        shown = seen(pilot).replace("\u202f", " ").replace("\u00a0", " ")
        assert " 1 231 535 " in shown
        assert " 20 000+ " in shown
