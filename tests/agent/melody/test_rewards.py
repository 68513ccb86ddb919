from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.corpus.songbook import songbook
from agent.melody.learning.dataset import state_actions
from agent.melody.line import MODES, Setting
from agent.melody.rewards import (
    FUNCTIONS,
    TERMS,
    VALUES,
    TermReward,
    choice_of,
    rewards,
    usual_duration,
)
from agent.melody.vocabulary import ACTIONS
from agent.music.scales import SCALES
from agent.music.tune import METERS
from tests.support.lines import action, line_of, random_line

C_MAJOR, G7 = (0, 0b10010001), (7, 0b100010100100)
ON_C, ON_G7 = Setting(chord=C_MAJOR), Setting(chord=G7)
SCALE = "0/12 2/12 4/12 5/12 7/12 9/12 11/12 7/12"


def pay(term: str, melody: str, setting: Setting | None = None, start: int = 0) -> TermReward:
    """What a term says to the last event of a melody, to a tenth of a millinat."""
    *before, last = melody.replace("|", "").split()
    line = line_of(" ".join(before), start)
    paid = FUNCTIONS[term](choice_of(line, setting or Setting(), action(last)))
    return TermReward(round(paid.band, 4) + 0.0, round(paid.lean, 4) + 0.0)


harmony, smoothness, variety, form = (
    partial(pay, term) for term in ("harmony", "smoothness", "variety", "form")
)


def test_there_are_five_terms_with_two_parts_and_one_cost() -> None:
    assert TERMS == ("harmony", "smoothness", "variety", "style", "form")
    assert VALUES == 11


# Harmony: chord tones where they are heard most.


def test_notes_of_the_scale_are_free_without_a_chord() -> None:
    for melody in ("0 2", "0 4", "4 5/12", "0 7", "7 0"):
        assert harmony(melody).band == 0


def test_notes_outside_of_the_scale_cost() -> None:
    assert harmony("0/12 1/12") == (-0.3, -0.6)
    assert harmony("0/12 1/12", Setting(mode="other")) == (0, 0)
    assert harmony("4/12 6/12", Setting(scale=0b101011010101)).band == 0
    assert harmony("4/12 5/12", Setting(scale=0b101011010101)).band == -0.3


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "other"])
def test_each_mode_has_its_scale(mode: str) -> None:
    setting = Setting(mode=mode)
    inside = {pitch for pitch in range(12) if harmony(f"{pitch}", setting).band == 0}
    assert inside == {pitch for pitch in range(12) if SCALES[mode] >> pitch & 1}


def test_without_a_chord_the_tonic_triad_leans_on_strong_beats() -> None:
    leans = [harmony(f"0 0/48 {pitch}", start=24).lean for pitch in (4, 7, 5)]
    assert leans == [0.6, 0.6, -0.6]
    assert harmony("0 4").lean == 0.3
    assert harmony("0/12 5/12").lean == 0
    assert harmony("3", Setting(mode="minor")).lean == 0.6
    assert harmony("4", Setting(mode="minor")).lean == -1.2


def test_chord_tones_are_silent_and_the_others_cost_by_their_weight() -> None:
    assert harmony("4", ON_C).band == 0
    assert harmony("5", ON_C).band == -0.24
    assert harmony("5/96", ON_C).band == -0.3
    assert harmony("4 5", ON_C).band == -0.15
    assert harmony("4/12 5/12", ON_C).band == -0.03


def test_chord_tones_lean_toward_harmony_and_the_others_against() -> None:
    assert harmony("4/48", ON_C).lean == 0.84
    assert harmony("5/48", ON_C).lean == -0.84
    assert harmony("5/48", ON_G7).lean == 0.84


def test_a_dissonance_that_is_left_by_a_leap_costs() -> None:
    assert harmony("2/12 4/12", ON_C).band == 0
    assert harmony("2/12 7/12", ON_C) == (-0.3, -0.09)
    assert harmony("4/12 7/12", ON_C).band == 0


def test_rough_intervals_lean_against_harmony() -> None:
    assert harmony("5/12 11/12").lean == -0.45
    assert harmony("0/12 11/12").lean == -0.6
    assert harmony("-1/12 12/12") == (-0.5, -0.75)


# Smoothness: small intervals, leaps turned back.


@pytest.mark.parametrize(
    ("interval", "lean"), [(0, 0.24), (1, 0.12), (2, 0), (4, -0.24), (7, -0.6), (12, -1.2)]
)
def test_small_intervals_lean_toward_smoothness(interval: int, lean: float) -> None:
    around = "0 2 0 2 0 2 0 2 0"
    assert smoothness(f"{around} {interval}") == (0, lean)
    assert smoothness(f"{around} {-interval}") == (0, lean)


def test_leaps_beyond_the_octave_cost() -> None:
    assert smoothness("0 2 0 2 0 2 0 2 -11").band == -2
    assert smoothness("0 2 0 2 0 2 0 2 15").band == -2


def test_leaps_lean_toward_smoothness_where_they_are_turned_back() -> None:
    assert smoothness("0 7 5") == (0, 0.2)
    assert smoothness("0 7 9") == (0, -0.2)
    assert smoothness("0 5 7") == (0, 0)


def test_the_ninth_move_in_one_direction_costs() -> None:
    rising = "-1 0 2 4 5 7 9 11 12 14"
    assert smoothness(rising).band == -0.6
    assert smoothness(rising.removeprefix("-1 ")).band == 0
    assert smoothness(f"{rising} 12").band == 0


def test_a_range_beyond_nineteen_semitones_costs() -> None:
    up_and_down = "-5 0 4 7 12 14 12 9"
    assert smoothness(f"{up_and_down} 14").band == 0
    assert smoothness(f"{up_and_down} 16").band == -0.3


def test_big_moves_on_average_cost() -> None:
    assert smoothness("0 4 0 4 0 5").band == 0
    assert smoothness("0 5 0 5 0 5").band == -0.1


# Variety: no note five times in a row, enough tones, no loops.


def test_the_fifth_same_note_costs() -> None:
    assert variety("0 2 4 4 4 4").band == 0
    assert variety("0 2 4 4 4 4 4").band == -1
    assert variety("0 0 0 0").band == 0


def test_few_tones_and_a_small_range_cost_once_there_are_17_notes() -> None:
    assert variety("0/12 2/12 " * 8).band == 0
    assert variety("0/12 2/12 " * 8 + "0/12").band == -1.7
    assert variety("0/12 2/12 4/12 7/12 9/12 " * 3 + "0/12 2/12").band == 0


def test_a_passage_that_sounds_for_the_third_time_costs() -> None:
    assert variety(f"{SCALE} | {SCALE} | {SCALE} | 0/12").band == 0
    assert variety(f"{SCALE} | {SCALE} | {SCALE} | {SCALE.removesuffix('7/12')} 9/12").band == 0
    assert variety(f"{SCALE} | {SCALE} | {SCALE} | {SCALE}").band == -0.7
    two_bars = f"{SCALE} | {SCALE.replace('5', '4')}"
    assert variety(f"{two_bars} | {two_bars} | {two_bars}").band == -0.7


def test_new_pitches_and_lengths_lean_toward_variety() -> None:
    assert variety("0 2 4").lean == 0.3
    assert variety("0 2 0").lean == 0
    assert variety("0 2 2").lean == -0.4
    assert variety("0 2 4/12").lean == 0.45
    assert variety("0 2 4 5 0 2 4").lean == -0.5


# Style and form.


@pytest.mark.parametrize(("bits", "band"), [(0, 0), (2, 0), (5, 0), (6, -0.2), (10, -1)])
def test_style_tells_off_only_what_real_melodies_hardly_do(bits: float, band: float) -> None:
    step = choice_of(line_of("0 2"), Setting(), action("4"), bits)
    assert FUNCTIONS["style"](step) == pytest.approx((band, 0))


@pytest.mark.parametrize(
    ("bars", "recalled"), [(1, 0.0), (2, 0.4), (3, 0.0), (4, 1.0), (5, 0.0), (8, 0.75)]
)
def test_what_returns_after_four_eight_or_two_bars_is_form(bars: int, recalled: float) -> None:
    past = "4 5 7 9"
    later = " | ".join(["./96"] * (bars - 1))
    same, rhythm = form(f"{past} | {later} | 4"), form(f"{past} | {later} | 11")
    assert same == (round(0.12 * recalled, 4), round(0.6 * recalled, 4))
    assert rhythm == (round(0.036 * recalled, 4), round(0.18 * recalled, 4))


def test_a_return_that_has_become_a_copy_is_worth_nothing() -> None:
    past = f"{SCALE} | {SCALE.replace('4/', '3/')} | {SCALE.replace('5', '6')} | {SCALE}"
    assert form(f"{past} | 0/12").lean == 0.6
    assert form(f"{past} | {SCALE} | 0/12 2/12 3/12 5/12").lean == 0.6
    assert form(f"{past} | {SCALE} | 0/12 2/12 3/12 5/12 7/12 9/12").lean < 0.6


def test_a_phrase_breathes_in_its_fourth_bar() -> None:
    three_bars, third = "0 2 4 5 | 7 5 4 2 | 4 5 7 9", "2 2/12"
    assert form(f"{three_bars} | {third} 0/48").band == 0.4
    assert form(f"{three_bars} | {third} 9/48").band == 0.1
    assert form(f"{three_bars} | {third} ./48").band == 0.1
    assert form(f"{three_bars} | {third} 0/12").band == -0.1
    assert form(f"{three_bars} | 0/48").band == 0


def test_a_piece_ends_long_on_the_tonic() -> None:
    setting = Setting(end=192)
    opening = "0/24 2/24 4/24 5/24 | 7/24 2/24"
    assert form(f"{opening} 0/48", setting).band == 4.0
    assert form(f"{opening} 12/48", setting).band == 3.5
    assert form(f"{opening} 4/48", setting).band == 0.0
    assert form(f"{opening} 2/24 0/24", setting).band == 0.0
    assert form(f"{opening} 2/24 4/24", setting).band == -4.0
    assert form(f"{opening} ./48", setting).band == -0.5
    assert form(f"{opening} 0/48").band == 0.0


def test_the_usual_duration_is_the_median_of_the_latest() -> None:
    assert usual_duration(line_of("0 2/12 4/48")) == 24
    assert usual_duration(line_of("")) == 24


def test_rests_are_no_harmony_smoothness_or_variety() -> None:
    for term in ("harmony", "smoothness", "variety"):
        assert pay(term, "0 2 .", ON_C) == (0, 0)


# All of them.


def test_rewards_are_the_bands_then_the_leans() -> None:
    step = choice_of(line_of("0 2 4"), ON_C, action("5"), 7.0)
    pays = [FUNCTIONS[term](step) for term in TERMS]
    assert rewards(step) == [paid.band for paid in pays] + [paid.lean for paid in pays]
    assert len(rewards(step)) == VALUES - 1


def test_real_tunes_are_seldom_told_off() -> None:
    earned = np.array(
        [
            rewards(choice_of(line, setting, taken))
            for tune in songbook()
            for line, setting, taken in state_actions(tune)
        ]
    )
    told_off = dict(zip(TERMS, (earned[:, : len(TERMS)] < 0).mean(0), strict=True))
    assert told_off["harmony"] < 0.25
    assert told_off["smoothness"] < 0.02
    assert told_off["variety"] < 0.06
    assert told_off["form"] < 0.1
    assert (earned[:, :3].mean(0) > -0.05).all()


@given(
    st.integers(0, 2**32),
    st.integers(0, 60),
    st.sampled_from(list(METERS.items())),
    st.sampled_from(MODES),
    st.integers(0, 3_000),
    st.integers(0, 4095),
    st.integers(0, len(ACTIONS) - 1),
    st.floats(0, 40),
)
def test_nothing_earns_or_costs_more_than_a_few_nats(
    seed: int,
    events: int,
    meter: tuple[str, tuple[int, int]],
    mode: str,
    end: int,
    mask: int,
    number: int,
    bits: float,
) -> None:
    name, lengths = meter
    setting = Setting(name, *lengths, mode, end=end, chord=(0, mask))
    line = random_line(np.random.default_rng(seed), events)
    earned = np.array(rewards(choice_of(line, setting, number, bits)))
    bands, leans = earned[: len(TERMS)], earned[len(TERMS) :]
    assert (bands >= [-1.4, -11.2, -4.0, -7.0, -4.7]).all()
    assert (bands <= [0, 0, 0, 0, 4.6]).all()
    assert (abs(leans) <= 2.5).all()
