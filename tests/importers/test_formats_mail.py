"""Messages and mailboxes, whatever charset they forgot to declare, with the documents attached to them."""

import base64
import random
from email.message import EmailMessage
from pathlib import Path

import pytest
from formats_reading import PARAGRAPHS, articles, date, reads

from importers.base import Read, Refused, Source, importer_for
from importers.fields.attachments import Large
from importers.parsing import parse

TEXT = "\n\n".join(PARAGRAPHS)
HEADERS = "From: {sender}\r\nTo: b@example.ma\r\nSubject: {subject}\r\nDate: Fri, 12 Oct 2018 23:30:00 +0100\r\nMessage-ID: <1@example.ma>\r\n"


def message() -> EmailMessage:
    made = EmailMessage()
    made["From"] = "سعاد المرابط <a@example.ma>"
    made["To"] = "b@example.ma"
    made["Subject"] = "بلاغ حول «الحق في الخبر» وما يتصل به من حقوق وحريات في المدن والقرى"
    made["Date"] = "Fri, 12 Oct 2018 23:30:00 +0100"
    made.set_content(TEXT)
    return made


def test_message_with_everything_declared() -> None:
    made = message()
    made.add_alternative("<p>شيء آخر</p>", subtype="html")
    (read,) = reads("x.eml", made.as_bytes())
    assert isinstance(read, Read)
    assert read.article.title == "بلاغ حول «الحق في الخبر» وما يتصل به من حقوق وحريات في المدن والقرى"
    assert (read.article.author, date(read.article)) == ("سعاد المرابط", "2018-10-12T23:30")
    assert read.article.body == TEXT
    assert read.member == ""


@pytest.mark.parametrize("codec", ["utf-8", "cp1256"])
@pytest.mark.parametrize(
    "declared", ["", "Content-Type: text/plain\r\n", "Content-Type: text/plain; charset=us-ascii\r\n"]
)
def test_raw_bytes_without_a_charset(codec: str, declared: str) -> None:
    head = HEADERS.format(sender="سعاد المرابط <a@example.ma>", subject="بلاغ حول الحق في الخبر بالمغرب")
    data = f"{head}{declared}\r\n{TEXT}\r\n".encode(codec)
    (article,) = articles("x", data)
    assert article.title == "بلاغ حول الحق في الخبر بالمغرب"
    assert article.author == "سعاد المرابط"
    assert article.body == TEXT


def test_message_that_is_only_html() -> None:
    made = message()
    made.set_content(
        "<html><body>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</body></html>", subtype="html"
    )
    (article,) = articles("x.eml", made.as_bytes())
    assert article.body == "\n".join(PARAGRAPHS)


def test_attached_documents_are_articles_of_their_own() -> None:
    from test_formats_documents import paragraph, word

    made = message()
    document = word("".join(map(paragraph, PARAGRAPHS)))
    made.add_attachment(document, maintype="application", subtype="octet-stream", filename="تقرير.docx")
    made.add_attachment(b"PK\x03\x04 broken", maintype="application", subtype="zip", filename="b.docx")
    made.add_attachment(b"\x89PNG....", maintype="image", subtype="png", filename="c.png")
    found = reads("x.eml", made.as_bytes())
    assert [(type(one), one.member) for one in found] == [
        (Read, ""),
        (Read, "تقرير.docx"),
        (Refused, "b.docx"),
    ]
    body, attached = found[0], found[1]
    assert isinstance(body, Read)
    assert isinstance(attached, Read)
    assert body.article.lines[-1] == ("تقرير.docx | b.docx | c.png", "boilerplate", "attachments")
    assert attached.article.body == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_mailbox(end: str) -> None:
    one = (
        HEADERS.format(sender="a@example.ma", subject="أول")
        + "\r\n"
        + PARAGRAPHS[0]
        + "\r\n>From the start\r\n"
    )
    two = HEADERS.format(sender="b@example.ma", subject="ثان") + "\r\n" + PARAGRAPHS[1] + "\r\n"
    box = "".join(f"From a@b Fri Oct 12 23:30:00 2018\r\n{text}\r\n" for text in (one, two)).replace(
        "\r\n", end
    )
    first, second = (read for read in reads("box", box) if isinstance(read, Read))
    assert (first.article.title, second.article.title) == ("أول", "ثان")
    assert first.article.body == f"{PARAGRAPHS[0]}\nFrom the start"
    assert (first.member, second.member) == ("<1@example.ma>", "<1@example.ma>#2")


@pytest.mark.parametrize(
    "data",
    [
        b"From: a\r\nTo: b\r\nSubject: =?x-unknown?B?////?=\r\nDate: never\r\n\r\nText of it.",
        b"From: a\r\nTo: b\r\nSubject: s\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" * 50
        + b"text",
        b"From: a\r\nTo: b\r\nSubject: s\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!not base64 at all",
        b"From: a\r\nTo: b\r\nSubject: s\r\nContent-Type: text/plain; charset=\xff\xfe\r\n\r\nText.",
    ],
)
def test_damaged_messages_are_read_as_far_as_they_go(data: bytes) -> None:
    for one in reads("x.eml", data):
        assert isinstance(one, Read | Refused)


def test_text_that_speaks_of_mail_is_no_mail() -> None:
    assert importer_for("a.txt", f"From: a\n{TEXT}".encode()).name == "capture"
    assert importer_for("a.txt", f"From the start 2018\n{TEXT}".encode()).name == "capture"


def test_attachment_in_base64_of_a_hostile_container_is_refused() -> None:
    made = message()
    made.add_attachment(
        base64.b64decode("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="), maintype="a", subtype="b", filename="x.epub"
    )
    found = reads("x.eml", made.as_bytes())
    assert isinstance(found[0], Read)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_large_attachments_are_read_only_if_they_are_documents(end: str) -> None:
    from test_formats_documents import paragraph, word

    made = message()
    document = word("".join(map(paragraph, PARAGRAPHS)))
    large = word("".join(map(paragraph, PARAGRAPHS)), picture=random.Random(1).randbytes(1 << 20).hex())
    made.add_attachment(bytes(2 << 20), maintype="image", subtype="x", filename="a.png")
    made.add_attachment(large, maintype="application", subtype="octet-stream", filename="b.docx")
    made.add_attachment(document, maintype="application", subtype="octet-stream", filename="c.docx")
    data = made.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", end.encode())
    assert len(Large(data).rest) < 40_000
    assert len(data) > 4 << 20
    body, first, second = reads("x.eml", data)
    assert isinstance(body, Read)
    assert isinstance(first, Read)
    assert isinstance(second, Read)
    assert body.article.body == TEXT
    assert body.article.lines[-1].text == "a.png | b.docx | c.docx"
    assert first.article.body == second.article.body == "\n".join(PARAGRAPHS)


def test_a_large_text_in_base64_is_read_and_a_forged_place_is_text() -> None:
    made = message()
    made.set_content(
        "<!-- " + "x" * (2 << 20) + f" -->\n<p>{PARAGRAPHS[0]}</p>", subtype="html", cte="base64"
    )
    (article,) = articles("x.eml", made.as_bytes())
    assert article.body == PARAGRAPHS[0]
    made.set_content("x-archive-large-part-0 " + PARAGRAPHS[0])
    made.add_attachment(bytes(2 << 20), maintype="image", subtype="x", filename="a.png")
    (article,) = articles("x.eml", made.as_bytes())
    assert article.body == "x-archive-large-part-0 " + PARAGRAPHS[0]


def test_a_message_forwarded_as_an_attachment_is_an_article_too() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"], inner["Date"] = (
        "Réseau <r@a>",
        "Appel urgent",
        "Fri, 3 May 2019 09:00:00 +0100",
    )
    inner.set_content("Trois détenus observent une grève de la faim à la prison de Tiznit.")
    outer = EmailMessage()
    outer["From"], outer["Subject"], outer["Date"] = (
        "Moi <m@a>",
        "TR: Appel",
        "Sat, 4 May 2019 09:00:00 +0100",
    )
    outer["To"] = "x@a"
    outer.set_content("Pour information de tous les membres du bureau.")
    outer.add_attachment(inner)
    first, second = parse(Source("mail.eml", outer.as_bytes())).reads
    assert isinstance(first, Read)
    assert isinstance(second, Read)
    assert (first.article.title, first.article.body) == (
        "Appel",
        "Pour information de tous les membres du bureau.",
    )
    assert (second.article.title, second.article.author) == ("Appel urgent", "Réseau")
    assert second.article.body.startswith("Trois détenus")
    assert second.article.published is not None
    assert second.article.published.value == "2019-05-03T09:00"


def test_flowed_lines_are_paragraphs_and_the_mail_of_apple_is_mail() -> None:
    message = (
        "From: Saïd <s@a>\nTo: x@a\nSubject: Refus\nDate: Tue, 7 May 2019 10:00:00 +0100\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8; format=flowed\n\nLe caïd a refusé le récépissé de \n« Tafoukt », sans \nmotif.\n"
        "> Une phrase citée qui \n> va plus loin.\nMerci.\n-- \nSaïd\n"
    ).encode()
    apple = b"%d      \n%s<?xml version='1.0'?><plist/>\n" % (len(message), message)
    for data in (message, apple):
        (read,) = parse(Source("mail.emlx", data)).reads
        assert isinstance(read, Read)
        assert read.article.body.split("\n") == [
            "Le caïd a refusé le récépissé de « Tafoukt », sans motif.",
            "> Une phrase citée qui va plus loin.",
            "Merci.",
            "--",
            "Saïd",
        ]


MARK = b"\xef\xbb\xbf"


def test_a_mark_of_byte_order_hides_neither_the_first_header_nor_the_first_envelope() -> None:
    one = (
        HEADERS.format(sender="Souad <a@example.ma>", subject="Communiqué").encode()
        + f"\r\n{TEXT}\r\n".encode()
    )
    (article,) = articles("x.eml", MARK + one)
    assert (article.author, article.title, article.body) == ("Souad", "Communiqué", TEXT)
    box = b"".join(b"From a@b.ma Fri Oct 12 23:30:00 2018\r\n" + one + b"\r\n" for _ in range(2))
    assert [one.body for one in articles("x.mbox", MARK + box)] == [TEXT, TEXT]


def test_a_blank_part_before_the_text_is_not_the_text_and_of_two_texts_the_first_is() -> None:
    head = HEADERS.format(sender="a@example.ma", subject="Communiqué").rstrip()
    parts = ("\r\n  \r\n", TEXT, "Liste de diffusion")
    bodies = "".join(f"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{part}\r\n" for part in parts)
    made = (
        f'{head}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n{bodies}--x--\r\n'
    )
    (article,) = articles("x.eml", made.encode())
    assert article.body == TEXT


def test_attached_rtf_and_old_word_files_are_articles() -> None:
    made = message()
    for name in ("libreoffice_ar.rtf", "libreoffice_parts.doc"):
        data = (Path(__file__).parent / "files" / name).read_bytes()
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    found = reads("x.eml", made.as_bytes())
    assert [(one.article.title, one.member) for one in found[1:] if isinstance(one, Read)] == [
        ("تقرير حول وضعية السجون بجهة الشرق", "libreoffice_ar.rtf"),
        ("عنوان التقرير السنوي", "libreoffice_parts.doc"),
    ]
