"""Running text for the tests: sentences of our own and the captures' paragraphs."""

from __future__ import annotations

from tests.conftest import ROOT, SHARED

SENTENCES = (
    "قال المجلس الوطني لحقوق الإنسان (CNDH) إن القانون رقم 31.13 دخل حيز التنفيذ في 2019/09/28.",
    "«الحق في الحصول على المعلومة» مكفول بالفصل 27 من الدستور؛ أليس كذلك؟",
    "Le Conseil national des droits de l’Homme (المجلس الوطني لحقوق الإنسان) a publié 3 rapports [2020-2022].",
    "لا لآلئ إلا لأهلها، والأمل باقٍ: 50% من الملفات عولجت قبل 12:30.",
    "الله أكبر — ⵜⴰⵎⴰⵣⵉⵖⵜ ٢٠١٩ و1975م.",
    "اتصلوا بالرقم +212 537-54-00-00 أو عبر https://www.cndh.ma/ar/taqarir?annee=2019&page=2",
    "مُحَمَّدٌ رَسُولٌ، والشَّعْبُ يُرِيدُ.",
    "Une phrase sans arabe, avec « guillemets », 1 250,50 € et 20 % de hausse !",
    "رقم 12-34",
    "",
    "   ",
)

ALPHABET = (
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأإؤئةلالإلألآـپچگڤٱ َُِّْٰٕٔٓ٠١٢٣()[]{}«»<>.,:;!?،؛؟-–/%&=0123456789abcXYZéèêçש"
    "\u200b\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2069\u202a\u202b\u202c\u202d\u202e\u00ad\ufeffⵜⵉ😀👨👩❤\ufe0f🏽🇲🇦漢字\u00a0\u2009\u3000\u202f"
    "\t\x07\x1b\x9b\u0600\u06dd\ufefb\u0301\u0302\u20e3\ud800\ufdd0\ue000\U000e0041가\u1100\u1161   "
)
"""Letters, digits and punctuation of three scripts, and everything that goes wrong in a terminal."""


def running_text() -> list[str]:
    """Paragraphs of the starter archive's sources, and of the reference material where it is laid beside the checkout."""
    found = []
    for folder in (ROOT / "starter" / "captures", SHARED / "captures"):
        for path in sorted(folder.glob("*.txt")):
            for text in path.read_bytes().decode("utf-8", "ignore").splitlines():
                words = " ".join(text.split())
                if any(ch.isalpha() for ch in words):
                    found.append(words)
    return found
