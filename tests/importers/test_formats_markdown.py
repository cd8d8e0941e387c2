"""Markdown as Obsidian, its clipper and programs that fill lines to a width write it."""

from importers.base import Read, Source
from importers.parsing import parse
from store.article import Article


def read(text: str) -> Article:
    (one,) = parse(Source("note.md", text.encode())).reads
    assert isinstance(one, Read)
    return one.article


def test_what_the_clipper_of_obsidian_states() -> None:
    article = read(
        '---\ntitle: Morocco: Activist Sentenced\nsource: https://example.org/hrw\nauthor:\n  - "[[Human Rights Watch]]"\n'
        "published: 2022-04-14\ntags:\n  - clippings\n---\nA court sentenced an activist to two years.\n"
    )
    assert (article.title, article.author, article.source) == (
        "Morocco: Activist Sentenced",
        "Human Rights Watch",
        None,
    )
    assert article.url == "https://example.org/hrw"
    assert article.published is not None
    assert article.published.value == "2022-04-14"
    assert article.tags == ("clippings",)


def test_signs_of_obsidian_are_no_text() -> None:
    article = read(
        "---\ntitle: وقفة\n---\nرفع المحتجون شعار ==التشغيل== أمام [[البرلمان|مجلس النواب]]. ^a1b2\n\n%% لنفسي %%\n\n"
        "| المدينة | العدد |\n|---|:---:|\n| الرباط | 120 |\n\n[1]: https://example.org\n\nنص&nbsp;آخر\n"
    )
    assert [line for line in article.body.split("\n") if line] == [
        "رفع المحتجون شعار التشغيل أمام مجلس النواب.",
        "المدينة | العدد",
        "الرباط | 120",
        "نص آخر",
    ]


def test_paragraphs_filled_to_a_width_are_put_together_and_typed_lines_are_not() -> None:
    filled = (
        "---\ntitle: x\n---\nLe tribunal de première instance a reporté une nouvelle fois le\nprocès des trois journalistes, dont les avocats"
        " n’ont toujours pas eu\naccès au dossier.\n\n-   une demande rejetée\n-   une autre\n"
    )
    assert [line for line in read(filled).body.split("\n") if line] == [
        (
            "Le tribunal de première instance a reporté une nouvelle fois le procès des trois journalistes, dont les avocats n’ont"
            " toujours pas eu accès au dossier."
        ),
        "-   une demande rejetée",
        "-   une autre",
    ]
    typed = "---\ntitle: x\n---\nPremière demande\nDeuxième demande, qui est un peu plus longue que la première\nTroisième\n"
    assert len(read(typed).body.split("\n")) == 3
