import numpy as np
import pytest

from agent.melody.line import Line, Setting
from agent.melody.playing.scores.augmentation import augmentation, augmented, cost, diminished
from agent.melody.vocabulary import ACTION_COUNT, NO_PITCH, NUMBER, Action
from tests.support.lines import line_of


@pytest.mark.parametrize(
    ("durations", "density", "times"),
    [
        ("any", 0, 1),
        ("1", 0, 1),
        ("2", 0, 1),
        ("3", 0, 3),
        ("4", 0, 4),
        ("6", 0, 6),
        ("2 4", 0, 1),
        ("any", 0.25, 4),
        ("any", 1, 1),
    ],
)
def test_only_melodies_of_long_notes_alone_are_seen_faster(
    durations: str, density: float, times: int
) -> None:
    assert augmentation(durations, density) == times


def test_whole_notes_are_seen_as_quarters_in_the_same_time() -> None:
    line = line_of("0/96 4/96 ./96")
    seen, setting = diminished(line, Setting(end=1536), 4)
    assert seen._replace(fate=0) == line_of("0 4 .")._replace(fate=0)
    assert (setting.end, setting.bar) == (384, 96)


def test_an_empty_line_stays_one() -> None:
    assert diminished(Line(), Setting(), 4) == (Line(), Setting())


def test_the_score_of_a_whole_note_is_that_of_its_quarter() -> None:
    scores = np.arange(ACTION_COUNT, dtype=np.float32)
    slow = augmented(scores, 4)
    assert slow[NUMBER[Action(7, 96)]] == NUMBER[Action(7, 24)]
    assert slow[NUMBER[Action(NO_PITCH, 48)]] == NUMBER[Action(NO_PITCH, 12)]


def test_rests_that_it_has_no_name_for_hardly_come() -> None:
    lost = cost(4)
    assert lost[NUMBER[Action(NO_PITCH, 6)]] == 20
    assert lost[NUMBER[Action(NO_PITCH, 96)]] == 0
    assert lost[NUMBER[Action(7, 96)]] == 0


def test_a_line_that_began_late_began_so_in_the_same_time() -> None:
    seen, _ = diminished(Line(tick=1536, start=1536), Setting(), 4)
    assert (seen.tick, seen.start) == (384, 384)
