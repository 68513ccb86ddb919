import pytest

from agent.melody.learning.data_augmentation.rhythms import (
    Groove,
    density,
    in_common_time,
    in_groove,
    moved,
)
from agent.music.figures import SIXTEENTH
from agent.music.tune import Tune, TuneChord
from tests.support.tunes import tune

QUARTERS = "0 2 4 5 | 7 9 11 12 | 0/96"


def heard(moved_tune: Tune | None) -> list[tuple[int, int, int]]:
    assert moved_tune is not None
    return [(note.onset, note.duration, note.pitch) for note in moved_tune.notes]


@pytest.mark.parametrize(
    ("figure", "places"),
    [
        # Quarter, eighth, dotted quarter, quarter: the third beat is anticipated.
        ("x.xx..x.", [0, 24, 36, 72]),
        # Habanera, of which the second note comes late.
        ("x..xx.x.", [0, 36, 48, 72]),
        # Every beat anticipated but the first: the first note of all stays.
        (".x.x.x.x", [0, 12, 36, 60]),
        (".xxx.xx.", [0, 24, 36, 72]),
    ],
)
def test_a_bar_of_quarters_goes_to_a_figure(figure: str, places: list[int]) -> None:
    assert moved([0, 24, 48, 72, 192], Groove(figure)) == [*places, 192]


@pytest.mark.parametrize(
    ("figure", "notes", "places"),
    [
        # Charleston of two halves; tresillo of a half and two quarters.
        ("x..x....", "0/48 4/48 | 0/96", [0, 36, 96]),
        ("x..x..x.", "0/48 4 5 | 0/96", [0, 36, 72, 96]),
        # Cinquillo of three quarters and two eighths.
        ("x.xx.xx.", "0 2 4 5/12 7/12 | 0/96", [0, 24, 36, 60, 72, 96]),
        # Son clave, three notes and two.
        ("x..x..x...x.x...", "0/48 4 5 | 7 9 5/48 | 0/96", [0, 36, 72, 96, 120, 144, 192]),
    ],
)
def test_figures_of_latin_music(figure: str, notes: str, places: list[int]) -> None:
    assert [onset for onset, _, _ in heard(in_groove(tune(notes), Groove(figure)))] == places


def test_hemiola_groups_two_bars_of_three_by_twos() -> None:
    waltz = tune("0/48 2 | 4 5/48 | 0/72", meter="3/4")
    places = [onset for onset, _, _ in heard(in_groove(waltz, Groove("x...x...x...")))]
    assert places == [0, 48, 72, 96, 144]


def test_pitches_keep_their_order_and_each_note_lasts_to_the_next() -> None:
    assert heard(in_groove(tune(QUARTERS), Groove("x.xx..x."))) == [
        *[(0, 24, 0), (24, 12, 2), (36, 36, 4), (72, 24, 5)],
        *[(96, 24, 7), (120, 12, 9), (132, 36, 11), (168, 24, 12)],
        (192, 96, 0),
    ]


def test_sixteenths_are_figures_of_half_the_length() -> None:
    eighths = tune("0/12 2/12 4/12 5/12 7/48 | 0/96")
    places = [n for n, _, _ in heard(in_groove(eighths, Groove("x.xx..x.", SIXTEENTH)))]
    assert places == [0, 12, 18, 36, 48, 96]


def test_an_anticipated_bar_line_is_silent_or_struck_again() -> None:
    push = Groove("x.xx..xx...x..x.")
    short = tune("0/48 4/48 | 7/12 5/36 4/48 | 0/96")
    assert heard(in_groove(short, push))[2:5] == [(84, 12, 7), (108, 24, 5), (132, 60, 4)]
    long = tune("0/48 4/48 | 7/72 5 | 0/96")
    assert heard(in_groove(long, push))[2:5] == [(84, 12, 7), (96, 72, 7), (168, 24, 5)]


def test_a_note_of_two_bars_is_struck_again_in_the_second() -> None:
    endless = tune("0/192 | 4/96 | 0/96")
    assert heard(in_groove(endless, Groove("x...x..."))) == [
        *[(0, 96, 0), (96, 96, 0), (192, 96, 4), (288, 96, 0)]
    ]


def test_long_notes_and_phrases_breathe() -> None:
    calm = tune("0/48 4/48 | 7/96 | 5/96 | 0/96")
    breathing = in_groove(calm, Groove("x...x...", breath=4))
    assert heard(breathing) == [(0, 24, 0), (48, 24, 4), (96, 48, 7), (192, 48, 5), (288, 96, 0)]


def test_long_notes_are_struck_again_but_not_at_the_end_of_a_phrase() -> None:
    calm = tune("0/96 | 7/96 | 5/96 | 0/96")
    repeating = in_groove(calm, Groove("x..x..x.", repeats=True))
    assert heard(repeating) == [
        *[(0, 36, 0), (36, 36, 0), (72, 24, 0), (96, 96, 7)],
        *[(192, 36, 5), (228, 36, 5), (264, 24, 5), (288, 96, 0)],
    ]


def test_returning_bars_return_with_the_same_rhythm() -> None:
    song = tune("0 2 4 5 | 7/48 4/48 | 0 2 4 5 | 7/48 4/48 | 0/96")
    notes = heard(in_groove(song, Groove("x.xx..xx...x..x.")))
    first = [note for note in notes if note[0] < 180]
    again = [(onset - 192, length, pitch) for onset, length, pitch in notes]
    assert [note for note in again if 0 <= note[0] < 180] == first


def test_rests_stay() -> None:
    resting = tune("0 4 ./48 | 7/96")
    assert heard(in_groove(resting, Groove("x.xx..x."))) == [(0, 24, 0), (24, 24, 4), (96, 96, 7)]


def test_notes_that_come_too_fast_have_no_groove() -> None:
    assert moved([0, *range(50, 60), 96], Groove("x.xx..x.")) is None
    assert in_groove(tune("0/96"), Groove("x.xx..x.")) is None


def test_lengths_are_those_that_agents_play() -> None:
    assert heard(in_groove(tune("1/144 | ./48 0/96"), Groove("x..x..x.")))[0] == (0, 48, 1)


def test_dense_and_sparse_tunes_become_common_time() -> None:
    slow = in_common_time(tune("0/96 | 2/96 | 4/48 5/48 | 0/96", meter="2/2"))
    assert (slow.meter, slow.bar, slow.beat) == ("4/4", 96, 24)
    assert [note[0] for note in slow.notes] == [0, 48, 96, 120, 144]
    walking = tune("0/12 2/12 4 5 7/12 9/12 | 0/96")
    assert in_common_time(walking).notes == walking.notes
    fast = in_common_time(tune("0/12 2/12 4/12 5/12 | 0/6 2/6 4/6 5/6 0/24", meter="2/4"))
    assert [note[0] for note in fast.notes] == [0, 24, 48, 72, 96, 108, 120, 132, 144]
    assert density(fast) == pytest.approx(9 / 8)


def test_after_a_pickup_the_first_full_bar_begins_one() -> None:
    chord = TuneChord(96, 0, 0b10010001, "maj")
    sung = in_common_time(tune("./48 7/48 | 0/96 | 4/96 | 0/96", chords=(chord,)))
    assert [note[0] for note in sung.notes] == [72, 96, 144, 192]
    assert [one.onset for one in sung.chords] == [96]
