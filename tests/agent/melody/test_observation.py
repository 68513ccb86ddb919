from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.melody.line import CHARACTERS, MODES, Setting
from agent.melody.observation import (
    COLUMNS,
    FIELDS,
    FIRST,
    ROWS,
    SILENT,
    SUMS,
    as_known,
    in_character,
    observe,
    runs,
)
from agent.melody.recall import NONE
from agent.music.tune import METERS
from tests.support.lines import action, line_of, random_line

NOTHING_PITCH, REST_PITCH = 37, 36


def seen(text: str, setting: Setting | None = None, start: int = 0) -> dict[str, int]:
    """Which row of each field is on, counted from the field's first; silent ones are left out."""
    observation = observe(line_of(text, start), setting or Setting())
    return {
        name: row - FIRST[name]
        for name, row in zip(COLUMNS, [SILENT, *observation.rows], strict=True)
        if row != SILENT
    }


def test_fields_lie_one_below_the_other() -> None:
    assert FIRST["silent"] == SILENT == 0
    assert FIRST["meter"] == 1
    assert FIRST["scale tone 0"] == FIRST["mean move"] + FIELDS["mean move"] == ROWS - 12
    assert list(COLUMNS.values()) == list(range(-1, len(FIELDS) - 1))


settings = st.builds(
    lambda meter, *others: Setting(*meter, *others),
    st.sampled_from(
        [
            *((name, *lengths) for name, lengths in METERS.items()),
            *(("5/4", 120, 24), ("7/8", 84, 12), ("15/4", 360, 24), ("1/8", 12, 12)),
            ("21/16", 126, 6),
        ]
    ),
    st.sampled_from(MODES),
    st.sampled_from(CHARACTERS),
    st.integers(0, 5_000),
    st.tuples(st.integers(-1, 11), st.integers(0, 4095)),
    st.integers(0, 4095),
)


@given(settings, st.integers(0, 2**32), st.integers(0, 60), st.integers(0, 4_000))
def test_every_row_lies_in_the_field_of_its_column(
    setting: Setting, seed: int, events: int, start: int
) -> None:
    line = random_line(np.random.default_rng(seed), events, start)
    observation = observe(line, setting)
    assert len(observation.rows) == len(FIELDS) - 1
    for name, column in list(COLUMNS.items())[1:]:
        row = observation.rows[column]
        silent = name.startswith(("chord tone", "scale tone")) and row == SILENT
        assert silent or FIRST[name] <= row < FIRST[name] + FIELDS[name], name
    assert len(observation.suggestions) == 6
    assert all(0 <= suggestion <= NONE for suggestion in observation.suggestions)


def test_the_rows_of_an_action_count_as_one() -> None:
    observation = observe(line_of("0 4/12"), Setting())
    latest = ROWS + action("4/12")
    assert SUMS[latest - ROWS] == (FIRST["pitch 1"] + 16, FIRST["duration 1"] + 5)
    assert latest in observation.found
    # Two joint rows, eight of the memory, five of time, twice six of suggestions, seven of contour.
    assert len(observation.found) == 2 + 8 + 5 + 12 + 7


def test_a_setting_has_its_own_rows_whatever_the_line() -> None:
    setting = Setting("3/4", 72, 24, chord=(7, 0b100010000100), scale=0b101010110101)
    given = observe(line_of("0 2 4"), setting).given
    assert given == observe(line_of("7/12"), setting._replace(end=960)).given
    assert given != observe(line_of("7/12"), setting._replace(mode="minor")).given


def test_another_character_leaves_the_rest_as_it_is() -> None:
    setting = Setting(character="fiddle", chord=(7, 0b100010000100), scale=0b101010110101)
    line = line_of("0 2 4")
    other = in_character(observe(line, setting), "hymn")
    assert other == observe(line, setting._replace(character="hymn"))


def test_what_is_given_is_seen() -> None:
    setting = Setting("6/8", 72, 36, "dorian", "hymn", 0, (7, 0b100010000100))
    found = seen("", setting)
    assert (found["meter"], found["mode"], found["character"]) == (4, 3, 2)
    assert found["chord root"] == 8
    assert [name for name in found if name.startswith("chord tone")] == [
        "chord tone 2",
        "chord tone 7",
        "chord tone 11",
    ]


def test_a_known_scale_is_seen_tone_by_tone() -> None:
    found = seen("0 2", Setting(scale=0b100101010001))
    tones = [name for name in found if name.startswith("scale tone")]
    assert tones == [
        "scale tone 0",
        "scale tone 4",
        "scale tone 6",
        "scale tone 8",
        "scale tone 11",
    ]
    assert not [name for name in seen("0 2") if name.startswith("scale tone")]


def test_a_meter_without_a_name_is_another_one() -> None:
    assert seen("", Setting("21/16", 126, 6))["meter"] == len(METERS)


FOUR_FOUR, THREE_FOUR, SIX_EIGHT = 0, 2, 4


@pytest.mark.parametrize(
    ("setting", "tick", "meter", "place"),
    [
        (Setting("5/4", 120, 24), 120 + 48, THREE_FOUR, 48),
        (Setting("5/4", 120, 24), 120 + 72, FOUR_FOUR, 48),
        (Setting("7/8", 84, 12), 84 + 36, FOUR_FOUR, 36),
        (Setting("7/8", 84, 12), 84 + 60, SIX_EIGHT, 48),
        (Setting("3+2+2/8", 84, 12), 84, SIX_EIGHT, 0),
        (Setting("12/8", 144, 36), 144 + 90, SIX_EIGHT, 18),
        (Setting("15/4", 360, 24), 360 + 300, THREE_FOUR, 12),
    ],
)
def test_another_meter_is_seen_as_those_that_agents_know(
    setting: Setting, tick: int, meter: int, place: int
) -> None:
    found = seen("", setting, start=tick)
    assert (found["meter"], found["place"]) == (meter, meter * 36 + place // 3)
    assert (found["bar of 16"], found["bars so far"]) == (1, 1)


def test_short_bars_are_seen_as_parts_of_a_longer_one() -> None:
    found = seen("", Setting("1/4", 24, 24), start=96 + 48)
    assert (found["meter"], found["place"]) == (FOUR_FOUR, 48 // 3)
    assert found["bar of 16"] == 1


def test_what_was_a_bar_of_another_meter_ago_is_suggested() -> None:
    observation = observe(line_of("0 2 4 5 7 | 0"), Setting("5/4", 120, 24))
    assert observation.suggestions[0] == action("2")


@pytest.mark.parametrize("meter", METERS)
def test_a_known_meter_is_seen_as_it_is(meter: str) -> None:
    setting = Setting(meter, *METERS[meter])
    assert as_known(setting, 1000) == (setting, 0)


def test_the_latest_eight_events_are_seen_the_last_one_first() -> None:
    found = seen("0 2/12 . 4/48")
    assert found["joint 1"] == action("4/48")
    assert found["joint 2"] == action(".")
    assert [found[f"pitch {age}"] for age in (1, 2, 3, 4)] == [16, REST_PITCH, 14, 12]
    assert [found[f"duration {age}"] for age in (1, 2, 3, 4)] == [11, 8, 5, 8]
    assert {found[f"pitch {age}"] for age in (5, 6, 7, 8)} == {NOTHING_PITCH}
    assert {found[f"duration {age}"] for age in (5, 6, 7, 8)} == {16}
    assert seen("")["joint 1"] == NONE


@pytest.mark.parametrize(
    ("tick", "place", "fraction", "bar_of_16", "bars_so_far"),
    [
        (0, 0, 0, 0, 0),
        (12, 4, 0, 0, 0),
        (8, 2, 8, 0, 0),
        (96, 0, 0, 1, 1),
        (5 * 96 + 90, 30, 6, 5, 4),
        (20 * 96, 0, 0, 4, 6),
    ],
)
def test_the_place_is_seen(
    tick: int, place: int, fraction: int, bar_of_16: int, bars_so_far: int
) -> None:
    found = seen("", start=tick)
    assert (found["place"], found["fraction"]) == (place, fraction)
    assert (found["bar of 16"], found["bars so far"]) == (bar_of_16, bars_so_far)


def test_a_place_belongs_to_its_meter() -> None:
    assert seen("", Setting("3/4", 72, 24), start=75)["place"] == 2 * 36 + 1


@pytest.mark.parametrize(
    ("end", "left"),
    [(0, 31), (96, 0), (97, 0), (120, 4), (96 + 143, 23), (96 + 144, 25), (4 * 96 + 96, 28)],
)
def test_the_time_left_is_seen_finely_near_the_end(end: int, left: int) -> None:
    assert seen("0/96", Setting(end=end))["left"] == left


def test_after_the_end_nothing_is_left() -> None:
    assert seen("0/96 0/96", Setting(end=96))["left"] == 0


def test_what_is_suggested_is_seen() -> None:
    found = seen("0 2 4 5 | 0 2/24 4/24")
    observation = observe(line_of("0 2 4 5 | 0 2 4"), Setting())
    assert observation.suggestions == [action("5"), NONE, NONE, NONE, action("5"), action("5")]
    assert [found[f"suggested pitch {n}"] for n in range(6)] == [17, 37, 37, 37, 17, 17]
    assert [found[f"suggested duration {n}"] for n in range(6)] == [8, 16, 16, 16, 8, 8]
    assert [found[f"agreed {n}"] for n in range(6)] == [3, 0, 0, 0, 3, 2]


@pytest.mark.parametrize(
    ("pitches", "repeats", "direction"),
    [
        ([0, 2], 0, 1),
        ([0, 2, 4, 5], 0, 3),
        ([5, 4, 2, 0], 0, -3),
        ([0, 2, 4, 2], 0, -1),
        ([0, 0], 1, 0),
        ([0, 2, 2, 2], 2, 0),
        ([2, 2, 4, 5], 0, 2),
    ],
)
def test_runs_count_repeats_or_moves_in_one_direction(
    pitches: list[int], repeats: int, direction: int
) -> None:
    moves = [after - before for before, after in pairwise(pitches)]
    assert runs(moves) == (repeats, direction)


def contour(text: str) -> dict[str, int]:
    names = ("interval", "repeats", "direction", "highest", "lowest", "tones", "mean move")
    found = seen(text)
    return {name: found[name] for name in names}


def test_the_contour_is_seen() -> None:
    assert contour("-1 . 4 7 5 4 2 0 0 -3") == {
        "interval": 12 - 3,
        "repeats": 0,
        "direction": 8 - 1,
        "highest": 12 + 7,
        "lowest": 12 - 3,
        "tones": 7,
        "mean move": 2,
    }


def test_before_two_notes_there_is_no_contour() -> None:
    expected = {
        "interval": 25,
        "repeats": 0,
        "direction": 8,
        "highest": NOTHING_PITCH,
        "lowest": NOTHING_PITCH,
        "tones": 0,
        "mean move": 0,
    }
    assert contour("") == contour("0 . .") == expected


def test_wide_leaps_and_long_runs_are_seen_as_the_widest_and_longest() -> None:
    assert contour("-12 23 -12 23")["interval"] == 24
    assert contour(" ".join(["-12 23"] * 5))["mean move"] == 8
    assert contour(" ".join(["0"] * 30))["repeats"] == 8
    assert contour(" ".join(map(str, range(20))))["direction"] == 16


def test_a_mean_move_is_of_eight_moves() -> None:
    assert contour("0 4 0 4 0 4 0 4")["mean move"] == 0
    assert contour("0 4 0 4 0 4 0 4 4")["mean move"] == 28 // 8
