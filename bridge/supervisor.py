"""The loop's side of the worker process: starts it, tells it things, hears news, never waits."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from typing import IO, Any

from bridge.frames import AGENT, BEGIN, LINE, Frames, Values, frame
from bridge.watching import Identity

COMMAND = (sys.executable, "-m", "bridge.worker")
MOST_WAITING_BYTES = 8 << 20
SEND_AT_BYTES = 1 << 15
PIPE_BYTES = 1 << 20
F_SETPIPE_SZ = 1031
MOST_AT_ONCE = 512
START_AGAIN_SECONDS = 10.0
LAST_WORDS_SECONDS = 3.0


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
        self._frames: deque[bytes] = deque()
        self._waiting = self._sent_of_first = 0
        self._send_at = SEND_AT_BYTES
        self._begin = b""
        self._start(0.0)

    def tell(self, *values: Any) -> None:
        """Tell the worker something, soon."""
        told = frame(*values)
        if self._waiting + len(told) > MOST_WAITING_BYTES:
            self.lost += 1
            return
        self._frames.append(told)
        self._waiting += len(told)
        if self._waiting >= self._send_at:
            self._send()

    def news(self, now: float) -> list[Values]:
        """What the worker says; to be asked a few times a second. now: seconds."""
        self._own_up()
        self._send()
        news = list[Values]()
        with suppress(BlockingIOError):
            while piece := os.read(self._output.fileno(), 1 << 16):
                news += self._incoming.feed(piece)
            self._start_again(now)
        for kind, *values in news:
            if kind == AGENT:
                name, identity, *_ = values
                self._known[name] = Identity(*identity)
        return news

    def close(self) -> None:
        """Let the worker finish what it was told, and end it."""
        latest = time.monotonic() + LAST_WORDS_SECONDS
        while self._frames and self._process.poll() is None and time.monotonic() < latest:
            self._send()
            select.select([], [self._input], [], 0.05)
        self._input.close()
        try:
            self._process.wait(LAST_WORDS_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._output.close()

    def _start(self, now: float) -> None:
        """now: seconds."""
        self._process = subprocess.Popen(
            COMMAND,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Out of reach of the terminal's Ctrl-C: it has to outlive the loop by a moment.
            process_group=0 if os.name == "posix" else None,
        )
        self._next_start = now + START_AGAIN_SECONDS
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input: IO[bytes] = self._process.stdin
        self._output: IO[bytes] = self._process.stdout
        self._incoming = Frames()
        for pipe in (self._input, self._output):
            os.set_blocking(pipe.fileno(), False)
        _enlarge(self._input)
        known = {name: tuple(identity) for name, identity in self._known.items()}
        self._put_first(frame(BEGIN, self._log, self._named, known))

    def _own_up(self) -> None:
        """Say what was lost, as soon as there is room."""
        if self.lost and self._waiting < SEND_AT_BYTES:
            gaps = ": the session log has gaps" if self.logs else ""
            self.tell(LINE, f"{self.lost} messages to the worker process were lost{gaps}")
            self.lost = 0

    def _start_again(self, now: float) -> None:
        """The worker is dead: start another one, unless that was done just now."""
        if now < self._next_start:
            return
        self._process.kill()
        status = self._process.wait()
        self._input.close()
        self._output.close()
        self._start(now)
        self.tell(LINE, f"the worker process had ended (status {status}): another one was started")

    def _put_first(self, begin: bytes) -> None:
        """The new worker hears this first, in place of what the one before didn't hear of it."""
        if self._frames and self._frames[0] is self._begin:
            self._waiting -= len(self._frames.popleft())
        self._frames.appendleft(begin)
        self._waiting += len(begin)
        self._begin, self._sent_of_first = begin, 0

    def _send(self) -> None:
        """Hand over as much as the pipe takes."""
        with suppress(BlockingIOError, BrokenPipeError):
            while self._frames:
                first, *others = islice(self._frames, MOST_AT_ONCE)
                sent = os.writev(
                    self._input.fileno(), [memoryview(first)[self._sent_of_first :], *others]
                )
                self._sent(sent)
        self._send_at = self._waiting + SEND_AT_BYTES

    def _sent(self, sent: int) -> None:
        sent += self._sent_of_first
        while self._frames and sent >= len(self._frames[0]):
            told = self._frames.popleft()
            sent -= len(told)
            self._waiting -= len(told)
        self._sent_of_first = sent


def _enlarge(pipe: IO[bytes]) -> None:
    """Let the pipe hold more, where that can be had (Linux)."""
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.fcntl(pipe.fileno(), F_SETPIPE_SZ, PIPE_BYTES)
