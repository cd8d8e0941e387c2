"""How fast an import goes and how long it will take, as people say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.i18n import gettext as _

if TYPE_CHECKING:
    from importers.report import Progress

_LONGEST = 24


def pace_words(progress: Progress) -> list[str]:
    """Files a second and the time that is left, once they are known."""
    if progress.rate is None or progress.left is None:
        return []
    rate = f"{progress.rate:.0f}" if progress.rate >= 10 else f"{progress.rate:.1f}"
    return [
        _("{rate} files a second").format(rate=rate),
        _("{time} left").format(time=duration(progress.left)),
    ]


def duration(seconds: float) -> str:
    """Minutes and seconds, ``2:05``, with hours before them where there are any."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def file_name(path: str) -> str:
    """The last part of a path as it is shown, cut to what a line has room for."""
    name = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
