import pytest

from agent.melody.line import Line, Setting
from agent.melody.playing.conversion import (
    action_played,
    note_of_action,
    on_grid,
    straight,
    velocity,
)
from agent.music.note import REST, Note
from agent.player.knobs import Knobs

IN_4_4 = Setting("4/4", 96, 24)


@pytest.mark.parametrize(
    ("meter", "bar", "beat", "loud"),
    [
        ("5/4", 120, 24, {0: 0.8, 12: 0.6, 24: 0.7, 72: 0.75, 96: 0.7}),
        ("7/8", 84, 12, {0: 0.8, 12: 0.6, 24: 0.7, 36: 0.6, 48: 0.75, 60: 0.6}),
        ("12/8", 144, 36, {0: 0.8, 36: 0.7, 72: 0.75, 108: 0.7}),
        ("1/4", 24, 24, {0: 0.8, 12: 0.6}),
    ],
)
def test_parts_and_beats_of_other_meters_have_accents(
    meter: str, bar: int, beat: int, loud: dict[int, float]
) -> None:
    assert {place: velocity(meter, bar, beat, place) for place in loud} == loud


def test_an_action_becomes_the_note_that_it_was_made_of() -> None:
    for note in (Note(67, 0.7, 0.5, 1.0), Note(REST, 0.7, 1.5, 1.0)):
        action = action_played(note, Knobs())
        assert note_of_action(Line(tick=24), IN_4_4, Knobs(), action) == note


def test_swing_moves_what_sounds_and_not_the_line() -> None:
    knobs = Knobs(swing=1)
    action = action_played(Note(60, 0.8, 0.5, 0.5), knobs)
    played = note_of_action(Line(tick=12), IN_4_4, knobs, action)
    assert (played.onset, played.duration) == (0.75, 0.25)
    assert straight(played, IN_4_4, knobs)[2:] == (0.5, 0.5)


def test_the_grid_begins_anew_in_each_bar() -> None:
    assert [on_grid(ticks, 96) for ticks in (-3, 5, 7.5, 28, 95)] == [0, 6, 8, 30, 96]
    assert on_grid(84 + 8, 84) == 92
