"""Articles as pages for people to read: Markdown and HTML.

Nothing from an article is markup; an HTML page may load nothing and run nothing. Its directions are written out instead of
being left to the reader's program (`dir="auto"`): word processors know only `rtl` and `ltr`, and set an Arabic paragraph from
left to right without them. What stands between the parts is in the article's own language.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from unicodedata import bidirectional, category

from store.article import StoredArticle
from store.subjects import SUBJECTS, Subject

Direction = Literal["rtl", "ltr"]


@dataclass(frozen=True, slots=True)
class _Words:
    """What a language calls the lists of an article, how it lists, and what stands before a list."""

    direction: Direction
    names: dict[Subject | Literal["tags"], str]
    comma: str
    colon: str


_LANGUAGES = {
    "ar": _Words(
        "rtl",
        {
            "tags": "الوسوم",
            "people": "الأشخاص",
            "institutions": "المؤسسات",
            "places": "الأماكن",
            "kind": "النوع",
        },
        "، ",
        ": ",
    ),
    "fr": _Words(
        "ltr",
        {
            "tags": "Mots-clés",
            "people": "Personnes",
            "institutions": "Institutions",
            "places": "Lieux",
            "kind": "Genre",
        },
        ", ",
        "\u202f: ",
    ),
    "en": _Words(
        "ltr",
        {
            "tags": "Tags",
            "people": "People",
            "institutions": "Institutions",
            "places": "Places",
            "kind": "Kind",
        },
        ", ",
        ": ",
    ),
}
_LEFTWARDS = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "ug", "ur", "yi"})
_UNUSABLE = frozenset({"Cc", "Cs", "Cn"})
_KEPT = "\n\t"


def markdown(articles: Iterable[StoredArticle]) -> Iterator[str]:
    """A heading, the byline, the lists, the note as a quotation, the text, the id; piece by piece."""
    for stored in articles:
        words = _words(stored)
        yield f"# {_plain(stored.article.title or stored.id[:12])}\n\n"
        yield " · ".join(map(_plain, _byline(stored))) + "\n\n"
        for name, values in _lists(stored):
            yield f"{words.names[name]}{words.colon}{words.comma.join(map(_plain, values))}\n\n"
        if stored.note:
            yield "\n".join(f"> {_plain(line)}" for line in stored.note.split("\n")) + "\n\n"
        yield "\n\n".join(_plain(line) for line in stored.article.body.split("\n") if line.strip())
        yield f"\n\n`{stored.id}`\n\n"


_PAGE = """<!doctype html>
<html{about}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>archive</title>
<style>body{{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.7 serif}}article{{margin-bottom:4rem}}
p{{white-space:pre-wrap}}.about,footer{{color:#555;font-size:.9rem}}.note{{border-inline-start:.3rem solid #999;padding:0 1rem}}</style>
</head>
<body>
"""


def page(articles: Iterable[StoredArticle]) -> Iterator[str]:
    """One HTML page with all of them, piece by piece. The page is in the language of the first."""
    begun = False
    for stored in articles:
        if not begun:
            yield _PAGE.format(about=_about(stored))
            begun = True
        yield from _article(stored)
    if not begun:
        yield _PAGE.format(about="")
    yield "</body>\n</html>\n"


def _article(stored: StoredArticle) -> Iterator[str]:
    words, base = _words(stored), _direction_of(stored)
    yield f"<article{_about(stored)}>\n{_element('h1', stored.article.title or stored.id[:12], base)}"
    about = [" · ".join(map(_apart, _byline(stored)))]
    for name, values in _lists(stored):
        about.append(f"{words.names[name]}{words.colon}{words.comma.join(map(_apart, values))}")
    for line in filter(None, about):
        yield f'<div class="about" dir="{words.direction}">{line}</div>\n'
    if stored.note:
        yield f'<div class="note">{_element("p", stored.note, base)}</div>\n'
    for line in stored.article.body.split("\n"):
        if line.strip():
            yield _element("p", line, base)
    yield f'<footer dir="ltr">{stored.id}</footer>\n</article>\n'


def _words(stored: StoredArticle) -> _Words:
    """Those of the article's language; else Arabic or English, as its direction is."""
    otherwise = "ar" if _direction_of(stored) == "rtl" else "en"
    return _LANGUAGES.get(stored.article.language or "", _LANGUAGES[otherwise])


def _byline(stored: StoredArticle) -> list[str]:
    article = stored.article
    date = article.published.value.replace("T", " ") if article.published else None
    parts = (article.source, article.author, article.section, date, article.url)
    return [part for part in parts if part]


def _lists(stored: StoredArticle) -> Iterator[tuple[Subject | Literal["tags"], tuple[str, ...]]]:
    if stored.tags:
        yield "tags", stored.tags
    for field in SUBJECTS:
        if values := getattr(stored, field):
            yield field, values


def _direction_of(stored: StoredArticle) -> Direction:
    if language := stored.article.language:
        return "rtl" if language in _LEFTWARDS else "ltr"
    return direction(f"{stored.article.title or ''}\n{stored.article.body[:1000]}", "ltr")


def direction(text: str, otherwise: Direction) -> Direction:
    """The direction of the first letter (UAX#9, P2 and P3); `otherwise` where there is none."""
    for char in text:
        kind = bidirectional(char)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            return "ltr"
    return otherwise


def _about(stored: StoredArticle) -> str:
    language = stored.article.language
    said = f' lang="{html.escape(language)}"' if language else ""
    return f'{said} dir="{_direction_of(stored)}"'


def _clean(text: str) -> str:
    """The text without controls, which steer the terminal that a file is looked at in, and which HTML may not hold."""
    return "".join(char for char in text if char in _KEPT or category(char) not in _UNUSABLE)


def _apart(text: str) -> str:
    return f"<bdi>{html.escape(_clean(text))}</bdi>"


def _element(name: str, content: str, base: Direction) -> str:
    return f'<{name} dir="{direction(content, base)}">{html.escape(_clean(content))}</{name}>\n'


_MARKS = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>#|~"})


def _plain(line: str) -> str:
    """The line with nothing in it that Markdown would act on."""
    clean = _clean(" ".join(line.split())).translate(_MARKS)
    return f"\\{clean}" if clean[:1] in {"-", "+", "="} else clean
