"""An agent never plays more than twelve notes in a row of a tune that it learned from."""

from dataclasses import replace

import numpy as np
import pytest

from agent.corpus.songbook import songbook
from agent.melody.brief import brief_of
from agent.melody.originality import (
    BITS,
    LONGEST_COPY,
    Filter,
    copying,
    no_runs,
    with_tunes,
)
from agent.melody.playing.player import MelodyPlayer
from agent.melody.vocabulary import ACTIONS, NO_PITCH, NUMBER, Action, events_of
from agent.music.tune import Tune
from agent.player.knobs import Knobs
from tests.support.melody_agent import little_checkpoint

TUNE = max(songbook(), key=lambda tune: len(tune.notes))


def knobs_for(tune: Tune) -> Knobs:
    return Knobs(meter=tune.meter, scale="chromatic")


def played(tune: Tune) -> str:
    return "".join(chr(event.action) for event in events_of(tune))


@pytest.fixture(scope="module")
def known() -> Filter:
    return with_tunes(no_runs(), songbook())


def test_the_thirteenth_note_of_a_known_tune_is_a_copy(known: Filter) -> None:
    melody = played(TUNE)
    assert all(ACTIONS[ord(action)].pitch != NO_PITCH for action in melody[:13])
    for heard in range(LONGEST_COPY):
        assert copying(known, melody[:heard]) is None
    copies = copying(known, melody[:LONGEST_COPY])
    assert copies is not None
    assert copies[ord(melody[LONGEST_COPY])]
    assert copies.sum() < 5


def test_rests_neither_count_nor_interrupt(known: Filter) -> None:
    melody = played(TUNE)
    rest = chr(NUMBER[Action(NO_PITCH, 24)])
    copies = copying(known, melody[:6] + rest + melody[6:LONGEST_COPY])
    assert copies is not None
    assert copies[ord(melody[LONGEST_COPY])]
    assert not copies[ord(rest)]


def test_other_melodies_are_no_copies(known: Filter) -> None:
    random = np.random.default_rng(0)
    for _ in range(200):
        notes = "".join(chr(number) for number in random.integers(len(ACTIONS), size=20))
        assert copying(known, notes) is None
    assert copying(no_runs(), played(TUNE)[:20]) is None


def test_a_filter_grows_and_keeps_what_it_had(known: Filter) -> None:
    first, both = with_tunes(no_runs(), songbook()[:20]), with_tunes(no_runs(), songbook())
    assert (with_tunes(first, songbook()[20:]) == both).all()
    assert known.shape == (BITS // 8,)
    assert 0 < np.unpackbits(known).mean() < 0.05


def test_a_player_leaves_a_known_tune_in_time(known: Filter) -> None:
    checkpoint = little_checkpoint()
    free, bound = MelodyPlayer(checkpoint), MelodyPlayer(replace(checkpoint, known=known))
    brief = brief_of(TUNE)
    line, melody = free.start(0), played(TUNE)
    for action in melody[:LONGEST_COPY]:
        line = line.played(ord(action))
    setting, following = brief.at(line.tick), ord(melody[LONGEST_COPY])
    knobs = knobs_for(TUNE)
    assert free.allowed(line, setting, knobs)[following]
    assert not bound.allowed(line, setting, knobs)[following]
    assert bound.allowed(line, setting, knobs).any()
