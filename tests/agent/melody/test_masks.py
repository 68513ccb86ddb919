from collections.abc import Sequence
from functools import cache
from typing import TypeVar

import numpy as np
import pytest
from numpy.typing import NDArray

from agent.errors import TaskError
from agent.melody.masks import allowed, check, reaching, reference_tonic
from agent.melody.meter_parts import ends_of
from agent.melody.vocabulary import ACTIONS, DURATIONS, NO_PITCH, Action
from agent.music.meter import meter_of
from agent.music.tune import METERS
from agent.player.knobs import WEIGHTS, Knobs

T = TypeVar("T")
SAMPLES = 100_000
PITCH = np.array([action.pitch for action in ACTIONS])
DURATION = np.array([action.duration for action in ACTIONS])
RESTS = PITCH == NO_PITCH
# What the texts of the knobs mean, spelt out once more.
SCALES = {
    "major": {0, 2, 4, 5, 7, 9, 11},
    "minor": {0, 2, 3, 5, 7, 8, 9, 10, 11},
    "blues": {0, 3, 5, 6, 7, 10},
    "hirajoshi": {0, 2, 3, 7, 8},
    "chromatic": set(range(12)),
    "0 7": {0, 7},
    "5": {5},
}
CHORDS = {"none": set(range(12)), "Am": {9, 0, 4}, "Bb7": {10, 2, 5, 8}, "6 1": {6, 1}}
LENGTHS = {
    "any": set(DURATIONS),
    "1": {24},
    "0.25 0.5": {6, 12},
    "1/3 2/3 1": {8, 16, 24},
    "1.5": {36},
    "4": {96},
    "6 0.125": {144, 3},
}
STRONG = {
    "4/4": {0, 48},
    "2/2": {0, 48},
    "3/4": {0},
    "2/4": {0},
    "6/8": {0, 36},
    "9/8": {0, 36, 72},
}
# Parts of a bar that no notes or rests fill exactly; all longer ones are made of 3s and 4s.
UNFILLABLE = {1, 2, 5}
STUCK = np.isin(np.arange(max(bar for bar, _ in METERS.values())), list(UNFILLABLE))


def random_knobs(random: np.random.Generator) -> Knobs:
    """Any setting, whether it can be played or not. Raises TaskError for what can't be."""
    numbers = iter(random.integers(0, 2**31, 10).tolist())

    def one_of(choices: Sequence[T]) -> T:
        return choices[next(numbers) % len(choices)]

    low = one_of(range(128))
    weights = dict(zip((*WEIGHTS, "temperature"), random.uniform(0, 2, 6).tolist(), strict=True))
    return Knobs(
        **weights,
        key=one_of(range(12)),
        low=low,
        high=min(low + one_of((0, 3, 7, 12, 24, 127)), 127),
        scale=one_of(tuple(SCALES)),
        chord=one_of(tuple(CHORDS)),
        chord_tones=one_of(("free", "strong", "all")),
        outside=one_of(("chord", "never")),
        durations=one_of(tuple(LENGTHS)),
        density=one_of((0, 0, 0.25, 1, 2, 3, 8)),
        meter=one_of(tuple(METERS)),
    )


@cache
def sounding(knobs_texts: tuple[int, str, str, str, str], strong: bool) -> NDArray[np.bool_]:
    """[pitch class]: which may sound."""
    key, scale, chord, chord_tones, outside = knobs_texts
    classes = {(key + tone) % 12 for tone in SCALES[scale]}
    if outside == "chord" and chord != "none":
        classes |= CHORDS[chord]
    if chord_tones == "all" or (chord_tones == "strong" and strong):
        classes &= CHORDS[chord]
    return np.isin(np.arange(12), list(classes))


@cache
def lasting(durations: str) -> NDArray[np.bool_]:
    """[ticks]: which lengths a note may have."""
    return np.isin(np.arange(DURATION.max() + 1), list(LENGTHS[durations]))


def assert_kept(knobs: Knobs, tonic: int, place: int) -> None:
    """Nothing that is allowed here breaks a constraint, and something is allowed."""
    mask = allowed(knobs, tonic, place)
    assert mask.any()
    notes = mask & ~RESTS
    pitches, ticks = PITCH[notes] + tonic, DURATION[notes]
    texts = knobs.key, knobs.scale, knobs.chord, knobs.chord_tones, knobs.outside
    assert ((pitches >= knobs.low) & (pitches <= knobs.high)).all(), knobs
    assert sounding(texts, place in STRONG[knobs.meter])[pitches % 12].all(), knobs
    assert lasting(knobs.durations)[ticks].all(), knobs
    assert (ticks * knobs.density >= 24 * (knobs.density > 0)).all(), knobs
    left = METERS[knobs.meter][0] - place
    rest_of_bar = left - DURATION[mask]
    if left not in UNFILLABLE:
        assert (rest_of_bar >= 0).all(), knobs
    assert not STUCK[rest_of_bar % METERS[knobs.meter][0]].any(), knobs


@pytest.mark.slow
def test_no_constraint_is_ever_violated() -> None:
    random = np.random.default_rng(0)
    done = 0
    while done < SAMPLES:
        try:
            knobs = random_knobs(random)
        except TaskError:
            continue
        place = int(random.integers(METERS[knobs.meter][0]))
        tonic = reference_tonic(knobs) if done % 2 else int(random.integers(0, 128))
        assert_kept(knobs, tonic, place)
        done += 1


@pytest.mark.slow
def test_settings_are_refused_exactly_when_only_rests_are_left() -> None:
    random = np.random.default_rng(1)
    refused = 0
    for _ in range(3_000):
        try:
            knobs = random_knobs(random)
        except TaskError:
            continue
        bar, tonic = METERS[knobs.meter][0], reference_tonic(knobs)
        places = [place for place in range(bar) if bar - place not in UNFILLABLE]
        possible = any(allowed(knobs, tonic, place)[~RESTS].any() for place in places)
        try:
            check(knobs)
            assert possible, knobs
        except TaskError:
            assert not possible, knobs
            refused += 1
    assert refused > 50


@pytest.mark.parametrize("meter", METERS)
def test_whatever_is_chosen_every_bar_line_is_met(meter: str) -> None:
    random = np.random.default_rng(2)
    bar, knobs, tick = METERS[meter][0], Knobs(meter=meter), 0
    met = {0}
    while tick < 200 * bar:
        mask = allowed(knobs, 60, tick % bar)
        tick += int(DURATION[random.choice(np.flatnonzero(mask))])
        met |= {tick}
    assert met >= set(range(0, 200 * bar, bar))


@pytest.mark.parametrize("meter", ["5/4", "7/8", "3+2+2/8", "12/8", "15/8", "15/4", "1/4", "1/8"])
def test_whatever_is_chosen_parts_of_bars_are_met_or_filled(meter: str) -> None:
    random = np.random.default_rng(3)
    bar, knobs, tick = meter_of(meter).bar, Knobs(meter=meter), 0
    borders = {0, *ends_of(meter)}
    for _ in range(3_000):
        place = tick % bar
        mask = allowed(knobs, 60, place)
        end = place + int(DURATION[random.choice(np.flatnonzero(mask))])
        whole = place in borders and end in borders
        assert whole or end <= ends_of(meter)[place]
        tick += end - place


def test_a_note_may_last_whole_parts_of_a_bar() -> None:
    assert longest("5/8", 0) == 60
    assert longest("12/8", 0) == 144
    assert longest("12/8", 12) == 60
    assert longest("5/4", 48) == 24
    assert longest("5/4", 72) == 48
    assert longest("7/8", 24) == 24
    assert longest("1/4", 6) == 18


def longest(meter: str, place: int) -> int:
    return int(DURATION[allowed(Knobs(meter=meter), 60, place)].max())


def test_off_the_grid_of_a_part_it_may_be_left() -> None:
    # 2 ticks before the second part of 7/8: nothing ends there, 8 ticks end 6 later.
    mask = allowed(Knobs(meter="7/8"), 60, 46)
    assert mask.any()
    assert set(DURATION[mask].tolist()) >= {8}
    assert DURATION[mask].min() > 2


def names(mask: NDArray[np.bool_]) -> set[Action]:
    return {action for action, may in zip(ACTIONS, mask, strict=True) if may}


def test_quarters_of_a_triad_in_a_range() -> None:
    knobs = Knobs(chord="C", chord_tones="all", low=60, high=72, durations="1")
    notes = {Action(pitch, 24) for pitch in (0, 4, 7, 12)}
    rests = {Action(NO_PITCH, ticks) for ticks in DURATIONS if ticks <= 96}
    assert names(allowed(knobs, 60, 0)) == notes | rests
    assert names(allowed(knobs, 60, 72)) == notes | {
        Action(NO_PITCH, ticks) for ticks in (3, 4, 6, 8, 9, 12, 16, 18, 24)
    }


def test_strong_beats_take_chord_tones_and_others_any() -> None:
    knobs = Knobs(chord="F", chord_tones="strong", low=60, high=71, durations="0.5")
    classes = [
        {action.pitch for action in names(allowed(knobs, 60, place)) if action.pitch != NO_PITCH}
        for place in (0, 12, 24, 48)
    ]
    scale = {0, 2, 4, 5, 7, 9, 11}
    assert classes == [{0, 5, 9}, scale, scale, {0, 5, 9}]


def test_no_note_is_shorter_than_the_density_says() -> None:
    mask = allowed(Knobs(density=2), 60, 0)
    assert DURATION[mask & ~RESTS].min() == 12
    assert DURATION[mask].min() == 3


def test_a_bar_that_cant_be_filled_may_be_left() -> None:
    left_five = allowed(Knobs(), 60, 91)
    assert DURATION[left_five].min() == 6
    assert (allowed(Knobs(), 60, 90) <= (DURATION <= 6)).all()


def lengths_at(place: int, meter: str = "4/4") -> set[int]:
    return {int(ticks) for ticks in DURATION[allowed(Knobs(meter=meter), 60, place)]}


@pytest.mark.parametrize(
    ("place", "meter", "lengths"),
    [
        (8, "4/4", {4, 8, 16}),
        (16, "4/4", {4, 8, 16}),
        (40, "4/4", {4, 8}),
        (32, "4/4", {4, 8, 16}),
        (20, "4/4", {4}),
        (88, "4/4", {4, 8}),
        (64, "3/4", {4, 8}),
        (68, "6/8", {4}),
        (104, "9/8", {4}),
        (6, "4/4", {3, 6, 9, 12, 18, 24, 30, 36, 48, 60, 72}),
        (84, "4/4", {3, 4, 6, 8, 9, 12}),
    ],
)
def test_a_beat_begun_with_thirds_is_filled_with_thirds(
    place: int, meter: str, lengths: set[int]
) -> None:
    assert lengths_at(place, meter) == lengths


@pytest.mark.parametrize("meter", METERS)
def test_groups_of_thirds_are_whole_whatever_is_chosen(meter: str) -> None:
    random = np.random.default_rng(3)
    bar, tick = METERS[meter][0], 0
    while tick < 100 * bar:
        mask = allowed(Knobs(meter=meter), 60, tick % bar)
        ticks = int(DURATION[random.choice(np.flatnonzero(mask))])
        begun = tick % bar % 24 in {4, 8, 16, 20}
        assert ticks in {4, 8, 16} if begun else ticks not in {4, 8, 16} or tick % bar % 12 == 0
        tick += ticks


def test_masks_are_shared_and_cant_be_written() -> None:
    mask = allowed(Knobs(), 60, 0)
    assert allowed(Knobs(harmony=0.5), 60, 0) is mask
    with pytest.raises(ValueError, match="read-only"):
        mask[0] = False


@pytest.mark.parametrize(
    ("key", "low", "high", "tonic"),
    [
        (0, 0, 127, 60),
        (8, 0, 127, 68),
        (9, 0, 127, 57),
        (0, 36, 59, 48),
        (0, 55, 74, 60),
        (7, 60, 84, 67),
        (0, 84, 96, 84),
        (0, 0, 11, 0),
    ],
)
def test_the_tonic_lies_where_a_tune_fits_the_range(
    key: int, low: int, high: int, tonic: int
) -> None:
    assert reference_tonic(Knobs(key=key, low=low, high=high)) == tonic


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({"durations": "6"}, "goes with durations 6, density 0 and meter 4/4: allow more"),
        ({"durations": "4", "meter": "3/4"}, "goes with durations 4, density 0 and meter 3/4"),
        ({"density": 0.1}, "no note from low 0 to high 127 goes with durations any, density 0.1"),
        ({"durations": "1 5/24"}, r"durations is '1 5/24': use some of 1/8 1/6 1/4 .* 6 \(quart"),
    ],
)
def test_settings_that_leave_only_rests_are_refused(settings: dict[str, str], fault: str) -> None:
    with pytest.raises(TaskError, match=fault):
        check(Knobs(**settings))  # type: ignore[arg-type]


def test_an_end_within_the_bar_is_reached_exactly() -> None:
    """A third of a beat is filled by thirds; before a sixteenth, thirds come in halves of a beat.

    At the bar line all that doesn't go beyond it stays allowed.
    """
    assert set(DURATION[reaching("4/4", 0, 8)].tolist()) == {4, 8}
    assert set(DURATION[reaching("4/4", 36, 6)].tolist()) == {3, 6}
    assert set(DURATION[reaching("4/4", 84, 12)].tolist()) == {3, 4, 6, 8, 9, 12}
