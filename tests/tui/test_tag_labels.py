"""Tags are shown by their names in the language of the interface, and found and stored by the name they have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.archive import Archive
from store.thesaurus.thesaurus import Thesaurus
from tests.tui.driving import Browser, Seen, Settle
from tui import tag_labels
from tui.bidi.layout import line
from tui.i18n import set_language
from tui.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What one test shows is not shown to the next."""
    yield
    tag_labels.use(True)


@pytest.fixture
def labelled(archive_path: Path) -> Path:
    """All six articles have سجن/زيارة, which stands under a tag with labels."""
    with Archive.open(archive_path) as archive:
        archive.tag([hit.id for hit in archive.hit_rows(archive.search("").docids)], ["سجن/زيارة"])
        Thesaurus(archive).name("سجن", labels={"fr": "Prison", "en": "Jail"})
        Thesaurus(archive).name("سجن/زيارة", labels={"fr": "Visite"})
    return archive_path


@pytest.mark.parametrize(
    ("language", "shown"), [("fr", "Prison/Visite"), ("en", "Jail/زيارة"), ("ar", "سجن/زيارة")]
)
def test_each_part_of_a_name_has_its_label(labelled: Path, language: str, shown: str) -> None:
    set_language(language)
    try:
        with Archive.open(labelled) as archive:
            tag_labels.read(archive)
        assert tag_labels.label("سجن/زيارة") == shown
        assert tag_labels.label("غيره") == "غيره"
    finally:
        set_language("en")


@pytest.mark.parametrize("language", ["fr"], indirect=True)
async def test_rows_and_filters_show_labels_and_the_query_keeps_the_name(
    browser: Browser, settle: Settle, seen: Seen, labelled: Path
) -> None:
    async with browser() as pilot:
        shown = seen(pilot)
        assert "#Prison/Visite" in shown
        await pilot.press("f", "enter")
        await settle(pilot)
        assert 'tag:"سجن' in pilot.app.browser.search_box.text  # type: ignore[attr-defined]
        assert pilot.app.browser.results.count == 6  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["fr"], indirect=True)
async def test_by_a_setting_tags_are_shown_as_they_are_stored(
    browser: Browser, seen: Seen, labelled: Path
) -> None:
    tag_labels.use(False)
    async with browser() as pilot:
        shown = seen(pilot)
        assert line("#سجن/زيارة").text in shown
        assert "Prison" not in shown


def test_the_setting(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('labels = "off"\n', encoding="utf-8")
    assert read_settings(path) == Settings(labels="off")


@pytest.mark.parametrize("language", ["fr"], indirect=True)
async def test_completion_offers_the_label_and_puts_in_the_name(
    browser: Browser, settle: Settle, seen: Seen, labelled: Path
) -> None:
    async with browser() as pilot:
        await settle(pilot)
        await pilot.press("s", *"tag:vis")
        await settle(pilot)
        assert "Prison/Visite (6)" in seen(pilot)
        await pilot.press("tab")
        await settle(pilot)
        assert pilot.app.screen.search_box.text == "tag:سجن/زيارة "  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["fr"], indirect=True)
async def test_what_was_done_is_told_with_labels_and_each_name_has_its_sign(
    browser: Browser, settle: Settle, labelled: Path
) -> None:
    with Archive.open(labelled) as archive:
        archive.tag([archive.hit_rows(archive.search("").docids)[0].id], ["تقارير"])
    async with browser() as pilot:
        await pilot.press("t", *"+قديم -Prison/Visite -تقارير", "enter")
        await settle(pilot)
        await pilot.press("escape")
        told = line(pilot.app.browser.notice.text).text  # type: ignore[attr-defined]
        assert told.endswith(f": +{line('قديم').text} -Prison/Visite -{line('تقارير').text}")
