"""Lines that several articles of one source have: hidden in all of them as long as they are there, and never lost."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from store.archive import Archive
from store.article import Article, Line, Provenance

FOOT = "صحيفة مستقلة تعنى بشؤون الجهة الشرقية وتصدر من وجدة كل يوم"
HEAD = "المنصة الإخبارية لسكان الواحات"
INNER = "ساعدونا على البقاء بمساهمة بسيطة منكم"
NUMBERS = ("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "a.db", create=True, operator="test")


def text(number: int) -> list[str]:
    """The paragraphs of an article of its own."""
    which = NUMBERS[number]
    return [
        f"اجتمعت اللجنة {which} في مقر البلدية {number} وناقشت ملف الماء رقم {number * 7} مع ممثلي السكان {which} طيلة يوم كامل.",
        f"وقال المتدخل {which} إن الوضع في الدوار {number + 3} لا يحتمل الانتظار سنة {which} أخرى من دون جواب واضح مكتوب.",
        f"واتفق الحاضرون في الجلسة {which} على زيارة السد رقم {number * 11} وعلى كتابة محضر {which} يوقعه جميع الأعضاء.",
    ]


def put(
    archive: Archive,
    number: int,
    body: Sequence[str],
    source: str | None = "جريدة الواحة",
    url: str | None = None,
) -> str:
    lines = tuple(Line(one) for one in body)
    data = "\n".join(body).encode() + bytes([number])
    sha256 = hashlib.sha256(data).hexdigest()
    article = Article(lines, title=f"خبر الجلسة {NUMBERS[number]} {number}", source=source, url=url)
    batch = archive.start_batch([f"{number}.txt"])
    added = archive.add(
        article, Provenance(f"{number}.txt", sha256, len(data), "test", "1"), data, batch=batch
    )
    archive.finish_batch(batch)
    return added.id


def body(archive: Archive, ident: str) -> str:
    return archive.article(ident).article.body


def test_third_article_makes_a_line_furniture_in_all(archive: Archive) -> None:
    ids = [put(archive, number, [*text(number), FOOT]) for number in range(2)]
    assert all(FOOT in body(archive, ident) for ident in ids)
    ids.append(put(archive, 2, [*text(2), FOOT]))
    for number, ident in enumerate(ids):
        article = archive.article(ident).article
        assert article.body == "\n".join(text(number))
        (line,) = [line for line in article.lines if line.text == FOOT]
        assert (line.kind, bool(line.reason)) == ("boilerplate", True)


def test_taken_back_or_written_otherwise_it_is_none_any_more(archive: Archive) -> None:
    ids = [put(archive, number, [*text(number), FOOT]) for number in range(3)]
    assert FOOT not in body(archive, ids[0])
    archive.undo()
    assert FOOT in body(archive, ids[0])
    archive.redo()
    assert FOOT not in body(archive, ids[0])


def test_both_ends_are_looked_at_line_by_line(archive: Archive) -> None:
    foot = ["تصدر عن دار الواحة للنشر", FOOT]
    ids = [put(archive, number, [HEAD, *text(number), *foot]) for number in range(3)]
    assert all(body(archive, ident) == "\n".join(text(number)) for number, ident in enumerate(ids))


@pytest.mark.parametrize(
    "said",
    [
        "«لن نغادر أرضنا ولو كلفنا ذلك حياتنا» تقول السيدة فاطمة وهي تشير إلى الحقول",
        "ويذكر أن المنطقة عرفت احتجاجات مماثلة قبل سنتين بسبب ندرة المياه",
        "عن المكتب التنفيذي للجمعية",
    ],
)
def test_what_an_article_says_itself_is_kept_though_it_is_repeated(archive: Archive, said: str) -> None:
    ids = [put(archive, number, [*text(number), said]) for number in range(4)]
    assert all(said in body(archive, ident) for ident in ids)


def test_sentence_inside_is_kept_though_it_is_repeated(archive: Archive) -> None:
    said = "لا أحد فوق القانون في هذا البلد، ولن نسكت عن حقنا في الماء."
    ids = [
        put(archive, number, [*text(number)[:2], said, text(number)[2], *text(number)[:1]])
        for number in range(4)
    ]
    assert all(said in body(archive, ident) for ident in ids)


def test_short_line_inside_is_furniture_where_much_of_a_source_has_it(archive: Archive) -> None:
    long = [
        [one for again in range(3) for one in (f"{part} ({again})" for part in text(number))]
        for number in range(4)
    ]
    ids = [
        put(
            archive,
            number,
            [*one[:4], INNER, *one[4:]] + [f"خاتمة {number} {at} للنص الطويل." for at in range(8)],
        )
        for number, one in enumerate(long[:3])
    ]
    assert all(INNER not in body(archive, ident) for ident in ids)


@pytest.mark.parametrize(
    ("sources", "hidden"), [(("أ", "ب", "ج"), False), ((None, None, None), False), (("أ", "أ", "أ"), True)]
)
def test_three_sources_are_not_one(archive: Archive, sources: tuple[str | None, ...], hidden: bool) -> None:
    ids = [put(archive, number, [*text(number), FOOT], source) for number, source in enumerate(sources)]
    assert all((FOOT not in body(archive, ident)) is hidden for ident in ids)


def test_without_a_name_the_host_of_the_address_is_the_source(archive: Archive) -> None:
    ids = [
        put(archive, number, [*text(number), FOOT], None, f"https://www.waha.example/{number}")
        for number in range(3)
    ]
    assert all(FOOT not in body(archive, ident) for ident in ids)


def test_copies_of_one_text_are_one_article(archive: Archive) -> None:
    ids = [put(archive, number, [*text(0), FOOT, f"نشر في العدد {number}"]) for number in range(4)]
    assert len(set(ids)) == 4
    assert all(FOOT in body(archive, ident) for ident in ids)


def test_short_texts_are_left_alone(archive: Archive) -> None:
    ids = [put(archive, number, [text(number)[0], "موعدنا غدا", FOOT]) for number in range(4)]
    assert all(FOOT in body(archive, ident) for ident in ids)
    more = [
        put(archive, number, [f"إعلان {number}", HEAD, FOOT, f"{FOOT} وكل مساء", INNER], "ملصقات")
        for number in range(4)
    ]
    assert all(FOOT in body(archive, ident) for ident in more)
