"""Other features for a taste to weigh, to compare with what is heard of a note."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from agent.melody.line import Line, Setting
from agent.melody.observation import observe
from agent.melody.playing.checkpoint import MelodyCheckpoint
from agent.melody.playing.conversion import action_played
from agent.melody.playing.inference import FloatArray
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.scores.taste import (
    DURATION_COLUMN,
    PITCH_COLUMN,
    SHARE,
    context_of,
    tables,
)
from agent.melody.rewards import TERMS
from agent.melody.vocabulary import ACTION_COUNT
from agent.music.note import Note
from agent.player.knobs import Knobs
from agent.player.sampling import expected
from agent.taste.features import FEATURES, SILENT
from agent.taste.model import BOUND, NO_TASTE, Taste

USUAL = (1.0,) * 5

# [actions, features] of the next action.
Features = Callable[[MelodyPlayer, Line, Setting], FloatArray]


def heard(player: MelodyPlayer, line: Line, setting: Setting) -> FloatArray:
    """What a listener hears of each action."""
    features = np.zeros((ACTION_COUNT, FEATURES), dtype=np.float32)
    by_pitch, by_duration = tables(context_of(line, setting))
    rows = np.concatenate([by_pitch[:, PITCH_COLUMN], by_duration[:, DURATION_COLUMN]])
    np.put_along_axis(features, rows.T, 1, axis=1)
    features[:, SILENT] = 0
    return features


def values(player: MelodyPlayer, line: Line, setting: Setting) -> FloatArray:
    """log p0 of each action, and what each term expects of it, each with a spread of 1."""
    seen = observe(line, setting)
    prior = player.policy(seen, USUAL).prior
    return _spread(np.concatenate([prior[:, None], player.policy.values(seen, USUAL)], axis=1))


def last_layer(player: MelodyPlayer, line: Line, setting: Setting) -> FloatArray:
    """What each unit of the last layer adds to the value of each action, with a spread of 1."""
    policy = player.policy
    inner = policy(observe(line, setting), USUAL).hidden
    head = policy.arrays["values.weight"][: len(TERMS)].sum(axis=0)
    return _spread(head * inner) / np.float32(np.sqrt(len(inner) / 8))


def _spread(features: FloatArray) -> FloatArray:
    return (features - features.mean(axis=0)) / (features.std(axis=0) + np.float32(1e-6))


def both(player: MelodyPlayer, line: Line, setting: Setting) -> FloatArray:
    """What is heard, and the values."""
    return np.concatenate([heard(player, line, setting), values(player, line, setting)], axis=1)


class OtherFeatures(MelodyPlayer):
    """A melody agent with a taste for other features, which doesn't look ahead."""

    def __init__(self, checkpoint: MelodyCheckpoint, features: Features) -> None:
        super().__init__(checkpoint)
        self._features = features

    def _taste_scores(self, line: Line, setting: Setting, knobs: Knobs, taste: Taste) -> FloatArray:
        if not taste.thumbs:
            return np.zeros(ACTION_COUNT, dtype=np.float32)
        liking = np.tanh(self._features(self, line, setting) @ taste.weights)
        return np.float32(knobs.taste * SHARE * BOUND) * liking

    def lesson(self, line: Line, knobs: Knobs, note: Note, taste: Taste = NO_TASTE) -> FloatArray:
        setting = self.setting(line, knobs)
        features = self._features(self, line, setting)
        scores = self.scores(line, setting, knobs) + self._taste_scores(line, setting, knobs, taste)
        usual = expected(scores, self.allowed(line, setting, knobs), knobs.temperature)
        usual_features: FloatArray = usual.astype(np.float32) @ features
        return features[action_played(note, knobs)] - usual_features


def _with(features: Features) -> Callable[[MelodyCheckpoint], MelodyPlayer]:
    def player(checkpoint: MelodyCheckpoint) -> MelodyPlayer:
        return OtherFeatures(checkpoint, features)

    return player


FEATURE_SETS: dict[str, Callable[[MelodyCheckpoint], MelodyPlayer]] = {
    "heard, with foresight": MelodyPlayer,
    "heard": _with(heard),
    "the network's prior and values": _with(values),
    "the network's last layer": _with(last_layer),
    "heard, prior and values": _with(both),
}
