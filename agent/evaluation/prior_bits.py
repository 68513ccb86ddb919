"""How well an agent's prior predicts held-out tunes, compared with Markov chains and PPM.

Figures are in bits per event, by character; they are only comparable on the same tunes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from agent.evaluation.knob_effects import surprise
from agent.melody.brief import character_of
from agent.melody.line import CHARACTERS
from agent.melody.playing.player import MelodyPlayer
from agent.melody.vocabulary import ACTIONS, events_of
from agent.metrics.notes import FloatArray
from agent.metrics.sequence_models import Continuations, Markov, Predictor, bits_per_event, ppm
from agent.music.tune import Tune

ORDERS = (1, 2, 3, 4, 5)
ALL = "all tunes"
# Mean bits per event of a tune.
Bits = Callable[[Tune], float]


def actions_of(tune: Tune) -> list[int]:
    """The events of a tune as action numbers."""
    return [event.action for event in events_of(tune.aligned())]


def bits_of_prior(player: MelodyPlayer) -> Bits:
    """Mean bits per event under an agent's prior."""
    return lambda tune: float(surprise(player, [tune])[0])


def bits_of_model(model: Predictor) -> Bits:
    """Mean bits per event under another model."""
    return lambda tune: bits_per_event(model, [actions_of(tune)])


def models(training: Sequence[Tune]) -> Iterator[tuple[str, Bits]]:
    """Markov chains of ORDERS and PPM (long-term and short-term), learned from the tunes."""
    known = Continuations(max(ORDERS), len(ACTIONS)).learn(map(actions_of, training))
    yield "PPM", bits_of_model(ppm(known))
    for order in ORDERS:
        yield f"Markov {order}", bits_of_model(Markov(known, order))


def by_character(bits: FloatArray, tunes: Sequence[Tune]) -> dict[str, float]:
    """Mean bits per event of all tunes and by character. bits [n]: mean of each tune."""
    lengths = np.array([len(actions_of(tune)) for tune in tunes])
    character = np.array([character_of(tune) for tune in tunes])
    found = {name: character == name for name in CHARACTERS if (character == name).any()}
    groups = {ALL: np.ones(len(tunes), dtype=bool)} | (found if len(found) > 1 else {})
    return {
        name: float(np.average(bits[rows], weights=lengths[rows])) for name, rows in groups.items()
    }
