from dataclasses import replace

import pytest

from agent.melody.brief import Brief, brief_of, character_of
from agent.melody.line import Setting
from agent.music.tune import TuneChord
from tests.support.tunes import tune

C, G7 = TuneChord(0, 0, 0b10010001, "maj"), TuneChord(96, 7, 0b100010100100, "7")


def test_a_brief_holds_the_conditions_of_a_tune() -> None:
    waltz = tune("0 2 4 | 5/48 7", meter="3/4", mode="dorian", chords=(C,))
    assert brief_of(waltz) == Brief(
        Setting("3/4", 72, 24, "dorian", "any", 144, scale=0b11010101101), (C,), 0
    )


def test_a_brief_begins_in_the_first_bar_with_its_pickup() -> None:
    later = tune("./96 ./72 0 | 2/96", chords=(C, G7))
    brief = brief_of(later)
    assert (brief.start, brief.setting.end) == (72, 192)
    assert brief.chords == (C._replace(onset=-96), G7._replace(onset=0))


@pytest.mark.parametrize(
    ("named", "mode", "scale"),
    [
        ("minor", "minor", 0b111110101101),
        ("phrygian", "minor", 0b010110101011),
        ("0 3 6 9", "other", 0b001001001001),
        ("other", "other", 0b111111111111),
        ("unheard of", "other", 0b111111111111),
    ],
)
def test_a_tunes_mode_may_be_any_scale(named: str, mode: str, scale: int) -> None:
    setting = brief_of(tune("0", mode=named)).setting
    assert (setting.mode, setting.scale) == (mode, scale)


@pytest.mark.parametrize(
    ("source", "character"),
    [("pd_oneills1850", "fiddle"), ("openhymnal", "hymn"), ("lied", "lied"), ("songbook", "any")],
)
def test_a_source_has_a_character(source: str, character: str) -> None:
    assert character_of(replace(tune("0"), source=source)) == character


def test_a_chord_sounds_until_the_next() -> None:
    brief = brief_of(tune("0/96 2/96 0/96", chords=(C._replace(onset=24), G7)))
    chords = [brief.at(tick).chord for tick in (0, 23, 24, 95, 96, 250)]
    c, g7 = (0, 0b10010001), (7, 0b100010100100)
    assert chords == [(-1, 0), (-1, 0), c, c, g7, g7]
    assert brief.at(24) == brief.setting._replace(chord=c)


def test_cut_keeps_the_first_bars_and_the_pickup() -> None:
    brief = brief_of(tune("./72 0 | 2/96 | 4/96 | 5/72"))
    assert brief.cut(2).setting.end == 2 * 96 + 72
    assert brief.cut(2).start == 72
    assert brief.cut(3) == brief.cut(99) == brief


def test_an_endless_brief_stays_endless() -> None:
    assert Brief(Setting()).cut(4) == Brief(Setting())


def test_a_brief_has_a_pickup_if_no_more_than_half_of_its_first_bar_is_left() -> None:
    assert [Brief(Setting(), (), start).pickup for start in (0, 24, 48, 72, 84)] == [
        0,
        0,
        48,
        24,
        12,
    ]
