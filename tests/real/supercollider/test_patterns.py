"""Every kind of Pattern plays the notes that the server gave, in their rhythm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from agent.library.catalogue import DEFAULT_AGENT
from tests.real.supercollider.playing import (
    PLAYING,
    REST,
    assert_in_tempo,
    given,
    of_notes,
    played,
    stats,
)
from tests.support.program import Program
from tests.support.sclang import QUARK, start
from tests.support.serving import Note, Server, serving

pytestmark = pytest.mark.sclang

PATTERNS = r"""
~voices = [
    \event, \keys, \list, \under, \pdef, \par1, \par2, \first, \second, \find, \stretched, \quant,
    \one, \other
];
~voices.do { |voice| m.set(voice, \durations, "0.25 0.5 1") };
m.waitFor(~voices) {
    ~play.(\event, Pfin(24, Pbind(\amp, 0.2) <> Pmelo(\event)));
    ~play.(\keys, Pfin(24, Pbind(
        \midinote, Pmelo(\keys, \midinote) + 12, \dur, Pmelo(\keys, \dur), \amp, Pmelo(\keys, \amp)
    )));
    ~play.(\list, Pfin(24, Pbind([\midinote, \dur], Pmelo(\list, [\midinote, \dur]))));
    ~play.(\under, Pfin(24, Pbindf(Pmelo(\under), \amp, 0.1, \pan, Pwhite(-1, 1))));
    Pdef(\melody, Pbind(\midinote, Pkey(\midinote) + 0) <> Pmelo(\pdef));
    ~play.(\pdef, Pfindur(6, Pdef(\melody).quant_(0)));
    { Pdef(\melody, Pbind(\midinote, Pkey(\midinote) - 12) <> Pmelo(\pdef)) }.defer(0.3);
    ~posting.(Ppar([Pfin(12, Pmelo(\par1)), Pfin(12, Pmelo(\par2))])).play(TempoClock(8));
    ~posting.(Pspawner { |spawner|
        spawner.par(Pfin(8, Pmelo(\first)));
        spawner.wait(2);
        spawner.seq(Pfin(8, Pmelo(\second)));
    }).play(TempoClock(8));
    ~play.(\find, Pfindur(4.1, Pmelo(\find)));
    ~play.(\stretched, Pfin(12, Pbindf(Pmelo(\stretched), \stretch, 0.5)));
    {
        var clock = TempoClock(8);
        0.2.wait;
        ~posting.(Pfin(12, Pmelo(\quant))).play(clock, quant: 4);
    }.fork;
    ~posting.(Pfin(16, Pmelo(Pseq([\one, \other], inf)))).play(TempoClock(8));
    { 3.0.wait; ~end.() }.fork;
};
"""


class Run(NamedTuple):
    """One sclang that played all of them, and the server."""

    program: Program
    server: Server

    def gave(self, voice: str, count: int) -> list[Note]:
        return given(self.server, self.program, voice, count)


@pytest.fixture(scope="module")
def run(
    require_client: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Run]:
    sclang, folder = require_client("sclang"), tmp_path_factory.mktemp("patterns")
    with serving(folder, DEFAULT_AGENT) as server:
        code = PLAYING + PATTERNS
        with start(sclang, folder / "home", code, {"PORT": server.port}, [QUARK]) as program:
            assert program.wait_for_exit(20) == 0
            yield Run(program, server)


@pytest.mark.parametrize(
    ("name", "count"),
    [("event", 24), ("list", 24), ("under", 24), ("par1", 12), ("par2", 12), ("first", 8)],
)
def test_a_pattern_plays_what_the_server_gave(run: Run, name: str, count: int) -> None:
    events = played(run.program, name)
    assert [event.note() for event in events] == of_notes(run.gave(name, count))


def test_keys_of_several_streams_belong_to_one_note(run: Run) -> None:
    events = [event.note() for event in played(run.program, "keys")]
    notes = of_notes(run.gave("keys", 24))
    assert events == [(pitch if pitch == REST else pitch + 12, *time) for pitch, *time in notes]


def test_a_redefined_pdef_goes_on_with_the_next_note(run: Run) -> None:
    events = played(run.program, "pdef")
    notes = run.gave("pdef", len(events))
    assert [event.index for event in events] == list(range(len(events)))
    moved = [note.pitch - event.pitch for note, event in zip(notes, events, strict=True)]
    assert set(moved) <= {0, 12}
    assert (moved[0], moved[-1]) == (0, 12)
    assert_in_tempo(events)


def test_a_spawned_voice_begins_when_it_is_spawned(run: Run) -> None:
    events = played(run.program, "second")
    assert [event.note(start=2.0) for event in events] == of_notes(run.gave("second", 8))


def test_pfindur_cuts_the_last_note(run: Run) -> None:
    *events, last = played(run.program, "find")
    notes = of_notes(run.gave("find", len(events) + 1))
    assert [event.note() for event in events] == notes[:-1]
    assert (last.pitch, last.beat) == (notes[-1][0], notes[-1][2])
    assert last.beat + last.delta == pytest.approx(4.1)


def test_stretch_stretches(run: Run) -> None:
    events = played(run.program, "stretched")
    assert [event.note() for event in events] == of_notes(run.gave("stretched", 12), stretch=0.5)


def test_quant_waits_for_the_bar_with_the_first_note(run: Run) -> None:
    events = played(run.program, "quant")
    assert events[0].beat > 0
    assert events[0].beat % 4 == 0
    assert [event.note(start=events[0].beat) for event in events] == of_notes(run.gave("quant", 12))


def test_the_voice_itself_may_be_a_pattern(run: Run) -> None:
    turns = [found[1] for found in run.program.printed("^(one|other) played")]
    assert turns == ["one", "other"] * 8
    for voice in ("one", "other"):
        events, notes = played(run.program, voice), run.gave(voice, 8)
        assert [event.pitch for event in events] == [note.pitch for note in notes]
        assert [event.duration for event in events] == [note.duration for note in notes]


def test_all_of_them_end_without_an_underrun(run: Run) -> None:
    ended = {found[1] for found in run.program.printed("^(.*) ended$")}
    assert ended == {"event", "keys", "list", "under", "pdef", "find", "stretched"}
    assert stats(run.program)["late"] == "0"
