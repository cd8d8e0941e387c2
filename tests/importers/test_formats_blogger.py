"""A blog exported from Blogger: posts and pages are articles; what else its feed holds is none."""

import pytest

from importers.base import Read, Refused, Source
from importers.parsing import parse

ENTRY = (
    "<entry><id>{ident}</id><published>2017-06-03T22:10:00.001+01:00</published>"
    "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>"
    "<category scheme='http://www.blogger.com/atom/ns#' term='الحسيمة'/><title>{ident}</title>"
    "<content type='html'>&lt;p&gt;أوقفت الشرطة ليلة السبت خمسة عشر شخصا.&lt;/p&gt;</content>{more}</entry>"
)
NEWER = (
    "<entry><id>{ident}</id><blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status><title>{ident}</title>"
    "<content type='html'>&lt;p&gt;Les agents communaux observent une grève.&lt;/p&gt;</content></entry>"
)


@pytest.mark.parametrize(
    "entries",
    [
        [
            ENTRY.format(ident="template", kind="template", more=""),
            ENTRY.format(ident="settings", kind="settings", more=""),
            ENTRY.format(ident="post", kind="post", more=""),
            ENTRY.format(ident="comment", kind="comment", more=""),
            ENTRY.format(ident="page", kind="page", more=""),
            ENTRY.format(
                ident="draft", kind="post", more="<app:control><app:draft>yes</app:draft></app:control>"
            ),
        ],
        [
            NEWER.format(ident="post", kind="POST", status="LIVE"),
            NEWER.format(ident="comment", kind="COMMENT", status="LIVE"),
            NEWER.format(ident="page", kind="PAGE", status="LIVE"),
            NEWER.format(ident="draft", kind="POST", status="DRAFT"),
        ],
    ],
)
def test_posts_and_pages_alone_are_articles(entries: list[str]) -> None:
    feed = (
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#' "
        f"xmlns:blogger='http://schemas.google.com/blogger/2018'><title>مدونة</title>{''.join(entries)}</feed>"
    )
    reads = parse(Source("blog.xml", feed.encode())).reads
    articles = [one.article for one in reads if isinstance(one, Read)]
    refused = [one for one in reads if isinstance(one, Refused)]
    assert [one.title for one in articles] == ["post", "page"]
    assert {one.section for one in articles} <= {"الحسيمة", None}
    assert len(refused) == len(entries) - 2
    assert all(one.harmless for one in refused)
    assert {"draft", "comments"} <= {one.reason for one in refused}
