"""`melobridge play` and `/melo/play` as programs at JACK hear them."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import mido
import pytest
import rtmidi

from bridge.client import Client
from tests.bridge.commands import environment
from tests.bridge.running import Running, eventually

pytestmark = pytest.mark.usefixtures("jack")

NOTE_OFF, NOTE_ON, CC = 0x80, 0x90, 0xB0
CLOCK, START, STOP = 0xF8, 0xFA, 0xFC
D_MAJOR = {2, 4, 6, 7, 9, 11, 1}
# JACK numbers programs of one name.
PORT = re.compile(r"melobridge(-\d+)?:melobridge")
START_SECONDS = 20.0


class Synth:
    """A program that melobridge plays on: its messages, without their times."""

    def __init__(self) -> None:
        self._port = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name="synth")
        self._port.set_error_callback(lambda *_: None)
        self.messages: list[list[int]] = []

    def connect(self) -> None:
        """Wait for melobridge's output, and listen to it."""
        self._port.open_port(found(self._port))

    def hear(self, true: Callable[[], object], seconds: float = START_SECONDS) -> bool:
        """Whether something comes true while listening."""

        def heard() -> object:
            self._take()
            return true()

        return eventually(heard, seconds)

    def hear_for(self, seconds: float) -> None:
        """Listen for a while."""
        self.hear(lambda: False, seconds)

    @property
    def pitches(self) -> list[int]:
        return [pitch for status, pitch, *_ in self.messages if status & 0xF0 == NOTE_ON]

    @property
    def sounding(self) -> set[tuple[int, int]]:
        """What sounds, as (channel from 0, pitch)."""
        notes = set[tuple[int, int]]()
        for status, pitch, *_ in self.messages:
            note = status & 0x0F, pitch
            if status & 0xF0 == NOTE_ON:
                notes.add(note)
            elif status & 0xF0 == NOTE_OFF:
                notes.discard(note)
        return notes

    def close(self) -> None:
        self._port.close_port()
        self._port.delete()

    def _take(self) -> None:
        while message := self._port.get_message():
            self.messages.append(message[0])


class Keyboard:
    """A program that plays into melobridge."""

    def __init__(self) -> None:
        self._port = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="keyboard")
        self._port.open_port(found(self._port))

    def send(self, *message: int) -> None:
        self._port.send_message(list(message))

    def close(self) -> None:
        self._port.close_port()
        self._port.delete()


def found(port: rtmidi.MidiIn | rtmidi.MidiOut) -> int:
    """The number of melobridge's port, as soon as it is there."""
    assert eventually(lambda: any(map(PORT.match, port.get_ports())), START_SECONDS)
    return next(number for number, name in enumerate(port.get_ports()) if PORT.match(name))


@contextmanager
def playing(folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """`melobridge play`, which is ended by Ctrl-C if it runs still."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bridge.cli", "play", "--seed", "1", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=environment(folder),
    )
    try:
        yield process
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        assert process.wait(START_SECONDS) in (0, -signal.SIGKILL)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def synth() -> Iterator[Synth]:
    synth = Synth()
    yield synth
    synth.close()


@contextmanager
def keyboard() -> Iterator[Keyboard]:
    keys = Keyboard()
    try:
        yield keys
    finally:
        keys.close()


def test_a_newcomer_hears_the_agent_in_key_and_range_and_then_silence(
    synth: Synth, tmp_path: Path
) -> None:
    knobs = ("--key", "D", "--low", "60", "--high", "72", "--tempo", "240")
    with playing(tmp_path, *knobs, "--record", "take.mid") as process:
        synth.connect()
        assert synth.hear(lambda: len(synth.pitches) >= 8)
        assert all(60 <= pitch <= 72 and pitch % 12 in D_MAJOR for pitch in synth.pitches)
        process.send_signal(signal.SIGINT)
        assert synth.hear(lambda: [CC, 123, 0] in synth.messages)
        assert synth.sounding == set()
    file = mido.MidiFile(tmp_path / "take.mid")
    written = [message.note for message in file.tracks[1] if message.type == "note_on"]
    heard = synth.pitches
    assert any(written[n : n + 8] == heard[:8] for n in range(len(written))), (written, heard)


def test_after_kill_9_nothing_sounds_and_the_recording_is_whole(
    synth: Synth, tmp_path: Path
) -> None:
    with playing(tmp_path, "--tempo", "240", "--record", "take.mid") as process:
        synth.connect()
        assert synth.hear(lambda: len(synth.pitches) >= 12)
        process.kill()
        assert synth.hear(lambda: [CC, 123, 0] in synth.messages)
        assert synth.sounding == set()
    file = mido.MidiFile(tmp_path / "take.mid")
    assert sum(message.type == "note_on" for message in file.tracks[1]) >= 4


def test_it_starts_and_stops_with_the_clock_of_a_daw(synth: Synth, tmp_path: Path) -> None:
    with playing(tmp_path, "--sync", "midi"), keyboard() as daw:
        synth.connect()
        synth.hear_for(0.5)
        assert synth.pitches == []
        daw.send(START)
        for _ in range(24 * 6):  # six beats at 240 a minute
            daw.send(CLOCK)
            synth.hear_for(60 / 240 / 24)
        assert synth.hear(lambda: len(synth.pitches) >= 3, 1.0)
        daw.send(STOP)
        synth.hear_for(0.3)
        before = len(synth.pitches)
        synth.hear_for(0.7)
        assert len(synth.pitches) == before
        assert synth.sounding == set()


def test_pitches_are_replaced_and_the_keys_keep_their_length(synth: Synth, tmp_path: Path) -> None:
    with playing(tmp_path, "--mode", "pitch", "--low", "84", "--high", "96"), keyboard() as keys:
        synth.connect()
        time.sleep(1.0)  # until the voice has its seat
        for number in range(5):
            keys.send(NOTE_ON, 60, 100)
            assert synth.hear(lambda count=number: len(synth.pitches) > count)  # type: ignore[misc]
            assert len(synth.sounding) == 1
            keys.send(NOTE_OFF, 60, 0)
            assert synth.hear(lambda: not synth.sounding)
        assert all(pitch == 60 or 84 <= pitch <= 96 for pitch in synth.pitches)


def test_a_server_plays_the_voice_of_a_client(synth: Synth, tmp_path: Path) -> None:
    with Running(tmp_path) as server, Client(port=server.port, timeout=START_SECONDS) as melo:
        melo.send("/melo/set", "lead", "low", 60, "high", 72, "tempo", 240.0)
        [playing] = melo.ask("/melo/play", "lead", "melobridge", 3)
        assert playing.values == ("lead", "melobridge", 3, "generate")
        synth.connect()
        assert synth.hear(lambda: len(synth.pitches) >= 4)
        assert all(60 <= pitch <= 72 for pitch in synth.pitches)
        melo.send("/melo/set", "lead", "low", 30, "high", 42)
        assert synth.hear(lambda: synth.pitches[-1] <= 42)
        assert melo.ask("/melo/reward", "lead", 1.0)[0].values[2] == 1
        melo.ask("/melo/stop", "lead")
        assert synth.hear(lambda: not synth.sounding)
        assert {message[0] & 0x0F for message in synth.messages if message[0] < CC} == {2}


def test_a_killed_server_leaves_silence(synth: Synth, tmp_path: Path) -> None:
    with Running(tmp_path) as server, Client(port=server.port, timeout=START_SECONDS) as melo:
        melo.ask("/melo/play", "lead", "melobridge", 1)
        synth.connect()
        assert synth.hear(lambda: synth.sounding)
        server.end(signal.SIGKILL)
        assert synth.hear(lambda: [CC, 123, 0] in synth.messages)
        assert synth.sounding == set()
