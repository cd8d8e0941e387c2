"""Bytes to text: what was written comes back, whatever it was saved in, and nothing that a terminal would obey."""

import codecs
import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.base import UnreadableSource
from importers.fields import encoding
from importers.fields.encoding import LEGACY, MAX_LINE, Decoded, clean, decode

ARABIC = (
    "أكد المتدخلون خلال اللقاء أن تتبع التوصيات يظل رهينا بإرادة الأطراف الموقعة على الاتفاقية، وأن الجمعيات المحلية مدعوة إلى "
    "توثيق الانتهاكات ورصدها وفق المعايير المعمول بها. وأضافت المنسقة أن الورشات ستستمر إلى نهاية السنة في مختلف الأقاليم."
)
FRENCH = (
    "Les participantes ont rappelé que la création d’une mémoire collective suppose l’accès aux archives : « rien ne s’efface », "
    "a déclaré l’une d’elles à l’issue de la journée d’étude, où l’on a présenté près de trente témoignages inédits."
)
ARABIC_WORDS = st.lists(st.sampled_from(ARABIC.split()), min_size=45, max_size=90).map(" ".join)
FRENCH_WORDS = st.lists(st.sampled_from(FRENCH.replace("’", "'").split()), min_size=45, max_size=90).map(
    " ".join
)


def decoded_or_reason(data: bytes) -> Decoded | str:
    try:
        return decode(data)
    except UnreadableSource as error:
        return error.reason


@settings(max_examples=60, deadline=None)
@given(ARABIC_WORDS, st.sampled_from(["cp1256", "iso8859_6"]))
def test_arabic_in_single_bytes(text: str, codec: str) -> None:
    data = text.encode(codec)
    assert decode(data).text == text


@settings(max_examples=60, deadline=None)
@given(FRENCH_WORDS)
def test_french_in_single_bytes(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=400), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_unicode_comes_back_but_for_what_is_stripped(text: str, codec: str) -> None:
    visible = clean(text)
    decoded = decoded_or_reason(text.encode(codec, "replace"))
    if isinstance(decoded, str):
        assert decoded in ("empty", "binary")
        return
    if "\x00" not in text and not any(0xD800 <= ord(character) < 0xE000 for character in text):
        assert decoded.text == visible
    assert not decoded.uncertain


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ARABIC, FRENCH])
def test_utf16_without_a_mark(codec: str, text: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.method) == (text, codec, "columns of bytes")


def test_mark_is_no_part_of_the_text() -> None:
    assert decode(codecs.BOM_UTF8 + ARABIC.encode()).text == ARABIC


def test_capture_cut_in_a_character_is_still_utf8() -> None:
    data = (ARABIC + "ة").encode()[:-1]
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.errors == 1
    assert decoded.uncertain
    assert decoded.text == ARABIC + "\ufffd"


def test_few_broken_places_are_counted() -> None:
    data = ARABIC.encode().replace("،".encode(), b"\xd8", 1) + b"\xff"
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.errors == decoded.text.count("\ufffd") == 2


def test_short_legacy_text_is_uncertain_and_names_what_else_it_could_be() -> None:
    decoded = decode("حقوق الإنسان".encode("cp1256"))
    assert decoded.text == "حقوق الإنسان"
    assert decoded.uncertain
    assert set(decoded.alternatives) <= set(LEGACY) - {decoded.encoding}
    assert decoded.alternatives


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_give_clean_text_or_a_reason(data: bytes) -> None:
    decoded = decoded_or_reason(data)
    if isinstance(decoded, str):
        assert decoded in ("empty", "binary")
        return
    for character in decoded.text:
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
    assert not set(decoded.text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@pytest.mark.parametrize(
    "poison",
    [
        "\x1b[31m",
        "\x1b[2J",
        "\x1b]0;title\x07",
        "\x1b]52;c;aGVsbG8=\x07",
        "\x1b]8;;http://x\x1b\\",
        "\x9b31m",
        "\x1bP1$r\x1b\\",
        "\x1b(B",
        "\x1bc",
        "\x08",
        "\x07",
        "\x7f",
        "\u202e",
        "\u2067",
        "\ufeff",
    ],
)
def test_what_a_terminal_would_obey_is_gone_and_the_rest_stays(poison: str) -> None:
    assert clean(f"قبل{poison}بعد") == "قبلبعد"


def test_unfinished_sequence_takes_no_text_along() -> None:
    assert clean("قبل\x1b]بعد وسطر آخر") == "قبلبعد وسطر آخر"
    assert clean("قبل\x1b[\nبعد") == "قبل\nبعد"


def test_joiners_and_plain_marks_belong_to_the_writing() -> None:
    text = "می\u200cخواهم ه\u200dـ \u200f(1)\u200e"
    assert clean(text) == text


def test_line_ends_are_line_feeds() -> None:
    assert clean("a\r\nb\rc\u2028d\x0ce") == "a\nb\nc\nd\ne"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        ("\u200f\ufeff\n".encode(), "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "binary"),
        (b"PK\x03\x04rest", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"SQLite format 3\0" + bytes(84), "binary"),
        (bytes(range(256)) * 8, "binary"),
        ("نص ".encode() + b"\0" * 400, "binary"),
        (b"a" * (MAX_LINE + 1), "line too long"),
        (b"word \n" * 1_000_000, "too long"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        decode(data)
    assert refused.value.reason == reason


LONG = "".join(
    f"سطر {number} من نص «طويل» élève 😀\u200f\n"
    if number % 7
    else f"سطر {number}\x00 من\u2028نص\u202e\r\n\r"
    for number in range(400)
)


@pytest.mark.parametrize("stretch", [1, 2, 3, 5, 64, 997])
def test_a_long_text_is_decoded_and_cleaned_in_stretches_as_a_short_one(
    monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    samples = [LONG.encode(codec) for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32")]
    samples += [samples[0][:-1], samples[0] + b"\xd8", samples[1][:1_000] + b"\xff" + samples[1][1_000:]]
    escaping = f"{LONG}\x1b]0;title\n\r\nmore\x07 \x9b31m{LONG}"
    wanted = [encoding.as_written(sample) for sample in samples]
    cleaned = [encoding.clean(text) for text in (LONG, escaping, "\r" * 9 + "\n", "")]
    monkeypatch.setattr(encoding, "_STRETCH", stretch)
    assert [encoding.as_written(sample) for sample in samples] == wanted
    assert [encoding.clean(text) for text in (LONG, escaping, "\r" * 9 + "\n", "")] == cleaned
    assert "\r" not in cleaned[0]
    assert "title" not in cleaned[1]


def test_one_accent_in_a_single_byte_is_no_damaged_utf8() -> None:
    found = decode(b"Le caf\xe9 de la gare est ferme depuis hier soir.")
    assert (found.text, found.errors) == ("Le café de la gare est ferme depuis hier soir.", 0)


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_mark_before_bytes_that_are_no_text_makes_none_of_them(mark: bytes) -> None:
    chance = random.Random(1)
    for data in (
        chance.randbytes(3_000),
        chance.randbytes(40_000),
        b"\xd0\xcf\x11\xe0" + bytes(900) + b"text",
    ):
        with pytest.raises(UnreadableSource) as raised:
            decode(mark + data)
        assert raised.value.reason == "binary"
    assert (
        decode(mark + "نص".encode({0xEF: "utf-8", 0xFF: "utf-16-le", 0xFE: "utf-16-be"}[mark[0]])).text
        == "نص"
    )
