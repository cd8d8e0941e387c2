"""Moments as people read them."""

from __future__ import annotations

from datetime import datetime


def moment(stamp: str) -> str:
    """A moment in UTC (ISO 8601) as this computer's date and time, to the minute; anything else as it is."""
    try:
        return datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return stamp
