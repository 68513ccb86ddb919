"""Takes of the shipped agents that once had a fault: these seeds must not show it again."""

from functools import cache
from typing import Any

import pytest

from agent.library.catalogue import shipped_folder
from agent.library.loading import load_melody
from agent.melody.masks import reference_tonic
from agent.melody.playing.player import MelodyPlayer
from agent.metrics.endings import ending_of
from agent.metrics.loops import has_loop
from agent.metrics.statistics import means
from agent.music.note import REST
from agent.music.tune import METERS, TICKS, Tune, TuneNote
from agent.pieces.piece import compose
from agent.player.knobs import Knobs

pytestmark = pytest.mark.slow


@cache
def agent(name: str) -> MelodyPlayer:
    return MelodyPlayer(load_melody(shipped_folder() / f"{name}.safetensors"))


def take(name: str, seed: int, **turned: Any) -> Tune:
    """A take without a pickup: agents had none when these had their faults."""
    knobs = Knobs(bars=16, **turned)
    tonic, (bar, beat) = reference_tonic(knobs), METERS[knobs.meter]
    notes = tuple(
        TuneNote(round(note.onset * TICKS), round(note.duration * TICKS), note.pitch - tonic)
        for note in compose(agent(name), knobs, seed, pickup=0).notes
        if note.pitch != REST
    )
    return Tune(name, name, name, knobs.meter, bar, beat, knobs.key, "other", tonic, notes)


@pytest.mark.parametrize(
    ("seed", "turned"),
    [
        (38, {}),
        (4, {"chords": "C Am F G"}),
        (23, {"chords": "C Am F G"}),
        (41, {"chords": "C Am F G"}),
        (23, {"chords": "C Am F G", "chord_tones": "all"}),
        (4, {"scale": "locrian"}),
        (19, {"scale": "locrian"}),
        (31, {"scale": "whole_tone"}),
        (32, {"variety": 0}),
        (1, {"temperature": 0.5}),
    ],
)
def test_these_takes_hung_in_a_loop(seed: int, turned: dict[str, Any]) -> None:
    assert not has_loop(take("all", seed, **turned))


@pytest.mark.parametrize(
    ("name", "seed"),
    [("all", 1), ("all", 3), ("all", 9), ("hymn", 3), ("song", 3), ("song", 7), ("song", 9)],
)
def test_these_takes_struck_the_tonic_anew_on_the_last_beat(name: str, seed: int) -> None:
    assert not ending_of(take(name, seed)).restrikes


@pytest.mark.parametrize("seed", [5, 6, 7])
def test_these_takes_ended_off_the_tonic_on_a_copied_bar(seed: int) -> None:
    assert not ending_of(take("hymn", seed)).opens


def test_pop_is_off_the_beat_where_song_is_on_it() -> None:
    pop, song = (means([take(name, seed) for seed in range(1, 21)]) for name in ("pop", "song"))
    assert pop["off_beat"] > 0.35 > song["off_beat"]
    assert pop["syncopation"] > 0.05 > song["syncopation"]
    assert pop["rest_share"] > 0.05 > song["rest_share"]
