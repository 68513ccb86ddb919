"""Commands as a person runs them: real processes, real files."""

import atexit
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 300
Done = subprocess.CompletedProcess[str]


def environment(folder: Path, path: str = str(ROOT)) -> dict[str, str]:
    """What a command finds: own agents in `folder`, a terminal of 120 columns, these modules."""
    agents = {"MELOBRIDGE_AGENTS": str(folder / "agents"), "COLUMNS": "120"}
    return os.environ | agents | {"PYTHONPATH": path}


def melobridge(
    folder: Path,
    *arguments: str,
    status: int = 0,
    path: str = str(ROOT),
    python: str | Path = sys.executable,
    fresh: bool = False,
) -> Done:
    """Run a command; it must end with that status and never with a traceback.

    fresh: in a Python that begins with nothing, which hashes in an order of its own, instead of a
    fork of one that has loaded the modules.
    """
    values = environment(folder, path)
    usual = path == str(ROOT) and python == sys.executable and sys.platform == "linux"
    if usual and not fresh:
        done = warm_process().run(folder, arguments, values)
    else:
        done = subprocess.run(
            [python, "-m", "bridge.cli", *arguments],
            capture_output=True,
            text=True,
            cwd=folder,
            env=values,
            timeout=MOST_SECONDS,
            check=False,
        )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == status, done.stderr + done.stdout
    return done


class WarmProcess:
    """A Python that has loaded melobridge, see `tests.support.warm_process`."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.warm_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )

    def run(self, folder: Path, arguments: tuple[str, ...], values: dict[str, str]) -> Done:
        """Run a command with these environment variables, to its end."""
        out, err = (Path(self._folder.name, name) for name in ("out", "err"))
        command = {
            "arguments": arguments,
            "folder": str(folder),
            "environment": values,
            "seconds": MOST_SECONDS,
            "out": str(out),
            "err": str(err),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        status = int(self._process.stdout.readline())
        return subprocess.CompletedProcess(
            list(arguments), status, out.read_text("utf-8"), err.read_text("utf-8")
        )

    def close(self) -> None:
        """End it, which the end of its input does."""
        self._process.communicate()
        self._folder.cleanup()


@cache
def warm_process() -> WarmProcess:
    """The one of this process, which ends with it."""
    process = WarmProcess()
    atexit.register(process.close)
    return process
