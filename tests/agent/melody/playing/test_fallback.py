import numpy as np

from agent.melody.line import Setting
from agent.melody.playing.fallback import fallback_action
from agent.melody.vocabulary import ACTION_DURATION, ACTIONS
from agent.music.tune import METERS
from tests.support.lines import action, line_of
from tests.support.melody_knobs import assert_kept, playable

EVERYTHING = np.ones(len(ACTIONS), dtype=np.bool_)


def test_what_was_here_before_returns() -> None:
    line = line_of("0 2 4 5 | 7 9")
    assert fallback_action(line, Setting(), EVERYTHING, 0.1) == action("4")


def test_otherwise_it_goes_on_by_step_in_the_same_rhythm() -> None:
    line = line_of("0/12 2/12 4/12")
    found = {fallback_action(line, Setting(), EVERYTHING, n / 100) for n in range(100)}
    assert found <= {action("2/12"), action("3/12"), action("5/12")}
    assert len(found) > 1


def test_what_isnt_allowed_doesnt_come() -> None:
    line = line_of("0 2 4 5 | 7 9")
    short = ACTION_DURATION == 6
    for chance in (0.1, 0.7, 0.999):
        assert short[fallback_action(line, Setting(), short, chance)]


def test_no_constraint_is_broken_and_pieces_end_where_they_should() -> None:
    random = np.random.default_rng(0)
    for player, knobs in playable(100, random):
        line, end = player.start(0), knobs.bars * METERS[knobs.meter][0]
        while line.tick < end:
            note, line = player.fallback(line, knobs, random.random())
            assert_kept(note, knobs)
        assert line.tick == end, knobs
