"""RTF as programs write it: one text whatever the fonts, code pages and units it is written in; what is no text is left aside."""

from pathlib import Path

import pytest
from formats_reading import PARAGRAPHS, articles, date, fingerprint, parsed

FILES = Path(__file__).parent / "files"
TITLE = "تقرير حول وضعية السجون بجهة الشرق"
WORD = (
    r"{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\adeff0\deff0\stshfdbch0\deflang1036{\fonttbl{\f0\fbidi \froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}"
    r"{\f1\fbidi \fswiss\fcharset178\fprq2 Arial (Arabic);}{\f3\froman\fcharset2\fprq2 Symbol;}}{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\ql \li0\ri0 \rtlch\fcs1 \af0 \ltrch\fcs0 \fs24 \snext0 Normal;}{\s1\qr \rtlch\fcs1 \af1 \ltrch\fcs0 \b\fs32 \sbasedon0 \snext0 \styrsid1 heading 1;}{\*\cs10 \additive Default Paragraph Font;}}"
    r"{\info{\title %s}{\author HP}{\operator HP}{\creatim\yr2009\mo5\dy12\hr10\min4}{\nofpages1}}\paperw11906\viewkind1"
    r"{\header \pard\plain {\rtlch\fcs1 \af1 \ltrch\fcs0 \f1 header}\par}%s}"
)


def hexed(text: str, codec: str = "cp1256") -> str:
    """The text as Word writes it in a single-byte encoding."""
    return "".join(chr(one) if one < 0x80 else f"\\'{one:02x}" for one in text.encode(codec))


def units(text: str) -> str:
    """The text in signed units of UTF-16, each with a question mark for old readers."""
    raw = text.encode("utf-16-le")
    found = (int.from_bytes(raw[at : at + 2], "little", signed=True) for at in range(0, len(raw), 2))
    return "".join(chr(one) if 0 <= one < 0x80 else f"\\u{one}?" for one in found)


def test_word_arabic_in_bytes_of_its_font() -> None:
    run = r"{\rtlch\fcs1 \af1 \ltrch\fcs0 \f1\lang1025 %s}"
    body = (
        rf"\pard\plain \s1\qr \rtlpar {run % hexed(TITLE)}\par "
        r"\pard\plain \qr \rtlpar " + r"\par ".join(run % hexed(text) for text in PARAGRAPHS) + r"\par "
    )
    (article,) = articles("x.rtf", WORD % (hexed(TITLE, "cp1252") if TITLE.isascii() else "", body))
    assert article.title == TITLE
    assert article.body == "\n".join(PARAGRAPHS)
    assert (article.author, article.published, article.review) == (None, None, ())


def test_a_run_from_the_right_takes_the_font_for_that_direction() -> None:
    run = r"{\ltrch\fcs0 \f0 \rtlch\fcs1 \af1 %s}"
    body = r"\pard\plain " + r"\par ".join(run % hexed(text) for text in (TITLE, *PARAGRAPHS))
    (article,) = articles("x.rtf", WORD % ("", body))
    assert article.body == "\n".join(PARAGRAPHS)
    french = r"{{\rtlch\fcs1 \af1 \ltrch\fcs0 \f0 {}}}".format(
        hexed("L’état des prisons marocaines est jugé préoccupant.", "cp1252")
    )
    (article,) = articles("x.rtf", WORD % ("", body + r"\par " + french))
    assert article.body.endswith("\nL’état des prisons marocaines est jugé préoccupant.")


@pytest.mark.parametrize(
    "head",
    [
        r"{\rtf1\ansi\ansicpg1256\deff0{\fonttbl{\f0\fnil\fcharset178 Arial;}}",
        r"{\rtf1\ansi\ansicpg1256\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}}",
        r"{\rtf1\ansi\ansicpg1256{\fonttbl\f0\fnil Arial;}\f0 ",
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset178 Arial;}}\f0 ",
        r"{\rtf1\ansi\ansicpg1256 ",
    ],
)
def test_what_fonts_and_code_pages_say(head: str) -> None:
    text = r"\par ".join(map(hexed, (TITLE, *PARAGRAPHS)))
    (article,) = articles("x.doc", head + text + "}")
    assert article.body == "\n".join(PARAGRAPHS)
    assert (article.title, article.review) == (TITLE, ())


def test_arabic_bytes_in_a_font_that_is_called_western_are_put_right_and_marked() -> None:
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}}"
    (article,) = articles("x.rtf", head + r"\par ".join(map(hexed, (TITLE, *PARAGRAPHS))) + "}")
    assert article.body == "\n".join(PARAGRAPHS)
    assert "encoding" in [one.field for one in article.review]


def test_units_with_what_old_readers_show() -> None:
    text = "رأي 😀 «نص» خارج المستوى الأساسي، وهو جزء من الفقرة الأولى للتقرير السنوي."
    for written in (
        units(text),
        r"\uc0 " + units(text).replace(" ", "  ").replace("?", ""),
        r"\uc1 " + units(text).replace("?", r"\'3f"),
        r"{\uc2 " + units(text).replace("?", r"\'a1\'a1") + "}",
        "{\\upr{???}{\\*\\ud{" + units(text) + "}}}",
    ):
        (article,) = articles("x.rtf", r"{\rtf1\ansi " + written + r"\par " + units(PARAGRAPHS[0]) + "}")
        assert article.lines[0].text == text, written


def test_what_is_no_text_is_left_aside() -> None:
    body = (
        r"\pard\plain " + units(PARAGRAPHS[0]) + r"{\v hidden}{\deleted\revauthdel1 gone}{\*\bkmkstart a}{\xe {index}}"
        r"{\field{\*\fldinst { HYPERLINK https://a.example/x }}{\fldrslt {" + units("الرابط") + r"}}}{\*\atnid M}{\*\annotation comment}\par "
        r"{\pict\pngblip\picw1 89504e470d0a1a0a}{\pict\bin5 {{{}}}{\object\objemb{\*\objdata 0105}{\result " + units("نتيجة الجدول") + r"\par}}"
        r"{\listtext\pard\plain 1.\tab}\ls1 " + units("بند أول") + r"\par\pard {\pntext\f1\'B7\tab}{\*\pn\pnlvlblt}" + units("بند ثان") + r"\par\pard\plain "
        r"\trowd\intbl " + units("خلية أولى") + r"\cell " + units("خلية") + r"\par " + units("ثانية") + r"\cell\row\pard\plain "
        + units("قبل") + r"{\super\chftn}{\footnote\pard {\super\chftn} " + units("حاشية") + r"\par " + units("ثانية") + r"}" + units(" بعد") + r"\line " + units("سطر")
        + r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt " + units("إطار نص") + r"\par}}{\shprslt twice}}\par }"
    )  # fmt: skip
    (article,) = articles("x.rtf", r"{\rtf1\ansi{\fonttbl{\f0 Arial;}{\f1\fcharset2 Symbol;}}" + body)
    assert [line.text for line in article.lines] == [
        PARAGRAPHS[0] + "الرابط",
        "نتيجة الجدول",
        "- بند أول",
        "- بند ثان",
        "خلية أولى | خلية ثانية",
        "قبل[1] بعد",
        "سطر",
        "إطار نص",
        "[1] حاشية ثانية",
    ]


@pytest.mark.parametrize("name", ["libreoffice_ar.rtf", "abiword_ar.doc", "pandoc_ar.rtf"])
def test_files_of_other_programs(name: str) -> None:
    (article,) = articles(name, (FILES / name).read_bytes())
    assert article.title == TITLE
    assert (article.author, article.source, date(article)) == ("سعاد المرابط", "منبر الريف", "2018-10-12")
    body = article.body.split("\n")
    assert "الشرق | 12" in body
    assert body[-2:] == ["[1] انظر محضر الاجتماع الأول.", "[2] صادق عليها المجلس."]
    assert "وختم اللقاء بتوقيع مذكرة تفاهم 😀 حول التكوين[2] سنة 2017." in article.body.replace(
        "تفاهم😀", "تفاهم 😀"
    )
    assert sum(fingerprint(line).endswith(fingerprint("البند الأول من التوصيات")) for line in body) == 1


def test_properties_are_used_where_the_text_agrees_else_marked() -> None:
    head = r"{\rtf1\ansi{\info{\title %s}{\author %s}}"
    text = r"\par ".join(map(units, PARAGRAPHS))
    (article,) = articles("x.rtf", head % (units(TITLE), "Fatima Zahra Benali") + text + "}")
    assert (article.title, article.author) == (TITLE, "Fatima Zahra Benali")
    assert [one.field for one in article.review] == ["title", "author"]
    (article,) = articles(
        "x.rtf", head % (units(TITLE), "Utilisateur Windows") + units(TITLE) + r"\par " + text + "}"
    )
    assert (article.title, article.author, article.review) == (TITLE, None, ())
    (article,) = articles("x.rtf", head % ("Microsoft Word - rapport.doc", "pc1") + text + "}")
    assert (article.title, article.author) == (None, None)


def test_a_file_that_was_cut_says_so() -> None:
    whole = r"{\rtf1\ansi " + r"\par ".join(map(units, PARAGRAPHS)) + "}"
    (article,) = articles("x.rtf", whole[: len(whole) * 2 // 3])
    assert article.body.startswith(PARAGRAPHS[0])
    assert [one.field for one in article.review] == ["title", "body"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (r"{\rtf1 " + "{" * 100_000 + "x", "nested too deeply"),
        (r"{\rtf1 {\fonttbl" + "{" * 10_000_000, "nested too deeply"),
        (r"{\rtf1 " + "{}" * 1_100_000 + "}", "nested too deeply"),
        (r"{\rtf1 " + "لا".encode().decode("latin-1") * 3_000_000 + "}", "too long"),
        (r"{\rtf1 " + r"x\par " * 30_000 + "}", "too long"),
        (r"{\rtf1 \bin99999999999 x}", "empty"),
        (r"{\rtf1 {\pict\bin4000000000 x}", "empty"),
        (r"{\rtf1\ansicpg99999\u99999999999 \uc-5\f-1\fs-3\u1114112?}", "empty"),
        (r"{\rtf1}", "empty"),
        (r"{\rtf", "empty"),
        (r"{\rtf1 {\pict " + "ab" * 5_000_000 + "}}", "empty"),
        ("{\\rtf1 " + "\\'" * 1_000_000 + "}", "empty"),
        ("{\\rtf1 " + "\\*" * 1_000_000 + "}", "empty"),
    ],
)
def test_hostile_files_are_refused(data: str, reason: str) -> None:
    assert parsed("x.rtf", data.encode("latin-1", "replace")).reason == reason
