import pytest

from bridge.musician.events import bar_beats, sounding_beats


def test_a_note_ends_a_little_early_so_that_a_repeated_one_is_heard() -> None:
    assert [sounding_beats(duration) for duration in (0.5, 1.0, 4.0)] == [0.475, 0.95, 3.95]


@pytest.mark.parametrize(("meter", "beats"), [("4/4", 4), ("3/4", 3), ("6/8", 3), ("9/8", 4.5)])
def test_a_bar_is_counted_in_quarters(meter: str, beats: float) -> None:
    assert bar_beats(meter) == beats
