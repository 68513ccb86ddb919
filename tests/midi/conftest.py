"""A synthesizer for the tests of real MIDI."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.clients.jack import Jack
from tests.midi.programs import Synth


@pytest.fixture
def synth(jack: Jack) -> Iterator[Synth]:
    """A synthesizer on JACK."""
    with closing(Synth()) as synth:
        yield synth
