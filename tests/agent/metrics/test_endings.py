import pytest

from agent.metrics.endings import Ending, ending_of
from tests.support.tunes import tune

BAR = "7 5 4 2 |"
CLOSES = Ending(closes=True, restrikes=False, opens=False, copies=False, weak=False)
RESTRIKES = Ending(closes=False, restrikes=True, opens=False, copies=False, weak=True)
SHORT = Ending(closes=False, restrikes=False, opens=False, copies=False, weak=False)
OTHER_TONIC = SHORT._replace(weak=True)
OPENS = Ending(closes=False, restrikes=False, opens=True, copies=False, weak=False)


@pytest.mark.parametrize(
    ("notes", "ending"),
    [
        (BAR + "4 2 0/48", CLOSES),
        (BAR + "0/96", CLOSES),
        (BAR + "2/48 12/32 .", CLOSES),
        (BAR + "4 2 0 .", SHORT),
        (BAR + "4 2 4 0", OTHER_TONIC),
        (BAR + "0/72 0", RESTRIKES),
        (BAR + "2 0/36 0/36", RESTRIKES),
        (BAR + "2/72 0 | 0/96", CLOSES),
        (BAR + "12/72 0", OTHER_TONIC),
        (BAR + "4 2 7/48", OPENS),
        (BAR + BAR, OPENS._replace(copies=True, weak=True)),
        (BAR + "7 5 4/48", OPENS),
        ("0", SHORT),
    ],
)
def test_a_tune_closes_with_a_long_tonic_on_a_strong_beat(notes: str, ending: Ending) -> None:
    assert ending_of(tune(notes)) == ending


@pytest.mark.parametrize(
    ("notes", "meter", "closes"),
    [
        ("7 4 2 | 0/72", "3/4", True),
        ("7 4 2 | 4 0/48", "3/4", False),
        ("7/36 4/36 | 2/36 0/24", "6/8", True),
        ("7/36 4/36 | 2/36 0/12", "6/8", False),
        ("7/36 4/36 2/36 | 4/36 2/36 0/36", "9/8", True),
        ("7 4 | 2 0", "2/4", False),
        ("7 4 | 0/48", "2/4", True),
    ],
)
def test_strong_beats_are_those_of_the_meter(notes: str, meter: str, closes: bool) -> None:
    assert ending_of(tune(notes, meter=meter)).closes == closes


def test_the_last_bar_may_be_incomplete_after_a_pickup() -> None:
    assert ending_of(tune(". . . 7 | 0 2 4 5 | 0/72")).closes
    assert ending_of(tune(". . . 7 | 0 2 4 5 | 4 2 0")) == SHORT
