"""The worker process, which does everything that could delay the server loop.

It prints the log, writes the session log, presets and tastes, and reads changed agents. It is
started by `bridge.worker.supervisor.Supervisor`, and reads frames from its standard input until
that ends.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import Full, Queue
from typing import Any, TextIO

from agent.errors import CheckpointError
from agent.library.catalogue import agent_paths
from agent.library.loading import load_checkpoint
from bridge.page.setup import PageSetup
from bridge.processes import framing
from bridge.processes.child import STDERR, STDIN, STDOUT, outlive_signals
from bridge.processes.priority import lower_priority
from bridge.server import worker_messages
from bridge.server.jobs import PlayJob, SaveJob, StopJob
from bridge.server.shared_agents import share
from bridge.session import log
from bridge.worker.file_watch import FileIdentity, FileWatch
from bridge.worker.midi_voices import MidiThread, MidiVoices, MidiVoicesSetup
from bridge.worker.page_thread import PageThread
from bridge.worker.preset_files import folder, keep

WAITING_LINES = 1000
WATCH_SECONDS = 1.0
LAST_LINES_SECONDS = 1.0

SendFrame = Callable[..., None]
Say = Callable[[str], None]


class Console:
    """Prints lines in a separate thread, so that a stopped terminal blocks nothing else."""

    def __init__(self) -> None:
        self._lines: Queue[str | None] = Queue(WAITING_LINES)
        self._thread = threading.Thread(target=self._print, daemon=True)
        self._thread.start()

    def say(self, text: str) -> None:
        """Queue a line with the time; it is dropped if too many are waiting."""
        with suppress(Full):
            self._lines.put_nowait(f"{time.strftime('%H:%M:%S')} {text}\n")

    def close(self) -> None:
        """Print the waiting lines, for at most LAST_LINES_SECONDS."""
        with suppress(Full):
            self._lines.put(None, timeout=LAST_LINES_SECONDS)
            self._thread.join(LAST_LINES_SECONDS)

    def _print(self) -> None:
        while (line := self._lines.get()) is not None:
            with suppress(OSError):
                os.write(STDERR, line.encode(errors="replace"))


class SessionLogWriter:
    """Writes the session log, until its file fails."""

    def __init__(self, path: str, say: Say) -> None:
        self._path, self._say = path, say
        self._file: TextIO | None = None
        self._guarded(self._open)

    def write(self, line: str) -> None:
        """Add a line."""
        if self._file is not None:
            self._guarded(lambda: self._file and self._file.write(line + "\n"))

    def flush(self) -> None:
        """Flush what was written so far."""
        if self._file is not None:
            self._guarded(self._file.flush)

    def _open(self) -> None:
        self._file = Path(self._path).open("a", encoding="utf-8")  # noqa: SIM115 - open until the end

    def _guarded(self, action: Callable[[], object]) -> None:
        try:
            action()
        except OSError as error:
            self._file = None
            self._say(
                f"{self._path} can't be written ({error.strerror}): the session log ends here"
            )


class AgentWatcher:
    """Reads agents whose files have changed, in a separate thread."""

    def __init__(
        self, named: str, known: Mapping[str, FileIdentity], send: SendFrame, say: Say
    ) -> None:
        """named: the file of an agent outside of the agents' folders, or ''."""
        extra = {Path(named).stem: Path(named)} if named else {}
        self._watch = FileWatch(lambda: agent_paths() | extra, known)
        self._send, self._say = send, say
        self._folder = tempfile.TemporaryDirectory(prefix="melobridge-")
        self._shared = 0
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        """Delete all temporary files."""
        self._folder.cleanup()

    def _run(self) -> None:
        while True:
            for name, identity in self._watch.changed():
                self._read(name, identity)
            time.sleep(WATCH_SECONDS)

    def _read(self, name: str, identity: FileIdentity) -> None:
        path = Path(identity.path)
        self._shared += 1
        try:
            digest = log.digest(path.read_bytes())
            shared = share(
                load_checkpoint(path), Path(self._folder.name) / f"{self._shared}.weights"
            )
        except (CheckpointError, OSError) as error:
            self._say(f"agent {name} stays as it was: {error}")
        else:
            self._send(worker_messages.AGENT, name, tuple(identity), digest, tuple(shared))


class Worker:
    """Handles the frames of its standard input."""

    def __init__(self) -> None:
        self._console = Console()
        self._session_log: SessionLogWriter | None = None
        self._watcher: AgentWatcher | None = None
        self._midi, self._page = MidiThread(), PageThread(self._console.say)
        self._sending = threading.Lock()
        self._tasks: dict[str, Callable[..., None]] = {
            worker_messages.BEGIN: self._begin,
            worker_messages.LINE: self._console.say,
            worker_messages.ASKED: self._record(log.line),
            worker_messages.SAID: self._record(log.said),
            worker_messages.SWAPPED: self._record(log.swap),
            worker_messages.EVICTED: self._record(log.evicted),
            worker_messages.PLAY: lambda *values: self._midi.do(PlayJob(*values)),
            worker_messages.STOP: lambda *values: self._midi.do(StopJob(*values)),
            worker_messages.SAVE: lambda *values: self._save(SaveJob(*values)),
            worker_messages.TAKEN: lambda file: Path(file).unlink(missing_ok=True),
        }

    def run(self) -> None:
        """Work until the standard input ends."""
        incoming = framing.Frames()
        while piece := os.read(STDIN, framing.PIECE_BYTES):
            for kind, *values in incoming.feed(piece):
                self._do(kind, values)
            if self._session_log is not None:
                self._session_log.flush()
        self._midi.close()
        self._page.close()
        if self._watcher is not None:
            self._watcher.close()
        self._console.close()

    def _do(self, kind: str, values: list[Any]) -> None:
        try:
            self._tasks[kind](*values)
        except Exception as error:  # one failure must not end the worker
            self._console.say(f"{type(error).__name__} in the worker ({kind}): please report it")

    def _begin(
        self,
        log: str,
        named: str,
        known: dict[str, tuple[str, int, int]],
        midi: framing.Values,
        page: framing.Values,
    ) -> None:
        if log:
            self._session_log = SessionLogWriter(log, self._console.say)
        identities = {name: FileIdentity(*values) for name, values in known.items()}
        self._watcher = AgentWatcher(named, identities, self._send, self._console.say)
        if midi:
            send = partial(self._send, worker_messages.REPLY)
            self._midi.open(MidiVoices(MidiVoicesSetup(*midi), send, self._console.say))
        if page:
            self._page.open(PageSetup(*page))

    def _record(self, line: Callable[..., str]) -> Callable[..., None]:
        def write(*values: Any) -> None:
            if self._session_log is not None:
                self._session_log.write(line(*values))

        return write

    def _save(self, job: SaveJob) -> None:
        try:
            keep(job.kind, job.name, job.content)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            self._console.say(f"{folder(job.kind)} can't be written: {reason}")
            text = f"the {job.kind} '{job.name}' is kept until the server ends only: {reason}"
            self._send(worker_messages.NOT_SAVED, job.kind, text, job.to)

    def _send(self, *values: Any) -> None:
        message = framing.frame(*values)
        with self._sending, suppress(OSError):
            while message:
                message = message[os.write(STDOUT, message) :]


def main() -> None:
    outlive_signals()
    worker = Worker()
    lower_priority()  # on Linux of this thread only: players and the page start in others
    worker.run()


if __name__ == "__main__":
    main()
