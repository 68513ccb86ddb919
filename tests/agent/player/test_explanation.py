import numpy as np
import pytest

from agent.music.note import Note
from agent.player.explanation import explanation_of

PARTS = {"prior": np.array([0.0, 1.0, 2.0, 9.0]), "form": np.array([0.0, 0.5, -1.0, 0.0])}
ALLOWED = np.array([True, True, True, False])


def note(number: int) -> Note:
    return Note(60 + number, 0.8, 1.0, 0.0)


def test_parts_are_what_they_said_beyond_the_average_of_what_was_likely() -> None:
    why = explanation_of(PARTS, ALLOWED, 1, 1.0, note)
    odds = np.exp([0, 1.5, 1.0])
    odds /= odds.sum()
    assert why.parts["prior"] == pytest.approx(1 - odds @ [0, 1, 2])
    assert why.parts["form"] == pytest.approx(0.5 - odds @ [0, 0.5, -1])
    assert why.advantage == pytest.approx(1.5 - odds @ [0, 1.5, 1])
    assert why.probability == pytest.approx(odds[1])


def test_a_note_is_ranked_among_those_that_are_allowed() -> None:
    why = explanation_of(PARTS, ALLOWED, 2, 1.0, note)
    assert (why.rank, why.allowed, why.candidates) == (2, 3, 4)
    assert [other.note.pitch for other in why.alternatives] == [61, 60]
    assert why.alternatives[0].probability > why.probability > why.alternatives[1].probability


def test_at_temperature_0_the_best_is_certain_and_still_better_than_the_others() -> None:
    why = explanation_of(PARTS, ALLOWED, 1, 0.0, note)
    assert why.probability == 1
    assert why.advantage > 0
