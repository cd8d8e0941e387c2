"""A process of its own that works out the terms of articles while the index is built anew, so that two cores share the work.

It is sent texts and sends back what `store.finding.index.batch` makes of them, as one text behind four bytes of length (big-endian),
which takes half of the time of JSON. It ends when its pipe is closed: with the program, however that ends. Where no process can be
had, or it is lost, the program works the terms out itself.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import accumulate, chain, pairwise
from types import TracebackType
from typing import IO, Self

from store import own_process
from store.finding import index, stems

_START = "from store.finding.analysing import serve; serve()"
_CODEC = "utf-16-le"
"""Arabic text is in memory what it is in this: it is copied, where UTF-8 is worked out."""
_MOST_SEEN = 300_000
"""Terms that the process remembers to have worked out the stems of."""


class Analysing:
    """One process, begun by the first texts. Used by one thread: what was sent must be taken before more is sent."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._sent: Sequence[index.Texts] = ()
        self._lost = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, texts: Sequence[index.Texts]) -> None:
        """Have these worked out."""
        self._sent = texts
        if self._lost:
            return
        try:
            pipe = self._running().stdin
            if pipe is not None:
                _send(pipe, _flat(texts))
        except (OSError, ValueError, OverflowError):  # the last: more than four gigabytes of texts
            self.close()

    def take(self) -> index.Batch:
        """What the index holds of the articles that were sent last."""
        texts, self._sent = self._sent, ()
        if not self._lost:
            try:
                return self._answer(len(texts))
            except (OSError, EOFError, ValueError, TypeError):
                self.close()
        return index.batch(texts)

    def close(self) -> None:
        """End the process; from then on nothing is sent to one."""
        self._lost = True
        process, self._process = self._process, None
        if process is None:
            return
        own_process.end(process)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = own_process.start(_START)
        return self._process

    def _answer(self, count: int) -> index.Batch:
        pipe = None if self._process is None else self._process.stdout
        said = None if pipe is None else _receive(pipe)
        if said is None:
            raise EOFError
        found = _unpacked(said)
        if len(found.texts) != count:
            raise ValueError
        return found


def _flat(texts: Iterable[Sequence[str]]) -> list[str]:
    return list(chain.from_iterable(texts))


def _articles(flat: Sequence[str]) -> list[index.Texts]:
    """What `_flat` took apart. Raises ValueError where something is left over."""
    return list(zip(*(flat[at :: len(index.COLUMNS)] for at in range(len(index.COLUMNS))), strict=True))


def _packed(batch: index.Batch) -> list[str]:
    """A batch as texts: of words, of numbers, and of the entries of stems, none of which has a blank in it."""
    fresh, rows = batch.stems or ((), ())
    return [
        " ".join([term for term, _count in batch.counts]),
        " ".join([str(count) for _term, count in batch.counts]),
        " ".join(fresh),
        " ".join([stem for stem, _entries in rows]),
        " ".join([entries for _stem, entries in rows]),
        *_flat(batch.texts),
    ]


def _unpacked(said: Sequence[str]) -> index.Batch:
    """What `_packed` packed. Raises ValueError where it did not."""
    terms, counts, fresh, stems_, entries, *flat = said
    return index.Batch(
        _articles(flat),
        list(zip(terms.split(), map(int, counts.split()), strict=True)),
        stems.Rows(fresh.split(), list(zip(stems_.split(), entries.split(), strict=True))),
    )


def _send(pipe: IO[bytes], texts: Sequence[str]) -> None:
    lengths = " ".join([str(len(text)) for text in texts])
    data = f"{lengths}\n{''.join(texts)}".encode(_CODEC, "surrogatepass")
    pipe.write(len(data).to_bytes(4, "big"))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> list[str] | None:
    """The texts that are sent next; None where the pipe was closed. Raises ValueError when it is nothing that is sent."""
    head = pipe.read(4)
    data = pipe.read(int.from_bytes(head, "big")) if len(head) == 4 else b""
    if not data:
        return None
    lengths, _line, said = data.decode(_CODEC, "surrogatepass").partition("\n")
    ends = list(accumulate(map(int, lengths.split()), initial=0))
    if ends[-1] != len(said):
        raise ValueError
    return [said[start:end] for start, end in pairwise(ends)]


def serve() -> None:
    """The process's side: works out what comes in until the pipe is closed."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    with suppress(OSError, KeyboardInterrupt):
        seen: set[str] = set()
        while (texts := _receive(asked)) is not None:
            _send(answers, _packed(index.batch(_articles(texts), seen)))
            if len(seen) > _MOST_SEEN:
                seen.clear()
