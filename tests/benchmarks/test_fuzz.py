"""Datagrams of all kinds, at the responder and at a real server; the long form is a command:
python -m benchmarks.fuzz"""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.library.catalogue import shipped_folder
from agent.library.loading import load_checkpoint, player_for
from benchmarks.datagrams import KINDS, LARGEST_DATAGRAM, datagrams
from benchmarks.fuzz import (
    Findings,
    judge_end,
    judge_growth,
    named,
    throw_all,
    try_cases,
)
from benchmarks.hostile import CASES, PING, Case
from benchmarks.servers import NO_LIMIT, Server
from bridge.errors import Code
from bridge.osc.codec import MAX_BUNDLE_ELEMENTS, decode
from bridge.osc.requests import REQUESTS
from bridge.server.dispatcher import Responder, Response

ME = ("127.0.0.1", 5001)
PLAYERS = {
    name: player_for(load_checkpoint(shipped_folder() / f"{name}.safetensors"))
    for name in ("all", "classic")
}
MOST_REPLY_BYTES = 1400
MOST_MEGABYTES = 40.0
"""The tables of voices and notes, which so few datagrams don't fill."""


def responder() -> Responder:
    return Responder(PLAYERS, "all", seed=0)


def assert_sound(answer: Response) -> None:
    """Short replies that can be read, to the sender's host only, and no fault of the server's."""
    for packet in answer.packets:
        assert packet.to[0] == ME[0]
        assert len(packet.data) <= MOST_REPLY_BYTES
        [(address, values)] = decode(packet.data)
        assert address.startswith("/melo/")
        assert not (address == "/melo/error" and values[1] == Code.INTERNAL), values
    assert all(line.isprintable() for line in answer.log)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_datagram_gets_the_answer_that_it_should(case: Case) -> None:
    server = responder()
    assert tuple(
        named(packet.data) for packet in server.answer(case.datagram, ME, 0.0).packets
    ) == (case.answer)
    [pong] = server.answer(PING, ME, 0.0).packets
    assert decode(pong.data) == [("/melo/pong", (7,))]


@given(st.binary(max_size=400))
def test_random_bytes_are_answered(datagram: bytes) -> None:
    assert_sound(responder().answer(datagram, ME, 0.0))


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(KINDS, key=lambda kind: kind.__name__)),
    st.randoms(use_true_random=False),
)
def test_every_kind_of_datagram_is_answered(kind: object, random: Random) -> None:
    assert callable(kind)
    assert_sound(responder().answer(kind(random), ME, 0.0))


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_whatever_came_before_the_next_datagram_is_answered(seed: int) -> None:
    stream, server = datagrams(Random(seed)), responder()
    for number in range(100):
        assert_sound(server.answer(next(stream), ME, number / 10))


def test_the_same_seed_throws_the_same_datagrams() -> None:
    one, other = datagrams(Random(1)), datagrams(Random(1))
    assert [next(one) for _ in range(500)] == [next(other) for _ in range(500)]


def test_every_address_and_key_of_the_protocol_is_tried() -> None:
    stream = datagrams(Random(0))
    thrown = b"".join(next(stream)[:LARGEST_DATAGRAM] for _ in range(5_000))
    assert all(address.encode() in thrown for address in REQUESTS)
    assert PING * MAX_BUNDLE_ELEMENTS not in thrown


def test_a_real_server_outlives_thousands_of_datagrams() -> None:
    findings = Findings()
    with Server(*NO_LIMIT) as server:
        try_cases(server, CASES, findings)
        steps = throw_all(server, datagrams(Random(0)), 10_000, findings)
        judge_growth(steps, findings, MOST_MEGABYTES)
        judge_end(server, findings)
    assert list(findings.lines()) == []
    assert steps[-1].thrown == 10_000
    assert steps[-1].errors > 1_000
