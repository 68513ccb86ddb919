"""`melobridge play` and `/melo/play` as programs at JACK hear them."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median

import link
import mido
import pytest

from bridge.client import Client
from bridge.midi.events import now
from tests.support.commands import environment
from tests.support.jack import Jack
from tests.support.midi_programs import Sender, Synth
from tests.support.patience import PATIENCE_SECONDS
from tests.support.running import Running

NOTE_OFF, NOTE_ON, CC = 0x80, 0x90, 0xB0
CLOCK, START, STOP = 0xF8, 0xFA, 0xFC
D_MAJOR = {2, 4, 6, 7, 9, 11, 1}


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
        assert process.wait(PATIENCE_SECONDS) in (0, -signal.SIGKILL)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def synth(jack: Jack) -> Iterator[Synth]:
    """A program that listens to melobridge's own port."""
    with closing(Synth()) as synth:
        yield synth


@pytest.fixture
def keys(jack: Jack) -> Iterator[Sender]:
    """A program that plays into melobridge's own port."""
    with closing(Sender()) as keys:
        yield keys


def test_a_newcomer_hears_the_agent_in_key_and_range_and_then_silence(
    synth: Synth, tmp_path: Path
) -> None:
    knobs = ("--key", "D", "--low", "60", "--high", "72", "--tempo", "240")
    with playing(tmp_path, *knobs, "--record", "take.mid") as process:
        synth.connect()
        assert synth.hears(lambda: len(synth.pitches) >= 8)
        assert all(60 <= pitch <= 72 and pitch % 12 in D_MAJOR for pitch in synth.pitches)
        process.send_signal(signal.SIGINT)
        assert synth.hears(lambda: [CC, 123, 0] in synth.messages)
        assert synth.sounding == set()
    file = mido.MidiFile(tmp_path / "take.mid")
    written = [message.note for message in file.tracks[1] if message.type == "note_on"]
    heard = synth.pitches
    assert any(written[n : n + 8] == heard[:8] for n in range(len(written))), (written, heard)


def test_it_plays_to_a_port_that_is_there(synth: Synth, tmp_path: Path) -> None:
    synth.open()
    with playing(tmp_path, "--port", "synth:in", "--tempo", "240"):
        assert synth.hears(lambda: len(synth.pitches) >= 3)


def test_it_hears_an_input_that_is_there(synth: Synth, keys: Sender, tmp_path: Path) -> None:
    keys.open()
    with playing(tmp_path, "--mode", "pitch", "--input", "sender"):
        synth.connect()

        def plays() -> bool:
            keys.send(NOTE_ON, 60, 100)
            keys.send(NOTE_OFF, 60, 0)
            synth.listen(0.1)
            return bool(synth.pitches)

        assert synth.hears(plays)


def test_after_kill_9_nothing_sounds_and_the_recording_is_whole(
    synth: Synth, tmp_path: Path
) -> None:
    with playing(tmp_path, "--tempo", "240", "--record", "take.mid") as process:
        synth.connect()
        assert synth.hears(lambda: len(synth.pitches) >= 12)
        process.kill()
        assert synth.hears(lambda: [CC, 123, 0] in synth.messages)
        assert synth.sounding == set()
    file = mido.MidiFile(tmp_path / "take.mid")
    assert sum(message.type == "note_on" for message in file.tracks[1]) >= 4


def beats(synth: Synth, keys: Sender, count: int) -> list[int]:
    """Send the clock for so many beats at 240 a minute; the pitches that come meanwhile."""
    before = len(synth.pitches)
    for _ in range(24 * count):
        keys.send(CLOCK)
        synth.listen(60 / 240 / 24)
    return synth.pitches[before:]


def test_it_starts_and_stops_with_the_clock_of_a_daw(
    synth: Synth, keys: Sender, tmp_path: Path
) -> None:
    with playing(tmp_path, "--sync", "midi"):
        keys.connect()
        synth.connect()
        synth.listen(0.5)
        assert synth.pitches == []
        keys.send(START)
        assert synth.hears(lambda: beats(synth, keys, 1) is None or len(synth.pitches) >= 3)
        keys.send(STOP)
        assert synth.hears(lambda: beats(synth, keys, 4) == [])
        assert synth.sounding == set()


@pytest.mark.usefixtures("network")
def test_it_plays_on_the_beats_of_a_link_session(synth: Synth, tmp_path: Path) -> None:
    peer = link.Link(150.0)
    peer.startStopSyncEnabled = peer.enabled = True
    with playing(tmp_path, "classic", "--sync", "link"):
        synth.connect()
        assert synth.hears(lambda: len(synth.pitches) >= 2)
        state = peer.captureSessionState()
        assert state.isPlaying()
        synth.heard.clear()
        assert synth.hears(lambda: len(synth.notes) >= 7)
        places = [state.beatAtTime(link_micros(peer, time), 4.0) for time, _ in synth.notes]
        assert abs(median((place + 0.5) % 1 - 0.5 for place in places)) < 0.05
        state.setIsPlaying(False, peer.clock().micros())
        peer.commitSessionState(state)
        assert synth.hears(lambda: is_silent_for_a_second(synth))
    peer.enabled = False


def is_silent_for_a_second(synth: Synth) -> bool:
    before = len(synth.pitches)
    synth.listen(1.0)
    return len(synth.pitches) == before and not synth.sounding


def link_micros(peer: link.Link, time: float) -> int:
    """Link's clock at a time of ours."""
    return peer.clock().micros() + round((time - now()) * 1e6)


def test_pitches_are_replaced_and_the_keys_keep_their_length(
    synth: Synth, keys: Sender, tmp_path: Path
) -> None:
    with playing(tmp_path, "--mode", "pitch", "--low", "84", "--high", "96"):
        keys.connect()
        synth.connect()
        time.sleep(1.0)  # until the voice has its seat
        for number in range(5):
            keys.send(NOTE_ON, 60, 100)
            assert synth.hears(lambda count=number: len(synth.pitches) > count)  # type: ignore[misc]
            assert len(synth.sounding) == 1
            keys.send(NOTE_OFF, 60, 0)
            assert synth.hears(lambda: not synth.sounding)
        assert all(pitch == 60 or 84 <= pitch <= 96 for pitch in synth.pitches)


def test_a_server_plays_the_voice_of_a_client(synth: Synth, tmp_path: Path) -> None:
    with Running(tmp_path) as server, Client(port=server.port, timeout=PATIENCE_SECONDS) as melo:
        melo.send("/melo/set", "lead", "low", 60, "high", 72, "tempo", 240.0)
        [playing] = melo.ask("/melo/play", "lead", "melobridge", 3)
        assert playing.values == ("lead", "melobridge", 3, "generate")
        synth.connect()
        assert synth.hears(lambda: len(synth.pitches) >= 4)
        assert all(60 <= pitch <= 72 for pitch in synth.pitches)
        melo.send("/melo/set", "lead", "low", 30, "high", 42)
        assert synth.hears(lambda: synth.pitches[-1] <= 42)
        assert melo.ask("/melo/reward", "lead", 1.0)[0].values[2] == 1
        melo.ask("/melo/stop", "lead")
        assert synth.hears(lambda: not synth.sounding)
        assert {message[0] & 0x0F for message in synth.messages if message[0] < CC} == {2}


def test_a_server_plays_to_a_port_that_is_there_from_the_first_request_on(
    synth: Synth, tmp_path: Path
) -> None:
    synth.open()
    with Running(tmp_path) as server, Client(port=server.port, timeout=PATIENCE_SECONDS) as melo:
        [playing] = melo.ask("/melo/play", "lead", "synth", 1)
        assert playing.values == ("lead", "synth", 1, "generate")
        assert synth.hears(lambda: len(synth.pitches) >= 3)


def test_a_killed_server_leaves_silence(synth: Synth, tmp_path: Path) -> None:
    with Running(tmp_path) as server, Client(port=server.port, timeout=PATIENCE_SECONDS) as melo:
        melo.ask("/melo/play", "lead", "melobridge", 1)
        synth.connect()
        assert synth.hears(lambda: synth.sounding)
        server.end(signal.SIGKILL)
        assert synth.hears(lambda: [CC, 123, 0] in synth.messages)
        assert synth.sounding == set()
