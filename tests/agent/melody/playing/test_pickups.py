from collections import Counter

import pytest

from agent.errors import TaskError
from agent.melody.playing.pickups import TABLE, checked_pickup, shares_of, usual_pickup
from agent.music.tune import METERS
from agent.player.knobs import Knobs

# Chances of a first note, and so fates, spread evenly.
CHANCES = [(number + 0.5) / 2000 for number in range(2000)]


def drawn(character: str, knobs: Knobs) -> dict[float, float]:
    """The share of each length of a pickup."""
    counted = Counter(usual_pickup(character, knobs, chance) for chance in CHANCES)
    return {length: number / len(CHANCES) for length, number in counted.items()}


@pytest.mark.parametrize(("character", "meter"), TABLE)
def test_pickups_are_as_frequent_and_as_long_as_in_real_tunes(character: str, meter: str) -> None:
    found = drawn(character, Knobs(meter=meter))
    assert found[0] == pytest.approx(1 - sum(TABLE[character, meter].values()), abs=0.03)
    for length, share in TABLE[character, meter].items():
        assert found.get(length, 0) == pytest.approx(share, abs=0.03)


def test_every_known_meter_has_pickups_of_no_more_than_half_a_bar() -> None:
    for meter, (bar, _) in METERS.items():
        lengths = shares_of("any", meter)
        assert lengths
        assert all(2 * length * 24 <= bar for length in lengths)


def test_other_meters_begin_as_their_last_part() -> None:
    assert shares_of("fiddle", "7/8") == shares_of("fiddle", "12/8") == {0.5: 0.76}
    assert shares_of("song", "5/4") == TABLE["song", "4/4"]
    assert shares_of("any", "1/4") == {0.5: 0.229}


def test_a_character_with_few_tunes_in_a_meter_begins_as_any() -> None:
    assert shares_of("hymn", "6/8") == TABLE["any", "6/8"]


def test_where_no_note_is_so_short_there_is_no_pickup() -> None:
    assert drawn("any", Knobs(durations="2 4")).keys() == {0, 2}
    assert drawn("any", Knobs(density=1)).keys() == {0, 1, 1.5, 2}


@pytest.mark.parametrize("wanted", [0, 0.5, 1, 1.25, 2, 3.5, 1 / 3, 0.125])
def test_what_leads_to_the_bar_line_may_be_asked_for(wanted: float) -> None:
    assert checked_pickup(Knobs(), wanted) == wanted


def test_a_third_may_be_rounded() -> None:
    assert checked_pickup(Knobs(), 0.333) == 1 / 3


@pytest.mark.parametrize(
    ("knobs", "wanted", "error"),
    [
        (Knobs(), 4, "pickup is 4: use less than a bar of 4/4, which has 4 quarter notes, or 0"),
        (Knobs(meter="6/8"), 3.5, r"use less than a bar of 6/8, which has 3 quarter notes"),
        (Knobs(), -1, "pickup is -1: use less than a bar"),
        (Knobs(), float("nan"), "pickup is nan: use less than a bar"),
        (Knobs(), float("inf"), "pickup is inf: use less than a bar"),
        (Knobs(), 0.3, "pickup is 0.3: no notes fill that up to the bar line, use quarter notes"),
        (Knobs(), 0.01, "pickup is 0.01: no notes fill that"),
        (Knobs(), 5 / 24, "pickup is 0.208333: no notes fill that"),
        (
            Knobs(durations="1 2"),
            0.5,
            "pickup is 0.5: durations 1 2 and density 0 allow no note that is so short",
        ),
        (Knobs(density=1), 0.5, "durations any and density 1 allow no note that is so short"),
    ],
)
def test_what_no_piece_begins_with_is_refused(knobs: Knobs, wanted: float, error: str) -> None:
    with pytest.raises(TaskError, match=error):
        checked_pickup(knobs, wanted)
