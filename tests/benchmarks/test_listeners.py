from functools import cache

import numpy as np
import pytest

from agent.library.catalogue import open_agent
from agent.library.loading import player_for
from agent.music.note import REST
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer
from agent.taste.model import NO_TASTE
from benchmarks.listeners import (
    OF_LENGTH,
    OF_PITCH,
    POINTING,
    Habit,
    asked,
    listened,
    rate,
    taught,
)

LISTENERS = OF_PITCH | OF_LENGTH
SEEDS, NOTES = 6, 240
BY_TRACE = Habit(delay=0.0)


@cache
def shipped(name: str) -> AnyPlayer:
    return player_for(open_agent(name)[1])


def test_what_is_asked_of_forty_thumbs() -> None:
    assert asked(0.1) == 0.2
    assert asked(0.6) == 0.8


def test_listeners_hear_intervals_and_turns() -> None:
    heard = listened(shipped("classic"), Knobs(), 0, lambda: NO_TASTE)
    first, second, third = (next(heard) for _ in range(3))
    assert (first.moves, first.interval, first.turn) == (False, 0, 0)
    assert second.interval == second.note.pitch - first.note.pitch
    assert third.turn == third.interval * second.interval
    assert [h.time for h in (first, second, third)] == [0, 0.5, 1]


@pytest.mark.parametrize(
    ("agent", "likes", "habit"),
    [
        ("all", "steps up", POINTING),
        ("all", "leaps", POINTING),
        ("all", "repeats", BY_TRACE),
        ("all", "long notes", POINTING),
        ("fiddle", "turning", POINTING),
        ("fiddle", "thirds down", BY_TRACE),
        ("fiddle", "high notes", Habit(ups=True)),
        ("classic", "leaps", POINTING),
        ("classic", "thirds down", BY_TRACE),
        ("all", "repeats", Habit(delay=0.5)),
    ],
)
def test_forty_thumbs_bring_what_is_liked(agent: str, likes: str, habit: Habit) -> None:
    player, liked, knobs = shipped(agent), LISTENERS[likes], Knobs()
    base = rate(player, knobs, NO_TASTE, liked, SEEDS * NOTES, 100)
    tastes = [taught(player, knobs, liked, seed, 40, habit) for seed in range(SEEDS)]
    assert all(taste.thumbs == 40 for taste in tastes)
    after = [rate(player, knobs, taste, liked, NOTES, 200) for taste in tastes]
    # At taste 1 thumbs keep a melody's form, so that only a part of what is asked comes.
    assert np.mean(after) >= base + (asked(base) - base) / 3


def test_a_taste_leaves_neither_key_nor_range() -> None:
    player, knobs = shipped("all"), Knobs(key=2, scale="dorian", low=60, high=76, taste=2)
    taste = taught(player, knobs, LISTENERS["leaps"], 0, 40)
    heard = listened(player, knobs, 1, lambda: taste)
    notes = [note for note in (next(heard).note for _ in range(200)) if note.pitch != REST]
    assert all(60 <= note.pitch <= 76 for note in notes)
    assert {(note.pitch - 2) % 12 for note in notes} <= {0, 2, 3, 5, 7, 9, 10}
