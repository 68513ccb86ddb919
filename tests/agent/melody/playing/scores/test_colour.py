"""What the knob of colour says to an action, and what comes of it."""

import numpy as np
import pytest

from agent.evaluation.contestants import tune_of
from agent.evaluation.scale_colours import colour_share
from agent.library.catalogue import open_melody_agent
from agent.melody.line import Line, Setting
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.scores.colour import coloured
from agent.metrics.loops import has_loop
from agent.music.scales import SCALES
from agent.pieces.piece import compose
from agent.player.knobs import Knobs
from tests.support.lines import action, line_of

LYDIAN = Setting(scale=SCALES["lydian"])
COLOUR, OTHER = action("6/12"), action("7/12")


def nats_of(nats: np.ndarray, *words: str) -> list[float]:
    return [round(float(nats[action(word)]), 3) for word in words]


def test_turned_down_the_odds_are_multiplied_by_the_knob() -> None:
    for line in (Line(), line_of("0 4 7"), line_of("0 6")):
        assert nats_of(np.exp(coloured(line, LYDIAN, 0.5)), "6/12", "6/48", "7/12") == [0.5, 0.5, 1]
    assert nats_of(np.exp(coloured(Line(), LYDIAN, 0)), "-6", "6", "18") == [0.02, 0.02, 0.02]


def test_turned_up_short_ones_between_strong_beats_are_leaned_to_most() -> None:
    off_beat, on_beat, downbeat = line_of("0/12"), line_of("0"), line_of("0/96")
    found = [
        nats_of(coloured(line, LYDIAN, 2), "6/12", "6/48", "7/12")
        for line in (off_beat, on_beat, downbeat)
    ]
    assert found == [[2.5, 1.5, 0], [2, 1.2, 0], [1.5, 0.9, 0]]
    assert nats_of(coloured(line_of("0/48"), LYDIAN, 1.5), "6/12") == [1]


def test_one_that_belongs_to_the_chord_may_be_on_a_strong_beat() -> None:
    over_two_major = LYDIAN._replace(chord=(2, 1 << 2 | 1 << 6 | 1 << 9))
    assert nats_of(coloured(line_of("0/96"), over_two_major, 2), "6/12") == [2.5]


def test_the_more_of_the_latest_events_are_colours_the_less_it_leans() -> None:
    texts = ("6/12 7", "6/12 7/12 6/12 7", "6/12 7/12 " * 4 + "6/12 7", ". 7/12")
    lines = map(line_of, texts)
    assert [nats_of(coloured(line, LYDIAN, 2), "6/12")[0] for line in lines] == [2, 1.5, 0.5, 2.5]


def test_a_colour_is_left_by_step() -> None:
    nats = coloured(line_of("0 6"), LYDIAN, 2)
    assert nats_of(nats, "4", "7", "6", "5", "9") == [1.5, 1.5, 0, 0, 0]
    in_hirajoshi = coloured(line_of("8"), Setting(scale=SCALES["hirajoshi"]), 2)
    assert nats_of(in_hirajoshi, "7", "12", "9") == [1.5, 1.5, 0]


def test_no_phrase_rests_and_no_piece_ends_on_one() -> None:
    phrase_end = line_of("0/96 2/96 4/96 7/48")
    assert nats_of(coloured(phrase_end, LYDIAN, 2), "6/48", "6/24") == [0, 2]
    piece = LYDIAN._replace(end=4 * 96)
    assert nats_of(coloured(phrase_end, piece, 2), "6/48", "6/24", "7/48") == [-3, 0, 0]


def test_a_first_note_and_scales_without_colours_are_left_as_they_are() -> None:
    assert not coloured(Line(), LYDIAN, 2).any()
    assert not coloured(line_of("0 7"), Setting(scale=0b10000001), 2).any()
    assert not coloured(line_of("0 7"), Setting(scale=0b10000001), 0).any()


@pytest.mark.slow
@pytest.mark.parametrize(
    "scale",
    [
        "blues",
        "dorian",
        "phrygian",
        "lydian",
        "mixolydian",
        "harmonic_minor",
        "phrygian_dominant",
        "double_harmonic",
        "hirajoshi",
        "whole_tone",
    ],
)
def test_colours_sound_the_more_often_the_higher_the_knob(scale: str) -> None:
    player = MelodyPlayer(open_melody_agent("all")[1])
    shares = []
    for colour in (0.0, 0.5, 1.0, 1.5, 2.0):
        knobs = Knobs(scale=scale, bars=16, colour=colour)
        tunes = [tune for seed in range(24) if (tune := tune_of(compose(player, knobs, seed)))]
        assert not any(map(has_loop, tunes))
        shares.append(np.mean([colour_share(tune, knobs.scale_mask) for tune in tunes]))
    assert shares == sorted(shares)
    assert shares[0] < 0.03
    assert 0.15 < shares[-1] < 0.6
