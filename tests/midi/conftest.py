"""A JACK server for each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from tests.midi.jack import Jack, Synth

NUMBERS = count()


@pytest.fixture
def jack(require_client: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Jack]:
    """A dummy jackd of this test's own; this process and its children find it."""
    jack = Jack(require_client("jackd"), f"melobridge-{os.getpid()}-{next(NUMBERS)}")
    for name, value in jack.environment.items():
        monkeypatch.setenv(name, value)
    with jack:
        yield jack


@pytest.fixture
def synth(jack: Jack) -> Iterator[Synth]:
    """A synthesizer on it."""
    with closing(Synth()) as synth:
        yield synth
