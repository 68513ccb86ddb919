import numpy as np

from agent.classic.observation import observation_tables, observe, planes
from agent.classic.state_space import StateSpace
from agent.classic.task import ClassicTask
from tests.support.melodies import state_after

PLANES = [
    *("last", "second", "third", "step", "recover", "run", "loop"),
    *("used", "above", "highest", "now", "next", "resolve", "prepare"),
]


def seen(melody: str, plane: str) -> str:
    """The degrees that a plane of features shows after a melody, as note names."""
    task = ClassicTask()
    step = len(melody.replace("|", "").split())
    features = observe(task, np.array(step), np.array(state_after(melody)))
    shown = features[planes(task)[PLANES.index(plane)]]
    return " ".join(np.array(list("CDEFGAB"))[shown == 1])


def test_the_notes_so_far_are_seen() -> None:
    assert (seen("C D G", "last"), seen("C D G", "second"), seen("C D G", "third")) == (
        "G",
        "D",
        "C",
    )
    assert (seen("C D G", "used"), seen("C D G", "highest")) == ("C D G", "G")
    assert seen("C D G", "above") == "A B"


def test_what_each_next_note_would_mean_is_seen() -> None:
    assert seen("C D G", "step") == "F A"
    assert seen("C D G", "recover") == "E F"
    assert seen("C D E", "run") == "F G A B"
    assert seen("C D C", "loop") == "D"
    assert seen("C D", "resolve") == "D F G A B"
    assert seen("C", "prepare") == "F A B"


def test_the_chords_are_seen() -> None:
    assert seen("", "now") == "C E G"
    assert seen("C D E", "next") == "C E A"
    assert seen("C D E D", "now") == "C E A"


def test_features_are_zeros_and_ones_and_tell_states_apart(space: StateSpace) -> None:
    level = slice(space.first[9], space.first[10])
    features = observe(space.task, space.step[level], space.state[level])
    assert features.shape == (level.stop - level.start, observation_tables(space.task).width)
    assert set(np.unique(features)) == {0, 1}
    assert len(np.unique(features, axis=0)) == len(features)
