"""An archive with a few invented articles, and the app on it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import reduce
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from store.archive import Archive
from store.article import Article, Line, PartialDate, Provenance, Review
from tests.tui import settling
from tui.app import ArchiveApp
from tui.i18n import set_language
from tui.widgets import notice

TEXTS: tuple[tuple[str | None, str, str | None, str | None, str], ...] = (
    ("ندوة حول حقوق الإنسان في الدار البيضاء", "نظمت الجمعية ندوة حول حقوق الإنسان.\nوشارك فيها باحثون.", "هسبريس", "2019-09-28", "ar"),
    ("اتفاقية شراكة بين المجلس والجامعة", "وقع المجلس اتفاقية شراكة (2019) مع الجامعة.\nوالاتفاقية تهم التكوين.", "تاكسي نيوز", "2024-02-08", "ar"),
    ("Conférence sur les droits humains à Rabat", "Une conférence sur les droits humains.\nLe CNDH y a participé.", "Le Matin", "2021-03", "fr"),
    ("Migration et asile: un rapport", "Le rapport parle de migration et d'asile.\nIl cite حقوق الإنسان deux fois.", "Le Matin", "2021", "fr"),
    (None, "نص بلا عنوان ولا تاريخ عن الهجرة واللجوء.", None, None, "ar"),
    ("تقرير [/red] [bold]خطير[/] \x1b[31m أحمر \u202e مقلوب", "نص \x07 فيه [@click=app.exit]رموز[/] \u202e ضارة.", "موقع\u202e", "2020-01-01", "ar"),
)  # fmt: skip


def article(
    title: str | None, body: str, source: str | None, published: str | None, language: str
) -> Article:
    """An article as an importer would read it."""
    precision = {4: "year", 7: "month", 10: "day"}.get(len(published or ""), "day")
    return Article(
        lines=(
            Line("القائمة · Accueil", "boilerplate", "menu"),
            Line(title or "", "title"),
            *(Line(text) for text in body.split("\n")),
        ),
        title=title,
        source=source,
        language=language,
        published=PartialDate(published, precision, f"<{published}>") if published else None,  # type: ignore[arg-type]
        review=(Review("author", "no byline"),),
    )


def put_in(archive: Archive, articles: list[Article]) -> list[str]:
    """Import these articles as one batch; their ids."""
    batch = archive.start_batch(["made up"])
    ids = []
    with archive.write():
        for number, one in enumerate(articles):
            original = f"{number}\n{one.body}".encode("utf-8", "replace")
            provenance = Provenance(
                f"{number}.txt", hashlib.sha256(original).hexdigest(), len(original), "test", "1"
            )
            ids.append(archive.add(one, provenance, original, batch=batch).id)
    archive.finish_batch(batch)
    return ids


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an archive with the invented articles, made once."""
    path = tmp_path_factory.mktemp("filled") / "archive.db"
    with Archive.open(path, create=True) as archive:
        put_in(archive, [article(*text) for text in TEXTS])
    return path


@pytest.fixture
def archive_path(filled: Path, tmp_path: Path) -> Path:
    """A copy of it for the test."""
    return Path(shutil.copy(filled, tmp_path / "archive.db"))


@pytest.fixture(autouse=True)
def waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a key, Textual's pilot waits for what the key began, not for an idle processor; what is said stays said."""
    monkeypatch.setattr(notice, "_SECONDS", 600.0)
    monkeypatch.setattr(
        App, "CLICK_CHAIN_TIME_THRESHOLD", 600.0
    )  # two clicks are two, however late the second comes
    for module in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{module}.wait_for_idle", settling.after_a_key)


@pytest.fixture(params=["en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language of the interface."""
    set_language(request.param)
    yield request.param
    set_language("en")


@pytest.fixture
def make_app(archive_path: Path, tmp_path: Path, language: str) -> Iterator[Callable[..., ArchiveApp]]:
    """Makes the app on the archive, as often as wanted; what it remembers is kept from one to the next."""
    opened: list[tuple[ArchiveApp, Archive]] = []

    def make(query: str = "", path: Path | None = None, *, read_only: bool = False) -> ArchiveApp:
        archive = Archive.open(path or archive_path, read_only=read_only)
        app = ArchiveApp(
            path or archive_path, archive, query=query, bidi="app", state_folder=tmp_path / "state"
        )
        opened.append((app, archive))
        app.clipboard_way = "osc52"  # never into the clipboard of whoever runs the tests
        return app

    yield make
    for app, archive in opened:
        archive.interrupt()
        app.threads.shutdown()
        archive.close()


@pytest.fixture
def settle() -> Callable[[Pilot[int]], Awaitable[None]]:
    """Waits until what was begun is done: threads end, what they tell is taken in, which may begin others."""
    return settling.settle


@pytest.fixture
def seen() -> Callable[[Pilot[int]], str]:
    """What is on the screen, row by row, as a terminal gets it."""
    return _seen


def _seen(pilot: Pilot[int]) -> str:
    app = pilot.app
    rows = app.screen._compositor.render_strips()
    filters = app.get_line_filters()
    background = app.screen.background_colors[1]
    return "\n".join(
        reduce(lambda strip, line_filter: strip.apply_filter(line_filter, background), filters, row).text
        for row in rows
    )


@pytest.fixture
def browser(make_app: Callable[..., ArchiveApp]) -> Callable[..., AbstractAsyncContextManager[Pilot[int]]]:
    """Runs the app until the block is left; its first results are there."""

    @asynccontextmanager
    async def run(
        query: str = "", size: tuple[int, int] = (120, 40), **options: object
    ) -> AsyncIterator[Pilot[int]]:
        app = make_app(query, **options)
        async with app.run_test(size=size) as pilot:
            await settling.settle(pilot)
            yield pilot

    return run
