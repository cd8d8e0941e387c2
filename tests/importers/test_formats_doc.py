"""Old Word files: the text in its order with lists, tables and notes; damaged, encrypted and other ones say what they are."""

import random
import struct
from pathlib import Path

import pytest
from formats_reading import PARAGRAPHS, articles, date, parsed

from importers.base import Read

FILES = Path(__file__).parent / "files"
WHOLE = (FILES / "libreoffice_ar.doc").read_bytes()
PARTS = (FILES / "libreoffice_parts.doc").read_bytes()


def test_a_document_with_lists_a_table_and_notes() -> None:
    (article,) = articles("x.doc", WHOLE)
    assert article.title == "تقرير حول وضعية السجون بجهة الشرق"
    assert (article.author, article.source, date(article)) == ("سعاد المرابط", "منبر الريف", "2018-10-12")
    assert article.body.split("\n") == [
        "مقدمة",
        "أكد المتدخلون خلال اللقاء المنظم بالرباط أن تتبع التوصيات رهين بإرادة الأطراف[1] الموقعة على الاتفاقية رقم 48,5 في المائة.",
        "- البند الأول من التوصيات",
        "- البند الثاني من التوصيات",
        "- أولا، توثيق الانتهاكات",
        "- ثانيا، رصدها وفق معايير واضحة",
        "الجهة | العدد",
        "الشرق | 12",
        "الرباط | 30",
        "ودعت الجمعيات إلى موقع المجلس للاطلاع على النص الكامل بالفرنسية: « Le rapport annuel sur l’état des prisons ».",
        "وختم اللقاء بتوقيع مذكرة تفاهم 😀 حول التكوين[2] سنة 2017.",
        "[1] انظر محضر الاجتماع الأول.",
        "[2] صادق عليها المجلس.",
    ]
    assert article.review == ()


def test_what_word_hides_stays_hidden_and_what_it_shows_is_kept() -> None:
    (article,) = articles("no ending", PARTS)
    assert article.title == "عنوان التقرير السنوي"
    assert article.body.split("\n") == [
        PARAGRAPHS[0].replace(" رقم", ""),
        "قبل مضاف بعد نهاية الفقرة",
        f"{PARAGRAPHS[1]}[1] ثم [2]",
        "فقرة الإطار",
        "انظر الرابط هنا",
        "سطر ثان بعد",
        "أ ب | ج",
        "د",
        PARAGRAPHS[2],
        "إطار نص",
        "[1] حاشية أولى",
        "[2] حاشية ختامية",
    ]


def field(data: bytes, place: int, value: int) -> bytes:
    """The file with a number of two bytes of the head of its text replaced."""
    at = data.index(struct.pack("<H", 0xA5EC)) + place
    return data[:at] + struct.pack("<H", value) + data[at + 2 :]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (field(WHOLE, 10, 0x0300), "encrypted"),
        (field(WHOLE, 2, 104), "unknown format"),
        (field(WHOLE, 0x01A6, 0), "broken"),
        (WHOLE[:600], "broken"),
        (WHOLE[:8], "unknown format"),
        (WHOLE[:8] + b"\xff" * 8000, "unknown format"),
        (WHOLE.replace("Root Entry".encode("utf-16-le"), bytes(20), 1)[:4096], "broken"),
        (WHOLE.replace("WordDocument".encode("utf-16-le"), "Workbook\0\0\0\0".encode("utf-16-le")), "unknown format"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_says_why(data: bytes, reason: str) -> None:
    found = parsed("x.doc", data)
    assert found.reason == reason, found.message


def test_other_files_in_such_a_container_are_named() -> None:
    for name, what in (("Workbook\0\0\0\0", "a spreadsheet"), ("__nameid_ver", "an old Office document")):
        other = WHOLE.replace("WordDocument".encode("utf-16-le"), name.encode("utf-16-le"))
        length = 2 * (len(name.strip("\0")) + 1)
        at = other.index(name.encode("utf-16-le")) + 64
        found = parsed("x", other[:at] + struct.pack("<H", length) + other[at + 2 :])
        assert (found.reason, found.unknown) == ("unknown format", True)
        assert what in found.message


@pytest.mark.parametrize("seed", range(60))
def test_damaged_bytes_are_read_or_refused_with_a_reason(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(chance.choice([WHOLE, PARTS]))
    for _ in range(chance.choice([1, 5, 40, 400])):
        data[chance.randrange(len(data))] = chance.choice([0, 1, 0x7F, 0xFF, chance.randrange(256)])
    found = parsed("x.doc", bytes(data[: chance.choice([len(data), chance.randrange(len(data))])]))
    assert found.reason != "error", found.message
    assert found.reason or all(isinstance(one, Read) for one in found.reads)
