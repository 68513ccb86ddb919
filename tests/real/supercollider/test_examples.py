"""The pieces in examples/ are music: their blocks, evaluated in order against a real server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from agent.library.catalogue import DEFAULT_AGENT
from tests.real.supercollider.conftest import Sclang
from tests.support.patience import PATIENCE_SECONDS
from tests.support.program import Program
from tests.support.sclang import QUARK
from tests.support.serving import Server

pytestmark = [
    pytest.mark.sclang,
    pytest.mark.parametrize("server", [DEFAULT_AGENT], indirect=True),
]

EXAMPLES = QUARK / "examples"
SCRIPT = Path(__file__).with_name("examples.scd").read_text()
C_MAJOR, G_MAJOR = {0, 2, 4, 5, 7, 9, 11}, {7, 9, 11, 0, 2, 4, 6}
A_MINOR = {9, 11, 0, 2, 4, 5, 6, 7, 8}  # with the raised sixth and seventh of melodic minor
E_MINOR_PENTATONIC = {4, 7, 9, 11, 2}


class Event(NamedTuple):
    """What an instrument was told to play. pitches: MIDI, rests left out; beat, duration: beats."""

    pitches: list[int]
    beat: float
    duration: float


def run(sclang: Sclang, server: Server, code: str, **variables: str) -> Program:
    """Run code to the call of `~end`."""
    program = sclang(SCRIPT + code, PORT=server.port, EXAMPLES=EXAMPLES, **variables)
    assert program.wait_for_exit(PATIENCE_SECONDS) == 0
    assert program.printed("^WARNING") == [], "\n".join(program.lines)
    return program


def played(program: Program, instrument: str) -> list[Event]:
    """What one instrument played; it has to be defined."""
    (known,) = program.printed("^known (.*)$")
    assert instrument in known[1].split()
    found = program.printed(rf"^{instrument} plays (\S+) at (\S+) for (\S+), loud (\S+)$")
    assert all(0 <= float(one[4]) <= 0.3 for one in found)
    return [
        Event(
            [round(float(p)) for p in one[1].split(",") if p != "-1"], float(one[2]), float(one[3])
        )
        for one in found
    ]


def pitches(events: list[Event]) -> list[int]:
    return [pitch for event in events for pitch in event.pitches]


def classes(events: list[Event]) -> set[int]:
    return {pitch % 12 for pitch in pitches(events)}


def test_all_of_them_compile(sclang: Sclang, server: Server) -> None:
    program = sclang(f"{SCRIPT}\n~compileAll.();", EXAMPLES=EXAMPLES)
    assert program.wait_for_exit(PATIENCE_SECONDS) == 0
    assert [found[0] for found in program.printed("^bad .*")] == []
    names = {found[1] for found in program.printed(r"^good (\w+) ")}
    assert names == {path.stem for path in EXAMPLES.glob("*.scd")}
    assert len(names) == 6


def test_a_solo_over_a_drone(sclang: Sclang, server: Server) -> None:
    code = r"""
    ~begin.("solo_line");
    ~evaluate.("solo_line", 1);
    ~evaluate.("solo_line", 2);
    { ~evaluate.("solo_line", 3); ~end.() }.defer(6);
    """
    program = run(sclang, server, code)
    solo = played(program, "reed")
    assert len(solo) > 20
    assert classes(solo) <= C_MAJOR  # D dorian
    assert all(62 <= pitch <= 86 for pitch in pitches(solo))
    assert played(program, "drone")[0].pitches == [38, 45, 50]


def test_a_duet_over_chords(sclang: Sclang, server: Server) -> None:
    code = r"""
    ~begin.("duet");
    ~evaluate.("duet", 1);
    { 2.wait; ~lines.("duet").do { |line| line.interpret; 0.5.wait }; ~end.() }.fork(SystemClock);
    """
    program = run(sclang, server, code)
    lead, bass = played(program, "pluck"), played(program, "bass")
    assert len(lead) > 15
    assert len(bass) > 8
    assert all(64 <= pitch <= 84 for pitch in pitches(lead))
    assert all(33 <= pitch <= 50 for pitch in pitches(bass))
    assert classes(lead + bass) <= A_MINOR
    assert len(played(program, "hat")) > 40


def test_a_phrase_calls_and_is_answered(sclang: Sclang, server: Server) -> None:
    code = r"""
    ~begin.("call_and_response");
    ~evaluate.("call_and_response", 2);
    { ~end.() }.defer(4);
    """
    program = run(sclang, server, code)
    call, answer = played(program, "piano"), played(program, "bell")
    assert len(call) == 6
    assert len(answer) >= 4
    assert answer[0].beat >= call[-1].beat
    # Two bars, with what rests there are in them.
    assert 5 < sum(event.duration for event in answer) < 8.01
    assert classes(answer) <= G_MAJOR
    assert all(60 <= pitch <= 84 for pitch in pitches(answer))


def test_the_line_goes_through_the_keys_with_the_chords(sclang: Sclang, server: Server) -> None:
    code = r"""
    ~begin.("modulation");
    ~evaluate.("modulation", 1);
    { ~evaluate.("modulation", 2); ~end.() }.defer(11.5);
    """
    program = run(sclang, server, code)
    pad, line = played(program, "pad"), played(program, "flute")
    assert [sorted(pitch % 12 for pitch in event.pitches) for event in pad[:5]] == [
        [0, 4, 7],
        [0, 4, 9],
        [0, 2, 5, 9],
        [2, 5, 7, 11],
        [3, 7, 10],
    ]
    start = pad[0].beat
    for number in range(4):
        tonic = 3 * number
        section = [e for e in line if 0 <= e.beat - start - 16 * number < 16]
        assert len(section) > 4
        # A note that begins before the line heard of the new key may still be in the old one.
        new = [event for event in section if event.beat - start - 16 * number > 0.5]
        assert {(pitch - tonic) % 12 for pitch in pitches(new)} <= C_MAJOR


def test_thumbs_teach_it_leaps(sclang: Sclang, server: Server) -> None:
    code = r"""
    ~begin.("thumbs_up");
    {
        1.5.wait;
        ~lines.("thumbs_up")[..3].do { |line| line.interpret; 0.2.wait };
        ~evaluate.("thumbs_up", 2);
        60.do { if(m.voice(\lead).dependants.notEmpty) { 0.25.wait } };
        ~end.();
    }.fork(SystemClock);
    """
    program = run(sclang, server, code)
    heard = pitches(played(program, "kalimba"))
    assert {pitch % 12 for pitch in heard} <= E_MINOR_PENTATONIC
    assert program.printed("^it has learned$")
    assert program.printed(r"^lead \d+: .* rank \d+ of \d+")


def test_the_lines_of_the_guide_play_a_duet(sclang: Sclang, server: Server) -> None:
    guide = (QUARK.parent / "docs" / "supercollider.md").read_text()
    [block] = re.findall(r"^```supercollider$(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    code = r"""
    ~begin.("duet");
    fork({
        "LINES".getenv.split($\n).do { |line| ~interpret.(line); 0.4.wait };
        ~end.();
    }, AppClock);
    """
    program = run(sclang, server, code, LINES=block)
    notes = played(program, "default")
    assert classes(notes) <= C_MAJOR  # D dorian
    assert len([pitch for pitch in pitches(notes) if pitch <= 55]) > 4
    assert len([pitch for pitch in pitches(notes) if pitch > 55]) > 8
    assert program.printed(r"^lead \d+: .* rank \d+ of \d+")
