"""Sound bytes with wounds: pieces changed, cut out, doubled, or replaced by what is known to hurt.

hypothesis makes few and finds the smallest that breaks something; mere chance makes many in the same time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

_TEXTS = (
    "\0", "\x1b[2J", "\x1b]52;c;YQ==\x07", "\x9b31m", "\u202e", "\u2067", "\ud800", "\ufeff", "\u200f", "ﷺ", "é", "e\u0301",
    "\n\n", "\r", "\u2028", "\x85", "\t", '"', "'", "\\", "\\u0000", "\\ud800", "<", "]]>", "<!--", "&#x0;", "&amp", "<a " * 40,
    "[[" * 60, "{" * 60, "(" * 120, "-1", "0", "9" * 30, "1e999", "NaN", "null", "true", "../../x", "%s{0}", "= 1", "OR", "*",
    "٣", "²", "ǅ", "İ", "ß", "\U0001f469\u200d\U0001f4bb", "َ" * 30,
)  # fmt: skip
HURTFUL = (
    *(text.encode("utf-8", "surrogatepass") for text in _TEXTS),
    *(b"\xff", b"\x80", b"\xed\xa0\x80", b"\xf5", b"\xfe\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff"),
)
KINDS = ("put", "change", "cut", "double", "end", "swap")
_Wound = tuple[str, float, int, bytes]


def wound(data: bytes, kind: str, place: float, length: int, piece: bytes) -> bytes:
    """The bytes with one wound; `place` is a part of the whole, 0 to 1."""
    at = int(place * len(data))
    match kind:
        case "put":
            return data[:at] + piece + data[at:]
        case "change":
            return data[:at] + piece + data[at + len(piece) :]
        case "cut":
            return data[:at] + data[at + length :]
        case "double":
            return data[:at] + data[at : at + length] * 3 + data[at + length :]
        case "end":
            return data[:at]
    return data[:at] + data[at : at + length][::-1] + data[at + length :]


def wounded(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """One of the sound inputs with up to four wounds; now and then bytes of nobody's making."""
    pieces = st.one_of(st.sampled_from(HURTFUL), st.binary(max_size=6))
    wounds = st.tuples(
        st.sampled_from(KINDS), st.floats(0, 1, allow_nan=False, width=32), st.integers(1, 60), pieces
    )
    made = st.builds(_all, st.sampled_from(list(seeds)), st.lists(wounds, max_size=4))
    return made | st.binary(max_size=60)


def _all(data: bytes, wounds: Sequence[_Wound]) -> bytes:
    for one in wounds:
        data = wound(data, *one)
    return data


def by_chance(seeds: Sequence[bytes], luck: random.Random) -> bytes:
    """One of the sound inputs with one to five wounds."""
    data = luck.choice(seeds)
    for _ in range(luck.randint(1, 5)):
        piece = luck.choice(HURTFUL) if luck.random() < 0.6 else luck.randbytes(luck.randint(1, 6))
        data = wound(data, luck.choice(KINDS), luck.random(), luck.choice((1, 2, 9, 60, 400)), piece)
    return data


def explore(read: Callable[[bytes], None], seeds: Sequence[bytes], examples: int, luck: int) -> int:
    """Let hypothesis give so many inputs to `read`; how many it gave. The same `luck` gives the same ones.

    Raises what `read` raises, for the smallest input that it does so for.
    """
    count = 0

    @seed(luck)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
        print_blob=False,
    )
    @given(wounded(seeds))
    def give(data: bytes) -> None:
        nonlocal count
        count += 1
        read(data)

    give()
    return count
