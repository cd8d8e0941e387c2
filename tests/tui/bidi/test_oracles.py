"""Our lines against two other engines: python-bidi for the order, the `fribidi` program for what is drawn."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from unicodedata import category, name, normalize

import pytest
from arabic_reshaper import ArabicReshaper
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.bidi.texts import ALPHABET, SENTENCES, running_text
from tui.bidi.layout import Base, line
from tui.bidi.shaping import FORMS, LAM_ALEF_FORMS, MERGED, join_words

Record = Callable[[str, object], None]
_INVISIBLE = ("Cf", "Cc", "Mn", "Me", "Zs", "Cs", "Cn")


def _logical_order(text: str, base: Base) -> str:
    """The characters of the line from left to right, unshaped."""
    out = []
    for cell in line(text, base=base, marks=True).cells:
        part = text[cell.start : cell.end]
        out.append(part[::-1] if cell.level & 1 else part)
    return "".join(out)


def _visible(text: str) -> str:
    return "".join(ch for ch in text if category(ch) not in _INVISIBLE)


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet=[ch for ch in ALPHABET if category(ch) != "Cs" and ch not in "👨👩😀🏽\u1161\ufdd0\t"],
        max_size=60,
    ),
    st.sampled_from(["auto", "ltr", "rtl"]),
)
def test_order_is_that_of_python_bidi(text: str, base: Base) -> None:
    # Blanks at the end are no part of what is compared, but an embedding that they stand in turns what is before it.
    expected = (
        get_display(text, base_dir={"auto": None, "ltr": "L", "rtl": "R"}[base]) if text.strip() else ""
    )
    assert _visible(_logical_order(text, base)) == _visible(expected)


def test_running_text_has_the_order_of_python_bidi(record_property: Record) -> None:
    texts = [text for text in [*SENTENCES, *running_text()] if text.strip()]
    for text in texts:
        assert _visible(_logical_order(text, "auto")) == _visible(get_display(text)), text
    record_property("conformance", f"order of python-bidi {len(texts):,} of {len(texts):,} paragraphs")


def _taken_apart(ligature: str) -> str:
    """The forms of the two letters a lam-alef joins."""
    lam, alef = normalize("NFKC", ligature)
    return FORMS[lam][2 if name(ligature).endswith("FINAL FORM") else 1] + FORMS[alef][3]


def test_joining_is_that_of_the_reshaper() -> None:
    reshaper = ArabicReshaper({"support_ligatures": False, "delete_harakat": False, "support_zwj": False})
    for text in [*SENTENCES, *running_text()]:
        for word in "".join(ch for ch in text if category(ch) not in ("Mn", "Cf")).split():
            ours = join_words(word)
            theirs = reshaper.reshape(word)
            for form in LAM_ALEF_FORMS:
                ours = ours.replace(form + MERGED, _taken_apart(form))
            assert ours == theirs, word


def _fribidi(texts: list[str]) -> list[str]:
    program = shutil.which("fribidi")
    if program is None:
        pytest.skip("no `fribidi` program: install libfribidi-bin")
    run = subprocess.run(
        [program, "--charset", "UTF-8", "--nopad", "--nobreak", "--wltr"],
        input="\n".join(texts) + "\n",
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return [shown.replace("\ufeff", "") for shown in run.stdout.split("\n")][: len(texts)]


def test_lines_are_drawn_as_fribidi_draws_them(record_property: Record) -> None:
    texts = [text for text in [*SENTENCES, *running_text()] if text.strip()]
    plain = ["".join(ch for ch in text if category(ch) not in ("Mn", "Cf")) for text in texts]
    # fribidi leaves the lone hamza and other isolated letters as they are in some versions.
    alike = str.maketrans({"\ufe80": "\u0621", "\xa0": " "})
    for text, expected in zip(plain, _fribidi(plain), strict=True):
        ours = line(text).text
        assert ours.translate(alike).strip() == expected.translate(alike).strip(), text
    record_property("conformance", f"drawn as by fribidi {len(texts):,} of {len(texts):,} paragraphs")
