"""How any command ends: with a status and one sentence at most, never with a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import MOST_SECONDS, Done, environment

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
        timeout=MOST_SECONDS,
        check=False,
        stdin=subprocess.DEVNULL,
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
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr in ("", "loading torch ...\n")


def test_ctrl_c_stays_ignored_in_the_background(folder: Path) -> None:
    def ignore() -> None:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)

    arguments = ("-c", INTERRUPTED_AT, "bridge.cli.app", "bridge.cli", "--version")
    done = run(folder, *arguments, preexec_fn=ignore)
    assert done.returncode == 0
    assert done.stdout.startswith("melobridge ")


# Each command once, as it is used or as it is misused: it has to end by itself.
COMMANDS = (
    "",
    "--help",
    "--version",
    "agents",
    "agents fiddle",
    "agnts",
    "clients list",
    "corpus build .",
    "corpus info",
    "demo jazz",
    "doctor --port 0",
    "evaluate jazz",
    "explain classic",
    "generate --bars 2 --out Lied♭.mid",
    "generate --bars x",
    "play --learn --map gone/map.toml",
    "ports",
    "replay gone.jsonl",
    "serve jazz♭",
    "stats --once --port 9",
    "train classic --out agent.pt",
    "train melody gone",
)
FEW_SIGNS = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
PLAIN_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def ends_well(done: Done) -> None:
    """Nothing but a sentence of ours, if any, and a status that says what happened."""
    assert done.returncode in (0, 1, 2), done.stderr
    for line in done.stderr.splitlines():
        is_progress = line.endswith(" ...")
        assert is_progress or line.startswith("melobridge: "), done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_ends_well_with_few_signs_and_a_full_disk(folder: Path, command: str) -> None:
    values = environment(folder) | FEW_SIGNS
    with open("/dev/full", "w") as full:  # noqa: PTH123 - no path: a device
        done = run(folder, "-m", "bridge.cli", *command.split(), stdout=full, env=values)
    ends_well(done)
    assert done.returncode != 0
    assert done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_ends_well_in_a_plain_locale_where_nobody_reads(
    folder: Path, command: str
) -> None:
    read, write = os.pipe()
    os.close(read)
    values = environment(folder) | PLAIN_LOCALE
    with os.fdopen(write, "w") as unread:
        ends_well(run(folder, "-m", "bridge.cli", *command.split(), stdout=unread, env=values))


@pytest.mark.parametrize("settings", [FEW_SIGNS, PLAIN_LOCALE])
def test_notes_are_shown_with_few_signs(folder: Path, settings: dict[str, str]) -> None:
    command = "generate --bars 2 --key Bb --out Lied♭.mid"
    values = environment(folder) | settings
    done = run(folder, "-m", "bridge.cli", *command.split(), env=values)
    assert done.returncode == 0, done.stderr
    assert "Bb" in done.stdout
    assert (folder / "Lied♭.mid").exists()


@pytest.mark.skipif(os.name != "posix", reason="a shell closes them")
@pytest.mark.parametrize("streams", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_matter(folder: Path, streams: str) -> None:
    for command, status in (("agents", 0), ("agnts", 2)):
        line = f"{sys.executable} -m bridge.cli {command} {streams}"
        done = subprocess.run(
            ["sh", "-c", line],
            capture_output=True,
            text=True,
            cwd=folder,
            env=environment(folder),
            timeout=MOST_SECONDS,
            check=False,
        )
        ends_well(done)
        assert done.returncode == status
