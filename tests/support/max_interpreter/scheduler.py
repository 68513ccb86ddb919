"""Virtual time: a scheduler thread with events in ms, and the main thread that lags behind it."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count
from typing import Final

SCHEDULER: Final = "scheduler"
MAIN: Final = "main"

Action = Callable[[], None]


class Event:
    """Something to do at a time, in ms; `cancel` it while it waits."""

    __slots__ = ("action", "cancelled", "thread", "time")

    def __init__(self, time: float, thread: str, action: Action) -> None:
        self.time, self.thread, self.action = time, thread, action
        self.cancelled = False

    def cancel(self) -> None:
        """Don't do it."""
        self.cancelled = True


class Scheduler:
    """Runs events in the order of their times, and those of a time in the order of their making.

    main_lag_ms: how much later the main thread does what it is given. thread: which of the two
    runs just now. after_each: called after each event.
    """

    def __init__(self, main_lag_ms: float, after_each: Action) -> None:
        self.now = 0.0
        self.thread = MAIN
        self._main_lag_ms, self._after_each = main_lag_ms, after_each
        self._serials = count()
        self._events: list[tuple[float, int, Event]] = []

    def at(self, time: float, action: Action, thread: str = SCHEDULER) -> Event:
        """Do something at a time in ms, or now where that has passed."""
        event = Event(max(time, self.now), thread, action)
        heapq.heappush(self._events, (event.time, next(self._serials), event))
        return event

    def after(self, delay: float, action: Action) -> Event:
        """Do something in so many ms, in the scheduler thread."""
        return self.at(self.now + delay, action)

    def defer(self, action: Action) -> Event:
        """Let the main thread do it, after all that it was given before."""
        return self.at(self.now + self._main_lag_ms, action, MAIN)

    def in_main(self, action: Action) -> None:
        """Do it at once if this is the main thread, else defer it."""
        if self.thread == MAIN:
            action()
        else:
            self.defer(action)

    def run_until(self, time: float) -> None:
        """Run all events up to a time, it included, and be at that time."""
        while self._events and self._events[0][0] <= time:
            self.now, _, event = heapq.heappop(self._events)
            if not event.cancelled:
                self._run(event)
        self.now = time

    def _run(self, event: Event) -> None:
        self.thread = event.thread
        try:
            event.action()
        finally:
            self.thread = MAIN
        self._after_each()
