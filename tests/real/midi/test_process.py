"""The MIDI process at work: what other programs on the same JACK server hear of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bridge.midi.commands import MidiSetup
from bridge.midi.events import Event, PortBack, PortLost, now
from bridge.midi.messages import note_off, note_on
from bridge.midi.ports.names import Port
from bridge.midi.remote import MidiProcess
from tests.support.jack import Jack
from tests.support.midi_programs import Synth
from tests.support.running import eventually

ROOT = Path(__file__).parents[3]
SILENCE = [[0xB0, 64, 0], [0xB0, 120, 0], [0xB0, 123, 0]]
HOLD = """
import sys, time
from bridge.midi.events import now
from bridge.midi.commands import MidiSetup
from bridge.midi.remote import MidiProcess
from bridge.midi.messages import note_on
from bridge.midi.ports.names import Port
midi = MidiProcess(MidiSetup(outputs=(Port("synth"),)))
midi.send(now(), 0, note_on(3, 64, 100))
print("plays", flush=True)
while True:
    midi.events()
    time.sleep(0.05)
"""


@contextmanager
def midi(*outputs: Port, **options: object) -> Iterator[MidiProcess]:
    with closing(MidiProcess(MidiSetup(outputs=outputs or (Port("synth"),), **options))) as midi:  # type: ignore[arg-type]
        yield midi


def events_until(midi: MidiProcess, kind: type[Event]) -> list[Event]:
    """Wait for an event of a kind: all that came until then."""
    events = list[Event]()

    def came() -> bool:
        events.extend(midi.events())
        return any(isinstance(event, kind) for event in events)

    assert eventually(came), events
    return events


def test_messages_arrive_in_their_order_at_their_times(synth: Synth) -> None:
    with midi() as process:
        start = now() + 0.2
        for number in range(40):
            process.send(start + number * 0.02, 0, note_on(0, 40 + number, 100))
            process.send(start + number * 0.02 + 0.01, 0, note_off(0, 40 + number))
        heard = list(range(40, 80))
        assert synth.hears(lambda: process.events() is None or synth.pitches == heard)
        assert synth.hears(lambda: not synth.sounding)
    late = sorted(time - start - 0.02 * number for number, (time, _) in enumerate(synth.notes))
    assert late[0] > -0.002
    assert late[len(late) // 2] < 0.03


def test_closing_ends_every_sound(synth: Synth) -> None:
    with midi() as process:
        process.send(now(), 0, note_on(0, 60, 100))
        assert synth.hears(lambda: synth.sounding)
    assert synth.hears(lambda: SILENCE[-1] in synth.messages)
    assert synth.sounding == set()
    assert [message for message in synth.messages if message[0] == 0xB0] == SILENCE


def test_what_is_dropped_never_sounds_and_what_sounds_ends(synth: Synth) -> None:
    with midi() as process:
        at = now() + 0.1
        process.send(at, 0, note_on(0, 60, 100))
        process.send(at + 2.0, 0, note_off(0, 60))
        process.send(at + 0.5, 0, note_on(0, 62, 100))
        process.drop(0, 0, at + 0.2)
        assert synth.hears(lambda: process.events() is None or synth.pitches)
        assert synth.hears(lambda: process.events() is None or not synth.sounding)
        assert synth.hears(lambda: process.events() is None or now() > at + 0.7)
        assert [data for data in synth.messages if data[0] == 0x90] == [[0x90, 60, 100]]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_note_hangs_when_the_player_is_killed(synth: Synth, number: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    ) as player:
        assert player.stdout is not None
        assert player.stdout.readline() == "plays\n"
        assert synth.hears(lambda: synth.sounding)
        player.send_signal(number)
    assert synth.hears(lambda: not synth.sounding)
    assert synth.hears(lambda: [0xB3, 123, 0] in synth.messages)


def test_another_process_takes_over_from_one_that_was_killed(synth: Synth) -> None:
    with midi() as process:
        process.send(now(), 0, note_on(0, 60, 100))
        assert synth.hears(lambda: synth.sounding)
        time.sleep(1.1)  # it isn't started again sooner
        os.kill(process._child._process.pid, signal.SIGKILL)
        assert synth.hears(lambda: process.events() is None or not synth.sounding)
        process.send(now() + 0.1, 0, note_on(0, 64, 100))
        assert synth.hears(lambda: process.events() is None or (0, 64) in synth.sounding)


def test_a_port_that_disappears_is_waited_for_and_taken_again(jack: Jack) -> None:
    first = Synth()
    first.open()
    with midi() as process:
        first.close()
        assert PortLost(0, True, "synth") in events_until(process, PortLost)
        with closing(Synth()) as second:
            second.open()
            assert PortBack(0, True, "synth") in events_until(process, PortBack)
            process.send(now() + 0.1, 0, note_on(0, 67, 100))
            assert second.hears(lambda: process.events() is None or second.sounding)


def test_playing_goes_on_after_jack_was_killed_and_started_again(jack: Jack) -> None:
    with midi(Port("own", virtual=True)) as process:
        time.sleep(1.1)  # it isn't started again sooner
        jack.kill()
        assert PortLost(0, True, "own") in events_until(process, PortLost)
        jack.start()
        assert PortBack(0, True, "own") in events_until(process, PortBack)
        process.send(now() + 0.1, 0, note_on(0, 60, 100))
        assert process.events() is not None
