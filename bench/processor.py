"""Processor time of this process and of those it has ended: what a measurement costs however busy the machine is."""

from __future__ import annotations

import os


def spent() -> float:
    """Seconds so far. Those of other processes count when they have ended."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system
