"""The loop's side of the worker process: starts it, tells it things, hears news, never waits."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Mapping
from typing import Any

from bridge.frames import AGENT, BEGIN, LINE, Frames, Values, frame
from bridge.pipes import PIPES, SEND_AT_BYTES
from bridge.watching import Identity

COMMAND = (sys.executable, "-m", "bridge.worker")
MOST_WAITING_BYTES = 8 << 20
START_AGAIN_SECONDS = 10.0
LAST_WORDS_SECONDS = 3.0
# Out of reach of the terminal's Ctrl-C: the worker has to outlive the loop by a moment.
PROCESS_GROUP = 0 if os.name == "posix" else None
if sys.platform == "win32":
    CREATION_FLAGS = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.BELOW_NORMAL_PRIORITY_CLASS
else:
    CREATION_FLAGS = 0


class Supervisor:
    """Has a worker, and starts another one when it dies.

    log: the file of the session log, or ''; named: that of an agent outside of the folders, or '';
    known: the files of the agents as they were read.
    """

    def __init__(self, log: str, named: str, known: Mapping[str, Identity]) -> None:
        self.logs = bool(log)
        self.lost = 0
        """Frames given up since too many waited."""
        self._log, self._named, self._known = log, named, dict(known)
        self._begin = b""
        self._start(0.0, deque())

    def tell(self, *values: Any) -> None:
        """Tell the worker something, soon."""
        told = frame(*values)
        if self._pipes.waiting + len(told) > MOST_WAITING_BYTES:
            self.lost += 1
            return
        self._pipes.put(told)

    def news(self, now: float) -> list[Values]:
        """What the worker says; to be asked a few times a second. now: seconds."""
        self._own_up()
        self._pipes.flush()
        news = list(self._incoming.feed(self._pipes.received()))
        if self._pipes.ended:
            self._start_again(now)
        for kind, *values in news:
            if kind == AGENT:
                name, identity, *_ = values
                self._known[name] = Identity(*identity)
        return news

    def close(self) -> None:
        """Let the worker finish what it was told, and end it."""
        self._pipes.finish(LAST_WORDS_SECONDS)
        try:
            self._process.wait(LAST_WORDS_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._pipes.close()

    def _start(self, now: float, frames: deque[bytes]) -> None:
        """now: seconds; frames: what the worker before didn't get."""
        self._process = subprocess.Popen(
            COMMAND,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=PROCESS_GROUP,
            creationflags=CREATION_FLAGS,
        )
        self._next_start = now + START_AGAIN_SECONDS
        self._incoming = Frames()
        if frames and frames[0] is self._begin:
            frames.popleft()
        known = {name: tuple(identity) for name, identity in self._known.items()}
        self._begin = frame(BEGIN, self._log, self._named, known)
        frames.appendleft(self._begin)
        self._pipes = PIPES(self._process, frames)

    def _own_up(self) -> None:
        """Say what was lost, as soon as there is room."""
        if self.lost and self._pipes.waiting < SEND_AT_BYTES:
            gaps = ": the session log has gaps" if self.logs else ""
            self.tell(LINE, f"{self.lost} messages to the worker process were lost{gaps}")
            self.lost = 0

    def _start_again(self, now: float) -> None:
        """The worker is dead: start another one, unless that was done just now."""
        if now < self._next_start:
            return
        self._process.kill()
        status = self._process.wait()
        self._start(now, self._pipes.close())
        self.tell(LINE, f"the worker process had ended (status {status}): another one was started")
