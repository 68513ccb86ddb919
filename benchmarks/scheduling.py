"""How late MIDI messages leave: those of `melobridge play`'s MIDI process beside its peers.

    python -m benchmarks.scheduling            # some minutes; --help shows the options
    python -m benchmarks.scheduling --quick    # a sixth of it: rough

A message is due every 5 ms. Its lateness is taken at the moment at which it is handed to an open
port of python-rtmidi, in the program itself; the first second doesn't count. The players run one
after the other, each in a process of its own, first alone, then beside `melobridge train melody`:

- melobridge: hands its messages to the MIDI process 100 ms ahead, as the player does; and when a
  second process at the same JACK server heard them, which adds one of JACK's periods (256 frames)
- a plain thread that sleeps until the next message (`time.sleep`, python-rtmidi)
- the same thread in the very process that trains
- mido: `MidiFile.play()`; isobar: a `Timeline` of its own clock, if --isobar names a Python that
  has isobar. Neither tells when it began: their best message counts as in time

Only melobridge asks the system for a priority: that is part of what is compared. A JACK server
without a sound card is started where there is jackd; else the system's own MIDI is used.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from benchmarks.report import machine, table
from benchmarks.scheduling_player import (
    GRID_SECONDS,
    HEARD,
    ISOBAR,
    MELOBRIDGE,
    MIDO,
    SAID,
    SENT,
    THREAD,
    TRAINING,
)
from benchmarks.servers import HERE, running
from benchmarks.serving import SECONDS_TO_TRAIN, TRAIN
from tests.support.jack import ENVIRONMENT, Jack

NAMES = {
    MELOBRIDGE: "melobridge",
    THREAD: "a thread, python-rtmidi",
    TRAINING: "the same in the process that trains",
    MIDO: "mido, `MidiFile.play()`",
    ISOBAR: "isobar, `Timeline`",
}
HEARD_NAME = "melobridge, as another process hears it"
SHARES = (0.5, 0.99, 0.999, 1.0)
HEADER = ("ms late", "beside", "p50", "p99", "p99.9", "max", "messages")
NOTHING, A_TRAINING = "nothing", "a training"
UNCOUNTED = round(1.0 / GRID_SECONDS)
# What a player takes to begin and to end, at most.
PATIENCE_SECONDS = 60.0


class Player(NamedTuple):
    """A player, and the Python that it runs in."""

    kind: str
    python: str


def lateness(player: Player, seconds: float, folder: Path) -> dict[str, list[float]]:
    """Run a player. Returns what it found, in seconds, without the first one."""
    file = folder / "lateness.json"
    command = [player.python, "-m", "benchmarks.scheduling_player"]
    log = subprocess.run(
        [*command, player.kind, str(seconds), str(file)],
        capture_output=True,
        text=True,
        cwd=HERE.parent,
        timeout=seconds + PATIENCE_SECONDS,
        check=False,
    )
    if not file.is_file():
        raise SystemExit(f"{NAMES[player.kind]} doesn't play: {log.stderr[-400:]}")
    found = json.loads(file.read_text("utf-8"))
    file.unlink()
    for line in found.pop(SAID, ()):
        print(f"({line})", flush=True)
    return {kind: late[UNCOUNTED:] for kind, late in found.items()}


def rows(player: Player, beside: str, seconds: float, folder: Path) -> Iterator[Sequence[str]]:
    """The lines of the table of a player."""
    found = lateness(player, seconds, folder)
    yield row(NAMES[player.kind], beside, found[SENT])
    if HEARD in found:
        yield row(HEARD_NAME, beside, found[HEARD])


def row(name: str, beside: str, late: Sequence[float]) -> Sequence[str]:
    ordered = sorted(late)
    figures = (ordered[min(int(share * len(ordered)), len(ordered) - 1)] for share in SHARES)
    return name, beside, *(f"{1000 * figure:.2f}" for figure in figures), f"{len(ordered):,}"


@contextmanager
def training(folder: Path) -> Iterator[None]:
    """A training in a process of its own, once it computes; it is ended at the end."""
    endless = "--updates", "1000000", "--out", str(folder / "agent.safetensors")
    with running([*TRAIN, *endless]) as process:
        time.sleep(SECONDS_TO_TRAIN)
        yield
        if process.poll() is not None:
            print("(the training ended before its time)")


@contextmanager
def midi() -> Iterator[str]:
    """A JACK server of our own, if there is one. Yields in words what is used."""
    jackd = shutil.which("jackd")
    if jackd is None:
        yield "the system's own MIDI"
        return
    os.environ.update(ENVIRONMENT)
    with Jack(Path(jackd)):
        yield "JACK without a sound card"


def players(isobar: str | None) -> list[Player]:
    """Those that can play here."""
    here = [Player(kind, sys.executable) for kind in (MELOBRIDGE, THREAD, MIDO)]
    if isobar is not None:
        return [*here, Player(ISOBAR, isobar)]
    print("isobar: skipped: name a Python that has it with --isobar.")
    return here


def measured(options: argparse.Namespace, folder: Path) -> Iterator[Sequence[str]]:
    """All lines of the table."""
    band = players(options.isobar)
    for player in band:
        yield from rows(player, NOTHING, options.seconds, folder)
    if find_spec("torch") is None:
        print("Beside a training: skipped: torch isn't installed.")
        return
    with training(folder):
        for player in band:
            yield from rows(player, A_TRAINING, options.seconds, folder)
    yield from rows(Player(TRAINING, sys.executable), A_TRAINING, options.seconds, folder)


def main() -> None:
    parser = argparse.ArgumentParser(description="How late MIDI messages leave.")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each line of the table")
    parser.add_argument("--isobar", help="a Python that has isobar (pip install isobar)")
    parser.add_argument("--quick", action="store_true", help="10 s for each line: rough")
    options = parser.parse_args()
    if options.quick:
        options.seconds = 10.0
    with tempfile.TemporaryDirectory() as name, midi() as system:
        found = list(measured(options, Path(name)))
    text = f"A message every {1000 * GRID_SECONDS:.0f} ms for {options.seconds:.0f} s, {system}"
    print(f"\n{text}\n\n{table(HEADER, found)}")
    print(f"\n{machine('melobridge', 'python-rtmidi', 'mido', 'torch')}")


if __name__ == "__main__":
    main()
