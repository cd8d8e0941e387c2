"""What stands between title and text on sites and in dispatches of the region, copied as text."""

import pytest

from importers.formats.capture import read_text
from store.article import Article

TITLE = "تأجيل ملف معتقلي الحي المحمدي بالدار البيضاء"
TEXT = (
    "قررت المحكمة الابتدائية بالدار البيضاء تأجيل النظر في ملف معتقلي الحي المحمدي إلى غاية الأسبوع المقبل من أجل إعداد الدفاع.\n\n"
    "وطالبت العائلات بالإفراج عن أبنائها، مؤكدة أنها ستواصل احتجاجها أمام مقر المحكمة إلى حين تحقيق مطالبها."
)
FRENCH = "Casablanca : le procès des militants du Hay Mohammadi reporté au 14 mars"
TEXTE = (
    "La Cour d’appel de Casablanca a reporté au 14 mars l’examen du dossier des militants poursuivis pour attroupement non autorisé, à la demande de la défense.\n\n"
    "Les familles ont observé un sit-in devant le tribunal, réclamant la libération immédiate de leurs proches."
)


def fields(article: Article) -> tuple[str | None, str | None, str | None, str | None]:
    day = article.published.value[:10] if article.published else None
    return article.title, article.author, article.source, day


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Salma K. | Le 15/3/2022 à 10:35 | Modifié 15/3/2022 à 12:00", "Salma K."),
        ("Salma Berrada, le 15 mars 2022 à 10h35, mis à jour le 16 mars 2022 à 12h00", "Salma Berrada"),
        (
            "Par Salma Berrada et Karim El Fassi le 15/03/2022 à 10h35 (mis à jour le 15/03/2022 à 11h00)",
            "Salma Berrada et Karim El Fassi",
        ),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_long_line_of_name_and_two_moments(line: str, author: str, gap: str) -> None:
    article = read_text(gap.join(["JUSTICE", FRENCH, line, TEXTE]))
    assert fields(article) == (FRENCH, author, None, "2022-03-15")
    assert article.body == TEXTE


def test_dispatch_with_lead_name_and_place_above() -> None:
    article = read_text(
        f"أخبار تركيا\n{TITLE}\nبحسب بيان لهيئة الدفاع\nKhalid Mejdoub\n15 مارس 2022•تحديث: 15 مارس 2022\nالرباط / خالد مجدوب / الأناضول\n{TEXT}"
    )
    assert fields(article) == (TITLE, "Khalid Mejdoub", None, "2022-03-15")
    assert article.body == TEXT


@pytest.mark.parametrize(
    "end", ["--(بترا)\n\nم أ/أ م\n15/03/2022 10:35:22", "(واس)\n15/03/2022", "وات\n15/03/2022"]
)
def test_sign_of_an_agency_closes_a_dispatch(end: str) -> None:
    article = read_text(f"{TITLE}\n\n{TEXT}\n\n{end}")
    assert article.author in ("بترا", "واس", "وات")
    assert article.body == TEXT


@pytest.mark.parametrize("line", ["أجرى الحوار: سعيد العلوي", "أجرت اللقاء سلمى برادة", "حاوره: سعيد العلوي"])
def test_who_asked_in_a_conversation(line: str) -> None:
    assert read_text(f"{TITLE}\n{line}\n15 مارس 2022\n\n{TEXT}").author in ("سعيد العلوي", "سلمى برادة")


def test_a_paper_alone_on_its_line_is_the_source() -> None:
    assert fields(read_text(f"{TITLE}\nجريدة المساء\n15 مارس 2022\n\n{TEXT}")) == (
        TITLE,
        None,
        "جريدة المساء",
        "2022-03-15",
    )


@pytest.mark.parametrize("line", ["annass.ma", "www.annass.ma", "Annass.ma"])
def test_site_beside_the_title_of_a_page_saved_for_reading(line: str) -> None:
    article = read_text(f"{line}\n{TITLE}\nسعيد العلوي\n5 دقائق\n\n{TEXT}")
    assert fields(article)[:3] == (TITLE, "سعيد العلوي", "annass.ma")
    assert read_text(f"{TITLE}\n\n{TEXT}\n\nphoto.ma.jpg").source is None


def test_the_day_in_an_address_is_looked_at_and_a_stated_one_is_better() -> None:
    address = "https://annass.ma/2022/03/15/mahkama/"
    article = read_text(f"{address}\n{TITLE}\n\n{TEXT}")
    assert (article.url, fields(article)[3]) == (address, "2022-03-15")
    assert "published" in [review.field for review in article.review]
    stated = read_text(f"{TITLE}\n\n{TEXT}\n\nالمصدر: {address}\nتاريخ النشر: 14 مارس 2022")
    assert fields(stated)[3] == "2022-03-14"


def test_an_address_that_a_text_sends_its_readers_to_is_not_its_own() -> None:
    article = read_text(
        f"{TITLE}\n15 مارس 2022\n\n{TEXT}\n\nللمزيد من المعلومات، يُرجى زيارة:\nhttps://www.example.org/ar/morocco"
    )
    assert article.url is None


@pytest.mark.parametrize(
    "tail",
    [
        "المواضيع\nأخبار\nحرية التعبير",
        "موضوعات أخرى\nالوداد يفوز بالديربي",
        "Soyez le premier à donner votre avis...",
    ],
)
def test_what_sites_print_below_a_text(tail: str) -> None:
    assert read_text(f"{TITLE}\n15 مارس 2022\n\n{TEXT}\n{tail}").body == TEXT


@pytest.mark.parametrize(
    "title",
    [
        "المحكمة الابتدائية بالدار البيضاء تؤجل ملف معتقلي الحي المحمدي إلى 15 مارس 2022",
        "حصيلة الاعتقالات السياسية بالحي المحمدي من 1 يناير 2021 إلى 15 مارس 2022",
    ],
)
def test_a_title_with_a_date_stays_one(title: str) -> None:
    assert fields(read_text(f"{title}\nسعيد العلوي\n16 مارس 2022\n\n{TEXT}"))[::3] == (title, "2022-03-16")


@pytest.mark.parametrize(
    "title",
    ["شيخ الحي", "لتكن محبوبا", "كلوا بامية.. بالفرنساوي", "تحرير المدينة.. باب الحل للأزمة", "(كاش تآيم)!"],
)
def test_short_title_of_a_column_above_name_and_date(title: str) -> None:
    article = read_text(
        f"صدى الجبل\nالرئيسية\nسياسة\nمجتمع\nاتصل بنا\nمجتمع\n{title}\nسعيد العلوي\nالثلاثاء 15 مارس 2022 - 10:35\nمشاركة\nفيسبوك تويتر\n{TEXT}\n\nاترك تعليقا\n"
    )
    assert fields(article) == (title, "سعيد العلوي", None, "2022-03-15")
    assert article.body == TEXT
