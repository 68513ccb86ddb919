import pytest

from agent.melody.meter_parts import Part, ends_of, layout_of, starts_part
from agent.music.meter import MOST_UNITS, meter_of
from agent.music.tune import METERS


@pytest.mark.parametrize(
    ("meter", "parts"),
    [
        ("5/4", [(0, 72, "3/4", 0), (72, 48, "4/4", 48)]),
        ("2+3/4", [(0, 48, "4/4", 0), (48, 72, "3/4", 0)]),
        ("7/4", [(0, 96, "4/4", 0), (96, 72, "3/4", 0)]),
        ("3/2", [(0, 96, "2/2", 0), (96, 48, "2/2", 48)]),
        ("7/8", [(0, 48, "4/4", 0), (48, 36, "6/8", 36)]),
        ("3+2+2/8", [(0, 36, "6/8", 0), (36, 48, "4/4", 48)]),
        ("2+2+2+3/8", [(0, 72, "3/4", 0), (72, 36, "6/8", 36)]),
        ("12/8", [(0, 72, "6/8", 0), (72, 72, "6/8", 0)]),
        ("15/8", [(0, 108, "9/8", 0), (108, 72, "6/8", 0)]),
        ("4+4/8", [(0, 48, "4/4", 0), (48, 48, "4/4", 48)]),
    ],
)
def test_a_bar_is_made_of_bars_that_agents_know(
    meter: str, parts: list[tuple[int, int, str, int]]
) -> None:
    layout = layout_of(meter)
    assert layout is not None
    assert layout.length == meter_of(meter).bar
    assert list(layout.parts) == parts


@pytest.mark.parametrize("meter", METERS)
def test_a_known_meter_is_one_part(meter: str) -> None:
    bar = METERS[meter][0]
    assert layout_of(meter) == (bar, (Part(0, bar, meter, 0),))
    assert ends_of(meter) == (bar,) * bar


@pytest.mark.parametrize(
    ("meter", "length", "known"),
    [("1/4", 96, "4/4"), ("1/8", 96, "4/4"), ("3/8", 72, "6/8"), ("4/8", 48, "2/4")],
)
def test_short_bars_are_seen_within_a_longer_one(meter: str, length: int, known: str) -> None:
    bar = meter_of(meter).bar
    assert layout_of(meter) == (length, (Part(0, length, known, 0),))
    assert ends_of(meter) == (bar,) * bar


@pytest.mark.parametrize(
    "meter", [f"{n}/{unit}" for unit, most in MOST_UNITS.items() for n in range(1, most + 1)]
)
def test_parts_fill_every_bar_and_lie_within_theirs(meter: str) -> None:
    layout, bar = layout_of(meter), meter_of(meter).bar
    assert layout is not None
    assert layout.length % bar == 0
    assert [part.start for part in layout.parts] == [
        sum(part.length for part in layout.parts[:n]) for n in range(len(layout.parts))
    ]
    assert sum(part.length for part in layout.parts) == layout.length
    assert all(part.place + part.length <= METERS[part.meter][0] for part in layout.parts)
    assert len(ends_of(meter)) == bar


def test_what_is_no_meter_has_no_parts() -> None:
    assert layout_of("7/64") is None


def test_later_parts_begin_within_the_bar() -> None:
    assert [place for place in range(120) if starts_part("5/4", place)] == [72]
    assert [place for place in range(84) if starts_part("7/8", place)] == [48]
    assert not any(starts_part("4/4", place) for place in range(96))
