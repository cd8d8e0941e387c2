"""Keys take effect one after the other, however fast they come.

Textual hands a key to the widget that has the focus at once, while the key before it may still be on its way to move the
focus, open a dialog or save a tag. A person who types ahead on a slow machine, and a script, would then type letters into
the list that were meant for the search box. Here the next key waits until the one before has gone all its way. What is pasted is a key in this,
and so is a press of the mouse: it overtakes no letter that was typed before, and none that is typed after overtakes it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from time import monotonic
from typing import TypeAlias

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.message_pump import MessagePump

from tui.commands.table import BY_ID
from tui.keys import all_of

_LONGEST = 3.0
"""Seconds a key waits for what the ones before it began; then it is taken as things are. They are counted in looks: when the
whole machine stands still, what the key waits for does too."""

_LOOK = 0.02
"""Seconds between two looks at whether it has to wait any longer."""

_LOST = 0.5
"""Seconds after which it is looked whether a key that has not told of its arrival was lost on its way: with a widget that was
taken away."""

_STANDS = 6
"""Looks in which a key stays in one queue until it is given up: what it began there does not end."""

_ROUNDS = 3
"""Times up through the queues of the widget, what is around it and the app: for the key, for what the widget tells of it
(`Submitted`), and for what is told of that in turn (`ResultsAsked`)."""

Ordered: TypeAlias = events.Key | events.Paste | events.MouseDown | events.MouseUp | events.MouseMove
"""What takes its turn. The mouse only waits behind what was typed: what it points at is what is seen now."""

_WAYS_OUT = frozenset(all_of(BY_ID["leave"].keys))
"""Keys that are obeyed after `_LONGEST` whatever the others wait for."""


class OrderedKeys(App[int]):
    """An app whose screens may say with ``holds_keys()`` that a key has to wait for what is being done."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: deque[tuple[Ordered, int]] = deque()
        """What was typed and waits, each with the look after which it waits no longer."""
        self._looks = 0
        """Looks at whether the first of them may go."""
        self._on_its_way = 0
        """The number of the key that is going its way, 0 if none is."""
        self._last_key = 0
        self._looking = False
        self.typed_at = 0.0
        """When the key or the button was pressed that is taking effect, or the wheel turned, in seconds of a clock of its own."""

    @property
    def key_number(self) -> int:
        """The number of the key or click that took effect last; each has one more than the one before it."""
        return self._last_key

    @property
    def idle(self) -> float:
        """Seconds since the last key was pressed, or the mouse used."""
        return monotonic() - self.typed_at

    async def on_event(self, event: events.Event) -> None:
        """Line keys up, and what is pasted among them; everything else goes on as ever."""
        if not isinstance(event, Ordered) or event.is_forwarded or self._is_at_leisure(event):
            if isinstance(event, events.MouseScrollDown | events.MouseScrollUp):
                self.typed_at = event.time
            await super().on_event(event)
        else:
            self._keys.append((event, self._looks + round(_LONGEST / _LOOK)))
            if isinstance(event, events.Key) and event.key in _WAYS_OUT:
                self.set_timer(_LONGEST, partial(self._obey_at_last, event))
            await self._take()

    def _is_at_leisure(self, event: Ordered) -> bool:
        """Whether it is a movement of the mouse that nothing waits before, or one without a button held, which changes nothing."""
        if not isinstance(event, events.MouseMove):
            return False
        return not event.button or not (self._keys or self._on_its_way)

    async def _obey_at_last(self, event: events.Key) -> None:
        """Let this key go before the ones it waits behind, if it still waits; once obeyed it is not obeyed again."""
        for waiting in self._keys:
            if waiting[0] is event:
                self._keys.remove(waiting)
                await super().on_event(event)
                return

    async def _take(self) -> None:
        """Let the first key of the line go, if it may."""
        if self._on_its_way or not self._keys:
            return
        event, latest = self._keys[0]
        mouse = isinstance(event, events.MouseEvent)
        if not mouse and self._held() and (self._looks < latest or not self.screen_stack):
            if not self._looking:
                self._looking = True
                self.set_timer(_LOOK, self._look)
            return
        self._keys.popleft()
        if isinstance(event, events.MouseMove):
            await super().on_event(event)
            await self._take()
            return
        self._last_key += 1
        number = self._on_its_way = self._last_key
        self.typed_at = event.time
        pressed = self._under(event) if isinstance(event, events.MouseEvent) else None
        await super().on_event(event)
        self._follow(number, pressed)

    async def _look(self) -> None:
        self._looking = False
        self._looks += 1
        await self._take()

    def _held(self) -> bool:
        if not self.screen_stack:  # before the first screen, and when the app is ending
            return True
        holds: Callable[[], bool] | None = getattr(self.screen, "holds_keys", None)
        return holds is not None and holds()

    def _under(self, event: events.MouseEvent) -> DOMNode | None:
        """The widget under the mouse."""
        try:
            return self.get_widget_at(*event.screen_offset)[0] if self.screen_stack else None
        except NoWidget:
            return None

    def _stations(self, pressed: DOMNode | None) -> Iterator[MessagePump]:
        for _round in range(_ROUNDS):
            if pressed is not None:
                yield from pressed.ancestors_with_self
            yield from (self.focused or self.screen).ancestors_with_self

    def _follow(self, number: int, pressed: DOMNode | None = None) -> None:
        """Go after the key, or after what was `pressed` with the mouse, through the queues it goes through."""
        stations = self._stations(pressed)
        station: MessagePump | None = self

        async def arrived() -> None:
            if self._on_its_way == number:
                self._on_its_way = 0
                await self._take()

        async def onwards() -> None:
            nonlocal station
            while (station := next(stations, None)) is not None:
                if station.call_later(onwards):
                    return
            await arrived()

        async def look(before: MessagePump | None, stood: int) -> None:
            if self._on_its_way != number:
                return
            stood = stood + 1 if station is before else 0
            if station is None or stood >= _STANDS:
                await arrived()
                return
            if station._closing or station._closed:  # what was in its queue is not done any more
                await onwards()
            self.set_timer(_LOST, partial(look, station, stood))

        self.call_later(onwards)
        self.set_timer(_LOST, partial(look, None, 0))
