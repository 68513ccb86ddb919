"""Live's transport on the virtual clock: tempo, meter, ticks (480 a quarter), jumps and a loop."""

from __future__ import annotations

import math
import re
from typing import Final

from tests.support.max_interpreter.messages import Atom
from tests.support.max_interpreter.scheduler import Action, Event, Scheduler

TICKS_PER_QUARTER: Final = 480
MS_PER_MINUTE: Final = 60_000.0
_NOTE_VALUE = re.compile(r"(\d+)n([dt]?)")
_NEARLY = 1e-6


def ticks_of(*time: Atom) -> int | None:
    """The ticks of `20 ticks` or of a note value: 16n, 4nd, 8nt. None for anything else."""
    match time:
        case (int(ticks), "ticks"):
            return ticks
        case (str(word),) if found := _NOTE_VALUE.fullmatch(word):
            whole = 4 * TICKS_PER_QUARTER
            return round(whole / int(found[1]) * {"": 1.0, "d": 1.5, "t": 2 / 3}[found[2]])
    return None


class Transport:
    """What an unnamed `transport` object follows.

    loop: from and to which tick, or None. Listeners hear of every change, so as to plan anew.
    """

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self.tempo, self.meter, self.playing = 120.0, (4, 4), False
        self.loop: tuple[float, float] | None = None
        self._ticks = self._since = 0.0
        self._turn: Event | None = None
        self._listeners: list[Action] = []

    def listen(self, changed: Action) -> None:
        """Call at every change."""
        self._listeners.append(changed)

    def ignore(self, changed: Action) -> None:
        """Call no longer."""
        self._listeners.remove(changed)

    @property
    def ticks(self) -> float:
        """Where it is."""
        passed = self._scheduler.now - self._since if self.playing else 0.0
        return self._ticks + passed / self._ms_per_tick

    def ms_until(self, ticks: float) -> float | None:
        """How long until it is there; None where it never will be, as things are."""
        if not self.playing or ticks < self.ticks - _NEARLY:
            return None
        if self.loop and self.ticks < self.loop[1] <= ticks + _NEARLY:
            return None
        return (ticks - self.ticks) * self._ms_per_tick

    def change(
        self,
        *,
        tempo: float | None = None,
        meter: tuple[int, int] | None = None,
        playing: bool | None = None,
        ticks: float | None = None,
        loop: tuple[float, float] | None = None,
    ) -> None:
        """Change any of it, now."""
        self._ticks, self._since = self.ticks if ticks is None else ticks, self._scheduler.now
        self.tempo = tempo or self.tempo
        self.meter = meter or self.meter
        self.playing = self.playing if playing is None else playing
        self.loop = loop or self.loop
        self._plan_turn()
        for changed in list(self._listeners):
            changed()

    @property
    def _ms_per_tick(self) -> float:
        return MS_PER_MINUTE / self.tempo / TICKS_PER_QUARTER

    def _plan_turn(self) -> None:
        if self._turn is not None:
            self._turn.cancel()
            self._turn = None
        if self.loop and self.playing and self.ticks < self.loop[1]:
            start, end = self.loop
            left = (end - self.ticks) * self._ms_per_tick
            self._turn = self._scheduler.after(left, lambda: self.change(ticks=start))


class Grid:
    """Calls at each multiple of so many ticks while the transport runs.

    at_start: whether it also calls where the transport starts or jumps just to such a multiple.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        transport: Transport,
        step: int,
        action: Action,
        at_start: bool,
    ) -> None:
        self._scheduler, self._transport = scheduler, transport
        self._step, self._action, self._at_start = step, action, at_start
        self._event: Event | None = None
        self._latest = -math.inf
        self._called_at = -math.inf
        transport.listen(self._plan)
        self._plan()

    def end(self) -> None:
        """Call no more."""
        self._transport.ignore(self._plan)
        if self._event is not None:
            self._event.cancel()

    def _plan(self) -> None:
        if self._event is not None:
            self._event.cancel()
            self._event = None
        ticks = self._transport.ticks
        multiple = math.ceil((ticks - _NEARLY) / self._step) * self._step
        just_called = self._called_at == self._scheduler.now and self._latest == multiple
        if just_called or (not self._at_start and multiple - ticks < _NEARLY):
            multiple += self._step
        self._aim(multiple)

    def _aim(self, multiple: int) -> None:
        wait = self._transport.ms_until(multiple)
        if wait is not None:
            self._event = self._scheduler.after(wait, lambda: self._call(multiple))

    def _call(self, multiple: int) -> None:
        self._latest, self._called_at = multiple, self._scheduler.now
        self._action()
        if self._event is not None and self._latest == multiple:
            self._aim(multiple + self._step)
