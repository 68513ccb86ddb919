"""The processes that a benchmark needs: how they start, what they hold, which core they run on."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

HERE = Path(__file__).parent
HOST = "127.0.0.1"
SERVE = (str(Path(sys.executable).with_name("melobridge")), "serve")
CLIENT_NICE = -15
NO_LIMIT = ("--rate", "0")
"""Without it a client that asks thousands of times a second is cut off, as it should be."""
PATIENCE_SECONDS = 30.0


@contextmanager
def running(command: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """A process with its output in a pipe; ended on the way out."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=HERE.parent
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def port_of(serve: subprocess.Popen[str]) -> int:
    """The port in the greeting 'melobridge listens on 127.0.0.1:6356 (UDP)'."""
    return int(first_line(serve).rpartition(":")[2].split()[0])


class Server:
    """A real `melobridge serve` on a free port, with a home of its own, whose log is kept."""

    def __init__(self, *options: str) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="melobridge-"))
        self._log: IO[str] = (self._home / "log").open("w+", encoding="utf-8", errors="replace")
        self.process = subprocess.Popen(
            [*SERVE, "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            cwd=HERE.parent,
            env=os.environ | {"HOME": str(self._home), "XDG_DATA_HOME": str(self._home)},
        )
        try:
            self.port = port_of(self.process)
        except IndexError:
            self.process.wait(PATIENCE_SECONDS)
            raise SystemExit(f"melobridge serve doesn't start: {self.log()[-400:]}") from None

    def log(self) -> str:
        """What it wrote to its standard error so far."""
        self._log.seek(0)
        return self._log.read()

    def alive(self) -> bool:
        return self.process.poll() is None

    def megabytes(self) -> float:
        """Resident memory, its worker's included; 0 where /proc is missing."""
        return sum(map(resident_megabytes, [self.process.pid, *children(self.process.pid)]))

    def end(self) -> int:
        """Ask it to end; its exit status, or that of a kill if it doesn't."""
        self.process.terminate()
        try:
            return self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        if self.alive():
            self.process.kill()
        self.process.communicate()
        self._log.close()
        shutil.rmtree(self._home, ignore_errors=True)


def children(pid: int) -> list[int]:
    """The processes that a process started; none where /proc is missing."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text("ascii").split()] if path.is_file() else []


def resident_megabytes(pid: int) -> float:
    """Resident memory of a process; 0 once it ended, and where /proc is missing."""
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
        fields = dict(line.split(":", 1) for line in lines)
        return int(fields.get("VmRSS", "0 kB").split()[0]) * 1024 / 1e6
    return 0.0


def free_port() -> int:
    """A UDP port that nobody listens on at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((HOST, 0))
        port: int = sock.getsockname()[1]
        return port


@contextmanager
def pinned(pids: Iterable[int], *, apart: bool) -> Iterator[str]:
    """Keep servers on one core, and this process with the clients that it starts on another
    or on the same; yields in words what was done."""
    if not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) == 1:
        yield "where the system puts them"
        return
    cores = os.sched_getaffinity(0)
    first, second, *_ = sorted(cores)
    for pid in pids:
        os.sched_setaffinity(pid, {second if apart else first})
    os.sched_setaffinity(0, {first})
    try:
        yield "client and server on two cores" if apart else "client and server on one core"
    finally:
        os.sched_setaffinity(0, cores)


def usual_priority() -> None:
    """Give up what priority this process had, and its time slice."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, 0, 0)
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
