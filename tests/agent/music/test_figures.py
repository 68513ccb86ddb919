import pytest

from agent.music.figures import closing_figures, euclidean, figures, held_share, is_held_over
from agent.music.tune import METERS


@pytest.mark.parametrize(
    ("onsets", "pulses", "steps"),
    [(3, 8, (3, 3, 2)), (5, 8, (2, 2, 1, 2, 1)), (2, 6, (3, 3)), (4, 9, (3, 2, 2, 2))],
)
def test_onsets_are_spread_as_evenly_as_can_be(
    onsets: int, pulses: int, steps: tuple[int, ...]
) -> None:
    assert euclidean(onsets, pulses) == steps


@pytest.mark.parametrize(
    ("place", "duration", "held"),
    [(36, 24, True), (36, 12, False), (12, 24, True), (24, 48, False), (90, 12, True)],
)
def test_a_note_is_held_over_a_beat_that_it_begins_before(
    place: int, duration: int, held: bool
) -> None:
    assert is_held_over(place, duration, 24) == held


def test_in_common_time_they_are_those_of_popular_music() -> None:
    found = figures(96, 24)
    tresillo, cinquillo, amphibrach = (36, 36, 24), (24, 12, 24, 12, 24), (12, 24, 12, 24, 24)
    assert {tresillo, cinquillo, amphibrach} <= set(found)
    assert all(sum(figure) == 96 for figure in found)


def test_in_triple_and_compound_time_there_is_the_hemiola() -> None:
    assert (36, 36) in figures(72, 24)
    assert figures(72, 36) == ((24, 24, 24),)


def test_a_short_bar_has_them_in_sixteenths() -> None:
    assert figures(48, 24)[0] == (18, 18, 12)


@pytest.mark.parametrize("meter", METERS)
def test_each_of_them_is_off_the_beat_in_every_meter(meter: str) -> None:
    bar, beat = METERS[meter]
    for figure in (*figures(bar, beat), *closing_figures(bar, beat)):
        assert sum(figure) == bar
        assert held_share(figure, beat) >= 0.2


def test_a_closing_figure_ends_with_a_long_note() -> None:
    assert closing_figures(96, 24)[0] == (36, 60)
    assert closing_figures(72, 36) == ((24, 48),)


def test_where_no_pulse_fits_there_are_none() -> None:
    assert figures(50, 25) == closing_figures(50, 25) == ()
