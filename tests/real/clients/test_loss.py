"""The Python client over a bad network, and over the death of the server."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random

import pytest

from bridge.client import REST, Client, VoiceNote
from tests.support.patience import PATIENCE_SECONDS
from tests.support.program import Program
from tests.support.relay import LossyRelay
from tests.support.serving import MELODY, Server

SHARE = 0.2


@contextmanager
def bad_network(server: Server, seed: int) -> Iterator[LossyRelay]:
    """A fifth of all messages gets lost, a fifth comes twice, a fifth late."""
    with LossyRelay(server.port, SHARE, doubled=SHARE, delayed=SHARE, seed=seed) as relay:
        yield relay
    assert min(relay.lost, relay.twice, relay.late) > 50


def play(port: int, count: int, seed: int) -> list[VoiceNote]:
    """Notes in phrases and one by one, with knobs turned before they were all played."""
    notes: list[VoiceNote] = []
    with Client(port=port, timeout=PATIENCE_SECONDS) as melo:
        lead, random = melo.voice("lead", seed=seed), Random(seed)
        while len(notes) < count:
            notes += lead.next(random.randint(1, 24))
            notes += [next(lead) for _ in range(random.randint(1, 3))]
            if random.random() < 0.3:
                lead.set(key=random.randrange(12), harmony=random.choice([0.0, 1.0, 2.0]))
    return notes[:count]


@pytest.mark.parametrize("server", [MELODY], indirect=True)
def test_a_thousand_notes_come_once_in_order_and_as_the_server_gave_them(server: Server) -> None:
    with bad_network(server, seed=7) as relay:
        notes = play(relay.port, 1000, seed=5)
    assert [note.index for note in notes] == list(range(1000))
    assert notes == play(server.port, 1000, seed=5)


@pytest.mark.parametrize("server", [MELODY], indirect=True)
def test_two_clients_are_never_mixed_up(server: Server) -> None:
    with bad_network(server, seed=1) as one, bad_network(server, seed=2) as other:
        with ThreadPoolExecutor() as pool:
            first = pool.submit(play, one.port, 400, 11)
            second = pool.submit(play, other.port, 400, 12)
        assert first.result() != second.result()
        assert first.result() == play(server.port, 400, 11)
        assert second.result() == play(server.port, 400, 12)


@contextmanager
def serving(port: int) -> Iterator[Program]:
    """`melobridge serve` on a port of its own."""
    command = sys.executable, "-m", "bridge.cli", "serve", "--port", str(port)
    with Program(*command, environment=os.environ) as program:
        program.wait_for("melobridge listens on", PATIENCE_SECONDS)
        yield program


def test_voices_go_on_after_the_server_was_killed_and_started_again(free_port: int) -> None:
    with (
        Client(port=free_port, timeout=PATIENCE_SECONDS) as one,
        Client(port=free_port, timeout=PATIENCE_SECONDS) as other,
    ):
        high, low = one.voice("lead"), other.voice("lead")
        high.turn(key="D", scale="dorian", low=72, high=84)  # there is no server yet
        low.turn(key="D", scale="dorian", low=48, high=60)
        with serving(free_port) as program:
            before = [high.next(20), low.next(33)]
            program.kill()
        with serving(free_port):
            after = [high.next(20), low.next(20)]
    assert [note.index for note in before[0] + after[0]] == list(range(40))
    assert [note.index for note in before[1] + after[1]] == list(range(53))
    for earlier, later in zip(before, after, strict=True):
        assert later[0].onset == pytest.approx(earlier[-1].onset + earlier[-1].duration)
    assert sounding(after[0]) <= {72, 74, 76, 77, 79, 81, 83, 84}
    assert sounding(after[1]) <= {48, 50, 52, 53, 55, 57, 59, 60}


def sounding(notes: Sequence[VoiceNote]) -> set[int]:
    """The pitches of all notes but the rests."""
    return {note.pitch for note in notes} - {REST}


def test_a_request_under_way_outlives_a_killed_server(free_port: int) -> None:
    with (
        Client(port=free_port, timeout=PATIENCE_SECONDS) as melo,
        ThreadPoolExecutor() as pool,
    ):
        lead = melo.voice("lead")
        with serving(free_port) as program:
            lead.set(key="D")
            first = lead.next(100)
            program.kill()
        waiting = pool.submit(lead.next, 100)
        with serving(free_port):
            notes = first + waiting.result()
    assert [note.index for note in notes] == list(range(200))
