"""Mail: a saved message (eml) or a mailbox (mbox). The message is an article, its attached documents are others.

Bytes are decoded here, not by the mail library, which makes U+FFFD of what declares no charset or a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from importers.base import Read, Refused, Source, UnknownFormat, UnreadableSource, importer_for
from importers.fields import assembling, encoding, flowed, markup
from importers.fields.attachments import Large
from importers.fields.forwarded import Forwarded, find_forwarded, plain_subject, without_quotes
from importers.fields.stated_dates import read_date
from importers.formats.html import encoding_review
from store.article import Line, Review

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\n]{0,2000}\r?\n", re.IGNORECASE)
_KNOWN = re.compile(
    rb"^(?:from|to|date|subject|message-id|mime-version|received|return-path|reply-to|delivered-to|content-type):",
    re.IGNORECASE | re.MULTILINE,
)
_ENVELOPE = re.compile(rb"From [^\r\n]{1,200}\d{4}[^\r\n]{0,20}\r?\n(?=>?[A-Za-z][A-Za-z0-9-]{1,60}:)")
_NEXT = re.compile(
    rb"(?:\A|\n\r?\n)From [^\r\n]{1,200}\d{4}[^\r\n]{0,20}\r?\n(?=>?[A-Za-z][A-Za-z0-9-]{1,60}:)"
)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_APPLE = re.compile(rb"(?P<bytes>\d{1,9}) *\r?\n(?=[A-Za-z][A-Za-z0-9-]{1,60}:)")
"""What Apple's mail program writes above a message that it keeps: its length."""
_MOST_PARTS = 500
_MOST_FORWARDED = 5
"""Messages inside each other that are read."""
_READ_WHOLE = frozenset(("pdf", "docx", "odt", "rtf", "doc", "epub", "html", "mhtml"))
"""Names of the importers that read attached documents; other attachments are only named."""


class MailImporter:
    """Messages and mailboxes."""

    name = "mail"
    version = "2"

    def claims(self, path: str, head: bytes) -> int:
        """Sure by the first line of a mailbox, or by three headers that every message has."""
        head = head.lstrip(b"\xef\xbb\xbf")
        if apple := _APPLE.match(head):
            head = head[apple.end() :]
        if _ENVELOPE.match(head):
            return 85
        if not _HEADER.match(head):
            return 0
        known = {
            found[0].lower()
            for found in _KNOWN.finditer(head.split(b"\n\n")[0].split(b"\r\n\r\n")[0] + b"\n")
        }
        return 80 if len(known) >= 3 or (known and path.lower().endswith(".eml")) else 0

    def read(self, source: Source) -> Iterator[Read | Refused]:
        """One article a message, and one for each document attached to it. Raises UnreadableSource."""
        data = source.data.removeprefix(b"\xef\xbb\xbf")
        if apple := _APPLE.match(data):
            data = data[apple.end() : apple.end() + int(apple["bytes"])]
        if not _ENVELOPE.match(data):
            yield from _message(source, Large(data), "")
            return
        members = assembling.Members()
        places = [found.span() for found in _NEXT.finditer(data)]
        for number, ((_, start), (end, _)) in enumerate(pairwise([*places, (len(data), 0)]), 1):
            raw = _QUOTED.sub(rb"\1", data[start:end])
            yield from _message(source, Large(raw), str(number), members)


IMPORTER = MailImporter()


class _Attached(NamedTuple):
    """An attachment: its name, its first bytes, and what gives all of them."""

    name: str
    head: bytes
    whole: Callable[[], bytes]


class _Parts(NamedTuple):
    """What a message holds."""

    plain: encoding.Decoded | None
    html: encoding.Decoded | None
    attached: list[_Attached]
    forwarded: list[Message]


def _message(
    source: Source,
    large: Large,
    member: str,
    members: assembling.Members | None = None,
    *,
    message: Message | None = None,
    depth: int = 0,
) -> Iterator[Read | Refused]:
    """A message, then its documents and the messages forwarded in it.

    `member` is "" for a file that is one message, else its number among `members`; `message` is one in it, `depth` messages deep.
    """
    message = message or message_from_bytes(large.rest, policy=policy.compat32)
    if members is not None:
        member = members.name(_header(message, "message-id"), member)
    plain, html, attached, forwarded = _parts(message, large)
    decoded = plain or html
    text = encoding.clean(plain.text) if plain else ""
    lines = assembling.lines_of(text)
    if html and sum(map(str.isalnum, text)) < 40:
        lines, decoded = markup.lines_of(html.text), html
    names = " | ".join(assembling.one_line(name) or "" for name, _, _ in attached)
    subject, sender = _header(message, "subject"), _sender(message)
    sent_on = find_forwarded([line.text for line in lines], subject)
    if sent_on is not None:
        lines = _sent_on(lines, sent_on)
    try:
        article = assembling.article(
            (*lines, *([Line(names, "boilerplate", "attachments")] if names else [])),
            title=(sent_on and sent_on.title) or plain_subject(subject),
            author=sent_on.author if sent_on else sender,
            published=sent_on.date if sent_on else read_date(_header(message, "date")),
            review=(
                *(encoding_review(decoded) if decoded else ()),
                *([_said_of(sent_on, sender)] if sent_on else []),
                *([_undated(sent_on)] if sent_on and sent_on.date is None else []),
            ),
        )
    except UnreadableSource as error:
        yield Refused(member or "1", error.reason, str(error), harmless=bool(attached or forwarded))
    else:
        said = (decoded.encoding, decoded.method, decoded.confidence) if decoded else (None, None, None)
        yield Read(article, member, *said)
    inside = assembling.Members()
    for one in attached:
        yield from _attached(source, f"{member}/{inside.name(one.name, 'part')}".lstrip("/"), one)
    for mail in forwarded if depth < _MOST_FORWARDED else ():
        name = inside.name(_header(mail, "message-id"), "message")
        yield from _message(source, large, f"{member}/{name}".lstrip("/"), message=mail, depth=depth + 1)


def _sent_on(lines: tuple[Line, ...], message: Forwarded) -> tuple[Line, ...]:
    """The lines with all that stands above the text of a message that was sent on hidden, and its quotation signs taken off."""
    hidden = (
        line if line.kind == "blank" else Line(line.text, "boilerplate", "sent on")
        for line in lines[: message.text]
    )
    below = lines[message.text :]
    if message.quoted:
        plain = [without_quotes(line.text).strip() for line in below]
        below = tuple(Line(text, "body" if text else "blank") for text in plain)
    return (*hidden, *below)


def _said_of(message: Forwarded, sender: str | None) -> Review:
    name = message.author or message.stated
    return Review("author", f"The message of “{name}” was sent on by “{sender or '?'}”.")


def _undated(message: Forwarded) -> Review:
    return Review("published", f"This could not be read as a date: {message.stated}")


def _attached(source: Source, member: str, attached: _Attached) -> Iterator[Read | Refused]:
    """The article in an attached document, if it is one."""
    try:
        importer = importer_for(attached.name, attached.head)
        if importer.name not in _READ_WHOLE:
            return
        path = f"{source.path}!/{attached.name}"
        for read in importer.read(replace(source, path=path, data=attached.whole())):
            yield replace(read, member=member)
    except UnknownFormat:
        return
    except UnreadableSource as error:
        yield Refused(member, error.reason, str(error), harmless=importer.name == "html")


def _parts(message: Message, large: Large) -> _Parts:
    """The first plain text and the first HTML of a message, its attachments with their names, and the messages in it."""
    plain = html = None
    attached: list[_Attached] = []
    forwarded: list[Message] = []
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            break
        part = waiting.pop()
        if part.is_multipart():
            inside = [one for one in part.get_payload() if isinstance(one, Message)]
            if part.get_content_maintype() == "message":
                forwarded += [one for one in inside if _header(one, "subject") or _header(one, "from")]
            else:
                waiting += reversed(inside)
            continue
        taken = large.of(part)
        data, whole = taken or (part.get_payload(decode=True), None)
        if not isinstance(data, bytes) or not data.strip():
            continue
        kind = part.get_content_type()
        name = _words(part.get_filename() or "")
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            attached.append(_Attached(name or kind, data, whole or partial(bytes, data)))
        elif kind == "text/plain" and plain is None:
            plain = _decoded(whole() if whole else data, part.get_content_charset())
            if plain and str(part.get_param("format") or "").lower() == "flowed":
                joined = str(part.get_param("delsp") or "").lower() == "yes"
                plain = replace(plain, text=flowed.paragraphs(plain.text, joined=joined))
        elif kind == "text/html" and html is None:
            html = _decoded(whole() if whole else data, part.get_content_charset())
    return _Parts(plain, html, attached, forwarded)


def _decoded(data: bytes, charset: str | None) -> encoding.Decoded | None:
    """The text of a part: by its charset where the bytes bear it out, else by the bytes."""
    try:
        return encoding.as_written(data, declared=charset)
    except UnreadableSource:
        return None


def _header(message: Message, wanted: str) -> str:
    """A header as text: encoded words decoded, bytes that were written raw read like any other text."""
    raw = next((value for name, value in message.raw_items() if name.lower() == wanted), "")
    return _words(str(raw))


def _words(raw: str) -> str:
    data = " ".join(raw.split()).encode("utf-8", "surrogateescape")
    if not data.isascii():
        return encoding.as_written(data).text
    try:
        parts = decode_header(data.decode("ascii"))
    except (ValueError, MessageError):
        return data.decode("ascii")
    return "".join(_word(text, charset) for text, charset in parts)


def _word(text: str | bytes, charset: str | None) -> str:
    if isinstance(text, str):
        return text
    try:
        return text.decode(charset or "ascii")
    except (LookupError, ValueError):
        return encoding.as_written(text).text


def _sender(message: Message) -> str | None:
    """The name of the sender, or the address of one who gives no name."""
    found = getaddresses([_header(message, "from")])
    return next((name or address for name, address in found if name or address), None)
