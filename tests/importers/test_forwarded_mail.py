"""Messages that were sent on inside another, as the usual programs write them in three languages."""

from email.message import EmailMessage

import pytest
from formats_reading import articles, date

from importers.fields.forwarded import plain_subject
from importers.formats.capture import read_text
from store.article import Article

TEXT = "La commune a fermé lundi la seule source du village.\n\nLes habitants demandent sa réouverture avant la fin du mois."
ARABIC = "أغلقت الجماعة يوم الاثنين العين الوحيدة في الدوار.\n\nويطالب السكان بإعادة فتحها قبل نهاية الشهر."
NOTE = "Bonjour,\nà garder dans nos dossiers.\nNadia\n\n"
FORMS = {
    "gmail": "---------- Forwarded message ---------\nFrom: Salma Berrada <salma@example.org>\nDate: Fri, Oct 15, 2021 at 8:30 AM\nSubject: Source fermée\nTo: <nadia@example.org>\n\n\n",
    "gmail-french": "---------- Forwarded message ---------\nDe : Salma Berrada <salma@example.org>\nDate: ven. 15 oct. 2021 à 08:30\nSubject: Source fermée\nTo: <nadia@example.org>\n\n\n",
    "gmail-arabic": "---------- Forwarded message ---------\nمن: \u202aSalma Berrada\u202c\u200f <salma@example.org>\nDate: الجمعة، 15 أكتوبر 2021 في 8:30 ص\nSubject: Source fermée\nTo: <nadia@example.org>\n\n\n",
    "outlook": "________________________________\nFrom: Salma Berrada <salma@example.org>\nSent: Friday, October 15, 2021 8:30 AM\nTo: Nadia\nSubject: Source fermée\n\n",
    "outlook-french": "-----Message d'origine-----\nDe : Salma Berrada [mailto:salma@example.org]\nEnvoyé : vendredi 15 octobre 2021 08:30\nÀ : Nadia ; Karim\nObjet : TR : Source fermée\n\n",
    "outlook-arabic": "________________________________\nمن: Salma Berrada <salma@example.org>\nتم الإرسال: 15 أكتوبر 2021 08:30\nإلى: Nadia\nالموضوع: Source fermée\n\n",
    "thunderbird": "-------- Message transféré --------\nSujet : \tSource fermée\nDate : \tFri, 15 Oct 2021 08:30:00 +0100\nDe : \tSalma Berrada <salma@example.org>\nPour : \tnadia@example.org\n\n",
    "bold": "*De :* Salma Berrada <salma@example.org>\n*Envoyé :* vendredi 15 octobre 2021 08:30\n*À :* Nadia\n*Objet :* Source fermée\n\n",
}


def sent(subject: str, body: str) -> Article:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "Nadia <nadia@example.org>"
    message["Date"], message["To"] = "Mon, 18 Oct 2021 09:00:00 +0100", "karim@example.org"
    message.set_content(body)
    (one,) = articles("message.eml", message.as_bytes())
    return one


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [TEXT, ARABIC])
def test_fields_are_those_of_the_message_inside(form: str, text: str) -> None:
    article = sent("Fwd: Source fermée", f"{NOTE}{FORMS[form]}{text}\n")
    assert (article.title, article.author) == ("Source fermée", "Salma Berrada")
    assert (date(article) or "")[:10] == "2021-10-15"
    assert article.body == text
    assert "author" in {one.field for one in article.review}


def test_apples_program_quotes_what_it_sends_on() -> None:
    fields = "De: Salma Berrada <salma@example.org>\nObjet: Source fermée\nDate: 15 octobre 2021 à 08:30:12 UTC+1\nÀ: nadia@example.org\n\n"
    quoted = "\n".join(f"> {line}".rstrip() for line in (fields + TEXT).split("\n"))
    article = sent("Tr : Source fermée", f"Début du message réexpédié :\n\n{quoted}\n")
    assert (article.title, article.author) == ("Source fermée", "Salma Berrada")
    assert (date(article) or "")[:10] == "2021-10-15"
    assert article.body == TEXT


def test_twice_sent_on_is_read_to_the_inside() -> None:
    outer = FORMS["gmail"].replace("Salma Berrada", "Karim")
    article = sent("Fwd: Fwd: Source fermée", f"{outer}Pour info\n\n{FORMS['thunderbird']}{TEXT}\n")
    assert (article.author, article.body) == ("Salma Berrada", TEXT)


def test_an_answer_stays_the_answers_own() -> None:
    answer = f"Merci, nous publierons cela demain.\n\n{FORMS['outlook']}{TEXT}\n"
    article = sent("RE: Source fermée", answer)
    assert (article.title, article.author) == ("Source fermée", "Nadia")
    assert article.body.startswith("Merci")


def test_a_date_that_cannot_be_read_is_not_that_of_sending_on() -> None:
    article = sent(
        "Fwd: x", FORMS["thunderbird"].replace("Fri, 15 Oct 2021 08:30:00 +0100", "hier soir") + TEXT
    )
    assert article.published is None
    assert "published" in {one.field for one in article.review}


@pytest.mark.parametrize(
    ("subject", "plain"),
    [
        ("Fwd: TR : Re: بلاغ", "بلاغ"),
        ("إعادة توجيه: بلاغ", "بلاغ"),
        ("RE: [2] suite", "[2] suite"),
        ("Re[3]: suite", "suite"),
        ("Rapport : suite", "Rapport : suite"),
        ("Fwd:", "Fwd:"),
    ],
)
def test_what_programs_put_before_a_subject(subject: str, plain: str) -> None:
    assert plain_subject(subject) == plain


def test_a_message_copied_as_text() -> None:
    article = read_text(f"{FORMS['outlook-french']}{TEXT}\n")
    assert (article.title, article.author, article.body) == ("Source fermée", "Salma Berrada", TEXT)
    assert (date(article) or "")[:10] == "2021-10-15"
