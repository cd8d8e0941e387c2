"""Text that was read in a wrong encoding before it was saved is put right, and no other text is touched."""

import pytest

from importers.base import Read, Source, importer_for
from importers.fields import mojibake
from importers.fields.encoding import decode

ARABIC = (
    "نظم عشرات من سكان دوار تيزي وقفة أمام مقر القيادة للمطالبة بإصلاح الطريق التي تربط قريتهم بالمستوصف.\n"
    "وقالت حليمة أوعلي إن سيارة الإسعاف لم تستطع الوصول إلى بيتها في الشتاء الماضي، وإن ذلك كان سيكلف ابنتها حياتها.\n"
)
FRENCH = "Une cinquantaine de femmes se sont rassemblées mardi devant la délégation de la santé, où l’hôpital est fermé dès midi.\n"


def latin(text: str, codec: str) -> str:
    """The text as a program shows it that takes its bytes for Windows-1252, with the controls that stand for undefined ones."""
    shown = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)}
    return "".join(shown[byte] for byte in text.encode(codec))


@pytest.mark.parametrize("codec", ["utf-8", "cp1256", "iso8859_6"])
def test_arabic_that_was_taken_for_latin(codec: str) -> None:
    text = ARABIC if codec == "cp1256" else ARABIC.replace("،", ",")
    decoded = decode(latin(text, codec).encode())
    assert decoded.text == text
    assert decoded.encoding == "utf-8"
    assert "had been taken for cp1252" in decoded.method
    assert decoded.uncertain


@pytest.mark.parametrize("text", [ARABIC, FRENCH])
def test_utf8_that_was_taken_for_windows_1256(text: str) -> None:
    decoded = decode(text.encode().decode("cp1256").encode())
    assert decoded.text == text
    assert "had been taken for cp1256" in decoded.method


def test_french_that_was_taken_for_latin_once_and_twice() -> None:
    once = latin(FRENCH, "utf-8")
    assert decode(once.encode()).text == FRENCH
    assert decode(latin(once, "utf-8").encode()).text == FRENCH


def test_only_what_was_misread_is_changed() -> None:
    mixed = f"الرئيسية سياسة مجتمع\n{latin(ARABIC, 'utf-8')}جميع الحقوق محفوظة\n"
    assert decode(mixed.encode()).text == f"الرئيسية سياسة مجتمع\n{ARABIC}جميع الحقوق محفوظة\n"


@pytest.mark.parametrize(
    "text",
    [
        ARABIC * 20,
        FRENCH * 20,
        "الحفاظ… والوعظ… واللفظ… والحظ… كلمات تنتهي بالظاء… في عناوين مقطوعة…\n",
        "À l’été, « Ça va ? » – où ? Là ! L’ÉTÉ À ÂÊÎÔÛ… TÂTÔ N° 3 ©®™\n" * 5,
        "Ärger Öl Übung Straße — Ñandú, Łódź, Çelik, ÆØÅ æøå\n" * 5,
        "ÀÉÈÙ ÂÊÎÔÛ ËÏÜ ÇŒ ÀÉÈÙ ÂÊÎÔÛ ËÏÜ ÇŒ ÀÉÈÙ",
        "ⵜⴰⵎⴰⵣⵉⵖⵜ ⵉⵙⵓⵎⴰⵔ ⵏ ⵓⵖⵔⵉⴱ\n" * 5,
        "La saisie « Ã© » au lieu de « é » est une erreur connue.",
    ],
)
def test_clean_text_is_left_as_it_is(text: str) -> None:
    assert mojibake.repair(text) is None
    assert decode(text.encode()).text == text


def test_page_that_was_misread_says_so_for_a_person_to_look() -> None:
    body = "".join(f"<p>{line}</p>" for line in (ARABIC * 3).splitlines())
    page = f"<html><head><meta charset='utf-8'><title>وقفة</title></head><body><h1>وقفة بدوار تيزي</h1>{body}</body></html>"
    data = latin(page, "utf-8").encode()
    (read,) = importer_for("a.html", data).read(Source("a.html", data))
    assert isinstance(read, Read)
    assert read.article.title == "وقفة بدوار تيزي"
    assert ARABIC.splitlines()[0] in read.article.body
    assert [one.field for one in read.article.review if one.field == "encoding"] == ["encoding"]


def test_what_a_legacy_text_could_be_otherwise_is_kept_with_it() -> None:
    data = (ARABIC * 3).replace("،", ",").encode("cp1256")
    (read,) = importer_for("a.txt", data).read(Source("a.txt", data))
    assert isinstance(read, Read)
    assert read.encoding == "cp1256"
    assert read.encoding_method is not None
    assert "otherwise" in read.encoding_method
    assert "cp1252" in read.encoding_method
