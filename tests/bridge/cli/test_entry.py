"""How any command ends: with a status and one sentence at most, never with a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import Done, environment

pytestmark = pytest.mark.slow

# Sends Ctrl-C to itself as soon as a module is looked for, and becomes a command.
INTERRUPTED_AT = """
import os, runpy, signal, sys

class Interrupting:
    def find_spec(self, name, *_):
        if name == wanted:
            os.kill(os.getpid(), signal.SIGINT)

wanted, program, *sys.argv[1:] = sys.argv[1:]
sys.meta_path.insert(0, Interrupting())
runpy.run_module(program, run_name="__main__")
"""


def run(folder: Path, *command: str, **options: object) -> Done:
    """Run a Python with these arguments."""
    return subprocess.run(  # type: ignore[call-overload]
        [sys.executable, *command],
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        timeout=60,
        check=False,
        **{"stdout": subprocess.PIPE, "env": environment(folder)} | options,
    )


@pytest.mark.parametrize("program", ["bridge.cli", "melobridge"])
@pytest.mark.parametrize("module", ["bridge.cli.entry", "typer", "numpy", "bridge.cli.app"])
def test_ctrl_c_while_a_command_loads_is_quiet(folder: Path, program: str, module: str) -> None:
    done = run(folder, "-c", INTERRUPTED_AT, module, program, "agents")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize(
    ("module", "command"),
    [
        ("bridge.server.loop", "serve --port 0"),
        ("bridge.export.midi_file", "generate"),
        ("torch", "train classic"),
    ],
)
def test_ctrl_c_before_a_command_has_begun_is_quiet(
    folder: Path, module: str, command: str
) -> None:
    done = run(folder, "-c", INTERRUPTED_AT, module, "bridge.cli", *command.split())
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_ctrl_c_stays_ignored_in_the_background(folder: Path) -> None:
    def ignore() -> None:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)

    arguments = ("-c", INTERRUPTED_AT, "bridge.cli.app", "bridge.cli", "--version")
    done = run(folder, *arguments, preexec_fn=ignore)
    assert done.returncode == 0
    assert done.stdout.startswith("melobridge ")
