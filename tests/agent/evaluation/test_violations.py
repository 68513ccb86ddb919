import numpy as np
import pytest

from agent.evaluation.violations import broken, in_takes, playable, under_random_constraints
from agent.music.note import Note
from agent.player.knobs import Knobs
from tests.support.melody_agent import little_player
from tests.support.tunes import tune

NONE = (False, False, False, False)


@pytest.mark.parametrize(
    ("note", "knobs", "expected"),
    [
        (Note(60, 1, 1, 0), Knobs(), NONE),
        (Note(61, 1, 1, 0), Knobs(), (True, False, False, False)),
        (Note(61, 1, 1, 0), Knobs(scale="chromatic"), NONE),
        (Note(62, 1, 1, 0), Knobs(chord="C", chord_tones="strong"), (True, False, False, False)),
        (Note(62, 1, 1, 1), Knobs(chord="C", chord_tones="strong"), NONE),
        (Note(72, 1, 1, 0), Knobs(high=71), (False, True, False, False)),
        (Note(60, 1, 2, 3), Knobs(), (False, False, True, False)),
        (Note(60, 1, 1, 3), Knobs(meter="3/4"), NONE),
        (Note(60, 1, 0.5, 0), Knobs(durations="1 2"), (False, False, False, True)),
        (Note(60, 1, 0.25, 0), Knobs(density=2), (False, False, False, True)),
    ],
)
def test_what_a_note_breaks(
    note: Note, knobs: Knobs, expected: tuple[bool, bool, bool, bool]
) -> None:
    assert tuple(map(bool, broken(note, knobs))) == expected


def test_the_broken_notes_of_takes_are_counted() -> None:
    found = in_takes([tune("0 2 4 5 6"), tune("0/72 2/48 4/24", mode="minor")])
    assert (found.notes, found.pitch, found.range, found.bar, found.length) == (8, 2, 0, 1, 0)
    assert found.total == 3


def test_random_settings_can_be_played_and_are_kept_to() -> None:
    player = little_player()
    random = np.random.default_rng(0)
    for _ in range(20):
        player.check(playable(player, random))
    found = under_random_constraints(player, 20, seed=0)
    assert found.notes > 100
    assert found.total == 0
