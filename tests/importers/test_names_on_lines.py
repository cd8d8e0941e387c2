"""Names on the lines between title and text: long ones that say what somebody is, places with agencies, and lines that name nobody."""

import pytest

from importers.formats.capture import read_text
from importers.page.markup import read_markup
from importers.page.reading import read_page

TITLE = "تأجيل ملف معتقلي الحي المحمدي بالدار البيضاء"
FRENCH = "Casablanca : le procès des militants du Hay Mohammadi reporté"
TEXT = (
    "قررت المحكمة الابتدائية بالدار البيضاء تأجيل النظر في ملف معتقلي الحي المحمدي إلى غاية الأسبوع المقبل من أجل إعداد الدفاع.",
    "وطالبت العائلات بالإفراج عن أبنائها، مؤكدة أنها ستواصل احتجاجها أمام مقر المحكمة إلى حين تحقيق مطالبها.",
)
TEXTE = (
    "La Cour d’appel de Casablanca a reporté l’examen du dossier des militants du Hay Mohammadi, à la demande de la défense.",
    "Les familles ont observé un sit-in devant le tribunal, réclamant la libération immédiate de leurs proches.",
)


def author(line: str, title: str = TITLE, text: tuple[str, str] = TEXT) -> str | None:
    return read_text(f"{title}\n{line}\n12/03/2022\n\n{text[0]}\n\n{text[1]}\n").author


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (
            "بقلم: الدكتور عبد الرحيم العلوي أستاذ العلوم السياسية والقانون الدستوري بجامعة القاضي عياض مراكش ورئيس مركز تكامل للدراسات",
            "الدكتور عبد الرحيم العلوي",
        ),
        (
            "بقلم الأستاذ محمد الراضي، محام بهيئة الرباط وعضو المكتب التنفيذي للعصبة المغربية للدفاع عن حقوق الإنسان سابقا",
            "محمد الراضي",
        ),
        ("إعداد: سلمى برادة، باحثة في علم الاجتماع", "سلمى برادة"),
        ("بقلم: سلمى برادة", "سلمى برادة"),
    ],
)
def test_who_somebody_is_is_no_part_of_the_name(line: str, name: str) -> None:
    assert author(line) == name
    page = f"<title>{TITLE}</title><article><h1>{TITLE}</h1><p>{line}</p><p>{TEXT[0]}</p><p>{TEXT[1]}</p></article>"
    assert read_page(read_markup(page.encode())).author == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (
            "Par Abderrahim El Alami, professeur de sciences politiques à l’université Cadi Ayyad de Marrakech et président du centre",
            "Abderrahim El Alami",
        ),
        ("By Jon King, News Reporter", "Jon King"),
        ("By Jon King, Sara Lee", "Jon King, Sara Lee"),
    ],
)
def test_roles_in_french_and_english(line: str, name: str) -> None:
    assert author(line, FRENCH, TEXTE) == name


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    line = "Par ailleurs, la Cour a entendu plusieurs témoins cités par la défense, qui ont confirmé la version des familles."
    article = read_text(f"{FRENCH}\n{line}\n\n{TEXTE[0]}\n\n{TEXTE[1]}\n")
    assert article.author is None
    assert line in article.body


@pytest.mark.parametrize(
    "line",
    [
        "Date de publication",
        "Mis à jour le",
        "التاريخ",
        "تاريخ النشر",
        "بلاغ إخباري",
        "تم البث مباشرة في 12 مارس 2022",
        "اليوم: السبت 12 مارس 2022",
        "رسمي: تركيبة المجلس الجديد",
        "avec l'AFP",
        "(بتصرف عن وكالات)",
        "Morocco: Crackdown on Activists Intensifies",
        "Les familles en colère",
    ],
)
def test_lines_that_name_nobody(line: str) -> None:
    assert author(line) is None
    assert author(line, FRENCH, TEXTE) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("أبوظبي - سكاي نيوز عربية", "أبوظبي - سكاي نيوز عربية"),
        ("دبي - العربية.نت", "دبي - العربية.نت"),
        ("الرياض - واس", "الرياض - واس"),
        ("La rédaction", "La rédaction"),
        ("Salma Berrada et Karim El Fassi", "Salma Berrada et Karim El Fassi"),
        ("Jane van der Berg", "Jane van der Berg"),
    ],
)
def test_desks_agencies_and_names_with_small_words(line: str, name: str) -> None:
    assert author(line) == name
