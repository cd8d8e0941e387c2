"""JSON, JSON Lines and tables: our own exports come back as they were, and other people's records by the names in them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from importers.base import Given, Read, Refused, Source, UnreadableSource, importer_for
from importers.fields.column_names import columns_of
from importers.fields.stated_dates import read_date
from importers.ingest import ingest
from importers.parsing import parse
from store import export, subjects
from store.archive import Archive
from store.article import Article, StoredArticle
from store.log import changes

HOME = Path(__file__).parent / "captures"
TEXT = "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف.\n\nودعت الجمعيات إلى توثيق الانتهاكات، «كلها»؛ وبدون تأخير."


def read(path: str, data: str | bytes, given: Given | None = None) -> list[Read | Refused]:
    raw = data.encode() if isinstance(data, str) else data
    parsed = parse(Source(path, raw, given or Given()))
    assert parsed.reason is None, parsed.message
    return list(parsed.reads)


def articles(path: str, data: str | bytes, given: Given | None = None) -> list[Article]:
    reads = read(path, data, given)
    assert all(isinstance(one, Read) for one in reads), reads
    return [one.article for one in reads if isinstance(one, Read)]


@pytest.fixture
def full(tmp_path: Path):
    """An archive with captures in it that people have worked on."""
    with Archive.open(tmp_path / "full.db", create=True) as archive:
        report = ingest(archive, [HOME])
        ids = [one.id for one in report.articles if one.id]
        archive.tag(ids, add=["حقوق الإنسان", "presse/2021"])
        archive.tag(ids[:2], add=["=1+1"])
        archive.set_note(ids[0], "ملاحظة أولى\n\nسطر ثان، مع «علامات»")
        archive.edit(ids[1], "title", '=HYPERLINK("x";"y")')
        archive.edit(ids[1], "event_date", "2019-09")
        archive.star(ids[1:3])
        with archive.write() as conn:
            puts = subjects.puts_for(conn, ids[2], "people", ["نادية العلمي", "Salma Benharrouda"])
            puts += subjects.puts_for(conn, ids[2], "places", ["وجدة"])
            puts += subjects.puts_for(conn, ids[3], "institutions", ["وزارة العدل"])
            changes.record(conn, "edit-record", {}, puts, "")
        yield archive


def stored(archive: Archive) -> list[StoredArticle]:
    rows = archive.connection().execute("SELECT docid FROM listing ORDER BY docid").fetchall()
    return [archive.article_by_docid(docid) for (docid,) in rows]


def seen(one: StoredArticle, *, whole: bool) -> dict:
    """What a reader sees of an article; a table keeps no evidence of dates, no marks for review, no star and no subjects."""
    data = export.as_json(one)
    for name in ("id", "provenance"):
        del data[name]
    if not whole:
        for name in ("review", "starred", *subjects.SUBJECTS):
            data.pop(name, None)
        for name in ("published", "event_date"):
            data[name] = data[name] and (data[name]["value"], data[name]["precision"])
    return data


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_what_export_writes_import_reads(full: Archive, tmp_path: Path, form: str) -> None:
    before = stored(full)
    file = tmp_path / f"out.{form}"
    export.write(before, form, file)
    with Archive.open(tmp_path / "empty.db", create=True) as empty:
        report = ingest(empty, [file])
        assert (report.imported, report.failed, report.skipped) == (len(before), 0, 0)
        after = stored(empty)
        whole = form != "csv"

        def order(one: dict) -> str:
            return json.dumps(one, sort_keys=True, ensure_ascii=False)

        assert sorted((seen(one, whole=whole) for one in after), key=order) == sorted(
            (seen(one, whole=whole) for one in before), key=order
        )
        assert any(one.note for one in after)
        assert any(one.starred and one.people and one.places for one in after) is whole
        assert {one.id for one in after} == {one.id for one in before}
        assert all(one.provenance[0].member for one in after)
        assert all(empty.original(one.id) == file.read_bytes() for one in after)
        empty.undo()
        assert stored(empty) == []
        assert empty.tags() == []


def test_an_export_brought_back_doubles_nothing(full: Archive, tmp_path: Path) -> None:
    before = stored(full)
    file = tmp_path / "out.json"
    export.write(before, "json", file)
    report = ingest(full, [file])
    assert (report.imported, report.duplicates) == (0, len(before))
    assert stored(full) == before
    changed = json.loads(file.read_text(encoding="utf-8"))
    changed["articles"][0]["body"] += "\nسطر جديد."
    file.write_text(json.dumps(changed), encoding="utf-8")
    assert ingest(full, [file]).imported == 1


def test_an_exported_article_meets_the_file_it_once_came_from(full: Archive, tmp_path: Path) -> None:
    first = stored(full)[0]
    export.write([first], "json", tmp_path / "out.json")
    (tmp_path / "a.txt").write_bytes(full.original(first.id))
    with Archive.open(tmp_path / "new.db", create=True) as new:
        assert ingest(new, [tmp_path / "out.json"]).imported == 1
        (one,) = ingest(new, [tmp_path / "a.txt"]).articles
        assert (one.id, one.status) == (first.id, "duplicate")
        assert new.count() == 1


def test_a_note_that_came_with_an_article_is_never_put_over_a_persons_own(tmp_path: Path) -> None:
    record = tmp_path / "a.json"
    record.write_text(json.dumps({"title": "عنوان", "body": TEXT, "note": "من المصدر"}), encoding="utf-8")
    with Archive.open(tmp_path / "t.db", create=True) as archive:
        (one,) = ingest(archive, [record]).articles
        assert archive.article(one.id).note == "من المصدر"
        archive.undo()
        assert stored(archive) == []
        archive.redo()
        archive.set_note(one.id, "ملاحظتي")
        ingest(archive, [record])
        assert archive.article(one.id).note == "ملاحظتي"


def test_records_by_the_names_of_the_contract() -> None:
    record = {
        "title": " عنوان \u202e المقال ",
        "body": TEXT,
        "author": "سعاد المرابط",
        "source": "منبر الريف",
        "section": "مجتمع",
        "published": "2019-09",
        "url": "https://example.ma/?p=7",
        "tags": ["نساء", "عدالة"],
        "note": "للمراجعة",
    }
    (one,) = read("x.json", json.dumps(record))
    assert isinstance(one, Read)
    article = one.article
    assert article.title == "عنوان المقال"
    assert article.body == TEXT
    assert (article.author, article.source, article.section) == ("سعاد المرابط", "منبر الريف", "مجتمع")
    assert article.published is not None
    assert (article.published.value, article.published.precision) == ("2019-09", "month")
    assert (article.url, article.tags, one.note) == ("https://example.ma/?p=7", ("نساء", "عدالة"), "للمراجعة")
    assert (article.language, article.event_date, article.review) == ("ar", None, ())


@pytest.mark.parametrize("shape", ["list", "items", "lines", "one"])
def test_shapes_of_json(shape: str) -> None:
    records = [{"headline": f"Titre {n}", "articleBody": "Un texte assez long."} for n in (1, 2, 3)]
    data = {
        "list": json.dumps(records),
        "items": json.dumps({"version": "1", "items": records, "next": []}),
        "lines": "\n".join(map(json.dumps, records)),
        "one": json.dumps(records[0], indent=1),
    }[shape]
    for name in ("a.json", "a"):
        found = articles(name, data)
        assert [one.title for one in found] == ["Titre 1", "Titre 2", "Titre 3"][: len(found)]
        assert len(found) == (1 if shape == "one" else 3)


def test_records_of_services_that_wrap_their_values() -> None:
    post = {
        "id": 31,
        "date": "2018-05-08T21:10:00",
        "link": "https://example.ma/31",
        "title": {"rendered": "&#8220;عنوان&#8221; &amp; آخر"},
        "content": {
            "rendered": "<p>فقرة <b>أولى</b></p>\n<p>فقرة ثانية<script>x()</script></p>",
            "protected": False,
        },
        "author": [{"name": "ليلى"}, {"name": "عمر"}],
        "tags": "سجون؛ عدالة، نساء",
    }
    (one,) = read("posts.json", json.dumps([post]))
    assert isinstance(one, Read)
    assert one.member == "31"
    assert one.article.title == "“عنوان” & آخر"
    assert one.article.body == "فقرة أولى\nفقرة ثانية"
    assert one.article.author == "ليلى, عمر"
    assert one.article.published is not None
    assert one.article.published.value == "2018-05-08T21:10"
    assert one.article.tags == ("سجون", "عدالة", "نساء")


def test_a_damaged_line_takes_nothing_from_the_others(tmp_path: Path) -> None:
    lines = [
        json.dumps({"title": "أ", "body": TEXT}),
        "{broken",
        "17",
        json.dumps({"title": "ب", "body": TEXT}),
    ]
    file = tmp_path / "x.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    with Archive.open(tmp_path / "t.db", create=True) as archive:
        report = ingest(archive, [file])
    assert (report.imported, report.failed) == (2, 2)
    assert [Path(one.path).name for one in report.articles if one.status == "failed"] == ["2", "3"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("package.json", '{"name_of": "x", "version": "1.0"}', "no articles"),
        ("gold.json", '{"records": [{"title": "x", "language": "ar", "published": null}]}', "no articles"),
        ("x.json", '{"title": "a", ', "broken"),
        ("x.json", '[{"title": "' + "[" * 10, "broken"),
        ("x.json", "[" + "[" * 100_000 + "{" + "]" * 100_001, "nested too deeply"),
        ("x.json", '{"title": "\\ud800", "body": ""}', "empty"),
        ("x.csv", "a,b\n1,2\n", "no columns"),
        ("x.csv", "\n\n", "empty"),
        ("x.csv", '"a\n', "no columns"),
    ],
)
def test_what_is_no_article_is_said(name: str, data: str, reason: str) -> None:
    parsed = parse(Source(name, data.encode("utf-8", "surrogatepass")))
    assert parsed.reason == reason or (
        reason == "empty" and all(isinstance(one, Refused) and one.reason == "empty" for one in parsed.reads)
    )


def test_long_numbers_and_lone_surrogates_are_kept_as_text_or_dropped() -> None:
    data = '{"title": "a\\ud800b", "body": "c\\u001b[31m d", "id": ' + "9" * 6000 + "}"
    (article,) = articles("x.json", data)
    assert (article.title, article.body) == ("ab", "c d")
    article.title.encode()


ROWS = [
    ["العنوان", "النص", "الكاتب", "تاريخ النشر", "الرابط", "وسوم"],
    ["عنوان أول؛ مع فاصلة", TEXT, "ليلى", "28/09/2019", "https://example.ma/1", "سجون، عدالة"],
    ['عنوان "ثان"', "نص آخر", "", "غشت 2018", "ftp://x", ""],
]


def table(delimiter: str, end: str = "\r\n") -> str:
    return "".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + end for row in ROWS)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "؛"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_tables_as_spreadsheets_write_them(delimiter: str, codec: str) -> None:
    first, second = articles("جدول.csv", table(delimiter).encode(codec))
    assert (first.title, first.body, first.author) == ("عنوان أول؛ مع فاصلة", TEXT, "ليلى")
    assert first.published is not None
    assert first.published.value == "2019-09-28"
    assert first.tags == ("سجون", "عدالة")
    assert (second.title, second.url) == ('عنوان "ثان"', None)
    assert second.published is not None
    assert (second.published.value, second.published.precision) == ("2018-08", "month")


def test_french_and_english_columns_and_the_line_that_names_the_delimiter() -> None:
    data = (
        "sep=;\nIntitulé;Texte de l'article;Date de publication;Mots-clés\nTitre;Le texte.;3 mars 2020;a,b\n"
    )
    (one,) = articles("x.csv", data)
    assert (one.title, one.body, one.tags) == ("Titre", "Le texte.", ("a", "b"))
    assert one.published is not None
    assert one.published.value == "2020-03-03"
    (two,) = articles("no-name", "Headline,Full Text,Byline\nA title,A text.,Hannah\n")
    assert (two.title, two.author) == ("A title", "Hannah")


def test_a_person_says_which_column_it_is() -> None:
    data = "title,kicker,Spalte\nno,Yes,Text here.\n"
    given = Given(columns=(("title", "kicker"), ("body", "3")))
    (one,) = articles("x.csv", data, given)
    assert (one.title, one.body) == ("Yes", "Text here.")
    parsed = parse(Source("x.csv", data.encode(), Given(columns=(("title", "Nope"),))))
    assert (parsed.reason, parsed.message) == ("no column", "There is no column “Nope” in this table.")


def test_what_the_person_says_fills_only_what_is_missing() -> None:
    given = Given(url="https://example.ma/given", source="Hors-série")
    one, two = articles("x.csv", "title,source\nA,Le Matin\nB,\n", given)
    assert (one.source, one.url) == ("Le Matin", "https://example.ma/given")
    assert two.source == "Hors-série"


def test_rows_that_hold_nothing_are_told() -> None:
    reads = read("x.csv", "title,text\nA,B\n,\n , x\n,--\n")
    assert [type(one) for one in reads] == [Read, Read, Refused]
    assert isinstance(reads[2], Refused)
    assert (reads[2].member, reads[2].reason) == ("5", "empty")


def test_a_field_longer_than_the_limit_fails_alone() -> None:
    data = 'title,text\nA,B\nC,"' + "x" * 5_000_001 + '"\nD,E\n'
    reads = read("x.csv", data)
    assert [one.article.title for one in reads if isinstance(one, Read)] == ["A", "D"]
    assert [one.member for one in reads if isinstance(one, Refused)] == ["3"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019", "2019"),
        ("2019-9-3", "2019-09-03"),
        ("2018-04-20T21:06:25+01:00", "2018-04-20T21:06"),
        ("Fri, 12 Oct 2018 23:01:27 +0000", "2018-10-12T23:01"),
        ("12 Oct 2018", "2018-10-12"),
        ("٢٠١٩-٠٩-٢٨", "2019-09-28"),
        ("20180420", "2018-04-20"),
        ("15 أكتوبر2017", "2017-10-15"),
        ("0000-00-00 00:00:00", None),
        ("2019-02-30", None),
        ("1537056000", None),
        ("أمس", None),
        ("n.d.", None),
        ("", None),
    ],
)
def test_dates_of_fields(text: str, value: str | None) -> None:
    date = read_date(text)
    assert (date.value if date else None) == value


def test_a_date_that_can_not_be_read_is_marked() -> None:
    (one,) = articles("x.csv", "title,date\nA,not yet known\n")
    assert one.published is None
    assert [review.reason for review in one.review] == ["This could not be read as a date: not yet known"]


def test_columns_are_guessed_by_name_alone() -> None:
    assert columns_of(["TITRE", "Résumé", "inconnu", "المصدر"]) == {
        "title": "TITRE",
        "summary": "Résumé",
        "source": "المصدر",
    }


def test_text_is_not_taken_for_records() -> None:
    for name, data in (
        ("a.txt", f"[1] ملاحظة\n{TEXT}"),
        ("a", f"{{ بداية\n{TEXT}"),
        ("a.txt", f"{TEXT}، نص، عنوان"),
    ):
        assert importer_for(name, data.encode()).name == "capture"


def test_reads_are_the_same_in_the_worker(tmp_path: Path) -> None:
    from importers.worker import Worker

    data = json.dumps([{"title": "أ", "body": TEXT, "note": "ن"}, 5, {"title": "\ud800", "tags": ["x"]}])
    source = Source("x.json", data.encode(), Given(source="منبر"))
    worker = Worker()
    try:
        apart = worker.parse(source)
    finally:
        worker.close()
    assert apart == parse(source)
    assert replace(apart, reads=()).reason is None
    with pytest.raises(UnreadableSource):
        columns_of([], (("title", "x"),))


def test_an_export_of_many_articles_goes_in_a_few_at_a_time_and_can_be_stopped(tmp_path: Path) -> None:
    count = 230
    file = tmp_path / "many.jsonl"
    lines = [json.dumps({"title": f"عنوان {number}", "body": f"{TEXT} {number}"}) for number in range(count)]
    file.write_text("\n".join(lines), encoding="utf-8")
    seen: list[int] = []
    with Archive.open(tmp_path / "t.db", create=True) as archive:
        report = ingest(archive, [file], on_progress=lambda progress: seen.append(progress.imported))
        assert report.imported == count
        assert seen == sorted(seen)
        assert sorted(set(seen)) == [50, 100, 150, 200, 230]
        assert len(archive.history()) == 1
    answers = iter([False, True])
    with Archive.open(tmp_path / "u.db", create=True) as archive:
        stopped = ingest(archive, [file], cancelled=lambda: next(answers))
        assert stopped.cancelled
        assert archive.count() == stopped.imported == 100
        again = ingest(archive, [file])
        assert (again.imported, again.duplicates) == (count - 100, 100)


@pytest.mark.parametrize("opening", ["[", '{"format": 1, "articles": [', '{ "format" :1,"articles":\n['])
def test_lists_are_read_element_by_element(opening: str) -> None:
    records = ",\n".join(json.dumps({"title": f"{number}", "body": TEXT}) for number in range(3))
    closing = "]}" if opening.startswith("{") else "]"
    assert len(articles("x.json", f"{opening}{records}\n{closing}\n")) == 3
    assert parse(Source("x.json", f"{opening}{records}".encode())).reason == "broken"
    assert parse(Source("x.json", f"{opening}{records} 17 {closing}".encode())).reason == "broken"


def test_records_one_deeper_and_writers_by_number() -> None:
    record = {"headline": "عنوان", "articleBody": TEXT, "author": 3, "datePublished": "2018-10-12"}
    answer = {"status": "ok", "data": {"total": 1, "articles": [record]}}
    (article,) = articles("x.json", json.dumps(answer))
    assert (article.title, article.body, article.author) == ("عنوان", TEXT, None)
    (article,) = articles("x.json", json.dumps([{**record, "author": "42"}]))
    assert article.author is None
