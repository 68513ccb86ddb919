"""A real `melobridge serve`, with a home of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from bridge.osc import codec
from tests.support.commands import environment
from tests.support.free_ports import HOST
from tests.support.patience import PATIENCE_SECONDS


def eventually(true: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> bool:
    """Whether something comes true in time."""
    latest = time.monotonic() + seconds
    while not true():
        if time.monotonic() > latest:
            return False
        time.sleep(0.02)
    return True


class Running:
    """`with Running(tmp_path, "--rate", "10") as server:` on a free port of loopback.

    Own agents are in folder/agents. page: whether it serves one.
    """

    def __init__(self, folder: Path, *options: str, page: bool = False) -> None:
        more = options if page else ("--no-page", *options)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bridge.cli", "serve", "--port", "0", "--seed", "1", *more],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
            env=environment(folder),
        )
        assert self.process.stdout is not None
        self.greeting = ""
        while "stops" not in self.greeting:
            line = self.process.stdout.readline()
            assert line, self.process.communicate()[1]
            self.greeting += line
        self.port = int(self.greeting.splitlines()[0].split(":")[-1].split()[0])
        assert self.process.stderr is not None
        os.set_blocking(self.process.stderr.fileno(), False)
        self.log = ""

    def __enter__(self) -> "Running":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.end(signal.SIGKILL)

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal; exit status and log. The worker has ended, too: it held the log open."""
        self.process.send_signal(number)
        assert self.process.stderr is not None
        os.set_blocking(self.process.stderr.fileno(), True)
        _, rest = self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode, self.log + rest

    def says(self, text: str) -> bool:
        """Whether this stands in the log, soon."""
        assert self.process.stderr is not None
        stderr = self.process.stderr.fileno()

        def there() -> bool:
            with suppress(BlockingIOError):
                self.log += os.read(stderr, 1 << 16).decode()
            return text in self.log

        return eventually(there)

    def worker(self) -> int:
        """The process id of the worker (Linux)."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        assert eventually(lambda: children.read_text(encoding="ascii").split())
        return int(children.read_text(encoding="ascii").split()[0])


class Asking:
    """A plain socket that asks a server, and decodes what comes."""

    def __init__(self, port: int) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self._socket.settimeout(PATIENCE_SECONDS)
        self._socket.connect((HOST, port))

    def __enter__(self) -> "Asking":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, *message: codec.Argument) -> None:
        address, *arguments = message
        assert isinstance(address, str)
        self.send_bytes(codec.encode(address, *arguments))

    def send_bytes(self, datagram: bytes) -> None:
        self._socket.send(datagram)

    def receive(self) -> tuple[str, tuple[codec.Argument, ...]]:
        [message] = codec.decode(self._socket.recv(65536))
        return message

    def ask(self, *message: codec.Argument, replies: int = 1) -> list[tuple[codec.Argument, ...]]:
        """Send a message; the values of its replies."""
        self.send(*message)
        return [self.receive()[1] for _ in range(replies)]

    def statistics(self) -> dict[str, float]:
        """What `/melo/stats` tells."""
        [values] = self.ask("/melo/stats")
        return dict(zip(map(str, values[::2]), values[1::2], strict=True))  # type: ignore[arg-type]
