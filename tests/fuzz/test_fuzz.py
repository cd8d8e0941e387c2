"""A few wounded inputs for each thing that reads what comes from outside; `make soak` gives them for as long as it has."""

from __future__ import annotations

import pytest

from tests.fuzz.targets import Broken, Target, targets
from tests.fuzz.wounds import explore

ALL = targets()
EXAMPLES = {"query": 60, "dates": 60, "settings": 60, "encodings": 30, "dump": 40, "pages": 60}
FEW = 12
NEEDS = {".pdf": "pypdfium2", ".warc": "warcio", ".gz": "warcio", ".bib": "bibtexparser"}


def _target(name: str) -> Target:
    library = next((library for ending, library in NEEDS.items() if name.endswith(ending)), None)
    if library and name.startswith("file"):
        pytest.importorskip(library)
    return ALL[name]


@pytest.mark.parametrize("name", ALL)
def test_wounded_bytes_break_no_promise(name: str) -> None:
    target = _target(name)
    for seed in target.seeds:
        target.read(seed)
    assert explore(target.read, target.seeds, EXAMPLES.get(name, FEW), 7) >= 1


def test_a_reader_that_breaks_its_promise_is_caught() -> None:
    """The harness itself: a fault that only a wounded input shows."""

    def careless(data: bytes) -> None:
        if data.count(b"t") > 2:
            raise Broken("a piece that comes twice is not understood")

    with pytest.raises(Broken):
        explore(careless, [b"title: x"], 120, 7)
