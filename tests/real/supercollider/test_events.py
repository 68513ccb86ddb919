"""The event type \\melo: your rhythm and its pitch, sounding at the exact time."""

from __future__ import annotations

from itertools import pairwise

import pytest

from agent.library.catalogue import DEFAULT_AGENT
from tests.real.supercollider.conftest import Sclang
from tests.real.supercollider.playing import PLAYING, given, stats
from tests.real.supercollider.synth import Synth
from tests.support.patience import PATIENCE_SECONDS
from tests.support.serving import Server

pytestmark = pytest.mark.sclang

LATENCY = 0.2
EXACTLY = 0.001

RHYTHM = r"""
Server.default = Server(\standIn, NetAddr("127.0.0.1", "SYNTH".getenv.asInteger)).latency_(0.2);
{
    0.3.wait;
    // Its own time: a busy machine wakes it late.
    "now %".format(Date.getDate.rawSeconds - Main.elapsedTime + thisThread.seconds).postln;
    Pbind(
        \type, \melo, \voice, \lead, \meloFallback, FALLBACK,
        \dur, Pseq([1, 1.5, 0.5, 2, 1, 1, 1], 2)
    ).play(TempoClock(16));
    1.5.wait;
    ~end.();
}.fork;
"""
ONSETS = [0, 1, 2.5, 3, 5, 6, 7, 8, 9, 10.5, 11, 13, 14, 15]


def assert_exactly_in_rhythm(synth: Synth) -> None:
    times = [sounded.time for sounded in synth.sounded]
    spaces = [(later - earlier) / 16 for earlier, later in pairwise(ONSETS)]
    assert [later - earlier for earlier, later in pairwise(times)] == pytest.approx(
        spaces, abs=EXACTLY
    )


@pytest.mark.parametrize("server", [DEFAULT_AGENT], indirect=True)
def test_your_rhythm_sounds_exactly_with_the_pitches_of_the_voice(
    sclang: Sclang, server: Server
) -> None:
    code = PLAYING + r"m.set(\lead, \low, 60, \high, 72, \density, 1);" + RHYTHM
    with Synth() as synth:
        program = sclang(code.replace("FALLBACK", r"\rest"), PORT=server.port, SYNTH=synth.port)
        assert program.wait_for_exit(PATIENCE_SECONDS) == 0
    notes = given(server, program, count=len(ONSETS))
    expected = [note.pitch for note in notes if note.pitch >= 0]
    assert [round(sounded.pitch, 3) for sounded in synth.sounded] == expected
    if len(expected) == len(ONSETS):
        assert_exactly_in_rhythm(synth)
    [now] = program.printed("^now (.*)$")
    assert synth.sounded[0].time == pytest.approx(float(now[1]) + LATENCY, abs=0.05)
    assert stats(program)["late"] == "0"


def test_without_a_server_the_fallback_sounds_in_the_same_rhythm(
    sclang: Sclang, free_port: int
) -> None:
    with Synth() as synth:
        program = sclang(
            PLAYING + RHYTHM.replace("FALLBACK", "Pseq([60, 62, 64], inf)"),
            PORT=free_port,
            SYNTH=synth.port,
        )
        assert program.wait_for_exit(PATIENCE_SECONDS) == 0
    assert [round(sounded.pitch, 3) for sounded in synth.sounded] == ([60, 62, 64] * 5)[:14]
    assert_exactly_in_rhythm(synth)
