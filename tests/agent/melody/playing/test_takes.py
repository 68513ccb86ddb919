import json

import numpy as np
import pytest

from agent.melody.brief import Brief, brief_of
from agent.melody.line import Line, Setting
from agent.melody.playing.takes import REFERENCE_TONIC, perform, take_in, takes
from agent.melody.vocabulary import ACTIONS, NO_PITCH, Event
from agent.music.tune import METERS, Tune, TuneChord
from agent.player.knobs import Knobs
from tests.support.lines import actions
from tests.support.melody_agent import little_player
from tests.support.tunes import tune

CHORDS = (TuneChord(0, 0, 145, "maj"), TuneChord(96, 7, 2180, "maj"), TuneChord(960, 0, 145, "m"))
DORIAN = 0b011010101101
BRIEF = Brief(Setting("4/4", 96, 24, "dorian", "hymn", 4 * 96, scale=DORIAN), CHORDS, 72)


def test_a_performance_goes_from_the_pickup_to_the_end_without_a_gap() -> None:
    events = perform(little_player(), BRIEF, Knobs(), np.random.default_rng(0))
    tick = 72
    for event in events:
        assert event.tick == tick
        tick += ACTIONS[event.action].duration
    assert tick == 4 * 96


def test_each_event_is_chosen_after_those_before_it() -> None:
    player, brief, knobs = little_player(), BRIEF, Knobs(temperature=0)
    events = perform(player, brief, knobs, np.random.default_rng(0))
    line = Line(tick=72).begun(np.random.default_rng(0).random())
    for event in events:
        assert event == Event(line.tick, player.choose(line, brief.at(line.tick), knobs, 0.5))
        line = line.played(event.action)


def test_a_take_is_a_tune_under_the_conditions_of_its_brief() -> None:
    take = take_in(little_player(), BRIEF, Knobs(), 5)
    assert take is not None
    assert (take.id, take.title, take.source) == ("take/5", "take 5", "hymn")
    assert (take.meter, take.bar, take.beat, take.mode) == ("4/4", 96, 24, "dorian")
    assert (take.tonic, take.key) == (REFERENCE_TONIC, 2)
    assert take.chords == CHORDS[:2]
    assert all(note.onset >= 72 for note in take.notes)
    assert {note.pitch % 12 for note in take.notes} <= {0, 2, 3, 5, 7, 9, 10}
    assert Tune.from_dict(json.loads(take.to_json())) == take


@pytest.mark.slow
def test_minor_has_both_sixths_and_sevenths_and_other_modes_anything() -> None:
    def tones(mode: str) -> set[int]:
        brief = Brief(Setting(mode=mode, end=16 * 96))
        played = takes(little_player(), [brief], Knobs(temperature=2, form=0), 20, 0)
        return {note.pitch % 12 for take in played for note in take.notes}

    assert tones("minor") == {0, 2, 3, 5, 7, 8, 9, 10, 11}
    assert tones("other") >= {1, 3, 4, 8}


def test_a_take_of_rests_is_none() -> None:
    too_long = Knobs(durations="6")
    assert take_in(little_player(), BRIEF, too_long, 0) is None
    assert takes(little_player(), [BRIEF], too_long, 3, 0) == []


def test_the_same_seed_plays_the_same_take() -> None:
    player = little_player()
    assert take_in(player, BRIEF, Knobs(), 1) == take_in(player, BRIEF, Knobs(), 1)
    assert take_in(player, BRIEF, Knobs(), 1) != take_in(player, BRIEF, Knobs(), 2)


def test_at_temperature_0_every_seed_plays_the_same() -> None:
    takes_at_0 = takes(little_player(), [BRIEF], Knobs(temperature=0), 3, 0)
    assert len({take.notes for take in takes_at_0}) == 1


def test_many_takes_go_round_the_briefs() -> None:
    briefs = [brief_of(tune("0 2 4 | 5/72", meter="3/4")), BRIEF]
    played = takes(little_player(), briefs, Knobs(), 5, 10)
    assert [(take.meter, take.id) for take in played] == [
        ("3/4", "take/10"),
        ("4/4", "take/11"),
        ("3/4", "take/12"),
        ("4/4", "take/13"),
        ("3/4", "take/14"),
    ]


@pytest.mark.parametrize("meter", METERS)
def test_a_take_ends_exactly_at_its_end(meter: str) -> None:
    bar, beat = METERS[meter]
    random = np.random.default_rng(0)
    for seed in range(12):
        bars, start = int(random.integers(1, 6)), int(random.integers(bar // 3)) * 3
        brief = Brief(Setting(meter, bar, beat, end=bars * bar), start=start)
        knobs = Knobs(meter=meter, temperature=2)
        last = perform(little_player(seed % 3), brief, knobs, random)[-1]
        assert last.tick + ACTIONS[last.action].duration == bars * bar


def test_what_was_heard_is_followed() -> None:
    heard = "".join(map(chr, actions("0 7/12 4/12 9/48 0/12 2/12 4 ")))
    grams = {heard[n : n + 3] for n in range(len(heard) - 2)}

    def share(follow: float) -> float:
        knobs, brief = Knobs(follow=follow), Brief(Setting(end=16 * 96))
        found, total = 0, 0
        for seed in range(6):
            random = np.random.default_rng(seed)
            events = perform(little_player(indifferent=True), brief, knobs, random, heard)
            played = "".join(chr(event.action) for event in events)
            found += sum(played[n : n + 3] in grams for n in range(len(played) - 2))
            total += len(played)
        return found / total

    assert share(0.0) < 0.01
    assert share(1.0) > share(0.5) > share(0.0)


def test_notes_are_where_they_were_played() -> None:
    player = little_player()
    take = take_in(player, BRIEF, Knobs(), 3)
    suited = Knobs(scale="dorian")
    events = perform(player, BRIEF, suited, np.random.default_rng(3))
    sounding = [(e.tick, *ACTIONS[e.action]) for e in events if ACTIONS[e.action].pitch != NO_PITCH]
    assert take is not None
    assert [(n.onset, n.pitch, n.duration) for n in take.notes] == sounding


def test_accidentals_are_notes_that_real_tunes_have_and_the_mode_has_not() -> None:
    brief = Brief(Setting(end=16 * 96))
    bound, free = (
        [
            take_in(little_player(), brief, Knobs(form=0), seed, accidentals=accidentals)
            for seed in range(10)
        ]
        for accidentals in (False, True)
    )
    scales = [
        {note.pitch % 12 for take in takes if take for note in take.notes}
        for takes in (bound, free)
    ]
    assert scales[0] <= {0, 2, 4, 5, 7, 9, 11}
    assert scales[1] & {1, 3, 6, 8, 10}
