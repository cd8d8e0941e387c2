"""An X server without a screen, and photographs of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT = 1360, 900
PATIENCE = 60.0
"""Seconds after which something that does not come is given up."""
NEEDED = {
    ("Xvfb", "-help"): ("xvfb", ""),
    ("import", "-version"): ("imagemagick", ""),
    ("tesseract", "--list-langs"): ("tesseract-ocr tesseract-ocr-ara", "ara"),
    ("fc-list", ":", "family"): ("fontconfig fonts-dejavu-core", "DejaVu Sans Mono"),
}
"""What photographs and reading need: a command, Debian's packages of it, and what it has to print."""


def missing() -> str:
    """What to install; the empty text where everything is there."""
    packages = [packages for command, (packages, printed) in NEEDED.items() if not _says(command, printed)]
    return "apt-get install " + " ".join(packages) if packages else ""


def _says(command: tuple[str, ...], printed: str) -> bool:
    if shutil.which(command[0]) is None:
        return False
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    return printed in done.stdout + done.stderr


@dataclass(frozen=True)
class Photo:
    """A picture in grey: rows of one byte a pixel, 0 black, 255 white."""

    width: int
    height: int
    grey: bytes

    def row(self, y: int) -> bytes:
        """The pixels of one row."""
        return self.grey[y * self.width : (y + 1) * self.width]

    def crop(self, left: int, top: int, right: int, bottom: int) -> Photo:
        """A part of it; the right and bottom edges are outside."""
        rows = (self.row(y)[left:right] for y in range(top, bottom))
        return Photo(right - left, bottom - top, b"".join(rows))

    def pgm(self) -> bytes:
        """As a file that other programs read."""
        return b"P5 %d %d 255\n" % (self.width, self.height) + self.grey


def changed(before: Photo, after: Photo) -> tuple[int, int, int, int] | None:
    """The box of all that differs (left, top, right, bottom), if anything does."""
    rows = [y for y in range(before.height) if before.row(y) != after.row(y)]
    if not rows:
        return None
    columns: set[int] = set()
    for y in rows:
        columns.update(x for x, (a, b) in enumerate(zip(before.row(y), after.row(y), strict=True)) if a != b)
    return min(columns), rows[0], max(columns) + 1, rows[-1] + 1


class Display:
    """A running X server."""

    def __init__(self, name: str, log: Path) -> None:
        self.name = name
        self.log = log

    def environment(self) -> dict[str, str]:
        """What a program needs to find it."""
        return {"DISPLAY": self.name}

    def photograph(self) -> Photo:
        """All that is on it."""
        done = subprocess.run(
            ["import", "-window", "root", "-silent", "-colorspace", "Gray", "-depth", "8", "gray:-"],
            env={**os.environ, **self.environment()},
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
        return Photo(WIDTH, HEIGHT, done.stdout)

    def settled(self, wanted: Callable[[Photo], bool], patience: float = PATIENCE) -> Photo:
        """The first photograph that is wanted and is the same a moment later. Raises TimeoutError."""
        end = time.monotonic() + patience
        last = self.photograph()
        while time.monotonic() < end:
            time.sleep(0.3)
            photo = self.photograph()
            if photo.grey == last.grey and wanted(photo):
                return photo
            last = photo
        raise TimeoutError("the screen never showed what was expected")

    def save(self, file: Path, box: tuple[int, int, int, int], colours: int = 24) -> None:
        """Write a part of it as a small PNG of few colours."""
        left, top, right, bottom = box
        taken = subprocess.run(
            ["import", "-window", "root", "-silent", "ppm:-"],
            env={**os.environ, **self.environment()},
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
        subprocess.run(
            [
                *(
                    "convert",
                    "ppm:-",
                    "-crop",
                    f"{right - left}x{bottom - top}+{left}+{top}",
                    "+repage",
                    "-strip",
                ),
                *("+dither", "-colors", str(colours), "-define", "png:compression-level=9", f"png8:{file}"),
            ],
            input=taken.stdout,
            check=True,
            timeout=PATIENCE,
        )


@contextmanager
def x_server(folder: Path) -> Iterator[Display]:
    """A server on a display number that is free."""
    log = folder / "xvfb.log"
    reading, writing = os.pipe()
    size = f"{WIDTH}x{HEIGHT}x24"
    with log.open("wb") as errors:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
            pass_fds=[writing],
            stdout=errors,
            stderr=errors,
        )
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            display = number.readline().strip()
        if not display:
            raise RuntimeError(log.read_text(errors="replace"))
        yield Display(f":{display}", log)
    finally:
        server.terminate()
        server.wait()
