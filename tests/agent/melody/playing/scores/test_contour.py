from collections.abc import Callable, Iterator

import numpy as np
import pytest

from agent.melody.line import Line, Setting
from agent.melody.playing.scores import plan
from agent.melody.playing.scores.contour import add_contour
from agent.melody.playing.scores.plan import read
from agent.melody.vocabulary import ACTION_COUNT
from agent.player.knobs import Knobs
from tests.support.lines import action, line_of

HighestIn = Callable[[str], None]


@pytest.fixture
def highest_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[HighestIn]:
    """Gives every section its highest note in the bar of a letter: a for the first one."""

    def highest(letter: str) -> None:
        monkeypatch.setattr(plan, "form_of", lambda *_: read(16 * "." + letter))
        plan._placed.cache_clear()

    yield highest
    plan._placed.cache_clear()


def begun(text: str) -> Line:
    return line_of(text)._replace(fate=1)


def added(line: Line, knobs: Knobs) -> dict[str, float]:
    """What the contour adds to the scores of some quarter notes, in nats, where it adds any."""
    scores = np.zeros(ACTION_COUNT, dtype=np.float32)
    found = plan.placed(line, Setting(), knobs)
    if found is not None:
        add_contour(scores, found, line, 96)
    pitches = [str(pitch) for pitch in range(-12, 24)]
    nats = {pitch: round(float(scores[action(pitch)]), 6) for pitch in pitches}
    return {pitch: more for pitch, more in nats.items() if more}


def over(pitch: int, nats: float, most: int = 23) -> dict[str, float]:
    return {str(number): nats for number in range(pitch + 1, most + 1)}


def test_before_the_bar_of_the_highest_note_higher_ones_are_less_likely(
    highest_in: HighestIn,
) -> None:
    highest_in("d")
    assert added(begun("0 4 7 4 | 2"), Knobs()) == over(7, -0.6)
    assert added(begun("0 4 7 4 | 9"), Knobs()) == over(9, -0.6)


def test_in_it_a_higher_one_is_likelier_until_it_has_come(highest_in: HighestIn) -> None:
    highest_in("b")
    assert added(begun("0 4 7 4 | 7"), Knobs()) == over(7, 4.0, most=12)
    assert added(begun("0 4 7 4 | 9"), Knobs()) == over(9, -0.6)


def test_after_it_none_is_higher(highest_in: HighestIn) -> None:
    highest_in("b")
    assert added(begun("0 4 7 4 | 9/96 | 2"), Knobs()) == over(9, -0.6)


def test_the_first_bar_goes_where_it_likes_and_so_does_a_line_without_a_fate(
    highest_in: HighestIn,
) -> None:
    highest_in("d")
    assert added(begun("0 4"), Knobs()) == {}
    assert added(line_of("0 4 7 4 | 2"), Knobs()) == {}
    assert added(Line(), Knobs()) == {}


def test_each_section_has_a_highest_note_of_its_own(highest_in: HighestIn) -> None:
    highest_in("d")
    line = begun("12/96 |" + 15 * "0/96 |" + "4/96 | 2")
    assert line.tick // 96 == 17
    assert added(line, Knobs()) == over(4, -0.6)


def test_the_knob_form_scales_the_contour(highest_in: HighestIn) -> None:
    highest_in("d")
    line = begun("0 4 7 4 | 2")
    assert added(line, Knobs(form=2)) == over(7, -1.2)
    assert added(line, Knobs(form=0)) == {}
