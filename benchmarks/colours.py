"""What the knob `colour` does in each scale: how often its colours sound, and how takes become.

    python -m benchmarks.colours --takes 100       # some minutes

Takes of 16 bars as `generate --scale` composes them, with the same seeds at every setting. Shares
are of the notes; "by step": of those on colours, the notes after which the next degree of the scale
above or below comes. Takes that close (`agent.metrics.endings`), and those with a loop at any
setting (`agent.metrics.loops`).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from agent.evaluation.contestants import tune_of
from agent.evaluation.knob_effects import settings_of
from agent.evaluation.scale_colours import colour_share
from agent.library.catalogue import DEFAULT_AGENT, open_melody_agent
from agent.melody.playing.player import MelodyPlayer
from agent.metrics.endings import ending_of
from agent.metrics.loops import has_loop
from agent.music.colours import colours, degree_names
from agent.music.scales import SCALES
from agent.music.tune import Tune
from agent.pieces.piece import compose
from agent.player.knobs import Knobs
from benchmarks.report import machine, table

BARS = 16
KNOB = "colour"
IN_SCALES = (
    "major",
    "minor",
    "blues",
    "dorian",
    "phrygian",
    "lydian",
    "mixolydian",
    "locrian",
    "harmonic_minor",
    "phrygian_dominant",
    "double_harmonic",
    "hirajoshi",
    "whole_tone",
)
HEADER = (
    *("scale", "colour", "least", "", "middle", "", "most"),
    *("by step, middle", "most", "closes, middle", "most", "loops"),
)


def main() -> None:
    options = _options()
    player = MelodyPlayer(open_melody_agent(options.agent)[1])
    print(table(HEADER, (_row(player, scale, options.takes) for scale in IN_SCALES)))
    print(f"\nIn %, of {options.takes} takes a setting. {machine('numpy')}")


def _row(player: MelodyPlayer, scale: str, count: int) -> list[str]:
    mask = SCALES[scale]
    by_setting = [list(_takes(player, scale, one, count)) for one in settings_of(KNOB)]
    middle, most = by_setting[len(by_setting) // 2], by_setting[-1]
    shares = [[colour_share(take, mask) for take in takes] for takes in by_setting]
    figures: list[Sequence[float]] = [
        *shares,
        *([step for take in takes for step in _steps(take, mask)] for takes in (middle, most)),
        *([ending_of(take).closes for take in takes] for takes in (middle, most)),
        [has_loop(take) for takes in by_setting for take in takes],
    ]
    names = degree_names(colours(mask), mask)
    return [scale.replace("_", " "), names, *(f"{100 * np.mean(one):.1f}" for one in figures)]


def _takes(player: MelodyPlayer, scale: str, colour: float, count: int) -> Iterator[Tune]:
    knobs = Knobs(scale=scale, bars=BARS, colour=colour)
    for seed in range(count):
        tune = tune_of(compose(player, knobs, seed))
        if tune is not None:
            yield tune


def _is_colour(pitch: int, scale: int) -> bool:
    return bool(colours(scale) >> pitch % 12 & 1)


def _steps(tune: Tune, scale: int) -> Iterator[bool]:
    """Whether each note on a colour is left by a step of the scale."""
    for before, after in pairwise(note.pitch for note in tune.notes):
        if _is_colour(before, scale):
            low, high = sorted((before, after))
            between = [pitch for pitch in range(low + 1, high) if scale >> pitch % 12 & 1]
            yield low != high and not between


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--agent", default=DEFAULT_AGENT)
    parser.add_argument("--takes", type=int, default=100, help="takes a setting")
    return parser.parse_args()


if __name__ == "__main__":
    main()
