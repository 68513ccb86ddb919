"""Max itself: what all patches share."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.support.max_interpreter.live import Habits, Live
from tests.support.max_interpreter.messages import Message
from tests.support.max_interpreter.midi import Output
from tests.support.max_interpreter.network import Network
from tests.support.max_interpreter.scheduler import MAIN, Action, Scheduler

if TYPE_CHECKING:
    from tests.support.max_interpreter.box import Box

DEEPEST: Final = 20_000
"""Python's frames: a message through 1,000 boxes takes several thousand."""

Tracer = Callable[["Box", int, Message], None]


class Application:
    """Max, with Live around it.

    folders: where abstractions and scripts are looked for; console: what Max would print; output:
    what patches that are no devices played; tracer:
    told of every message, for looking for faults; endings: called at the end.
    """

    def __init__(self, *folders: Path, habits: Habits | None = None) -> None:
        sys.setrecursionlimit(max(DEEPEST, sys.getrecursionlimit()))
        self.folders = folders
        habits = habits or Habits()
        self.scheduler = Scheduler(habits.main_lag_ms, self._settle)
        self.network = Network(self.scheduler, habits.ports_shared)
        self.live = Live(self.scheduler, habits)
        self.receivers: defaultdict[str, list[Box]] = defaultdict(list)
        self.shared: dict[tuple[str, str], Any] = {}
        self.console: list[str] = []
        self.output = Output()
        self.tracer: Tracer | None = None
        self.endings: list[Callable[[], None]] = []
        self.numbers = count(1001)

    @property
    def now(self) -> float:
        """Virtual ms since the start."""
        return self.scheduler.now

    def perform(self, action: Action, thread: str = MAIN) -> None:
        """Let something happen now, with all that follows from it at once."""
        self.scheduler.at(self.now, action, thread)
        self.scheduler.run_until(self.now)

    def run(self, ms: float) -> None:
        """Let so much virtual time pass."""
        self.network.settle()
        self.scheduler.run_until(self.now + ms)

    def send(self, name: str, message: Message) -> None:
        """Send a message to all `receive` objects of a name."""
        receivers = self.receivers[name][:]
        if self.live.habits.receives_reversed:
            receivers.reverse()
        for receiver in receivers:
            receiver.out(0, *message)

    def common(self, kind: str, name: str, make: Callable[[], Any]) -> Any:
        """What all objects of a kind and a name share."""
        return self.shared.setdefault((kind, name), make())

    def play(self, message: tuple[int, ...]) -> None:
        """A MIDI message leaves a patch that is no device."""
        self.output.add(self.now, self.live.transport.ticks, message)

    def find(self, name: str) -> Path | None:
        """A file of the search path."""
        paths = (folder / name for folder in self.folders)
        return next((path for path in paths if path.is_file()), None)

    def close(self) -> None:
        """Close what the operating system lent."""
        self.network.close()
        for end in self.endings:
            end()

    def _settle(self) -> None:
        self.network.settle()
