import pytest

from bridge.musician.events import bar_beats


@pytest.mark.parametrize(("meter", "beats"), [("4/4", 4), ("3/4", 3), ("6/8", 3), ("9/8", 4.5)])
def test_a_bar_is_counted_in_quarters(meter: str, beats: float) -> None:
    assert bar_beats(meter) == beats
