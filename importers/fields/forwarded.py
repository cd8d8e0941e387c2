"""Messages that were sent on inside another: the mark above them, their fields in Arabic, French and English, their text.

Gmail, Outlook, Apple's and Mozilla's programs write the fields as lines with a name ("De :", "Sent:", "الموضوع:"), below a mark
("---------- Forwarded message ---------", "Début du message réexpédié :") or, in Outlook, only a rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import getaddresses

from importers.fields.boilerplate import key
from importers.fields.dates import find_dates
from importers.fields.stated_dates import read_date
from store.article import PartialDate

_NAMES = {
    "from": "from | de | expéditeur | envoyé par | من | المرسل | مرسل",
    "date": "date | sent | envoyé | envoyé le | le | التاريخ | تاريخ | بتاريخ | تم الإرسال | تاريخ الإرسال | أرسلت | أرسل | الإرسال",
    "subject": "subject | objet | sujet | الموضوع | موضوع | العنوان",
    "to": "to | à | a | pour | destinataire | destinataires | إلى | الى | المستلم | المرسل إليه",
    "other": "cc | cci | bcc | copie à | copie | reply to | répondre à | نسخة | نسخة إلى | الرد على | الرد إلى | importance | attachments | pièces jointes | المرفقات | resent from | organization | organisation",
}
_FIELDS = {key(name): field for field, names in _NAMES.items() for name in names.split("|")}
_FIELD = re.compile(r"\s*\**\s*([^\W\d_][^:：*\n]{0,24}?)\s*\**\s*[:：]\s*\**\s*(.*?)\s*\**\s*")
_MARK = re.compile(
    r"\W*(?:(?:begin |start of )?forwarded (?:message|by\b.*)|original message|(?:debut du )?message (?:transfere|reexpedie|d origine|initial|original)|transfere par\b.*"
    r"|(?:بدايه )?(?:ال)?رساله (?:ال)?(?:معاد توجيهها|معاد ارسالها|محوله|محولة|موجهه|تم توجيهها|اصليه)|تم توجيه هذه الرساله)\W*"
)
"""In a key: the line above a message that was sent on."""
_FORWARD_MARK = re.compile(r"forward|transfere|reexpedie|توجيه|محول|ارسالها")
_PREFIX = re.compile(
    r"\s*\[?(?:fwd?|tr|re|rép|rv|réf|aw|wg|i|رد|الرد|إعادة توجيه|إعادة إرسال|اعادة توجيه|توجيه|محول)(?:\s?\[\d{1,3}\])?\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)
_SENT_ON = re.compile(
    r"\s*\[?(?:fwd?|tr|i|إعادة توجيه|إعادة إرسال|اعادة توجيه|توجيه|محول)\s*[:：]", re.IGNORECASE
)
_QUOTED = re.compile(r"(?:> ?)+")
_FEWEST = 3
_NOTE_WORDS = 80
"""Words above a message that was sent on; with more, they are a text of their own."""
_DEPTH = 5
_LONGEST = 1_000
"""Characters of a line that are looked at for a field."""


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The fields of a message that was sent on, and its text: the first line of its fields, the first below them.

    `quoted` tells whether its lines begin with the sign of a quotation; `date` is None where it could not be read.
    """

    title: str | None
    author: str | None
    date: PartialDate | None
    stated: str
    first: int
    text: int
    quoted: bool


_LONGEST_MARK = 120


def plain_subject(subject: str) -> str:
    """A subject without what programs put before it when they answer or send on: "Fwd: TR : Re: …"."""
    while found := _PREFIX.match(subject):
        subject = subject[found.end() :]
    return subject.strip()


def find_forwarded(lines: Sequence[str], subject: str = "") -> Forwarded | None:
    """The innermost message that was sent on in these lines, with at most a note of 80 words above each; None where there is none.

    A message that only answers another is none, even with that one below it: `subject`, and the mark, tell.
    """
    found: Forwarded | None = None
    for _ in range(_DEPTH):
        inner = _next(lines, found.text if found else 0, sent_on=bool(found or _SENT_ON.match(subject)))
        if inner is None:
            break
        found = inner
    return found


def without_quotes(line: str) -> str:
    """The line without the signs of a quotation before it."""
    return _QUOTED.sub("", line, count=1) if line.startswith(">") else line


def _next(lines: Sequence[str], start: int, *, sent_on: bool) -> Forwarded | None:
    words, marked = 0, None
    for at in range(start, len(lines)):
        plain = without_quotes(lines[at][:_LONGEST]).strip()
        if not plain:
            continue
        line_key = key(plain) if len(plain) < _LONGEST_MARK else ""
        if line_key and len(line_key) < 60 and _MARK.fullmatch(line_key):
            marked = at
            sent_on = sent_on or _FORWARD_MARK.search(line_key) is not None
            continue
        if (sent_on or words == start == 0) and (block := _block(lines, at)):
            fields, text = block
            names = getaddresses([fields.get("from", "")])
            author = next((name or address for name, address in names if name or address), None)
            return Forwarded(
                plain_subject(fields.get("subject", "")) or None,
                _without_address(fields.get("from", "")) or author,
                _date(fields.get("date", "")),
                fields.get("date", ""),
                marked if marked is not None else at,
                text,
                lines[at].startswith(">"),
            )
        words += len(plain.split())
        if words > _NOTE_WORDS:
            return None
    return None


def _block(lines: Sequence[str], start: int) -> tuple[dict[str, str], int] | None:
    """The fields from a line on and the line below them, where sender, and subject or date, are among at least three."""
    fields: dict[str, str] = {}
    at, count, last = start, 0, ""
    while at < len(lines):
        plain = " ".join(without_quotes(lines[at][:_LONGEST]).split())
        found = _FIELD.fullmatch(plain) if plain else None
        name = _FIELDS.get(key(found[1])) if found else None
        if found and name:
            fields.setdefault(name, found[2])
            count, last = count + 1, name
        elif plain and last and not fields[last] and len(plain) < 200:
            fields[last] = plain
        elif not (_goes_on(plain, last) or (not plain and count and _is_field(lines[at + 1 : at + 2]))):
            break
        at += 1
    complete = "from" in fields and ("subject" in fields or "date" in fields) and count >= _FEWEST
    return (fields, at) if complete else None


def _goes_on(plain: str, last: str) -> bool:
    """Whether a line names further people to whom a message went."""
    return last in ("to", "other") and ("@" in plain or ";" in plain)


def _is_field(below: Sequence[str]) -> bool:
    found = _FIELD.fullmatch(" ".join(without_quotes(below[0][:_LONGEST]).split())) if below else None
    return found is not None and key(found[1]) in _FIELDS


def _without_address(sender: str) -> str | None:
    """The name before an address ("Salma <s@example.org>", "Salma [mailto:…]"); None where there is only the address."""
    name = re.split(r"\s*[<\[(]", sender, maxsplit=1)[0].strip(" \"'*\u200f\u200e")
    return name if name and "@" not in name else None


def _date(stated: str) -> PartialDate | None:
    """The moment as mail programs of three languages write it; None where it is no full day."""
    if read := read_date(stated):
        return read
    return next((one.date for one in find_dates(stated) if one.is_stated and one.date), None)
