"""Who wrote a page: what stands around the name, whom data names, and what is no name at all."""

import json

import pytest

from importers.base import Read, Source
from importers.fields.beside_names import OTHER_WORK, ZONE, without_brackets
from importers.parsing import parse
from store.article import Article

TITLE = "سكان حي الوادي يطالبون بالماء الصالح للشرب"
TEXT = [
    "طالب سكان حي الوادي، صباح الأربعاء، بإصلاح قنوات الماء التي انقطعت عنهم منذ ثلاثة أسابيع كاملة دون أي إشعار مسبق.",
    "وقال ممثل السكان إن رسالتين وجهتا إلى الجماعة لم تتلقيا جوابا، وإن العائلات تنقل الماء على ظهور الدواب من بئر بعيدة.",
    "وردت المصلحة التقنية بأن الأشغال ستبدأ بعد وصول القطع اللازمة، دون أن تحدد أجلا لذلك أو تعويضا للمتضررين.",
]


def page(above: str = "", below: str = "", head: str = "", title: str = TITLE) -> Article:
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    markup = f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{above}<div class=text>{text}</div>{below}</body></html>"
    (read,) = parse(Source("page.html", markup.encode())).reads
    assert isinstance(read, Read)
    return read.article


@pytest.mark.parametrize(
    "line",
    [
        "آخر تحديث: 7/1/2021 05:22 PM (توقيت مكة المكرمة)",
        "7 يناير 2021 - 17:22 بتوقيت غرينتش",
        "7/1/2021 17:22 GMT",
        "7 janvier 2021 à 17h22 (heure de Rabat)",
        "7 January 2021, 17:22 local time",
    ],
)
def test_a_time_zone_is_no_author(line: str) -> None:
    article = page(f"<div>{line}</div>")
    assert article.author is None
    assert article.published is not None
    assert article.published.value.startswith("2021-01-07")


def test_a_zone_stands_beside_a_name() -> None:
    assert page("<div>7/1/2021 17:22 GMT - سلمى الراضي</div>").author == "سلمى الراضي"
    assert ZONE.sub("", "Karim West") == "Karim West"


@pytest.mark.parametrize(
    "before",
    [
        "Publié par",
        "Posté par",
        "Rédigé par :",
        "Propos recueillis par",
        "Texte :",
        "Mis en ligne par",
        "Posted by",
        "من إعداد:",
    ],
)
@pytest.mark.parametrize("markup", ["<div class=author>{}</div>", "<div class=auteur>{}</div>", "<p>{}</p>"])
def test_what_says_that_a_name_follows_is_no_part_of_it(before: str, markup: str) -> None:
    assert page(markup.format(f"{before} <a>Hind Maalouf</a>")).author == "Hind Maalouf"


def test_a_role_in_brackets_is_dropped_and_a_place_is_kept_whole() -> None:
    assert without_brackets("Hind Maalouf (Casablanca, correspondance)") == "Hind Maalouf"
    assert without_brackets("Hind Maalouf (Casablanca") == "Hind Maalouf"
    assert without_brackets("سلمى الراضي (وجدة)") == "سلمى الراضي (وجدة)"
    assert without_brackets("(Hind Maalouf)") == "Hind Maalouf"
    assert page("<p>Par Hind Maalouf (Oujda, envoyée spéciale)</p>").author == "Hind Maalouf"


def test_who_took_the_photographs_is_neither_author_nor_source() -> None:
    article = page("<p>Texte : Hind Maalouf / Photos : Omar Tazi</p>")
    assert (article.author, article.source) == ("Hind Maalouf", None)
    assert OTHER_WORK.sub("", "Hind Maalouf, photo: O. T.") == "Hind Maalouf"


def test_of_an_organisation_and_a_person_the_person_is_the_author() -> None:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Person", "@id": "#salma", "name": "سلمى الراضي"},
            {
                "@type": "NewsArticle",
                "headline": TITLE,
                "author": [{"@type": "Organization", "name": "صوت الوادي"}, {"@id": "#salma"}],
            },
        ],
    }
    assert (
        page(head=f"<script type='application/ld+json'>{json.dumps(data)}</script>").author == "سلمى الراضي"
    )


def test_an_organisation_alone_is_the_author() -> None:
    data = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "author": {"@type": "Organization", "name": "وكالة الوادي"},
    }
    head = f"<meta property=og:site_name content='صدى الجبل'><script type='application/ld+json'>{json.dumps(data)}</script>"
    assert page(head=head).author == "وكالة الوادي"


def test_a_blog_names_its_author_below_the_text() -> None:
    footer = (
        "<div class='post-footer'>مرسلة بواسطة <span class='fn'>أبو سلمى</span> في <a class='timestamp-link'>10:05 م</a> "
        "<span>ليست هناك تعليقات:</span></div><div id='comments'><span class='fn'>زائر كريم</span></div>"
    )
    assert page(below=footer).author == "أبو سلمى"
    assert page(below=footer.replace("class='fn'", "")).author == "أبو سلمى"


@pytest.mark.parametrize(
    "line", ["Powered by Hostland", "Photo by Omar Tazi", "Performance & security by Cloudguard"]
)
def test_what_others_made_of_the_page_is_no_author(line: str) -> None:
    assert page(below=f"<div>{line}</div>").author is None
