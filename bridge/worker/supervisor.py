"""The loop's side of the worker process: starts it, sends and receives frames, never waits."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

from bridge.processes.child import Child
from bridge.processes.framing import Values, frame
from bridge.processes.pipes import SEND_AT_BYTES
from bridge.server.worker_messages import AGENT, BEGIN, LINE
from bridge.worker.file_watch import FileIdentity

MODULE = "bridge.worker.process"
MOST_WAITING_BYTES = 8 << 20
START_AGAIN_SECONDS = 10.0
LAST_WORDS_SECONDS = 3.0


class Supervisor:
    """Has a worker, and starts another one when it dies.

    log: the file of the session log, or ''; named: that of an agent outside of the folders, or '';
    known: the files of the agents as they were read; midi: where and how the server plays by
    MIDI (`bridge.worker.midi_voices.MidiVoicesSetup`, as plain values).
    """

    def __init__(
        self, log: str, named: str, known: Mapping[str, FileIdentity], midi: Values = ()
    ) -> None:
        self.logs = bool(log)
        self.lost = 0
        """Frames given up since too many waited."""
        self._log, self._named, self._known, self._midi = log, named, dict(known), midi
        self._begin = b""
        self._start(0.0, deque())

    def send(self, *values: Any) -> None:
        """Send the worker a frame, soon."""
        content = frame(*values)
        if self._child.waiting + len(content) > MOST_WAITING_BYTES:
            self.lost += 1
            return
        self._child.put(content)

    def received(self, now: float) -> list[Values]:
        """The frames that came from the worker; to be asked a few times a second. now: seconds."""
        self._report_lost()
        frames = self._child.receive()
        if self._child.ended:
            self._start_again(now)
        for kind, *values in frames:
            if kind == AGENT:
                name, identity, *_ = values
                self._known[name] = FileIdentity(*identity)
        return frames

    def close(self) -> None:
        """Let the worker finish what it was sent, and end it."""
        self._child.close(LAST_WORDS_SECONDS)

    def _start(self, now: float, frames: deque[bytes]) -> None:
        """now: seconds; frames: what the worker before didn't get."""
        self._next_start = now + START_AGAIN_SECONDS
        if frames and frames[0] is self._begin:
            frames.popleft()
        known = {name: tuple(identity) for name, identity in self._known.items()}
        self._begin = frame(BEGIN, self._log, self._named, known, self._midi)
        frames.appendleft(self._begin)
        self._child = Child(MODULE, frames, background=True)

    def _report_lost(self) -> None:
        """Say what was lost, as soon as there is room."""
        if self.lost and self._child.waiting < SEND_AT_BYTES:
            gaps = ": the session log has gaps" if self.logs else ""
            self.send(LINE, f"{self.lost} messages to the worker process were lost{gaps}")
            self.lost = 0

    def _start_again(self, now: float) -> None:
        """The worker is dead: start another one, unless that was done just now."""
        if now < self._next_start:
            return
        status, unheard = self._child.kill()
        self._start(now, unheard)
        self.send(LINE, f"the worker process had ended (status {status}): another one was started")
