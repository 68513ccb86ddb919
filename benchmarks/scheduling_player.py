"""A player of messages on a grid, for benchmarks.scheduling: how late does each of them leave?

python -m benchmarks.scheduling_player KIND SECONDS FILE

FILE becomes JSON: lists of seconds. Modules are imported by those who need them: isobar's Python
has none of ours.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

MELOBRIDGE, THREAD, TRAINING, MIDO, ISOBAR = "melobridge", "thread", "training", "mido", "isobar"
# What is found: lateness at sending and at hearing, and lines to be read.
SENT, HEARD, SAID = "sent", "heard", "said"
GRID_SECONDS = 5e-3
PORT = "grid"
# Where the MIDI process keeps the times at which it sent: scheduling_probe.
SENT_VARIABLE, PROBE = "MELOBRIDGE_SENT", "benchmarks.scheduling_probe"
CONTROL, CONTROLLER, VALUES = 0xB0, 1, 128
BEGIN_SECONDS, LAST_SECONDS = 0.5, 0.5
# A player hands over what is due in so much, so often.
AHEAD_SECONDS, STEP_SECONDS = 0.12, 0.02

now = time.perf_counter
Found = dict[str, Any]


def message(number: int) -> bytes:
    """The message of a place on the grid: never a note, so that none may be left out."""
    return bytes((CONTROL, CONTROLLER, number % VALUES))


def of_grid(message: bytes) -> bool:
    """Whether a message is one of them: others silence everything at the end."""
    return message[:2] == bytes((CONTROL, CONTROLLER))


def in_order(values: Iterable[int]) -> list[int]:
    """The places on the grid of the messages that were heard, some of which may be missing."""
    places, numbers = list[int](), count()
    for value in values:
        places.append(next(number for number in numbers if number % VALUES == value))
    return places


def after_grid(times: Sequence[float], begin: float) -> list[float]:
    """How late each of all messages was, where the first one was due at `begin`."""
    return [time - begin - number * GRID_SECONDS for number, time in enumerate(times)]


def after_best(times: Sequence[float]) -> list[float]:
    """The same where nobody knows when the first one was due: the best one was in time."""
    late = after_grid(times, 0.0)
    return [seconds - min(late) for seconds in late]


def play_melobridge(seconds: float) -> Found:
    """Hand all messages to the MIDI process, while another one hears them."""
    from bridge.midi import remote
    from bridge.midi.commands import MidiSetup
    from bridge.midi.events import LogLine, MidiReceived
    from bridge.midi.ports.names import Port
    from bridge.midi.remote import MidiProcess
    from bridge.processes.priority import raise_priority

    raise_priority(realtime=False)
    kept = remote.MODULE
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "times"
        os.environ[SENT_VARIABLE] = str(file)
        remote.MODULE = PROBE
        with closing(MidiProcess(MidiSetup(outputs=(Port(PORT, virtual=True),)))) as midi:
            remote.MODULE = kept
            with closing(MidiProcess(MidiSetup(outputs=(), inputs=(Port(PORT),)))) as ear:
                begin = now() + BEGIN_SECONDS
                events = _handed_over(midi, ear, begin, round(seconds / GRID_SECONDS))
        sent = after_grid(json.loads(file.read_text("ascii")), begin)
    heard = [event for event in events if isinstance(event, MidiReceived)]
    places = in_order(event.data[2] for event in heard)
    late = [e.time - begin - place * GRID_SECONDS for e, place in zip(heard, places, strict=True)]
    said = [event.text for event in events if isinstance(event, LogLine)]
    return {SENT: sent, HEARD: late, SAID: said[:1]}


def _handed_over(midi: Any, ear: Any, begin: float, messages: int) -> list[Any]:
    """Hand over messages ahead of their time. Returns all events of both processes."""
    number, events = 0, []
    while now() < begin + messages * GRID_SECONDS + LAST_SECONDS:
        while number < messages and begin + number * GRID_SECONDS < now() + AHEAD_SECONDS:
            midi.send(begin + number * GRID_SECONDS, 0, message(number))
            number += 1
        events += [*midi.events(), *ear.events()]
        time.sleep(STEP_SECONDS)
    return events


def play_thread(seconds: float) -> Found:
    """A thread sleeps until each message; the main thread waits for it."""
    found: Found = {}
    thread = threading.Thread(target=lambda: found.update({SENT: _slept(seconds)}))
    thread.start()
    thread.join()
    return found


def play_training(seconds: float, keep: Callable[[Found], None]) -> None:
    """The same thread, while the main thread trains an agent. Doesn't return."""
    from benchmarks.serving import SECONDS_TO_TRAIN, TRAIN
    from bridge.cli.app import app

    def play() -> None:
        time.sleep(SECONDS_TO_TRAIN)
        keep({SENT: _slept(seconds)})
        os._exit(0)

    threading.Thread(target=play).start()
    with tempfile.TemporaryDirectory() as folder:
        app([*TRAIN[1:], "--out", str(Path(folder) / "agent.safetensors")])


def _slept(seconds: float) -> list[float]:
    port, times = _port(), []
    begin = now() + BEGIN_SECONDS
    for number in range(round(seconds / GRID_SECONDS)):
        time.sleep(max(0.0, begin + number * GRID_SECONDS - now()))
        times.append(now())
        port.send_message(message(number))
    return after_grid(times, begin)


def play_mido(seconds: float) -> Found:
    """mido plays a file."""
    import mido

    # A tick is a millisecond.
    file = mido.MidiFile(ticks_per_beat=500)
    step = round(1000 * GRID_SECONDS)
    file.tracks.append(
        mido.MidiTrack(
            mido.Message.from_bytes(message(number), time=step)
            for number in range(round(seconds / GRID_SECONDS))
        )
    )
    port, times = _port(), []
    for played in file.play():
        times.append(now())
        port.send_message(played.bytes())
    return {SENT: after_best(times)}


def play_isobar(seconds: float) -> Found:
    """isobar's timeline plays a pattern: notes, each of which ends when the next one begins."""
    isobar = import_module("isobar")  # which isn't among what the project needs
    port, times = _port(), list[float]()

    def note_on(*_note: int, **_more: int) -> None:
        times.append(now())
        port.send_message(message(len(times)))

    # A device that is a port of python-rtmidi, as isobar's own is.
    device = isobar.OutputDevice()
    device.note_on = note_on
    # 480 ticks a beat: a tick is a millisecond.
    timeline = isobar.Timeline(125, output_device=device)
    timeline.schedule({"note": 60, "duration": GRID_SECONDS * 125 / 60})
    timeline.background()
    time.sleep(seconds + LAST_SECONDS)
    return {SENT: after_best(times[: round(seconds / GRID_SECONDS)])}


def _port() -> Any:
    """A virtual output of python-rtmidi."""
    import rtmidi

    jack = os.environ.get("MELOBRIDGE_MIDI") == "jack"
    port = rtmidi.MidiOut(rtmidi.API_UNIX_JACK if jack else rtmidi.API_UNSPECIFIED)
    port.open_virtual_port(PORT)
    return port


PLAYERS = {
    MELOBRIDGE: play_melobridge,
    THREAD: play_thread,
    MIDO: play_mido,
    ISOBAR: play_isobar,
}


def main() -> None:
    kind, seconds, file = sys.argv[1], float(sys.argv[2]), Path(sys.argv[3])

    def keep(found: Found) -> None:
        file.write_text(json.dumps(found), encoding="ascii")

    if kind == TRAINING:
        play_training(seconds, keep)
    else:
        keep(PLAYERS[kind](seconds))


if __name__ == "__main__":
    main()
