"""The pipes to and from a child process: frames out, bytes in, without ever waiting.

Two implementations: where pipes can be non-blocking, the caller itself reads and writes. Elsewhere,
on Windows, two threads do it, blocked in system calls most of the time. Those are tested on Linux
only: nobody has run them on Windows yet.
"""

from __future__ import annotations

import os
import select
import subprocess
import threading
import time
from collections import deque
from contextlib import suppress
from itertools import islice
from queue import SimpleQueue
from typing import IO, Protocol

from bridge.processes.framing import PIECE_BYTES

SEND_AT_BYTES = 1 << 15
PIPE_BYTES = 1 << 20
F_SETPIPE_SZ = 1031
MOST_AT_ONCE = 512
LOOK_SECONDS = 0.05
LAST_SECONDS = 1.0


class Pipes(Protocol):
    """Both pipes of a child process; only `finish` and `close` wait.

    ended: whether the child closed its end, and all that it wrote was `received`.
    """

    ended: bool

    def __init__(self, process: subprocess.Popen[bytes], frames: deque[bytes]) -> None:
        """frames: the first to write; the pipes own the deque from now on."""

    @property
    def waiting(self) -> int:
        """How many bytes weren't written yet."""

    def put(self, frame: bytes) -> None:
        """Write a frame: at the next `flush`, or sooner where many wait."""

    def flush(self) -> None:
        """Write what can be written now."""

    def received(self) -> bytes:
        """The bytes since the last call."""

    def finish(self, seconds: float) -> None:
        """Write everything, for so many seconds at most, and close the child's standard input."""

    def close(self) -> deque[bytes]:
        """Close the pipes of a child that is dead. Returns the frames that it didn't receive."""


class NonBlockingPipes:
    """`Pipes` that the caller's own thread reads and writes."""

    def __init__(self, process: subprocess.Popen[bytes], frames: deque[bytes]) -> None:
        self.ended = False
        self.waiting = sum(map(len, frames))
        self._process, self._frames = process, frames
        self._input, self._output = _ends(process)
        self._sent_of_first = 0
        self._flush_at = self.waiting + SEND_AT_BYTES
        for pipe in (self._input, self._output):
            os.set_blocking(pipe.fileno(), False)
        _enlarge(self._input)

    def put(self, frame: bytes) -> None:
        self._frames.append(frame)
        self.waiting += len(frame)
        if self.waiting >= self._flush_at:
            self.flush()

    def flush(self) -> None:
        with suppress(BlockingIOError, BrokenPipeError):
            while self._frames:
                first, *others = islice(self._frames, MOST_AT_ONCE)
                rest = memoryview(first)[self._sent_of_first :]
                sent = self._sent_of_first + os.writev(self._input.fileno(), [rest, *others])
                self._sent_of_first = _take_sent(self._frames, sent)
                self.waiting -= sent - self._sent_of_first
        self._flush_at = self.waiting + SEND_AT_BYTES

    def received(self) -> bytes:
        pieces = list[bytes]()
        with suppress(BlockingIOError):
            while piece := os.read(self._output.fileno(), PIECE_BYTES):
                pieces.append(piece)
            self.ended = True
        return b"".join(pieces)

    def finish(self, seconds: float) -> None:
        latest = time.monotonic() + seconds
        while self._frames and self._process.poll() is None and time.monotonic() < latest:
            self.flush()
            select.select([], [self._input], [], LOOK_SECONDS)
        self._input.close()

    def close(self) -> deque[bytes]:
        self._input.close()
        self._output.close()
        return self._frames


class ThreadedPipes:
    """`Pipes` with one thread to write and one to read. Each closes its pipe itself: on Windows,
    closing would wait for the call that another thread is blocked in.
    """

    def __init__(self, process: subprocess.Popen[bytes], frames: deque[bytes]) -> None:
        self.ended = False
        self._input, self._output = _ends(process)
        self._batch, self._unsent = frames, deque[bytes]()
        self._batches = SimpleQueue[deque[bytes] | None]()
        self._pieces = deque[bytes]()
        # Each is changed by one thread alone.
        self._put, self._written = sum(map(len, frames)), 0
        self._flush_at = self._put + SEND_AT_BYTES
        self._writer = threading.Thread(target=self._write, daemon=True)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._writer.start()
        self._reader.start()

    @property
    def waiting(self) -> int:
        return self._put - self._written

    def put(self, frame: bytes) -> None:
        self._batch.append(frame)
        self._put += len(frame)
        if self._put >= self._flush_at:
            self.flush()

    def flush(self) -> None:
        if self._batch:
            self._batches.put(self._batch)
            self._batch = deque()
        self._flush_at = self._put + SEND_AT_BYTES

    def received(self) -> bytes:
        ended = not self._reader.is_alive()
        pieces = [self._pieces.popleft() for _ in range(len(self._pieces))]
        self.ended = ended
        return b"".join(pieces)

    def finish(self, seconds: float) -> None:
        self.flush()
        self._batches.put(None)
        self._writer.join(seconds)

    def close(self) -> deque[bytes]:
        self._reader.join(LAST_SECONDS)
        left = self._unsent
        while not self._batches.empty():
            left += self._batches.get() or ()
        return left + self._batch

    def _write(self) -> None:
        """Write batches until there is a None, or the child dies."""
        while not self._unsent and (batch := self._batches.get()) is not None:
            self._write_batch(batch)
            self._unsent = batch
        self._input.close()

    def _write_batch(self, batch: deque[bytes]) -> None:
        """Write a batch, and remove the frames that the child received from it."""
        content, sent = memoryview(b"".join(batch)), 0
        with suppress(OSError):  # Windows has several for a pipe that nobody reads from
            while sent < len(content):
                sent += os.write(self._input.fileno(), content[sent:])
        self._written += sent - _take_sent(batch, sent)

    def _read(self) -> None:
        """Read until the child dies, and wait for the writer to end."""
        with suppress(OSError):
            while piece := os.read(self._output.fileno(), PIECE_BYTES):
                self._pieces.append(piece)
        self._output.close()
        self._batches.put(None)
        self._writer.join()


PIPES: type[Pipes] = NonBlockingPipes if os.name == "posix" else ThreadedPipes


def _ends(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    """The ends of a process's pipes: its standard input and output."""
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def _take_sent(frames: deque[bytes], sent: int) -> int:
    """Remove the frames that were sent whole. Returns the bytes sent of the first one left."""
    while frames and sent >= len(frames[0]):
        sent -= len(frames.popleft())
    return sent


def _enlarge(pipe: IO[bytes]) -> None:
    """Enlarge a pipe's buffer, where that is possible (Linux)."""
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.fcntl(pipe.fileno(), F_SETPIPE_SZ, PIPE_BYTES)
