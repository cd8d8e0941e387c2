"""Lucene with its Arabic analyser as a peer, where Java and Debian's liblucene8-java are installed.

Java compiles `LucenePeer.java` when it starts it, for which it needs the compiler of a JDK. The jars are looked for in
ARCHIVE_BENCH_LUCENE or where Debian puts them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

JARS = Path(os.environ.get("ARCHIVE_BENCH_LUCENE", "/usr/share/java"))
_PROGRAM = Path(__file__).with_name("LucenePeer.java")
MISSING = "Lucene is not measured: install liblucene8-java and openjdk-17-jdk-headless."


def class_path() -> str | None:
    """The jars that the peer needs; None where they or Java are missing."""
    found = [
        jar
        for name in ("core", "analyzers-common")
        for jar in sorted(JARS.glob(f"lucene-{name}-[89]*.jar"))[-1:]
    ]
    return os.pathsep.join(map(str, found)) if len(found) == 2 and shutil.which("javac") else None


class Lucene:
    """An index in `folder` of documents (id, title, body), asked in a process of its own. `close` ends it."""

    def __init__(self, documents: Iterable[dict[str, str]], folder: Path) -> None:
        command = ["java", "-Xmx1g", "-cp", class_path() or "", str(_PROGRAM), str(folder / "lucene")]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        for one in documents:
            self._say("A", one["id"], f"{one['title'] or ''} {one['body']}")
        self._ask("C", "")
        self.milliseconds = 0.0
        """Processor time of the last answer, as Java counts it for its thread."""

    def any_word(self, query: str) -> list[str]:
        """The ids of the hundred best articles with any of the words."""
        return self._ids("O", query)

    def key(self, query: str) -> list[str]:
        """The ids of the twenty best articles with all of the words, the last of them a beginning."""
        return self._ids("K", query)

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _ids(self, what: str, query: str) -> list[str]:
        nanoseconds, *ids = self._ask(what, query).split("\t")
        self.milliseconds = int(nanoseconds) / 1e6
        return ids

    def _say(self, *parts: str) -> None:
        assert self._process.stdin is not None
        # Spaces for what ends a line or a part of it; the last space of a query says that its last word is finished.
        line = "\t".join(part.replace("\t", " ").replace("\n", " ").replace("\r", " ") for part in parts)
        self._process.stdin.write(line + "\n")

    def _ask(self, what: str, query: str) -> str:
        self._say(what, query)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("Lucene has ended")
        return answer.rstrip("\n")
