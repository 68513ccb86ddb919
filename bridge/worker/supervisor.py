"""The server loop's side of the worker process: starts it and exchanges frames, never blocks."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

from agent.wording import counted
from bridge.page.setup import PageSetup
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
    """Runs a worker process, and restarts it when it dies.

    log: the file of the session log, or ''. named: that of an agent outside of the folders, or ''.
    known: identities of the agents' files when they were read. midi: a
    `bridge.worker.midi_voices.MidiVoicesSetup` as plain values. page: that of its page process,
    which the worker starts; None for none.
    """

    def __init__(
        self,
        log: str,
        named: str,
        known: Mapping[str, FileIdentity],
        midi: Values = (),
        page: PageSetup | None = None,
    ) -> None:
        self.logs = bool(log)
        self.lost = 0
        """Number of frames dropped because too many were waiting."""
        self._log, self._named, self._known, self._midi = log, named, dict(known), midi
        self._page = page
        self._begin = b""
        self._start(0.0, deque())

    def send(self, *values: Any) -> None:
        """Queue a frame for the worker; it is dropped, and counted, if too many are waiting."""
        content = frame(*values)
        if self._child.waiting + len(content) > MOST_WAITING_BYTES:
            self.lost += 1
            return
        self._child.put(content)

    def received(self, now: float) -> list[Values]:
        """The frames from the worker; to be called several times a second. now: seconds."""
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
        """Let the worker finish its work, for at most LAST_WORDS_SECONDS, and end it."""
        self._child.close(LAST_WORDS_SECONDS)

    def _start(self, now: float, frames: deque[bytes]) -> None:
        """Start a worker. now: seconds. frames: those that the previous one didn't get."""
        self._next_start = now + START_AGAIN_SECONDS
        if frames and frames[0] is self._begin:
            frames.popleft()
        known = {name: tuple(identity) for name, identity in self._known.items()}
        page = tuple(self._page) if self._page else ()
        self._begin = frame(BEGIN, self._log, self._named, known, self._midi, page)
        frames.appendleft(self._begin)
        files = self._page.inherited if self._page else ()
        self._child = Child(MODULE, frames, background=True, files=files)

    def _report_lost(self) -> None:
        """Log how many frames were dropped, as soon as there is room."""
        if self.lost and self._child.waiting < SEND_AT_BYTES:
            gaps = ": the session log has gaps" if self.logs else ""
            self.send(LINE, f"the worker process missed {counted(self.lost, 'message')}{gaps}")
            self.lost = 0

    def _start_again(self, now: float) -> None:
        """Restart a dead worker, unless the last start was less than START_AGAIN_SECONDS ago."""
        if now < self._next_start:
            return
        status, unheard = self._child.kill()
        self._start(now, unheard)
        self.send(LINE, f"the worker process had ended (status {status}): another one was started")
