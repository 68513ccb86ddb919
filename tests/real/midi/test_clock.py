"""MIDI clock from and to other programs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from bridge.midi.commands import MidiSetup
from bridge.midi.events import now
from bridge.midi.messages import CLOCK, CONTINUE, SONG_POSITION, START, STOP, TICKS_PER_BEAT
from bridge.midi.ports.names import Port
from bridge.midi.remote import MidiProcess
from tests.support.jack import Jack
from tests.support.midi_programs import Sender
from tests.support.running import eventually
from tests.support.song import Listener

# A busy machine sends and hears ticks late for a while.
MOST_BEATS = 12


@pytest.fixture
def sender(jack: Jack) -> Iterator[Sender]:
    with closing(Sender()) as sender:
        sender.open()
        yield sender


def tick(sender: Sender, bpm: float, ticks: int, follower: Listener, first: float) -> float:
    """Send so many ticks, the first one at a time. Returns the time of the one after them."""
    period = 60 / bpm / TICKS_PER_BEAT
    for number in range(ticks):
        time.sleep(max(0.0, first + number * period - now()))
        sender.send(CLOCK)
        follower.look()
    return first + ticks * period


def follows(sender: Sender, bpm: float, follower: Listener, first: float, beat: int) -> int:
    """Tick from a beat on, the first tick at a time, until the song plays within 3 bpm and a tenth
    of a beat. Returns the next beat.
    """
    for next_beat in range(beat + 1, beat + 1 + MOST_BEATS):
        first = tick(sender, bpm, TICKS_PER_BEAT, follower, first)
        near = abs(follower.bpm - bpm) < 3 and abs(follower.beat(first) - next_beat) < 0.1
        if near and follower.playing:
            return next_beat
    pytest.fail(
        f"{follower.bpm:.1f} bpm, not {bpm}; beat {follower.beat(first):.2f}, not {next_beat}"
    )


def tick_until_it_plays(sender: Sender, follower: Listener) -> None:
    """Tick at 120 bpm until the song plays."""
    for _ in range(MOST_BEATS):
        tick(sender, 120, TICKS_PER_BEAT, follower, now() + 0.01)
        if follower.playing:
            return
    pytest.fail("the song stands still")


def test_a_song_follows_a_clock_that_changes_its_tempo(sender: Sender) -> None:
    with closing(MidiProcess(MidiSetup(outputs=(), inputs=(Port("sender"),), sync="midi"))) as midi:
        follower = Listener(midi)
        sender.send(START)
        beat = follows(sender, 120, follower, now() + 0.01, 0)
        follows(sender, 150, follower, now() + 0.01, beat)
        sender.send(STOP)
        assert eventually(lambda: not follower.playing)
        sender.send(SONG_POSITION, 32, 0)  # sixteenths: beat 8
        sender.send(CONTINUE)
        follows(sender, 150, follower, now() + 0.01, 8)


def test_a_song_stands_still_while_the_clock_drops_out(sender: Sender) -> None:
    with closing(MidiProcess(MidiSetup(outputs=(), inputs=(Port("sender"),), sync="midi"))) as midi:
        follower = Listener(midi)
        sender.send(START)
        tick_until_it_plays(sender, follower)
        assert eventually(lambda: not follower.playing)
        tick_until_it_plays(sender, follower)


def beats_apart(one: Listener, other: Listener) -> float:
    """How far two songs are from each other now."""
    one.look()
    other.look()
    at = now()
    return abs(one.beat(at) - other.beat(at))


def test_another_program_follows_our_clock(jack: Jack) -> None:
    with (
        closing(
            MidiProcess(MidiSetup(outputs=(Port("clock", virtual=True),), bpm=100, clock_out=True))
        ) as leader,
        closing(
            MidiProcess(MidiSetup(outputs=(), inputs=(Port("clock"),), sync="midi"))
        ) as follower,
    ):
        ours, theirs = Listener(leader), Listener(follower)

        def reads(bpm: float) -> bool:
            return abs(ours.bpm - bpm) < 0.1 and abs(theirs.bpm - bpm) < 2

        leader.start()
        assert eventually(lambda: ours.playing and theirs.playing)
        assert eventually(lambda: reads(100))
        leader.set_tempo(140)
        assert eventually(lambda: reads(140))
        assert eventually(lambda: beats_apart(ours, theirs) < 0.1)
        leader.stop()
        assert eventually(lambda: not ours.playing and not theirs.playing)
