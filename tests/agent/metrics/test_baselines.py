from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from agent.metrics.baselines import DURATIONS, noise, scale_walk, textbook
from agent.music.tune import Tune


def generator(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("baseline", [noise, textbook, scale_walk])
def test_a_baseline_fills_its_bars_and_obeys_the_seed(
    baseline: Callable[[np.random.Generator, int], Tune],
) -> None:
    made = baseline(generator(), 4)
    assert made.notes[0].onset == 0
    assert made.end == 4 * 96
    assert all(a.onset + a.duration == b.onset for a, b in pairwise(made.notes))
    assert made == baseline(generator(), 4)
    assert made != baseline(generator(1), 4)


def test_noise_knows_every_pitch_and_duration() -> None:
    notes = noise(generator(), 1000).notes[:-1]
    assert {note.pitch for note in notes} == set(range(-12, 24))
    assert {note.duration for note in notes} == set(DURATIONS)


def test_the_textbook_plays_seven_notes_in_quarters() -> None:
    notes = textbook(generator(), 100).notes
    assert {note.pitch for note in notes} == {0, 2, 4, 5, 7, 9, 11}
    assert {note.duration for note in notes} == {24}


def test_the_walk_goes_by_steps_of_the_scale_within_its_range() -> None:
    pitches = [note.pitch for note in scale_walk(generator(), 500).notes]
    assert {abs(b - a) for a, b in pairwise(pitches)} == {1, 2}
    assert {pitch % 12 for pitch in pitches} == {0, 2, 4, 5, 7, 9, 11}
    assert (min(pitches), max(pitches)) == (-12, 23)
