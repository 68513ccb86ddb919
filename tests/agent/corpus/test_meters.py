import pytest

from agent.corpus.meters import lengths, longest_passage, played_freely, snapped, within
from agent.corpus.score import MeterChange, Sound, UnusableTune


@pytest.mark.parametrize(
    ("meter", "bar", "beat"),
    [
        ("4/4", 96, 24),
        ("2/2", 96, 48),
        ("6/8", 72, 36),
        ("9/8", 108, 36),
        ("12/8", 144, 36),
        ("3/8", 36, 12),
        ("5/4", 120, 24),
        ("7/8", 84, 12),
        ("6/4", 144, 24),
    ],
)
def test_bar_and_beat_in_ticks(meter: str, bar: int, beat: int) -> None:
    assert lengths(meter) == (bar, beat)


def test_a_meter_of_fractions_of_a_tick_is_refused() -> None:
    with pytest.raises(UnusableTune, match="a meter of 7/64 isn't known here"):
        lengths("7/64")


def test_the_longest_passage_in_one_meter_is_taken() -> None:
    notes = [Sound(tick, 24, 60) for tick in range(0, 600, 24)]
    changes = [MeterChange(0, "4/4"), MeterChange(96, "3/4"), MeterChange(528, "4/4")]
    passage = longest_passage(changes, notes)
    assert passage == ("3/4", 96, 96, 528)
    assert len(within(passage, notes)) == 18


def test_a_first_short_bar_is_a_pickup() -> None:
    notes = [Sound(tick, 24, 60) for tick in range(0, 600, 24)]
    passage = longest_passage([MeterChange(0, "1/4"), MeterChange(24, "4/4")], notes)
    assert passage == ("4/4", 24, 0, float("inf"))


def test_a_repeated_meter_is_no_change() -> None:
    passage = longest_passage([MeterChange(0, "3/4"), MeterChange(72, "3/4")], [Sound(0, 24, 60)])
    assert passage == ("3/4", 0, 0, float("inf"))


def test_ticks_go_to_thirty_seconds_and_triplets() -> None:
    assert [snapped(tick) for tick in (0.4, 4.6, 7.9, 23.6, 36.4, 40.4)] == [0, 4, 8, 24, 36, 40]


def test_a_performance_without_a_beat_is_noticed() -> None:
    assert played_freely([n * 7.31 for n in range(200)])
    assert not played_freely([n * 12 + (n % 3 - 1) * 0.8 for n in range(200)])
    assert not played_freely([n * 8 for n in range(200)])
