import numpy as np
import pytest

from agent.melody.line import Line, Setting
from agent.melody.playing.scores.cadence import add_cadence
from agent.melody.vocabulary import ACTION_COUNT, ACTIONS
from agent.player.knobs import Knobs
from tests.support.lines import action, line_of

THREE_BARS = "0 2 4 5 " * 3


def added(line: Line, character: str = "any", end: int = 0, form: float = 1) -> dict[int, float]:
    """What is added, by length in ticks."""
    scores = np.zeros(ACTION_COUNT, dtype=np.float32)
    add_cadence(scores, line, Setting(character=character, end=end), Knobs(form=form))
    return {ACTIONS[number].duration: float(scores[number]) for number in np.flatnonzero(scores)}


def test_in_the_fourth_bar_a_long_note_up_to_its_end_is_likelier() -> None:
    assert added(line_of(f"{THREE_BARS} 7 5")) == {48: pytest.approx(1.6)}
    assert added(line_of(THREE_BARS)) == {96: pytest.approx(1.6)}


def test_a_phrase_with_a_pickup_comes_to_rest_before_the_next_one() -> None:
    """Four bars from the pickup of a quarter note on end with the third beat of bar 4."""
    begun = line_of(f"7 {THREE_BARS}", start=72)._replace(start=72, pickup=24)
    assert added(begun.played(action("7/24"))) == {48: pytest.approx(1.6)}
    assert added(line_of(f"7 {'0 2 4 5 ' * 2} 7 5", start=72)._replace(start=72, pickup=24)) == {}


def test_elsewhere_and_for_notes_of_the_usual_length_nothing_changes() -> None:
    assert added(line_of("0 2 4 5 7 5")) == {}
    assert added(line_of(f"{THREE_BARS} 7 5 4")) == {}


def test_it_is_as_strong_as_the_character_and_the_knob_form_have_it() -> None:
    line = line_of(f"{THREE_BARS} 7 5")
    assert added(line, "hymn") == {48: 3.0}
    assert added(line, "hymn", form=0.5) == {48: 1.5}
    assert added(line, form=0) == {}


def test_the_last_bar_of_a_piece_has_its_own_ending() -> None:
    assert added(line_of(f"{THREE_BARS} 7 5"), end=4 * 96) == {}
