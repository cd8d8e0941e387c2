"""Sound inputs of every kind, which the fuzzers wound: files of each format, queries, dates, dumps and settings."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tarfile
import zipfile
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
FORMATS = HERE.parent / "importers"

QUERIES = (
    'حقوق الإنسان -"مجلس وطني" OR title:تقرير* (tag:"سجن" source:هسبريس) date:2015-03..2019 has:note lang:ar',
    "(((a OR b) c) NOT d) AND é* «ﻻ» وسم:سجن تاريخ:2019.. بدون شيء أو غيره is:starred 160جمعية",
    '"phrase\\"with" * -* "" () OR OR title: date:..2019-13-40 no:author',
)
DATES = (
    "الرباط، يوم الجمعة 12 أكتوبر 2018 الموافق لـ 2 صفر 1440 هـ على الساعة 23:30",
    "Fri, 12 Oct 2018 23:30:00 +0100 — 12/10/2018, du 3 au 5 mars 2019, il y a 3 jours, hier",
    "2018-10-12T23:30:00Z 20181012 ١٢/١٠/٢٠١٨ 12 كانون الأول/ديسمبر 2018 منذ يومين March 3rd, 2019",
)
_ONE, _TWO = "3f" * 32, "a0" * 32


def _dump(*facts: tuple[str, str, str, object]) -> str:
    names = ("about", "kind", "slot", "value")
    rows = ({"format": 1, **dict(zip(names, fact, strict=True))} for fact in facts)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


DUMPS = (
    _dump((_ONE, "note", "", "ملاحظة"), (_ONE, "tag", "سجن/عكاشة", True), (_ONE, "star", "", True)),
    _dump(
        (_TWO, "edit", "title", "غيره"),
        (_TWO, "edit", "published", {"value": "2019-03", "precision": "month", "evidence": "mars 2019"}),
        (_TWO, "checked", "author", ["no byline"]),
        (_TWO, "refusal", "سجن", "word"),
    ),
    _dump(
        ("tag:سجن", "label", "fr", "prison"),
        ("tag:سجن", "alias", "حبس", True),
        ("search", "search", "x", {"query": "a OR b", "place": 1}),
    ),
)
_MINE = """# mine
language = "ar"
bidi = "auto"
clipboard = "off"
theme = "dark"  # dark
aliases = "on"
labels = "off"
queries = "on"
lock_after = 10

[keys]
edit_tags = ["t", "f11"]
search = "f3"
"""
SETTINGS = (_MINE, 'theme = "light"\n[other]\ntheme = 3\n"a.b" = {c = [1, 2.5, 1979-05-27]}\n')


@cache
def files() -> dict[str, bytes]:
    """A file of each format that is read, by a name with its ending; the sound samples of the tests of the importers."""
    if str(FORMATS) not in sys.path:
        sys.path.insert(0, str(FORMATS))
    from test_formats_damage import SAMPLES  # their folder is no package

    found = dict(SAMPLES)
    for path in sorted([*(FORMATS / "pages").glob("0[1-8]*.html"), *(FORMATS / "captures").glob("0*.txt")]):
        found[path.name] = path.read_bytes()
    page = found["01_linked_data.html"].decode()
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b; type=text/html\n\n--b\nContent-Type: text/html\n"
    found["x.mhtml"] = f"From: x\n{head}Content-Location: https://a.ma/1\n\n{page}\n--b--\n".encode()
    return found


@cache
def containers() -> dict[str, bytes]:
    """Archives of files, packed in each way that is read."""
    inside = {"a/1.txt": files()["01_byline_glued.txt"], "b.csv": files()["x.csv"]}
    zipped, plain = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in inside.items():
            pack.writestr(zipfile.ZipInfo(name), data)
    with tarfile.open(fileobj=plain, mode="w") as tar:
        for name, data in inside.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return {
        "x.zip": zipped.getvalue(),
        "x.tar": plain.getvalue(),
        "x.tar.gz": gzip.compress(plain.getvalue(), mtime=0),
        "x.txt.gz": gzip.compress(inside["a/1.txt"], mtime=0),
    }
