"""Real programs under test: started, read line by line, and ended with all that they started."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType

END_SECONDS = 5.0


class Program:
    """A running program: `with Program("oscdump", "9000") as dump: dump.wait_for("/melo/note", 5)`.

    trouble: a pattern of lines that no good run prints; waiting ends at once when one comes.
    """

    def __init__(
        self, *command: str, environment: Mapping[str, str] | None = None, trouble: str = r"(?!)"
    ) -> None:
        self.command, self.lines = command, list[str]()
        self._trouble = re.compile(trouble)
        self._unread: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,  # its own process group, which `end` may kill
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_for(self, pattern: str, within: float) -> re.Match[str]:
        """The next line that matches. Fails after `within` seconds, on trouble, or at the end."""
        deadline = time.monotonic() + within
        while (line := self._next_line(deadline)) is not None:
            if found := re.search(pattern, line):
                return found
        raise self._failure(f"ended without printing {pattern!r}")

    def wait_for_exit(self, within: float) -> int:
        """The exit status. Fails after `within` seconds or on trouble."""
        deadline = time.monotonic() + within
        while self._next_line(deadline) is not None:
            pass
        return self._process.wait(END_SECONDS)

    def printed(self, pattern: str) -> list[re.Match[str]]:
        """What matches in the lines read so far."""
        return [found for line in self.lines if (found := re.search(pattern, line))]

    def end(self) -> None:
        """End the program and its children, and only these."""
        for kind in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, kind)
                self._process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            except ProcessLookupError:
                break
        self._process.wait(END_SECONDS)
        self._reader.join(END_SECONDS)
        assert self._process.stdout is not None
        self._process.stdout.close()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Let it answer nothing meanwhile, as on a machine that is busy with other things."""
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """Kill the program, and leave its children to themselves."""
        self._process.kill()
        self._process.wait(END_SECONDS)

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._unread.put(line.rstrip("\n"))
        self._unread.put(None)

    def _next_line(self, deadline: float) -> str | None:
        try:
            line = self._unread.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise self._failure("took too long") from None
        if line is not None:
            self.lines.append(line)
            if self._trouble.search(line):
                raise self._failure("is in trouble")
        return line

    def _failure(self, what: str) -> AssertionError:
        return AssertionError("\n".join([f"{self.command[0]} {what}; it said:", *self.lines]))
