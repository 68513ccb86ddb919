import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bridge.errors import PlayError
from bridge.midi import remote
from bridge.midi.commands import MidiSetup
from bridge.midi.events import Event, LogLine, PortList, PortLost, PortRefused, Transport, now
from bridge.midi.messages import note_off, note_on, silence
from bridge.midi.ports.names import Port
from bridge.midi.remote import MidiProcess
from tests.support.running import eventually
from tests.support.scripts import AsModule

ON, OFF = note_on(0, 60, 100), note_off(0, 60)
SILENCE = [message for channel in range(16) for message in silence(channel)]
# The real process, with a synthesiser that writes down what it gets.
REAL = """
from bridge.midi import process
from bridge.midi.ports.loopback import Device, Loopback

class Synth(Device):
    def send(self, message):
        with open({path!r}, "a") as file:
            file.write(message.hex() + chr(10))

def connect():
    system = Loopback()
    system.devices["synth"] = Synth()
    return system

process.connect = connect
process.main()
"""
SAYS = "import os, time\nfrom bridge.processes.framing import frame\n"
STANDING_STILL = SAYS + "os.write(1, frame('ready'))\ntime.sleep(60)"
UNABLE = SAYS + "os.write(1, frame('unable', 'there is no MIDI output'))"
DYING = SAYS + "os.write(1, frame('ready'))"

Start = Callable[..., MidiProcess]


@pytest.fixture
def start(as_module: AsModule, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """A handle of a script in place of the MIDI process, with an output."""
    running: list[MidiProcess] = []

    def starting(script: str, *outputs: Port) -> MidiProcess:
        monkeypatch.setattr(remote, "MODULE", as_module(script))
        running.append(MidiProcess(MidiSetup(outputs=outputs or (Port("synth"),), realtime=False)))
        return running[-1]

    yield starting
    for midi in running:
        midi.close()


class Synth:
    """What the synthesiser of the real process got."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "received"
        self.script = REAL.format(path=str(self._path))

    @property
    def received(self) -> list[bytes]:
        if not self._path.exists():
            return []
        return [bytes.fromhex(line) for line in self._path.read_text().split()]


@pytest.fixture
def synth(tmp_path: Path) -> Synth:
    return Synth(tmp_path)


def first(midi: MidiProcess, wanted: Callable[[Event], bool]) -> Event:
    """The first such event."""
    events: list[Event] = []

    def found() -> bool:
        events.extend(midi.events())
        return any(map(wanted, events))

    assert eventually(found), events
    return next(filter(wanted, events))


def said(midi: MidiProcess, text: str) -> None:
    first(midi, lambda event: isinstance(event, LogLine) and text in event.text)


def kill(midi: MidiProcess) -> None:
    """End the process behind the handle's back."""
    os.kill(midi._child._process.pid, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)


def test_notes_are_sent_when_they_are_due(start: Start, synth: Synth) -> None:
    midi = start(synth.script)
    midi.send(now() + 0.3, 0, OFF)
    midi.send(now() + 0.1, 0, ON)
    assert eventually(lambda: synth.received == [ON, OFF])


def test_the_ports_of_the_machine_are_known_from_the_beginning_on(
    start: Start, synth: Synth
) -> None:
    assert start(synth.script).ports == PortList(("synth",), ("synth",))


def test_closing_ends_what_sounds(start: Start, synth: Synth) -> None:
    midi = start(synth.script)
    midi.send(now(), 0, ON)
    assert eventually(lambda: synth.received == [ON])
    midi.close()
    assert synth.received == [ON, OFF, *SILENCE]


def test_when_the_player_ends_without_a_word_what_sounds_is_ended(
    start: Start, synth: Synth
) -> None:
    """As after kill -9: the pipes end, and nothing else tells of it."""
    midi = start(synth.script)
    midi.send(now(), 0, ON)
    assert eventually(lambda: synth.received == [ON])
    process = midi._child._process
    assert process.stdin is not None
    process.stdin.close()
    assert eventually(lambda: process.poll() is not None)
    assert synth.received == [ON, OFF, *SILENCE]


def test_when_the_midi_process_is_killed_another_one_ends_what_sounded_and_goes_on(
    start: Start, synth: Synth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "AGAIN_SECONDS", 0.0)
    midi = start(synth.script)
    midi.start()
    began = first(midi, lambda event: isinstance(event, Transport) and event.playing)
    midi.send(now(), 0, ON)
    assert eventually(lambda: synth.received == [ON])
    kill(midi)
    said(midi, "the MIDI process had ended (")
    goes_on = first(midi, lambda event: isinstance(event, Transport))
    assert isinstance(began, Transport)
    assert isinstance(goes_on, Transport)
    assert goes_on.playing
    assert goes_on.line == began.line
    assert synth.received == [ON, OFF, *SILENCE]
    midi.send(now(), 0, ON)
    assert eventually(lambda: synth.received[-1] == ON)


def test_a_port_that_isnt_there_when_it_begins_is_an_error_with_a_sentence(
    start: Start, synth: Synth
) -> None:
    with pytest.raises(PlayError, match="there is no MIDI output 'organ': there are synth"):
        start(synth.script, Port("organ"))


def test_an_output_that_is_open_is_found_and_another_one_is_opened_or_refused(
    start: Start, synth: Synth
) -> None:
    midi = start(synth.script)
    assert midi.open_output(Port("synth")) == 0
    assert midi.open_output(Port("mine", virtual=True)) == 1
    assert midi.open_output(Port("organ")) == 2
    refused = first(midi, lambda event: isinstance(event, PortRefused))
    assert refused == PortRefused(2, "there is no MIDI output 'organ': there are synth")


def test_a_port_is_checked_before_anything_is_started(start: Start) -> None:
    with pytest.raises(PlayError, match="needs a name"):
        start(STANDING_STILL, Port(" "))


def test_a_process_that_is_unable_says_why(start: Start) -> None:
    with pytest.raises(PlayError, match="there is no MIDI output"):
        start(UNABLE)


def test_a_process_that_dies_before_it_is_ready_is_a_fault(start: Start) -> None:
    with pytest.raises(PlayError, match="MIDI didn't begin: please report it"):
        start("pass")


def test_a_process_that_stands_still_is_replaced(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "SILENT_SECONDS", 0.3)
    monkeypatch.setattr(remote, "LAST_SECONDS", 0.1)
    monkeypatch.setattr(remote, "AGAIN_SECONDS", 0.0)
    midi = start(STANDING_STILL)
    stood = midi._child._process
    said(midi, "the MIDI process stood still: another one was started")
    assert stood.returncode is not None
    assert midi._child._process is not stood


@pytest.mark.slow
def test_a_process_that_dies_again_and_again_is_started_once_a_second(start: Start) -> None:
    began, restarts = time.monotonic(), list[Event]()
    midi = start(DYING)

    def twice() -> bool:
        restarts.extend(event for event in midi.events() if isinstance(event, LogLine))
        return len(restarts) >= 2

    assert eventually(twice)
    assert time.monotonic() - began >= 2 * remote.AGAIN_SECONDS


def test_after_a_restart_a_port_that_is_gone_is_waited_for(
    start: Start, synth: Synth, as_module: AsModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "AGAIN_SECONDS", 0.0)
    midi = start(synth.script)
    monkeypatch.setattr(remote, "MODULE", as_module(synth.script.replace('"synth"', '"drums"')))
    kill(midi)
    assert first(midi, lambda event: isinstance(event, PortLost)) == PortLost(0, True, "synth")
