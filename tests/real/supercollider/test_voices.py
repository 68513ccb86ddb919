"""Several sclangs, several voices, Cmd-period, and sclang started anew."""

from __future__ import annotations

import pytest

from agent.library.catalogue import DEFAULT_AGENT
from tests.real.supercollider.conftest import Sclang
from tests.real.supercollider.playing import (
    PLAYING,
    REST,
    assert_in_tempo,
    given,
    of_notes,
    played,
    stats,
)
from tests.support.patience import PATIENCE_SECONDS
from tests.support.serving import Server

pytestmark = [
    pytest.mark.sclang,
    pytest.mark.parametrize("server", [DEFAULT_AGENT], indirect=True),
]


def test_two_sclangs_may_use_the_same_name_for_a_voice(sclang: Sclang, server: Server) -> None:
    code = PLAYING + (
        r"""
        m.set(\lead, \durations, "0.25 0.5", \key, "KEY".getenv);
        m.waitFor(\lead) { ~play.(\lead, Pfin(32, Pmelo(\lead))) { ~end.() } };
        """
    )
    one = sclang(code, PORT=server.port, KEY="D")
    other = sclang(code, PORT=server.port, KEY="Eb")
    for program in (one, other):
        assert program.wait_for_exit(PATIENCE_SECONDS) == 0
        notes = given(server, program, count=32)
        assert [event.note() for event in played(program)] == of_notes(notes)
        assert stats(program)["late"] == "0"
    assert played(one) != played(other)


def test_after_cmd_period_a_pattern_goes_on_with_the_next_note(
    sclang: Sclang, server: Server
) -> None:
    program = sclang(
        PLAYING
        + r"""
        m.set(\lead, \durations, "0.5");
        m.waitFor(\lead) {
            ~play.(\lead, Pmelo(\lead));
            {
                CmdPeriod.run;
                "stopped".postln;
                m.waitFor(\lead) { ~play.(\lead, Pfin(24, Pmelo(\lead))) { ~end.() } };
            }.defer(0.8);
        };
        """,
        PORT=server.port,
    )
    assert program.wait_for_exit(PATIENCE_SECONDS) == 0
    stop = program.lines.index("stopped")
    events = played(program)
    before = len([line for line in program.lines[:stop] if " played " in line])
    assert before > 5
    assert [event.index for event in events if event.index is not None] == list(range(len(events)))
    assert_in_tempo(events[before:])
    assert len(program.printed("WARNING")) == 0


def test_an_sclang_that_was_started_anew_begins_a_new_melody(
    sclang: Sclang, server: Server
) -> None:
    code = PLAYING + (
        r"""
        m.set(\lead, \durations, "0.25 0.5");
        m.waitFor(\lead) {
            // Many knob turns: many epochs, more than seconds go by until the next sclang is there.
            40.do { |turn| m.set(\lead, \harmony, turn / 20); 0.01.wait };
            m.waitFor(\lead) { ~play.(\lead, Pfin(16, Pmelo(\lead))) { ~end.() } };
        };
        """
    )
    for _ in range(2):
        program = sclang(code, PORT=server.port)
        assert program.wait_for_exit(PATIENCE_SECONDS) == 0
        events = played(program)
        assert [event.index for event in events] == list(range(16))
        assert events[0].beat == 0
        assert_in_tempo(events)
        assert [event.note() for event in events] == of_notes(given(server, program, count=16))


def test_a_voice_made_anew_plays_at_once_however_long_the_one_before_played(
    sclang: Sclang, server: Server
) -> None:
    program = sclang(
        PLAYING
        + r"""
        ~clock = TempoClock(8);
        ~once = { Pfin(4, Pmelo(\lead)).play(~clock) };
        m.set(\lead, \durations, "0.5");
        m.waitFor(\lead) { ~once.() };
        ~once.defer(1.5);	// a rest fills the bars in between
        {
            m.free;
            m = MeloBridge(\default, "127.0.0.1", "PORT".getenv.asInteger);
            m.set(\lead, \durations, "0.5");
            m.waitFor(\lead) { ~play.(\lead, Pfin(4, Pmelo(\lead))) { ~end.() } };
        }.defer(3);
        """,
        PORT=server.port,
    )
    assert program.wait_for_exit(PATIENCE_SECONDS) == 0
    assert [(event.index, event.beat) for event in played(program)] == [
        (0, 0.0),
        (1, 0.5),
        (2, 1.0),
        (3, 1.5),
    ]


def test_two_bridges_of_one_sclang_to_one_server_are_told_of(
    sclang: Sclang, server: Server
) -> None:
    code = PLAYING + r"""MeloBridge(\other, m.addr.ip, m.addr.port); 0.exit;"""
    program = sclang(code, PORT=server.port)
    assert program.wait_for_exit(PATIENCE_SECONDS) == 0
    assert program.printed(
        r"^WARNING: MeloBridge\('default'\) and MeloBridge\('other'\) are one client of "
        rf"127.0.0.1:{server.port}: they share their voices$"
    )


def test_a_duet_listens_and_both_stay_in_their_bars(sclang: Sclang, server: Server) -> None:
    program = sclang(
        PLAYING
        + r"""
        m.set(\lead, \durations, "0.5 1", \chords, "Am F C G");
        m.set(\bass, \durations, "1 2", \low, 36, \high, 55, \chords, "Am F C G");
        m.set(\bass, \listen, \lead, \follow, 0.6);
        m.set(\answer, \durations, "0.5 1", \follow, 1);
        m.waitFor([\lead, \bass, \answer]) {
            ~play.(\lead, Pfin(20, Pmelo(\lead)));
            ~play.(\bass, Pfin(10, Pmelo(\bass)));
            ~play.(\played, Pmelo.listen(
                Pbind(\midinote, Pseq([60, 64, 67, 72], 5), \dur, 0.5), \answer
            ));
            { ~play.(\answer, Pfin(12, Pmelo(\answer))) }.defer(1);
            { ~end.() }.defer(3);
        };
        """,
        PORT=server.port,
    )
    assert program.wait_for_exit(PATIENCE_SECONDS) == 0
    for voice, count in (("lead", 20), ("bass", 10)):
        events = played(program, voice)
        assert [event.note() for event in events] == of_notes(given(server, program, voice, count))
    bass = [event.pitch for event in played(program, "bass") if event.pitch != REST]
    assert 36 <= min(bass) <= max(bass) <= 55
    assert [event.pitch for event in played(program, "played")] == [60, 64, 67, 72] * 5
    answer = [event for event in played(program, "answer") if event.index is not None]
    assert_in_tempo(played(program, "answer"))
    assert len(answer) >= 8
    assert not program.printed("WARNING")
