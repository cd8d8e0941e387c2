"""Statements written with a word processor: who speaks above the heading, and what a document without headings calls itself."""

import pytest

from importers.document.front import Paragraph, article

BODY = (
    "تتابع الجمعية بقلق بالغ ما يتعرض له سكان دوار أكرض من تضييق بعد احتجاجهم على نزع ملكية أراضيهم السلالية دون تعويض.",
    "وتطالب السلطات بفتح حوار جدي مع ممثلي السكان، وبوقف المتابعات في حق ستة منهم أمام المحكمة الابتدائية.",
)


@pytest.mark.parametrize("level", [0, 1])
@pytest.mark.parametrize("head", [["جمعية أكرض للتنمية", "فرع إمليل"], ["جمعية أكرض للتنمية فرع إمليل"]])
def test_who_speaks(level: int, head: list[str]) -> None:
    paragraphs = [
        *map(Paragraph, head),
        Paragraph("إمليل، في 16 غشت 2018"),
        Paragraph("بيان حول الأراضي السلالية", level),
    ]
    found = article([*paragraphs, *map(Paragraph, BODY)])
    assert (found.title, found.source, found.author) == (
        "بيان حول الأراضي السلالية",
        "جمعية أكرض للتنمية",
        None,
    )
    assert found.published is not None
    assert found.published.value == "2018-08-16"
    assert found.body.endswith("\n".join(BODY))
    assert not [one for one in found.review if one.field == "title"]


def test_a_first_line_that_is_no_letterhead_stays_the_guessed_title() -> None:
    found = article(map(Paragraph, ["أراضي سلالية تنتزع من أصحابها", "كريم أوحدو", *BODY]))
    assert found.title == "أراضي سلالية تنتزع من أصحابها"
    assert "title" in {one.field for one in found.review}
