"""The same article as people copy it: from news sites, blogs, phones, agencies and statements, with what stands round it."""

import pytest

from importers.base import Source
from importers.formats.capture import CaptureImporter, read_text
from store.article import Article

TITLE = "لقاء بتازة يناقش حقوق الأشخاص في وضعية إعاقة"
FIRST = (
    "نظمت جمعية الأمل للتنمية بمدينة تازة، بشراكة مع المجلس الجماعي، لقاء تواصليا حول حقوق الأشخاص في وضعية إعاقة،"
    " حضره عدد كبير من الفاعلين الجمعويين والمنتخبين."
)
LAST = "وخلص المشاركون إلى جملة من التوصيات، أبرزها إحداث لجنة محلية للتتبع وتكوين الأطر الإدارية في مجال التواصل بلغة الإشارة."
BODY = f"{FIRST}\n\n{LAST}"
TITRE = "Tiznit : une journée d'étude sur l'accès des femmes à la terre"
DEBUT = (
    "L'Association marocaine des femmes rurales a organisé samedi à Tiznit une journée d'étude consacrée à l'accès des"
    " agricultrices à la terre collective."
)
FIN = "Un comité de suivi composé de sept membres sera mis en place avant la fin de l'année, ont annoncé les organisatrices."
CORPS = f"{DEBUT}\n\n{FIN}"


def published(article: Article) -> str | None:
    return article.published.value if article.published else None


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("تازة بريس / كريم العلوي 12 ماي 2021", "كريم العلوي", "تازة بريس"),
        ("هسبريس - أمين الخياري\n12 ماي 2021", "أمين الخياري", "هسبريس"),
        ("كريم العلوي – تنوير\n12 ماي 2021", "كريم العلوي", "تنوير"),
        ("الأحداث المغربية : يونس بوزيان\n12 ماي 2021", "يونس بوزيان", "الأحداث المغربية"),
        ("تازة: كريم العلوي\n12 ماي 2021", "كريم العلوي", None),
        ("كريم العلوي/تازة\n12 ماي 2021", "كريم العلوي", None),
        ("كريم العلوي، في 12 ماي 2021", "كريم العلوي", None),
        ("عمان - 12 ماي 2021", None, None),
        ("الأربعاء 12 ماي 2021", None, None),
    ],
)
def test_who_wrote_it_and_for_whom(line: str, author: str | None, source: str | None) -> None:
    article = read_text(f"{TITLE}\n\n{line}\n\n{BODY}\n")
    assert (article.title, article.author, article.source) == (TITLE, author, source)
    assert published(article) == "2021-05-12"
    assert article.body == BODY


@pytest.mark.parametrize(
    ("line", "author", "day"),
    [
        ("Le 3 juin 2021", None, "2021-06-03"),
        ("Par Salma K.\nle 12 janvier 2023", "Salma K.", "2023-01-12"),
        ("Par Leïla Berrada, le 14 août 2019", "Leïla Berrada", "2019-08-14"),
        ("Par AFP le 23/10/2018 à 09h15", "AFP", "2018-10-23T09:15"),
        (
            "Par Leïla Berrada\nPublié le 14 mars 2022 à 18h05 | Mis à jour le 15 mars 2022",
            "Leïla Berrada",
            "2022-03-14T18:05",
        ),
    ],
)
def test_small_words_beside_a_date_are_no_author(line: str, author: str | None, day: str) -> None:
    article = read_text(f"{TITRE}\n{line}\n\n{CORPS}\n")
    assert (article.title, article.author, published(article)) == (TITRE, author, day)
    assert article.body == CORPS


def test_an_agency_signs_below_its_dispatch() -> None:
    article = read_text(f"{TITLE}\n\nالخميس, 6 يونيو, 2019 إلى 15:30\n\nتازة – {FIRST}\n\n{LAST}\n\nو.م.ع\n")
    assert (article.author, published(article)) == ("و.م.ع", "2019-06-06T15:30")
    assert article.body == f"تازة – {BODY}"


@pytest.mark.parametrize(
    "comments",
    [
        "2 تعليقات\n\nمحمد\n13 ماي 2021 - 09:12\n{text}\nرد\n\nأضف تعليقا",
        "3 commentaires\n\nYoussef dit :\n13 mai 2021 à 10 h 12 min\n{text}\nRépondre",
        "تعليق واحد\n\n{text}",
        "ليست هناك تعليقات:\n{text}\nإرسال تعليق",
        "Karim a dit :\n{text}",
    ],
)
def test_readers_comments_are_no_part_of_the_body(comments: str) -> None:
    text = (
        "شكرا على هذا المقال الرائع، لكن المسؤولين لا يهتمون بنا أبدا وقد راسلناهم عدة مرات من دون جواب منهم."
    )
    article = read_text(f"{TITLE}\nكريم العلوي\n12 ماي 2021\n\n{BODY}\n\n{comments.format(text=text)}\n")
    assert article.body == BODY
    assert published(article) == "2021-05-12"


def test_a_blog_names_its_author_below_the_text() -> None:
    furniture = "ليست هناك تعليقات:\nإرسال تعليق\nرسالة أحدث رسالة أقدم الصفحة الرئيسية\nالاشتراك في: تعليقات الرسالة (Atom)"
    page = f"الجمعة، 7 مارس 2014\n{TITLE}\n\n{BODY}\n\nمرسلة بواسطة كريم العلوي في 3:15 م\n{furniture}\n"
    article = read_text(page)
    assert (article.title, article.author, published(article)) == (TITLE, "كريم العلوي", "2014-03-07")
    assert article.body == BODY


@pytest.mark.parametrize(
    "caption", ["صورة: من اللقاء (أرشيف)", "الصورة / جانب من الحضور", "Photo : MAP", "Ph. Archives"]
)
def test_captions_give_neither_author_nor_body(caption: str) -> None:
    article = read_text(
        f"{TITLE}\n\n{caption}\n\nسلمى الفاسي\n22 نونبر 2022\n\n{FIRST}\n\n{caption}\n\n{LAST}\n"
    )
    assert (article.author, article.source, published(article)) == ("سلمى الفاسي", None, "2022-11-22")
    assert caption not in article.body
    assert article.body.startswith(FIRST)
    assert article.body.endswith(LAST)


def test_a_newsletter_box_inside_the_text_cuts_nothing_off() -> None:
    box = "Inscrivez-vous à notre newsletter pour recevoir l'essentiel de l'actualité.\nVotre adresse e-mail\nS'inscrire"
    article = read_text(f"{TITRE}\n\nLe 3 juin 2021\n\n{DEBUT}\n\n{box}\n\n{FIN}\n")
    assert article.body.startswith(DEBUT)
    assert article.body.endswith(FIN)
    assert "newsletter" not in article.body
    assert "S'inscrire" not in article.body


def test_a_date_without_its_year_is_neither_title_nor_date() -> None:
    article = read_text(f"كريم العلوي\n12 ماي، الساعة 9:30 ص ·\n{BODY}\nأعجبني\nتعليق\nمشاركة\n")
    assert (article.title, article.published) == (None, None)
    assert article.body == BODY


def test_the_shortest_texts_keep_every_line_and_their_date() -> None:
    note = "نظم سكان دوار أولاد حمو وقفة أمام العمالة."
    article = read_text(f"وقفة احتجاجية بسيدي سليمان\n\n3 مارس 2020\n\n{note}\n\nمشاركة\n")
    assert (article.title, published(article), article.body) == (
        "وقفة احتجاجية بسيدي سليمان",
        "2020-03-03",
        note,
    )


@pytest.mark.parametrize(
    "text",
    [
        "اتصلت العائلة بالجمعية.\nموعد يوم الخميس.",
        "برنامج الندوة\n9:00 استقبال المشاركين\n9:30 الجلسة الافتتاحية\n11:00 الورشة الأولى",
        "يا وطني الجميل\nيا نخلة في الصحراء\nسأكتب اسمك فوق الماء\nوأمضي\nحاملا وجعي",
        "3 مارس 2020\nاجتماع المكتب\n5 مارس 2020\nلقاء مع العائلات",
        "Revendications\n- l'eau potable pour tous\n- une école\n- un dispensaire ouvert",
    ],
)
def test_what_reads_like_no_prose_is_kept_whole(text: str) -> None:
    for read in (
        read_text(text),
        next(iter(CaptureImporter().read(Source("note.txt", text.encode("utf-8"))))).article,
    ):
        shown = f"{read.title or ''}\n{read.body}"
        assert all(line in shown for line in text.split("\n"))


def test_a_conversation_begins_with_its_first_question() -> None:
    talk = f"س: كيف جاءت فكرة هذا اللقاء؟\n\nج: {FIRST}\n\nس: وماذا بعد اللقاء؟\n\nج: {LAST}"
    article = read_text(f"{TITLE}\n\nحاورته: نادية الإدريسي\n\n{talk}\n")
    assert (article.title, article.author, article.body) == (TITLE, "نادية الإدريسي", talk)


def test_text_above_a_box_of_links_is_not_lost() -> None:
    box = "مواضيع ذات صلة\nتوقيف شخصين بمراكش بتهمة السرقة\nارتفاع أسعار الخضر بأسواق فاس"
    more = f"وأكدت رئيسة الجمعية سعاد بنجلون في كلمتها الافتتاحية أن الولوج إلى المرافق ما يزال صعبا.\n{LAST}"
    article = read_text(f"{TITLE}\nكريم العلوي\n12 ماي 2021\n{FIRST}\n{box}\n{more}\n")
    assert article.author == "كريم العلوي"
    assert article.body.startswith(FIRST)
    assert article.body.endswith(LAST)
    assert "مواضيع ذات صلة" not in article.body


def test_a_publisher_named_below_the_text_and_a_quoted_subtitle() -> None:
    head = f"{TITLE}\n«الولوجيات حق وليست امتيازا»\nكريم العلوي\n12 ماي 2021"
    article = read_text(f"{head}\n{BODY}\n\nالمصدر: تازة نيوز\n")
    assert (article.author, article.source) == ("كريم العلوي", "تازة نيوز")
    assert article.body.endswith(LAST)


@pytest.mark.parametrize(
    "line",
    ["Posted on March 8, 2023 by Sara Haddad", "March 8, 2023 | Updated March 9, 2023\nBy Sara Haddad"],
)
def test_words_about_dates_are_no_names(line: str) -> None:
    body = (
        "The association held a workshop on Saturday in Tiznit about access to collective land in the region."
    )
    article = read_text(f"Women demand access to land\n{line}\n\n{body}\n")
    assert (article.author, published(article), article.body) == ("Sara Haddad", "2023-03-08", body)


def test_heading_that_is_also_a_label_of_forms_does_not_end_the_text() -> None:
    sentence = (
        "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية وبتوفر الموارد."
    )
    after = "تقع المنطقة على بعد ثلاثين كيلومترا من مركز الإقليم، وتربطها به طريق غير معبدة تنقطع كل شتاء."
    text = f"بطاقة عن المنطقة المعزولة\n\n{sentence}\n{sentence}\n\nالموقع\n{after}\n{after}\n"
    body = read_text(text + "\nاترك تعليقا\n\nالاسم *\nالموقع\n").body.split("\n")
    assert [line for line in body if line in ("الموقع", after)] == ["الموقع", after, after]
    assert not any("الاسم" in line for line in body)


def test_word_of_a_menu_is_no_section() -> None:
    sentence = (
        "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية وبتوفر الموارد."
    )
    menu = "حول الموقع\nالفلسفة\nتعليم\nالبرمجيات\nوثائق\n"
    article = read_text(f"{menu}\nلقاء حول تتبع التوصيات بالشرق\n\n{sentence}\n{sentence}\n{sentence}\n")
    assert article.section is None
    article = read_text(
        f"{menu}\n\nمجتمع\n\nلقاء حول تتبع التوصيات بالشرق\n\n{sentence}\n{sentence}\n{sentence}\n"
    )
    assert article.section == "مجتمع"
