"""What the tests of real MIDI and of Ableton Link need."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing

import link
import pytest

from tests.support.jack import Jack
from tests.support.midi_programs import Synth
from tests.support.requirements import missing
from tests.support.running import eventually


@pytest.fixture
def synth(jack: Jack) -> Iterator[Synth]:
    """A synthesizer on JACK."""
    with closing(Synth()) as synth:
        synth.open()
        yield synth


@pytest.fixture
def network() -> None:
    """Link finds its peers by multicast."""
    one, other = link.Link(120.0), link.Link(120.0)
    one.enabled = other.enabled = True
    found = eventually(lambda: one.numPeers() and other.numPeers())
    one.enabled = other.enabled = False
    if not found:
        missing("multicast doesn't reach other programs on this machine")
    time.sleep(0.5)  # until nobody remembers them
