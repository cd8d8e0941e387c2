"""The same story told elsewhere, and articles about the same matters."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_similar_sources import OTHER, TEXT, make, take

from store.archive import Archive
from store.similar import fingerprint, relatives, story
from store.similar.addresses import page_key
from store.similar.wording import difference

MATTERS = (
    "جهة إقليم مدينة جماعة جلسة محكمة حكم قاض محام شاهد ملف تحقيق شكاية تعذيب حرية رأي صحافة جمعية نقابة إضراب احتجاج "
    "وقفة مسيرة شرطة درك سجن معتقل إفراج عفو مجلس تقرير توصية لجنة وزارة برلمان قانون مشروع تعديل دستور حق امرأة طفل هجرة "
    "لجوء صحة تعليم سكن ماء أرض غابة بيئة فلاح عامل أجر بطالة فقر دعم صندوق ميزانية اتفاقية شراكة منظمة دولة سفير زيارة لقاء"
)
WORDS = MATTERS.split()


def text_of(seed: int, length: int = 120) -> str:
    choose = random.Random(seed)
    return " ".join(choose.choice(WORDS) for _ in range(length))


def test_an_agency_text_that_two_papers_changed_a_little_is_one_story(archive: Archive) -> None:
    whole = text_of(1)
    words = whole.split()
    told = [
        make(whole, "/a", title="أول"),
        make(" ".join(["الرباط", *words[:90], "نهاية", "الخبر"]), "/b", title="ثان"),
        make(" ".join([*words[20:], "وأضاف", "المصدر", "ذلك"]), "/c", title="ثالث"),
        make(text_of(2), "/d", title="رابع"),
    ]
    ids = [ident for _, ident, _ in take(archive, *told)]
    assert archive.count() == 4
    assert {one.id for one in story.same_story(archive, ids[0])} == {ids[1], ids[2]}
    assert {one.id for one in story.same_story(archive, ids[1])} == {ids[0], ids[2]}
    assert story.same_story(archive, ids[3]) == []
    shares = [one.shared for one in story.same_story(archive, ids[0])]
    assert shares == sorted(shares, reverse=True)
    assert all(story.SAME <= share < 1 for share in shares)


def test_what_is_taken_back_leaves_the_group(archive: Archive) -> None:
    words = text_of(1).split()
    ((_, ident, _),) = take(archive, make(" ".join(words), "/a"))
    take(archive, make(" ".join([*words, "زيادة"]), "/b"))
    assert len(story.same_story(archive, ident)) == 1
    archive.undo()
    assert story.same_story(archive, ident) == []
    archive.redo()
    assert len(story.same_story(archive, ident)) == 1


def test_a_template_filled_in_differently_is_not_one_story(archive: Archive) -> None:
    before, after = text_of(3, 60), text_of(4, 60)
    made = [make(f"{before} {text_of(100 + number, 30)} {after}", f"/{number}") for number in range(40)]
    (ident, *_) = [one for _, one, _ in take(archive, *made)]
    assert story.same_story(archive, ident) == []


def test_related_articles_share_rare_words_and_are_not_copies(archive: Archive) -> None:
    told = [
        make(
            "احتج سكان إيموزار على إغلاق المستوصف وقالت تنسيقية إيموزار إن المستوصف مغلق منذ عام "
            + text_of(5, 40),
            "/a",
            title="مستوصف إيموزار",
        ),
        make(
            "احتج سكان إيموزار على إغلاق المستوصف وقالت تنسيقية إيموزار إن المستوصف مغلق منذ عام "
            + text_of(5, 40)
            + " أمس",
            "/b",
        ),
        make("وعدت الوزارة بفتح المستوصف في إيموزار قبل نهاية السنة " + text_of(6, 40), "/c"),
        *(make(text_of(number), f"/{number}") for number in range(10, 60)),
    ]
    ids = [ident for _, ident, _ in take(archive, *told)]
    found = relatives.related(archive, ids[0], 5)
    assert found[0].id == ids[2]
    assert found[0].score == 1
    assert {"مستوصف", "إيموزار"} <= set(found[0].words)
    assert ids[1] not in {one.id for one in found}
    assert relatives.related(archive, ids[0], 0) == []


MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640\u200f\u200e"
PRESENTED = {
    "ا": "ﺎ",
    "ب": "ﺑ",
    "ل": "ﻟ",
    "م": "ﻤ",
    "ن": "ﻨ",
    "ه": "ﻫ",
    "و": "ﻮ",
    "ي": "ﻳ",
    "ع": "ﻌ",
    "ق": "ﻘ",
}
ALIKE = {"أ": "اإآٱ", "ة": "ه", "ى": "ي", "إ": "اأ", "ؤ": "و", "ئ": "ي"}
BLANKS = (" ", "\n", "\u00a0 ", "\t\n")


def written(choose: random.Random, char: str) -> str:
    """Another way to write a letter, or a blank."""
    if char.isspace():
        return choose.choice(BLANKS)
    kind = choose.randrange(8)
    if kind == 0 and char in ALIKE:
        return choose.choice(ALIKE[char])
    if kind == 1 and char in PRESENTED:
        return PRESENTED[char]
    if kind == 2 and char.isalpha():
        return char + "".join(choose.choices(MARKS, k=choose.randrange(4)))
    return char


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([TEXT, OTHER]), st.integers(0, 10**9))
def test_no_way_of_writing_a_text_changes_its_fingerprint(text: str, seed: int) -> None:
    choose = random.Random(seed)
    other = "".join(written(choose, char) for char in text)
    before, after = (fingerprint.body_words(one) for one in (text, other))
    assert fingerprint.fingerprint(before) == fingerprint.fingerprint(after)
    assert fingerprint.text_key(before) == fingerprint.text_key(after) is not None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(20, 400), st.integers(20, 400))
def test_a_sample_shows_how_much_of_the_shorter_text_is_in_the_longer(
    seed: int, first: int, second: int
) -> None:
    words = text_of(seed, first + second).split()
    whole, part = fingerprint.sequences(words), fingerprint.sequences(words[:first])
    assert fingerprint.shared(whole, part) == 1
    sample = fingerprint.sample(whole)
    assert sample == sorted(sample)
    assert set(sample) <= whole
    assert 8 <= len(sample) <= 40


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from([*WORDS[:6], "\n", "،", "لَا", ".\n\n"]), max_size=30), st.data())
def test_a_difference_is_made_of_both_texts(old: list[str], data: st.DataObject) -> None:
    new = list(old)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(new)))
        new[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.lists(st.sampled_from(WORDS[:9]), max_size=3)
        )
    before, after = " ".join(old), " ".join(new)
    pieces = difference(before, after)
    assert "".join(before[slice(*piece.old)] for piece in pieces) == before
    assert "".join(after[slice(*piece.new)] for piece in pieces) == after
    for piece in pieces:
        if piece.kind == "same":
            assert before[slice(*piece.old)].split() == after[slice(*piece.new)].split()
    if before == after:
        assert {piece.kind for piece in pieces} <= {"same"}


def test_a_long_text_is_compared_word_by_word_too() -> None:
    old = text_of(1, 5_000).split()
    new = [word if at % 40 else "تغيير" for at, word in enumerate(old)]
    del new[2_000:2_100]
    before, after = " ".join(old), " ".join(new)
    pieces = difference(before, after)
    assert "".join(before[slice(*piece.old)] for piece in pieces) == before
    assert "".join(after[slice(*piece.new)] for piece in pieces) == after
    assert sum(piece.old[1] - piece.old[0] for piece in pieces if piece.kind == "same") > 0.94 * len(before)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.rif.example/a/?utm_source=x#top", "rif.example/a"),
        ("https://rif.example/?p=12", "rif.example?p=12"),
        ("https://rif.example/index.php?id=4", "rif.example/index.php?id=4"),
        ("https://rif.example/", None),
        ("https://rif.example/ar/", None),
        ("https://rif.example/a/feed/", None),
        ("https://rif.example/a#comment-3", None),
        ("rif", None),
        ("file:///home/a.html", None),
    ],
)
def test_an_address_of_many_articles_is_no_key(url: str, key: str | None) -> None:
    assert page_key(url) == key
