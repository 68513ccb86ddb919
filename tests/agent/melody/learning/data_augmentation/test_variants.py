from dataclasses import replace

import numpy as np

from agent.melody.learning.data_augmentation.variants import another_scale, unrepeated, variants
from agent.music.scales import SCALES, scale_mask
from agent.music.tune import Tune, TuneChord
from tests.support.tunes import tune

A = "0 2 4 5 | 7 5 4 2 | 0 4 7 4 | 5 4 2 0 | 0 2 4 7 | 9 7 4 2 | 0 4 2 7 | 4 2 0/48 | "
B = "12 11 9 7 | 9 7 5 4 | 5 4 2 0 | 2 4 5 7 | 12 11 9 7 | 9 7 5 4 | 5 2 4 7 | 0/96 | "
PLAIN = tune(A)
OVER_C = tune(A, chords=(TuneChord(0, 0, 0b10010001, "maj"),))


def pitches(one: Tune) -> list[int]:
    return [note.pitch for note in one.notes]


def test_without_shares_the_tunes_stay_as_they_are() -> None:
    assert variants([PLAIN, OVER_C], 0, 0, seed=1) == [PLAIN, OVER_C]


def test_tunes_without_chords_get_some() -> None:
    first, second = variants([PLAIN, OVER_C], 1, 0, seed=1)
    assert first.notes == PLAIN.notes
    assert first.chords[0][1:3] == (0, 0b10010001)
    assert second == OVER_C


def test_copies_in_other_scales_follow_their_tunes() -> None:
    found = variants([PLAIN] * 100, 0, 1, seed=1)
    assert 150 < len(found) <= 200
    originals = [one for one in found if one.mode == "major"]
    assert originals == [PLAIN] * 100
    for copy in found:
        tones = {pitch % 12 for pitch in pitches(copy)}
        assert copy.mode == "major" or all(scale_mask(copy.mode) >> tone & 1 for tone in tones)


def test_real_tunes_stay_the_majority() -> None:
    found = variants([PLAIN] * 200, 0.5, 0.5, seed=1)
    assert 70 < sum(one.mode != "major" for one in found) < 130
    assert 70 < sum(bool(one.chords) for one in found if one.mode == "major") < 130


def test_the_same_seed_gives_the_same() -> None:
    assert variants([PLAIN] * 20, 0.5, 0.5, 3) == variants([PLAIN] * 20, 0.5, 0.5, 3)
    assert variants([PLAIN] * 20, 0.5, 0.5, 3) != variants([PLAIN] * 20, 0.5, 0.5, 4)


def test_scales_are_other_ones_named_or_sets_of_four_to_six_notes() -> None:
    random = np.random.default_rng(0)
    found = [another_scale("dorian", random) for _ in range(2_000)]
    assert set(SCALES) - set(found) == {"dorian"}
    sets = [scale_mask(scale) for scale in found if scale not in SCALES]
    assert {mask.bit_count() for mask in sets} == {4, 5, 6}
    assert all(mask & 1 for mask in sets)
    sevens = sum(scale_mask(scale).bit_count() == 7 for scale in found)
    assert 0.5 < sevens / 2_000 < 0.6


def test_a_section_that_is_played_twice_is_learned_once() -> None:
    assert pitches(unrepeated(tune(A + A + B + B))) == pitches(tune(A + B))
    assert unrepeated(tune(A + A + B)).end == 16 * 96


def test_a_pickup_belongs_to_its_section() -> None:
    begun = "./72 -5 | "
    phrase = A.removesuffix("0/48 | ") + "0 -5 | "
    twice, once = tune(begun + phrase + phrase + B), tune(begun + phrase + B)
    assert pitches(unrepeated(twice)) == pitches(once)


def test_chords_are_left_out_with_their_notes() -> None:
    twice = replace(
        tune(A + A + B),
        chords=(
            TuneChord(0, 0, 145, "maj"),
            TuneChord(768, 5, 545, "maj"),
            TuneChord(1536, 0, 145, ""),
        ),
    )
    assert [chord.onset for chord in unrepeated(twice).chords] == [0, 768]


def test_what_is_varied_or_short_stays() -> None:
    for text in (A + B, A + A.replace("9 7 4 2", "9 7 5 2"), "0 2 4 5 | 7/96 | " * 6):
        assert unrepeated(tune(text)) == tune(text)
