"""A cache of what was laid out, bounded by the characters it holds rather than by a count of entries."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")

ENTRY_COST = 16
"""What every entry costs besides its characters."""


class BoundedCache(Generic[V]):
    """Least recently used out first. Safe to use from several threads."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.cost = 0
        self._entries: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> V | None:
        """What is kept under the key, or None."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: Hashable, value: V, cost: int) -> None:
        """Keeps a value that costs this many characters; one dearer than half the cache is not kept."""
        cost += ENTRY_COST
        if cost > self.capacity // 2:
            return
        with self._lock:
            previous = self._entries.pop(key, None)
            if previous is not None:
                self.cost -= previous[1]
            self._entries[key] = (value, cost)
            self.cost += cost
            while self.cost > self.capacity:
                _, (_, freed) = self._entries.popitem(last=False)
                self.cost -= freed

    def clear(self) -> None:
        """Forgets everything."""
        with self._lock:
            self._entries.clear()
            self.cost = 0
