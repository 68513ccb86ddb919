"""`melobridge ports`: lists the MIDI ports, and plays a test note on one."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from typing import Annotated

import typer
from rich.console import Console

from agent.errors import ConfigError
from bridge.cli.shared.lines import say
from bridge.errors import PlayError
from bridge.midi.commands import MidiSetup
from bridge.midi.events import PortList, PortLost, now
from bridge.midi.messages import note_off, note_on
from bridge.midi.ports.names import DEVICE, OWN_PORT, Port, advice, found, nickname
from bridge.midi.remote import MidiProcess

MIDDLE_C, VELOCITY = 60, 96
# Time before the note, its duration, and time for its note-off to be sent.
AHEAD_SECONDS, NOTE_SECONDS, LAST_SECONDS = 0.1, 0.5, 0.05
STEP_SECONDS = 0.02


def ports(
    test: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Play a C4 of half a second on the output with this in its name (channel 1).",
            show_default=False,
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="List them as JSON.")] = False,
) -> None:
    """List the MIDI ports by the names that 'melobridge play' takes; play a note on one."""
    if test and as_json:
        raise ConfigError("--test plays a note, --json lists the ports: use one of them")
    console = Console()
    if test:
        # However it ends, the port is closed, and with it the note ends.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            _play_test(console, test)
        return
    names = machine_ports()
    if as_json:
        print(json.dumps(names._asdict(), indent=2))
        return
    for line in listing(names):
        say(console, line, markup=False)


def machine_ports() -> PortList:
    """The ports of this machine. Raises PlayError where MIDI isn't available."""
    with closing(MidiProcess(MidiSetup(outputs=(), realtime=False))) as midi:
        return midi.ports


def check_inputs(names: Sequence[str]) -> None:
    """Raises PlayError for the name of a MIDI input that isn't there."""
    others = [name for name in names if name != OWN_PORT]
    inputs = machine_ports().inputs if others else ()
    for name in others:
        found(name, inputs, output=False)


def listing(ports: PortList, platform: str = sys.platform) -> Iterator[str]:
    """The ports and how to name them, as lines."""
    yield from _named("outputs", "--port", ports.outputs)
    yield from _named("inputs", "--input", ports.inputs)
    if not (ports.outputs and ports.inputs):
        yield f"For more, {DEVICE}. {advice(platform)}."
    if platform == "win32":
        yield "Windows has no virtual ports: 'melobridge play' needs a --port and an --input."
    else:
        yield f"'melobridge play' opens two of its own, called '{OWN_PORT}', while it runs."


def _named(kind: str, option: str, names: Sequence[str]) -> Iterator[str]:
    """The ports of one direction, each with a word that names it."""
    if not names:
        yield f"There are no MIDI {kind}."
        return
    yield f"MIDI {kind}"
    width = max(map(len, names))
    for name in names:
        word = nickname(name, names)
        yield f"  {name:<{width}}  {option} {json.dumps(word) if ' ' in word else word}"


def _play_test(console: Console, name: str) -> None:
    """Play a note on a port, and print its full name. Raises PlayError."""
    if name == OWN_PORT:
        raise PlayError(
            f"'{OWN_PORT}' is the port that 'melobridge play' opens itself: name one that is there"
        )
    with closing(MidiProcess(MidiSetup(outputs=(Port(name),)))) as midi:
        outputs = midi.ports.outputs
        whole = outputs[found(name, outputs, output=True)]
        say(console, f"C4 on {whole}, channel 1", markup=False)
        _play_note(midi)


def _play_note(midi: MidiProcess) -> None:
    """Play a note until its end. Raises PlayError if the port goes away meanwhile."""
    begin = now() + AHEAD_SECONDS
    end = begin + NOTE_SECONDS
    midi.send(begin, 0, note_on(0, MIDDLE_C, VELOCITY))
    midi.send(end, 0, note_off(0, MIDDLE_C))
    while now() < end + LAST_SECONDS:
        for event in midi.events():
            if isinstance(event, PortLost):
                raise PlayError(f"the MIDI output '{event.name}' went away while the note sounded")
        time.sleep(STEP_SECONDS)
