"""Laying text out, per 1,000 characters, beside arabic-reshaper and python-bidi; and what grows with a text's length.

The peer joins and reorders whole paragraphs with its own defaults of a usual program (no ligatures): it neither wraps nor
keeps the characters that a cell stands for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

from arabic_reshaper import ArabicReshaper
from bidi import get_display

from bench import corpus
from bench.table import Table
from tui.bidi.layout import forget, layout
from tui.widgets.paragraphs import Flow, Paragraph, pieces

WIDTH = 78
ROWS = 40
REPEATS = 15

FRENCH = (
    "Le Conseil national des droits de l’Homme a publié 3 rapports en 2020-2022, avec « guillemets » et 20 % de hausse. "
    "L’école, où l’élève étudie, relève d’un établissement privé ; les frais s’élèvent à 1 250,50 € par trimestre. "
)
MIXED = (
    "قال المجلس الوطني لحقوق الإنسان (CNDH) إن القانون رقم 31.13 دخل حيز التنفيذ في 2019/09/28، انظر www.cndh.ma. "
    "Le Conseil (المجلس الوطني) a publié 3 rapports [2020-2022]، وعولجت 50% منها قبل 12:30. "
)
POINTED = "يُولَدُ جَمِيعُ النَّاسِ أَحْرَارًا مُتَسَاوِينَ فِي الكَرَامَةِ وَالحُقُوقِ، وَقَدْ وُهِبُوا عَقْلًا وَضَمِيرًا. "


def _fastest(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """Milliseconds of processor time, the best of some: what other programs do at the same time is left out."""
    times = []
    for _ in range(REPEATS):
        before()
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def _drawn(paragraphs: Sequence[str]) -> int:
    """Lay paragraphs out and draw every line."""
    return sum(len(line.cells) for text in paragraphs for line in layout(text, WIDTH))


def _found(paragraphs: Sequence[str]) -> int:
    """Lay paragraphs out and draw nothing: what a height takes."""
    return sum(len(layout(text, WIDTH)) for text in paragraphs)


def _peer(reshaper: ArabicReshaper, paragraphs: Sequence[str]) -> int:
    """Join and reorder paragraphs as a whole."""
    return sum(len(get_display(reshaper.reshape(text))) for text in paragraphs)


def _screen(paragraphs: Sequence[Paragraph], *, end: bool = False) -> int:
    """Open a text and draw its first screen, or its last."""
    flow = Flow([piece for paragraph in paragraphs for piece in pieces(paragraph)], WIDTH)
    if end:
        flow.settle_end(ROWS)
    top = max(0, flow.height - ROWS) if end else 0
    cells = 0
    for row in range(top, top + ROWS):
        index, part = flow.at(row)
        lines = flow.lines(index)
        cells += len(lines[min(part, len(lines) - 1)].cells)
    return cells


def run() -> Table:
    """Texts of several kinds, then long ones."""
    reshaper = ArabicReshaper({"support_ligatures": False, "delete_harakat": False, "support_zwj": False})
    table = Table(f"Layout at {WIDTH} cells", "ms", "reshaper + get_display")
    arabic = [sentence for sentence in corpus.sentences() if not any("a" <= ch <= "z" for ch in sentence)]
    kinds = (
        ("Arabic", [". ".join(arabic[at : at + 4]) for at in range(0, 80, 4)]),
        ("mixed", [f"{number} {MIXED * 3}" for number in range(20)]),
        ("French", [f"{number} {FRENCH * 3}" for number in range(20)]),
        ("Arabic with harakat", [f"{number} {POINTED * 4}" for number in range(20)]),
    )
    for name, texts in kinds:
        thousands = sum(map(len, texts)) / 1000
        peer = _fastest(partial(_peer, reshaper, texts)) / thousands
        table.add(
            f"{name}, 1,000 characters drawn", _fastest(partial(_drawn, texts), forget) / thousands, peer
        )
        table.add(f"{name}, lines found only", _fastest(partial(_found, texts), forget) / thousands, peer)
        table.add(f"{name}, once more", _fastest(partial(_drawn, texts)) / thousands, peer)
    usual = _fastest(partial(_screen, [Paragraph(text) for text in kinds[0][1][:4]]), forget)
    for length in (100_000, 1_000_000):
        long = [Paragraph((MIXED * (length // len(MIXED) + 1))[:length])]
        for where, end in (("first", False), ("last", True)):
            taken = _fastest(partial(_screen, long, end=end), forget)
            table.add(f"a paragraph of {length:,}: {where} screen", taken, usual)
    table.note = (
        f"Screens have {ROWS} rows and are beside the first one of an ordinary article: {usual:.1f} ms."
    )
    return table
