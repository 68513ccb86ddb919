import pytest

from agent.errors import TaskError
from agent.music.meter import LONGEST_BAR, USUAL_METERS, beats_of, meter_name, meter_of
from agent.music.tune import METERS


@pytest.mark.parametrize(
    ("text", "bar", "beat", "strong", "beats"),
    [
        ("4/4", 96, 24, (0, 48), (0, 24, 48, 72)),
        ("2/2", 96, 48, (0, 48), (0, 48)),
        ("3/4", 72, 24, (0,), (0, 24, 48)),
        ("2/4", 48, 24, (0,), (0, 24)),
        ("6/8", 72, 36, (0, 36), (0, 36)),
        ("9/8", 108, 36, (0, 36, 72), (0, 36, 72)),
        ("12/8", 144, 36, (0, 36, 72, 108), (0, 36, 72, 108)),
        ("3/8", 36, 12, (0,), (0, 12, 24)),
        ("3/2", 144, 48, (0, 48, 96), (0, 48, 96)),
        ("1/4", 24, 24, (0,), (0,)),
        ("5/4", 120, 24, (0, 72), (0, 24, 48, 72, 96)),
        ("2+3/4", 120, 24, (0, 48), (0, 24, 48, 72, 96)),
        ("7/4", 168, 24, (0, 48, 96), (0, 24, 48, 72, 96, 120, 144)),
        ("5/8", 60, 12, (0, 36), (0, 36)),
        ("7/8", 84, 12, (0, 24, 48), (0, 24, 48)),
        ("3+2+2/8", 84, 12, (0, 36, 60), (0, 36, 60)),
        ("8/8", 96, 12, (0, 36, 72), (0, 36, 72)),
        ("11/8", 132, 12, (0, 24, 48, 84, 108), (0, 24, 48, 84, 108)),
        ("4+3/8", 84, 12, (0, 48), (0, 24, 48)),
    ],
)
def test_a_meter_has_its_bar_beats_and_strong_beats_in_ticks(
    text: str, bar: int, beat: int, strong: tuple[int, ...], beats: tuple[int, ...]
) -> None:
    meter = meter_of(text)
    assert (meter.bar, meter.beat, meter.strong, meter.beats) == (bar, beat, strong, beats)


def test_meters_that_agents_learned_from_are_those_of_the_table() -> None:
    for name, lengths in METERS.items():
        assert (meter_of(name).bar, meter_of(name).beat) == lengths


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("7/8", "7/8"),
        (" 7 / 8 ", "7/8"),
        ("2+2+3/8", "2+2+3/8"),
        ("(2+2+3)/8", "2+2+3/8"),
        ("7/8 (2+2+3)", "2+2+3/8"),
        ("( 3 + 2 + 2 ) / 8", "3+2+2/8"),
        ("4/4 (4)", "4/4"),
        ("half past four", "half past four"),
    ],
)
def test_groups_are_spelled_in_one_way(text: str, name: str) -> None:
    assert meter_name(text) == name


def test_numerator_and_denominator_are_those_of_the_sum() -> None:
    meter = meter_of("2+2+3/8")
    assert (meter.numerator, meter.denominator, meter.groups) == (7, 8, (2, 2, 3))


@pytest.mark.parametrize(
    "text",
    [
        *("", "4", "/8", "0/4", "4/0", "4/3", "4/16", "16/4", "16/8", "8/2", "-3/4", "3.5/4"),
        *("2+/8", "+2/8", "2++2/8", "2+0/8", "9+9/8", "(2+2/8", "2+2/8 x", "4/4/4", "٣/4", "1 2/8"),
        "2+3/8 (5)",
    ],
)
def test_what_is_no_meter_is_refused(text: str) -> None:
    with pytest.raises(TaskError, match=r"^meter is '.*': use one such as 3/4, 7/8 or 2"):
        meter_of(text)


def test_groups_that_dont_fill_the_bar_are_refused() -> None:
    with pytest.raises(TaskError, match=r"'7/8 \(2\+2\+2\)': use groups that add up to 7"):
        meter_of("7/8 (2+2+2)")


def test_menus_offer_meters_that_can_be_read_under_their_names() -> None:
    assert [meter_of(name).name for name in USUAL_METERS] == list(USUAL_METERS)
    assert {"5/4", "7/8", "12/8", "3+2+2/8", *METERS} <= set(USUAL_METERS)


def test_the_longest_bar_has_fifteen_quarters() -> None:
    assert LONGEST_BAR == meter_of("15/4").bar == 360


def test_a_meter_that_isnt_known_has_even_beats() -> None:
    assert beats_of("7/8", 84, 12) == {0, 24, 48}
    assert beats_of("6/16", 36, 12) == {0, 12, 24}
