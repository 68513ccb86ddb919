"""A server as a child process: it ends with its parent, and is started again when it dies."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile

from bridge.errors import ServeError
from bridge.processes.child import PROCESS_GROUP

LISTENS = re.compile(rb"listens on [\d.]+:(\d+)")
LAST_SECONDS = 3.0
COMMAND = (sys.executable, "-m", "bridge.cli", "serve", "--with-parent", "--no-page", "--rate", "0")


class OwnServer:
    """`melobridge serve` on a free port of this machine. port: its UDP port, always the same."""

    def __init__(self, agent: str, seed: int | None = None) -> None:
        """agent: a name or a file; seed: of voices that set none, random by default.

        Raises ServeError with the server's last line, if it doesn't start.
        """
        seeded = () if seed is None else ("--seed", str(seed))
        self._options, self.port = (*seeded, "--", agent), 0
        self._start()

    def look_after(self) -> bool:
        """Start it again if it died. Returns whether it had died."""
        died = self._process.poll() is not None
        if died:
            self._close_files()
            self._start()
        return died

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(LAST_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._close_files()

    def _start(self) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as it runs
        self._process = subprocess.Popen(
            [*COMMAND, "--port", str(self.port), *self._options],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            process_group=PROCESS_GROUP,
        )
        assert self._process.stdout is not None
        found = LISTENS.search(self._process.stdout.readline())
        if found is None:
            self._process.wait(LAST_SECONDS)
            self._errors.seek(0)
            said = self._errors.read().decode(errors="replace").strip().splitlines()
            self._close_files()
            raise ServeError(said[-1].removeprefix("melobridge: ") if said else "no server starts")
        self.port = int(found[1])

    def _close_files(self) -> None:
        for file in (self._process.stdin, self._process.stdout, self._errors):
            assert file is not None
            file.close()
