"""What the tests of the formats share: a file's articles, and the fingerprint by which two texts are the same."""

from __future__ import annotations

import re

from importers.base import Given, Read, Refused, Source
from importers.parsing import Parsed, parse
from store.article import Article
from store.text import fold

PARAGRAPHS = (
    "أكد المتدخلون خلال اللقاء المنظم بالرباط أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية.",
    "ودعت الجمعيات المحلية إلى توثيق الانتهاكات ورصدها وفق معايير واضحة، وذلك بنسبة 48,5 في المائة.",
    "وختم اللقاء بتوقيع مذكرة تفاهم حول التكوين وتبادل الخبرات سنة 2017.",
)


def fingerprint(text: str) -> str:
    """The letters and digits of a text, folded; what is equal here is the same text."""
    return re.sub(r"[\W_]+", "", fold(text))


def parsed(path: str, data: str | bytes, given: Given | None = None) -> Parsed:
    raw = data.encode() if isinstance(data, str) else data
    return parse(Source(path, raw, given or Given()))


def reads(path: str, data: str | bytes) -> list[Read | Refused]:
    found = parsed(path, data)
    assert found.reason is None, found.message
    return list(found.reads)


def articles(path: str, data: str | bytes) -> list[Article]:
    found = reads(path, data)
    assert all(isinstance(one, Read) for one in found), found
    return [one.article for one in found if isinstance(one, Read)]


def date(article: Article) -> str | None:
    return article.published.value if article.published else None
