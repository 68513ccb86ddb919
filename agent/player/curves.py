"""The curves of the knobs: from where a knob stands to what a melody agent computes with.

At the ends of these numbers a melody breaks: at a temperature of 0.5 it loops, at 1.5 no bar comes
back, at a harmony of 2 it hammers the chord. So a knob moves them less the farther it is turned,
and its whole range can be played. Every curve rises, keeps 1 to the bit, and 0 where that is the
end of an effect: the best note, no following. The ends were found with `benchmarks.knobs`.
"""

from __future__ import annotations

from functools import lru_cache

from agent.player.knobs import WEIGHTS, Knobs

TEMPERATURE_EXPONENT = 1 / 3
MOST_FOLLOWED = 0.85
# Of each weight, what it is where its knob is at 0 and at 2; straight from there to 1.
ENDS = {
    "harmony": (0.0, 1.4),
    "smoothness": (0.4, 2.0),
    "variety": (0.0, 2.0),
    "style": (0.65, 1.3),
    "form": (0.0, 1.7),
}


def temperature_of(knobs: Knobs) -> float:
    """The temperature of the softmax, 0 for the best note."""
    return knobs.temperature**TEMPERATURE_EXPONENT


def follow_of(knobs: Knobs) -> float:
    """The share of the heard motifs in the prior, 0-1."""
    return MOST_FOLLOWED * knobs.follow


def weights_of(knobs: Knobs) -> tuple[float, ...]:
    """The weights of the terms, in the order of WEIGHTS."""
    return _weights(knobs.harmony, knobs.smoothness, knobs.variety, knobs.style, knobs.form)


@lru_cache(maxsize=1024)
def _weights(*turned: float) -> tuple[float, ...]:
    return tuple(_weight(name, knob) for name, knob in zip(WEIGHTS, turned, strict=True))


def _weight(name: str, knob: float) -> float:
    least, most = ENDS[name]
    return 1 + (knob - 1) * (most - 1 if knob > 1 else 1 - least)
