"""Knobs are heard in the very next note, and a storm of them leaves no gap."""

from __future__ import annotations

import pytest

from agent.library.catalogue import DEFAULT_AGENT
from tests.real.supercollider.conftest import Sclang
from tests.real.supercollider.playing import (
    PLAYING,
    assert_in_tempo,
    given,
    of_notes,
    pitch_classes,
    played,
    stats,
)
from tests.support.patience import PATIENCE_SECONDS
from tests.support.program import Program
from tests.support.serving import Server

pytestmark = [
    pytest.mark.sclang,
    pytest.mark.parametrize("server", [DEFAULT_AGENT], indirect=True),
]

C_PENTATONIC, F_SHARP_PENTATONIC = {0, 2, 4, 7, 9}, {6, 8, 10, 1, 3}


def finished(program: Program) -> Program:
    assert program.wait_for_exit(PATIENCE_SECONDS) == 0
    return program


def test_a_knob_is_heard_in_the_very_next_note(sclang: Sclang, server: Server) -> None:
    program = finished(
        sclang(
            PLAYING
            + r"""
            m.set(\lead, \durations, 4, \scale, "0 2 4 7 9", \key, "C");
            // As the third note begins, while two more are waiting.
            m.voice(\lead).addDependant { |voice, what, note|
                if(what == \note and: { note.index == 2 }) { voice.set(\key, "F#") };
            };
            m.waitFor(\lead) { ~play.(\lead, Pfin(6, Pmelo(\lead))) { ~end.() } };
            """,
            PORT=server.port,
        )
    )
    events = played(program)
    assert pitch_classes(events[:3]) <= C_PENTATONIC
    assert pitch_classes(events[3:]) <= F_SHARP_PENTATONIC
    assert [event.note() for event in events] == of_notes(given(server, program, count=6))


def test_a_storm_of_knobs_leaves_no_gap(sclang: Sclang, server: Server) -> None:
    program = finished(
        sclang(
            PLAYING
            + r"""
            m.set(\lead, \durations, "0.25 0.5");
            m.waitFor(\lead) {
                ~play.(\lead, Pfin(56, Pmelo(\lead))) { ~end.() };
                150.do { |turn|
                    m.set(\lead, \harmony, turn % 20 / 10, \key, turn % 12);
                    [0.001, 0.005, 0.02].wrapAt(turn).wait;
                };
                m.set(\lead, \scale, "0 2 4 7 9", \key, "F#");
                "the storm is over".postln;
            };
            """,
            PORT=server.port,
        )
    )
    events = played(program)
    assert len(events) == 56
    assert_in_tempo(events)
    assert None not in [event.index for event in events]
    assert stats(program)["late"] == "0"
    over = program.lines.index("the storm is over")
    assert len([line for line in program.lines[:over] if " played " in line]) > 15
    calm = events[-10:]
    assert pitch_classes(calm) <= F_SHARP_PENTATONIC
    notes = given(server, program, count=10, first=calm[0].index or 0)
    assert [event.note() for event in calm] == of_notes(notes)


def test_many_turns_in_one_moment_make_one_request(sclang: Sclang, server: Server) -> None:
    program = finished(
        sclang(
            PLAYING
            + r"""
            m.waitFor(\lead) {
                var epoch = m.voice(\lead).epoch;
                100.do { |turn| m.set(\lead, \harmony, turn % 20 / 10) };
                0.5.wait;
                "% epochs".format(m.voice(\lead).epoch - epoch).postln;
                m.get(\lead, \harmony) { |value| "harmony %".format(value).postln; ~end.() };
            };
            """,
            PORT=server.port,
        )
    )
    assert program.printed("^1 epochs$")
    assert program.printed(r"^harmony 1\.89999")


def test_a_knob_turned_too_far_is_warned_of_once_and_forgotten(
    sclang: Sclang, server: Server
) -> None:
    program = finished(
        sclang(
            PLAYING
            + r"""
            m.set(\lead, \durations, "0.5");
            m.waitFor(\lead) {
                ~play.(\lead, Pfin(24, Pmelo(\lead))) { ~end.() };
                0.2.wait;
                m.set(\lead, \harmony, 9);
                0.2.wait;
                m.set(\lead, \variety, 0.5);
                0.2.wait;
                m.get(\lead, \harmony) { |value| "harmony %".format(value).postln };
                m.get(\lead, \variety) { |value| "variety %".format(value).postln };
            };
            """,
            PORT=server.port,
        )
    )
    [warning] = program.printed("^WARNING: (.*)$")
    assert warning[1].endswith("harmony is 9: use 0 to 2")
    assert program.printed(r"^harmony 1\.0$")
    assert program.printed(r"^variety 0\.5$")
    events = played(program)
    assert len(events) == 24
    assert_in_tempo(events)
    assert stats(program)["late"] == "0"
