import numpy as np

from agent.melody.brief import brief_of
from agent.melody.learning.dataset import examples_of, state_actions
from agent.melody.line import Line
from agent.melody.observation import observe
from agent.melody.vocabulary import events_of
from agent.music.tune import TuneChord
from tests.support.lines import actions, line_of
from tests.support.tunes import tune

CHORDS = (TuneChord(0, 0, 145, "maj"), TuneChord(48, 7, 2180, "maj"))
SONG = tune("0 2/12 ./36 4/48 | 5/48 . 0", chords=CHORDS)


def test_a_walk_gives_each_event_with_what_came_before() -> None:
    lines, settings, taken = zip(*state_actions(SONG), strict=True)
    assert list(taken) == actions("0 2/12 ./36 4/48 5/48 . 0")
    assert lines[0] == Line()
    assert lines[3] == line_of("0 2/12 ./36")
    assert [setting.chord for setting in settings[:4]] == [(0, 145), (0, 145), (0, 145), (7, 2180)]


def test_a_walk_keeps_to_the_ticks_of_the_tune() -> None:
    odd = tune("25/20 ./100 0/20 2")
    assert [line.tick for line, _, _ in state_actions(odd)] == [
        event.tick for event in events_of(odd)
    ]


def test_a_walk_begins_at_the_pickup() -> None:
    line, setting, _ = state_actions(tune("./96 ./72 0 | 2/96"))[0]
    assert line == Line(tick=72)
    assert setting.end == 192


def test_examples_are_observations_and_what_followed() -> None:
    other = tune("7 5 4")
    examples = examples_of([SONG, other])
    assert examples.actions.tolist() == actions("0 2/12 ./36 4/48 5/48 . 0 7 5 4")
    setting = brief_of(SONG).at(48)
    fourth = observe(line_of("0 2/12 ./36")._replace(tick=72), setting)
    assert examples.rows[3].tolist() == fourth.rows
    assert examples.suggestions[3].tolist() == fourth.suggestions
    assert examples.rows.dtype == np.int16
    assert len(examples.rows) == len(examples.suggestions) == 10
