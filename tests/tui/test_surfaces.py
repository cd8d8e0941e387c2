"""Help, palette and footer say what the registry says; the app remembers where one was; no archive is no dead end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.driving import Browser, Seen, Settle, press, screen
from tui.app import ArchiveApp
from tui.commands.footers import FOOTERS
from tui.commands.places import PLACES
from tui.commands.table import BY_ID, COMMANDS, at
from tui.screens.browse import BrowseScreen
from tui.screens.help import help_text, places_from
from tui.screens.missing import MissingScreen
from tui.screens.palette import PaletteScreen, commands_at, matching
from tui.state import Session, read_session, session_file, write_session
from tui.widgets.selectable_text import SelectableText


def test_the_help_has_every_command_under_its_place() -> None:
    paragraphs = [paragraph.text for paragraph in help_text()]
    for place, heading in PLACES.items():
        begin = paragraphs.index(heading)
        named = paragraphs[begin + 1 : begin + 1 + len(list(at(place)))]
        assert named == [f"{command.title} · {command.explanation}" for command in at(place)]


def test_the_help_begins_with_the_place_one_is_at() -> None:
    first = places_from("reader")
    assert first[:3] == ["reader", "text", "browse"]
    assert sorted(first) == sorted(PLACES)


def test_typing_in_the_help_leaves_the_commands_that_have_the_words() -> None:
    found = [paragraph for paragraph in help_text(words="take back") if paragraph.label]
    assert any(paragraph.text.startswith("Undo ·") for paragraph in found)
    assert len(found) < len(COMMANDS)
    assert help_text(words="ctrl+q")[-1].text.startswith("Leave")
    assert [paragraph.text for paragraph in help_text(words="nonsense of no use")] == [
        "No command has these words."
    ]


async def test_the_footer_names_what_the_registry_says_for_the_focus(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        for key, pane in (
            ("", "results"),
            ("f", "facets"),
            ("s", "search"),
            ("enter", "results"),
            ("o", "reader"),
        ):
            if key:
                await pilot.press(key)
                await settle(pilot)
            assert [command.id for command in screen(pilot).footer.commands] == list(FOOTERS[pane])
            shown = screen(pilot).footer.text
            assert all(BY_ID[command].title in shown for command in FOOTERS[pane])


async def test_what_is_not_possible_is_greyed(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await pilot.press("o")
        await settle(pilot)
        footer = screen(pilot).footer
        style = {item.text.strip(): item.style for item in footer.items}
        assert style[BY_ID["next_match"].title] == footer.style("off")
        assert style[BY_ID["edit_tags"].title] != footer.style("off")


async def test_the_palette_finds_a_command_and_does_it(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await pilot.press("f2", *"vowel", "enter")
        await settle(pilot)
        assert pilot.app.screen is screen(pilot)
        assert screen(pilot).reader.marks


async def test_the_palette_lists_only_what_can_be_done_there(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        listed = commands_at(screen(pilot))
        assert {"open", "mark", "search", "undo", "leave"} <= {command.id for command in listed}
        assert not {"toggle_facet", "find_next"} & {command.id for command in listed}
        assert set(listed) <= set(COMMANDS)
        assert matching(listed, "mark")[0].id == "mark"
        await pilot.press("f2", *"toggle", "escape")
        assert not isinstance(pilot.app.screen, PaletteScreen)


async def test_what_is_not_possible_says_why_in_the_palette(
    browser: Browser, settle: Settle, seen: Seen
) -> None:
    async with browser("zzzz") as pilot:
        await press(pilot, settle, "f2", *"export")
        assert "There are no results." in seen(pilot)


@pytest.mark.parametrize(
    ("keys", "name", "expected"),
    [
        (
            ("f3",),
            "starter",
            ({"rename_tag", "undo", "first", "help"}, {"search", "import_files", "cut_text"}),
        ),
        (("t",), "leave", ({"take_tag", "undo_typing"}, {"copy", "rename_tag"})),
        (("f7",), "search the list", ({"take_back"}, {"undo"})),
        (("i",), "colours", ({"try_import"}, {"import_files"})),
    ],
)
async def test_the_palette_opens_over_a_dialog_with_what_that_can_do(
    browser: Browser, settle: Settle, keys: tuple[str, ...], name: str, expected: tuple[set[str], set[str]]
) -> None:
    async with browser() as pilot:
        await press(pilot, settle, *keys)
        before = pilot.app.screen
        await press(pilot, settle, "f2")
        palette = pilot.app.screen
        assert isinstance(palette, PaletteScreen)
        found = {command.id for command in palette.list.commands}
        listed, not_listed = expected
        assert before.PANE in palette.list.commands[0].places  # type: ignore[attr-defined]
        assert listed <= found
        assert not found & not_listed
        done: list[str] = []
        only = matching(palette.list.commands, name)
        for node in [*before.walk_children(with_self=True), pilot.app]:
            if hasattr(node, f"action_{only[0].id}"):
                setattr(node, f"action_{only[0].id}", lambda: done.append(only[0].id))
        await press(pilot, settle, *name, "enter")
        assert pilot.app.screen is before
        assert done == [only[0].id]


async def test_a_click_on_the_footer_gives_the_command(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        x = screen(pilot).footer.text.index(BY_ID["search"].title)
        await pilot.click(screen(pilot).footer, offset=(x + 1, 0))
        await settle(pilot)
        assert pilot.app.focused is screen(pilot).search_box.input


async def test_copying_gives_a_citation_in_logical_order(browser: Browser, settle: Settle) -> None:
    async with browser("اتفاقية") as pilot:
        await pilot.press("Y")
        assert "«اتفاقية شراكة بين المجلس والجامعة»" in pilot.app.clipboard
        assert "2024-02-08" in pilot.app.clipboard


async def test_the_mouse_selects_letters_in_logical_order(browser: Browser, settle: Settle) -> None:
    async with browser("اتفاقية") as pilot:
        reader = screen(pilot).reader
        right = reader.scrollable_content_region.width - 2
        await pilot.mouse_down(reader, offset=(reader.measure, 0))
        await pilot.hover(reader, offset=(reader.measure - 6, 0))
        await pilot.mouse_up(reader, offset=(reader.measure - 6, 0))
        await pilot.press("c")
        assert right > 0
        assert "اتفاقية شراكة بين المجلس والجامعة".startswith(pilot.app.clipboard)
        assert len(pilot.app.clipboard) >= 5


async def test_one_comes_back_to_where_one_was(browser: Browser, settle: Settle) -> None:
    async with browser() as pilot:
        await pilot.press("s", *"rapport")
        await settle(pilot)
        await pilot.press("enter", "o", "r", "shift+tab", "v")
        await settle(pilot)
        article = screen(pilot).reader.article
        assert article is not None
        await pilot.press("f10")
    async with browser() as pilot:
        again = screen(pilot)
        assert again.search_box.text == "rapport"
        assert again.reader.article == article
        assert pilot.app.focused is again.reader
        assert again.shows_record
        assert again.reader.marks


async def test_a_query_from_the_shell_comes_before_the_remembered_one(
    browser: Browser, settle: Settle
) -> None:
    async with browser() as pilot:
        await pilot.press("s", *"rapport", "f10")
    async with browser("droits") as pilot:
        assert screen(pilot).search_box.text == "droits"
        assert screen(pilot).results.count == 1


def test_what_is_remembered_is_read_back_and_damage_is_passed_over(tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    folder = tmp_path / "sessions"
    session = Session("حقوق", "ab" * 32, "reader", "newest", True, False, True)
    assert write_session(archive, session, folder)
    assert read_session(archive, folder) == session
    assert read_session(tmp_path / "b.db", folder) == Session()
    file = session_file(archive, folder)
    assert [path for path in folder.iterdir() if path != file] == []
    for damaged in ("", "[1]", '{"query": 5, "pane": "facets"}', "[" * 100_000):
        file.write_text(damaged, encoding="utf-8")
        assert read_session(archive, folder).query == ""
    (tmp_path / "file").write_text("")
    assert not write_session(archive, session, tmp_path / "file")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_without_an_archive_the_app_says_how_to_make_one_and_makes_it(
    tmp_path: Path, settle: Settle, seen: Callable[[Pilot[int]], str], size: tuple[int, int]
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(3):
        body = (
            f"عنوان المقال رقم {number}\n\nهيئة التحرير 8 فبراير 2024\n\n"
            + "هذا نص المقال عن حقوق الإنسان. " * 20
        )
        (texts / f"{number}.txt").write_text(body, encoding="utf-8")
    path = tmp_path / "new" / "archive.db"
    app = ArchiveApp(path, None, state_folder=tmp_path / "state", bidi="app")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, MissingScreen)
        assert "archive.db" in seen(pilot)
        await pilot.press("ه", *str(texts), "enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen.results.count == 3
        await pilot.press("f10")
    assert app.archive is not None
    app.archive.close()


@pytest.mark.parametrize(("language", "said"), [("ar", "صورة"), ("fr", "image")], indirect=["language"])
async def test_why_a_file_was_not_imported_is_said_in_the_readers_language(
    browser: Browser, settle: Settle, tmp_path: Path, said: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("خبر جديد تماما\n\n" + "هذا نص الخبر الجديد. " * 30, encoding="utf-8")
    picture = folder / "scan.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    async with browser() as pilot:
        await pilot.press("i", *str(folder), "enter")
        await settle(pilot)
        report = pilot.app.screen.query_one("#import-report", SelectableText)
        texts = [paragraph.text for paragraph in report.paragraphs]
        refused = next(place for place, text in enumerate(texts) if "scan.png" in text)
        assert said in texts[refused]
        assert "This is" not in texts[refused]
        assert refused < texts.index("خبر جديد تماما")


async def test_importing_into_an_open_archive_shows_what_came_in(
    browser: Browser, settle: Settle, tmp_path: Path
) -> None:
    text = tmp_path / "new.txt"
    text.write_text("خبر جديد تماما\n\n" + "هذا نص الخبر الجديد. " * 30, encoding="utf-8")
    async with browser() as pilot:
        await pilot.press("i", *str(tmp_path / "absent"), "enter")
        assert "absent" in pilot.app.screen.query_one("#import-progress").text  # type: ignore[attr-defined]
        for key in ("enter", "f5", "f6"):
            pilot.app.screen.query_one("#import-box").value = "x" * 300  # type: ignore[attr-defined]
            await pilot.press(key)
            assert "can't be read" in pilot.app.screen.query_one("#import-progress").text  # type: ignore[attr-defined]
        pilot.app.screen.query_one("#import-box").value = ""  # type: ignore[attr-defined]
        await pilot.press(*str(text), "enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert screen(pilot).results.count == 7
        await pilot.press("u")
        await settle(pilot)
        assert screen(pilot).results.count == 6
