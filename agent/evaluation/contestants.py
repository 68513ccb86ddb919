"""Who plays takes to be measured: agents, as `generate` has them or under briefs, and baselines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from agent.melody.brief import Brief
from agent.melody.masks import reference_tonic
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.takes import take_in
from agent.metrics.baselines import noise, scale_walk, textbook
from agent.music.note import REST
from agent.music.scales import mode_of
from agent.music.tune import METERS, TICKS, Tune, TuneNote
from agent.pieces.piece import Piece, compose
from agent.player.constraints import ANY
from agent.player.knobs import Knobs

BASELINES = {"noise": noise, "walk": scale_walk, "textbook": textbook}
BRIEFED, FREE = "briefed", "with accidentals"

OnProgress = Callable[[str, int, int], None]
"""Reports progress: what is being done, how much of it is done, of how much."""


def no_progress(what: str, done: int, total: int) -> None:
    """Ignore progress."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A source of takes by their number. player: the agent, None for a baseline."""

    name: str
    take: Callable[[int], Tune | None]
    player: MelodyPlayer | None = None


def agent_contestant(name: str, player: MelodyPlayer, bars: int, seed: int) -> Contestant:
    """An agent as a person has it: take n is what `generate --bars BARS --seed SEED+n` composes."""
    return Contestant(
        name, lambda number: tune_of(compose(player, Knobs(bars=bars), seed + number)), player
    )


def briefed_contestant(
    name: str,
    player: MelodyPlayer,
    briefs: Sequence[Brief],
    seed: int,
    *,
    accidentals: bool = False,
) -> Contestant:
    """An agent that plays under the briefs in random order, in its own character.

    accidentals: not bound to the mode of a brief, as real tunes aren't.
    """
    order = np.random.default_rng(seed).permutation(len(briefs)).tolist()
    asked = [in_character(briefs[number], player.character) for number in order]

    def take(number: int) -> Tune | None:
        brief = asked[number % len(asked)]
        return take_in(player, brief, Knobs(), seed + number, accidentals=accidentals)

    return Contestant(f"{name} {FREE if accidentals else BRIEFED}", take, player)


def in_character(brief: Brief, character: str) -> Brief:
    """The brief with a character, unless that is ANY."""
    if character == ANY:
        return brief
    return brief._replace(setting=brief.setting._replace(character=character))


def baseline_contestant(name: str, bars: int, seed: int) -> Contestant:
    """One of BASELINES."""
    return Contestant(
        name, lambda number: BASELINES[name](np.random.default_rng((seed, number)), bars)
    )


def tune_of(piece: Piece) -> Tune | None:
    """A piece without chords as a tune; None if it has rests only."""
    knobs, (bar, beat) = piece.knobs, METERS[piece.knobs.meter]
    tonic = reference_tonic(knobs)
    notes = tuple(
        TuneNote(round(onset * TICKS), round(duration * TICKS), pitch - tonic)
        for pitch, _, duration, onset in piece.notes
        if pitch != REST
    )
    if not notes:
        return None
    mode = mode_of(knobs.scale_mask)
    return Tune(
        "piece", "piece", knobs.character, knobs.meter, bar, beat, knobs.key, mode, tonic, notes
    )


def played(contestant: Contestant, count: int, on_progress: OnProgress = no_progress) -> list[Tune]:
    """Play `count` takes; those with rests only are left out."""
    takes = []
    for number in range(count):
        on_progress(f"{contestant.name}: playing", number, count)
        takes.append(contestant.take(number))
    on_progress(f"{contestant.name}: playing", count, count)
    return [take for take in takes if take is not None]
