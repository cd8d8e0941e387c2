"""Copies that archives of the web keep: their bars are no part of the page, and the address is the page's own."""

from datetime import date

import pytest

from importers.base import Read, Source
from importers.page.address import web_address
from importers.page.archived import is_copy, original
from importers.parsing import parse

TITLE = "Les habitants d'un douar réclament une route"
TEXT = [
    "Les habitants d'un douar de la commune de Tizgui ont bloqué samedi la piste qui mène à l'école afin de réclamer une route.",
    "Selon leur porte-parole, trois lettres adressées au conseil provincial depuis janvier sont restées sans la moindre réponse.",
    "Le président de la commune a promis une visite des services techniques, sans toutefois avancer de date précise.",
]
ADDRESS = "http://www.voixdusud.example/societe/route-tizgui"
BAR = (
    "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp-base'><div id='wm-ipp-inside'><a href='/web/'>Wayback Machine</a>"
    f"<form><input type=text name=url value='{ADDRESS}'><input type=hidden name=type value=replay>"
    "<input type=hidden name=date value='20160309081500'></form><a>14 captures</a><div>09 Mar 2016 - 21 Dec 2021</div>"
    "<table><tr><td>Feb</td><td>MAR</td><td>Apr</td></tr><tr><td>2015</td><td>2016</td><td>2017</td></tr></table></div></div>"
    "<div id='donato'>The Internet Archive is asking for your help on 1 Mar 2022</div><!-- END WAYBACK TOOLBAR INSERT -->"
)
PRINTED = (
    f"<div id='wm-ipp-print'>The Wayback Machine - https://web.archive.org/web/20160309081500/{ADDRESS}</div>"
)
GOOGLE = (
    f"<div id='bN015htcoyT__google-cache-hdr'><div>This is Google's cache of <a href='{ADDRESS}'>{ADDRESS}</a>. It is a snapshot of the "
    "page as it appeared on 9 Mar 2016 08:15:00 GMT. The <a>current page</a> could have changed in the meantime.</div></div>"
)
PROGRAM = f'<script>__wm.wombat("{ADDRESS}","20160309081500","https://web.archive.org/","web")</script>'
BOOKMARK = (
    "<link rel='canonical' href='http://archive.today/q3Xyz'>"
    f"<link rel='bookmark' href='http://archive.today/20160309081500/{ADDRESS}'>"
)
TODAY = "<div id='HEADER'><div>archive.today webpage capture</div><div>Saved from 9 Mar 2016 08:15:00 UTC</div></div>"


def read(head: str, bar: str, end: str = "") -> Read:
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    page = (
        f"<!DOCTYPE html><html lang=fr><head>{head}<title>{TITLE}</title></head><body>{bar}<div id='CONTENT'>"
        f"<a href='https://web.archive.org/web/20160309081500/http://www.voixdusud.example/'>Accueil</a><h1>{TITLE}</h1>"
        f"<div><span>Écrit par Hind Maalouf</span> <span>samedi 5 mars 2016 10:44</span></div><div>{text}</div></div>{end}</body></html>"
    )
    (one,) = parse(Source("page.html", page.encode())).reads
    assert isinstance(one, Read)
    return one


@pytest.mark.parametrize(
    ("head", "bar", "end"),
    [
        ("", BAR, ""),
        (PROGRAM, BAR, ""),
        (PROGRAM, "", ""),
        ("", PRINTED, ""),
        ("", GOOGLE, ""),
        (BOOKMARK, TODAY, "<div id='hashtags'></div>"),
    ],
)
def test_fields_are_those_of_the_page(head: str, bar: str, end: str) -> None:
    one = read(head, bar, end)
    article = one.article
    assert (article.title, article.author, article.url) == (TITLE, "Hind Maalouf", ADDRESS)
    assert article.published is not None
    assert article.published.value == "2016-03-05T10:44"
    assert [line for line in article.body.split("\n") if line] == TEXT
    assert not any("captures" in line.text or "Wayback" in line.text for line in article.lines)


def test_the_day_of_the_copy_is_when_it_was_saved() -> None:
    assert read(PROGRAM, BAR).captured_at == "2016-03-09"


def test_the_address_of_a_copy_is_that_of_its_page() -> None:
    day = date(2016, 3, 9)
    assert original(f"https://web.archive.org/web/20160309081500if_/{ADDRESS}") == (ADDRESS, day)
    assert original(f"/web/20160309081500/{ADDRESS}") == (ADDRESS, day)
    assert original(f"https://archive.ph/2016.03.09-081500/{ADDRESS}") == (ADDRESS, day)
    assert original(ADDRESS) == (ADDRESS, None)
    assert is_copy("https://archive.is/q3Xyz")
    assert not is_copy(ADDRESS)
    assert web_address(f"/web/20160309081500/{ADDRESS}", base="https://web.archive.org/web/2016/x") == ADDRESS
