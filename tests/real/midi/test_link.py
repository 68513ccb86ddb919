"""Two peers of Ableton Link on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from bridge.midi.commands import MidiSetup
from bridge.midi.events import now
from bridge.midi.ports.names import Port
from bridge.midi.remote import MidiProcess
from tests.support.jack import Jack
from tests.support.running import eventually
from tests.support.song import Listener

BAR = 4.0
BEATS_APART = 0.02


@pytest.fixture
def peers(network: None, jack: Jack) -> Iterator[tuple[MidiProcess, MidiProcess]]:
    outputs = (Port("one", virtual=True),), (Port("other", virtual=True),)
    with (
        closing(MidiProcess(MidiSetup(outputs=outputs[0], sync="link", bpm=110, bar=BAR))) as one,
        closing(MidiProcess(MidiSetup(outputs=outputs[1], sync="link", bpm=110, bar=BAR))) as other,
    ):
        yield one, other


def beats_apart(one: Listener, other: Listener) -> float:
    """How far two songs are from each other in their bars now."""
    one.look()
    other.look()
    at = now()
    return abs((one.beat(at) - other.beat(at) + BAR / 2) % BAR - BAR / 2)


def test_they_agree_on_start_beat_tempo_and_stop(peers: tuple[MidiProcess, MidiProcess]) -> None:
    one, other = map(Listener, peers)
    peers[0].start()
    assert eventually(lambda: bool(one.playing & other.playing))
    assert eventually(lambda: beats_apart(one, other) < BEATS_APART)
    peers[1].set_tempo(133)
    assert eventually(lambda: abs(one.bpm - 133) < 0.1 and abs(other.bpm - 133) < 0.1)
    peers[1].stop()
    assert eventually(lambda: not one.playing and not other.playing)
