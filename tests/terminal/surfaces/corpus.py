"""Texts for every screen: the mixed ones that have to be read right, and the hostile ones that have to be harmless."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from importers.decoding import choices
from store.archive import Archive
from store.article import Article, Line, PartialDate, Provenance, Review
from store.errors import BadTag


class Text(NamedTuple):
    """An article of the walk."""

    title: str
    body: str
    source: str
    author: str
    published: str
    tags: tuple[str, ...] = ()
    note: str = ""


ARABIC = "حقوق الإنسان في المغرب: «تقرير سنوي» (2019)"
MIXED = (
    Text(
        ARABIC,
        "أصدر المجلس الوطني لحقوق الإنسان CNDH تقريره يوم 28/09/2019، وفيه 34 توصية و 12,5 % من الحالات.\n"
        "وقال «إن اللجنة (لجنة التحقيق) زارت 7 سجون» منذ ٢٠١٨.\n"
        "الرابط https://example.org/ar?q=1&p=2 والهاتف 0537-12-34-56.",
        "هسبريس",
        "أمينة بنعلي",
        "2019-09-29",
        ("حرية التعبير", "presse", "تقارير/2019"),
        "ملاحظة: راجع صفحة 12 من النسخة PDF.",
    ),
    Text(
        "Droits humains: «le rapport» cite المجلس الوطني deux fois",
        "Le Conseil national (المجلس الوطني) a publié 3 rapports.\nL'année 2020 n'a pas été meilleure.",
        "Le Matin",
        "É. Benaïssa",
        "2020-03",
        ("presse", "حرية التعبير"),
    ),
    Text(
        "الأمازيغية ⵜⴰⵎⴰⵣⵉⵖⵜ و لا إله إلا الله",
        "تكتب ⴰⵣⵓⵍ ويقال مُحَمَّدٌ رَسُولٌ؛ پژوهش گفت‌وگو 👍🏽 👨‍👩‍👧 ❤️ 🇲🇦.\n" + "كلمةطويلةجدا" * 40 + "\n" + "mot" * 120,
        "ⴰⵎⴰⵏ",
        "ⵎⵓⵃⵎⵎⴷ",
        "2021",
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ",),
    ),
    Text("English report on prisons", "The committee (CNDH) visited seven prisons in May.", "Amnesty", "J. Doe", "2018-05-01"),
)  # fmt: skip

_STEERS = (
    "\x1b]0;owned\x07",
    "\x1b]52;c;b3duZWQ=\x07",
    "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[31m",
    "\x1bP+q544e\x1b\\",
    "\x1b[6n\x1b[c",
    "\x9b31m\x9d0;owned\x9c\x90q",
    "\x07\x08\x0b\x0c\x0e\x0f\x7f\x85",
    "\u202eevil\u202c \u202d\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    "\u200b\u200c\u200d\ufeff\u2060\u00ad\U000e0041\ufe0f",
    "\u2028\u2029",
    "[red]قرمز[/red] [@click=app.leave]open[/] [link=file:///etc]x[/link] [/] [bold",
    "\ufffe\uffff\U0010ffff\ue000",
    "ع" + "\u0651\u064b" * 150 + " a" + "\u0301" * 300,
    "<script>alert(1)</script> %s {0} {title} \\x1b[31m $(id) `id`",
    "=cmd|' /C calc'!A0",
)
"""What may steer a terminal, be read as markup, or turn a line round."""

HOSTILE = tuple(
    Text(
        f"عنوان ضار {number} {steer} نهاية",
        f"نص {steer} أول\n{steer}\nadieu {steer} fin" + ("\r\nسطر\rآخر" if number % 2 else ""),
        f"مصدر{number} {steer}",
        f"كاتب {steer}",
        "2001-01-01",
        (f"وسم{number} {''.join(steer.split())[:40]}".replace(",", ""),),
        f"ملاحظة {steer}\nسطر ثان {steer}",
    )
    for number, steer in enumerate(_STEERS)
)
_STORY = tuple(
    f"الفقرة {word} من تقرير طويل عن السجون في جهة {word} مع شهادات كثيرة (28/09/2019)."
    for word in "ابتثجحخدذرزسش"
)
_CHANGED = f"فقرة جديدة في آخره {_STEERS[11]}{_STEERS[3]}{_STEERS[8]} 2020."
STORY = (
    Text("تقرير طويل عن السجون والشهادات", "\n".join(_STORY), "هنا", "J. Doe", "2019-10-01"),
    Text(
        "تقرير طويل عن السجون والشهادات",
        "\n".join([*_STORY[:3], _STORY[3].replace("كثيرة", "قليلة"), *_STORY[4:], _CHANGED]),
        "هنا",
        "J. Doe",
        "2019-10-01",
        note="قارن النسختين.",
    ),
    Text(
        f"[red]شهادات[/red] في جريدة ثانية {_STEERS[8]}",
        "\n".join([*_STORY[:10], *(f"فقرة أخرى رقم {number} عند جريدة ثانية." for number in range(3))]),
        "جريدة ثانية",
        "",
        "2019-10-02",
    ),
)
"""An article, a later version of it, and who tells the same story."""
_FIRST_TELLER = 900
"""The number of the first of them; the others follow."""
FILE_NAMES = (
    "plain \x1b[31m\x1b]0;owned\x07 red.bin",
    "مقال\u202egnp.bin",
    "bell\x07 [red]x [@click=app.leave] \u2066.bin",
    "a" * 120 + ".bin",
)
"""Names of files that can't be read as articles."""


def ascii_names() -> list[str]:
    """The names as the importer writes them, with escapes for what steers."""
    return ["".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in name) for name in FILE_NAMES]


def fill(path: Path) -> None:
    """Make an archive of all of them."""
    with Archive.open(path, create=True) as archive:
        batch = archive.start_batch(["made up"])
        ids: list[str] = []
        with archive.write():
            for number, text in enumerate((*HOSTILE, *MIXED)):
                ids.append(archive.add(*_article(number, text, number), batch=batch).id)
        archive.finish_batch(batch)
        for one, text in zip(ids, (*HOSTILE, *MIXED), strict=True):
            for tag in text.tags:
                with suppress(BadTag):  # controls are refused there already
                    archive.tag([one], add=[tag])
            if text.note:
                archive.set_note(one, text.note)


def tell(path: Path) -> None:
    """Add an article in two versions to the archive, and another that tells its story."""
    with Archive.open(path) as archive:
        batch = archive.start_batch(["made up"])
        for number, text in enumerate(STORY):
            page = _FIRST_TELLER + (text.source != STORY[0].source)
            added = archive.add(*_article(_FIRST_TELLER + number, text, page), batch=batch)
            if text.note:
                archive.set_note(added.id, text.note)
        archive.finish_batch(batch)


def work_elsewhere(path: Path, copy: Path) -> None:
    """A copy of the archive on another laptop, where a star was given, and a field set to something else than here."""
    shutil.copy(path, copy)
    with Archive.open(path) as mine:
        first = mine.article_by_docid(mine.search("").docids[0]).id
        mine.edit(first, "section", MIXED[0].source)
    with Archive.open(copy) as theirs:
        theirs.edit(first, "section", MIXED[1].source)
        theirs.star([first], on=not theirs.article(first).starred)


def misread() -> list[str]:
    """How who tells the story begins in each encoding in which the bytes are a text."""
    return [choice.beginning for choice in choices(_original(_FIRST_TELLER + 2, STORY[2]))]


def _original(number: int, text: Text) -> bytes:
    return f"{number}\n{text.body}".encode("utf-8", "replace")


def _article(number: int, text: Text, page: int) -> tuple[Article, Provenance, bytes]:
    precision = {4: "year", 7: "month", 10: "day"}[len(text.published)]
    original = _original(number, text)
    article = Article(
        lines=(
            Line("القائمة · Accueil", "boilerplate", "menu"),
            Line(text.title, "title"),
            *(Line(line) for line in text.body.split("\n")),
        ),
        title=text.title,
        source=text.source,
        author=text.author,
        section=text.source,
        language="ar",
        url=f"https://example.org/{page}?{text.source}",
        published=PartialDate(text.published, precision, f"يوم {text.title}"),  # type: ignore[arg-type]
        review=(Review("author", "no byline"),),
    )
    name = FILE_NAMES[number % len(FILE_NAMES)] if number < len(HOSTILE) else f"captures/{number}.txt"
    return (
        article,
        Provenance(name, hashlib.sha256(original).hexdigest(), len(original), "test", "1"),
        original,
    )


def make_files(folder: Path) -> None:
    """Files to import: two articles, and what can't be read, under hostile names."""
    folder.mkdir()
    for number in range(2):
        body = f"عنوان مستورد {number}\n\n" + f"هذا نص المقال المستورد {number} عن حقوق الإنسان. " * 20
        Path(folder, f"{number}.txt").write_text(body, encoding="utf-8")
    for name in FILE_NAMES:
        Path(folder, name).write_bytes(b"\x00\x01\x02" * 100)
    shutil.copy(folder / "0.txt", folder / "نسخة \x1b[31m\u202e.txt")
