"""MIDI learn at the terminal: move your controls one by one."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from queue import SimpleQueue

from rich.console import Console

from bridge.cli.play.view_state import source_name
from bridge.errors import PlayError
from bridge.midi.commands import MidiSetup
from bridge.midi.events import MidiReceived
from bridge.midi.ports.names import Port
from bridge.midi.remote import MidiProcess
from bridge.musician.controls import map_file
from bridge.musician.controls.control_map import ACTIONS, DEFAULT, RANGES, Source, Target
from bridge.musician.controls.midi_learn import MidiLearn
from bridge.musician.messages import PortSpec

LOOK_SECONDS = 0.01
# What may be learned, in this order.
NAMES = [*(target.name for target in DEFAULT.values() if target.name in RANGES), *ACTIONS]


def learned(
    console: Console, inputs: Sequence[PortSpec], path: Path | None
) -> dict[Source, Target]:
    """Ask for the control of each knob and action. Returns the map, and writes it to a file.

    Entries of the file that weren't learned anew stay. Raises MapError, PlayError.
    """
    before = map_file.read(path) if path is not None and path.exists() else DEFAULT
    learning = MidiLearn(NAMES)
    console.print("Move a control for each of these; Enter leaves one as it is.", highlight=False)
    skips = _enters()
    with closing(
        MidiProcess(MidiSetup(outputs=(), inputs=tuple(Port(*spec) for spec in inputs)))
    ) as midi:
        while learning.wanted is not None:
            _learn_one(console, midi, learning, skips)
    targets = learning.learned_map(before)
    if path is not None:
        map_file.write(path, targets)
        console.print(f"written to {path}", highlight=False)
    return targets


def _learn_one(
    console: Console, midi: MidiProcess, learning: MidiLearn, skips: SimpleQueue[str]
) -> None:
    """Ask for one control. Raises PlayError where nobody can leave one out any more."""
    console.print(f"{learning.wanted:<12}", end=" ", style="bold")
    while True:
        if not skips.empty():
            if not skips.get():
                console.print()
                raise PlayError(
                    "--learn waits for you to move a control or to press Enter, but its input has "
                    "ended: run it in a terminal"
                )
            learning.skip()
            return
        for event in midi.events():
            source = learning.take(event.data) if isinstance(event, MidiReceived) else None
            if source is not None:
                console.print(source_name(source), highlight=False)
                return
        time.sleep(LOOK_SECONDS)


def _enters() -> SimpleQueue[str]:
    """The typed lines, and '' at their end; read by a thread: not every system can wait for a
    terminal."""
    lines = SimpleQueue[str]()

    def read() -> None:
        with suppress(OSError, ValueError):  # a folder in place of a terminal, or no text
            for line in sys.stdin:
                lines.put(line)
        lines.put("")

    threading.Thread(target=read, daemon=True).start()
    return lines
