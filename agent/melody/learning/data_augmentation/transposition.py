"""Modal transposition: a tune in another scale above the same tonic, with its rhythm and contour.

Into scales of seven notes it goes degree by degree. Into others each note goes near to where it
was, so that the line rises, falls and stays where the tune does: a shortest path through the notes
of the scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from agent.corpus.harmony import quality
from agent.melody.vocabulary import HIGH, LOW
from agent.music.scales import mask_of, scale_mask
from agent.music.tune import Tune, TuneChord

# The degree (0-6) of each pitch class above the tonic, however it is altered.
DEGREES = (0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6)
FEWEST_PITCHES = 3
# Where the degrees of a tune go in scales of other sizes; in those not named here they stay.
GOALS = {"blues": (0, 3, 5, 6, 7, 10, 10)}
# Costs: of a semitone away from the goal, of a semitone by which an interval differs, and of a move
# against the tune's, of a note that repeats where the tune moves, and of one that moves where it
# repeats.
AWAY, STRETCHED, AGAINST, STALLED, RESTLESS = 0.3, 0.1, 4.0, 3.0, 3.0
REACH = 5


def in_scale(tune: Tune, scale: str) -> Tune | None:
    """The tune in a scale (a name or pitch classes), which becomes its mode.

    None if it doesn't fit: notes beyond the range of the vocabulary, or hardly any movement.
    """
    tones = _tones(scale_mask(scale))
    pitches = [note.pitch for note in tune.notes]
    if len(tones) == len(set(DEGREES)):
        mapped = [by_degree(pitch, tones) for pitch in pitches]
        chords = tuple(_chord(chord, tones) for chord in tune.chords)
    else:
        mapped, chords = along(pitches, scale), tune.chords
    if min(mapped) < LOW or max(mapped) > HIGH or len(set(mapped)) < FEWEST_PITCHES:
        return None
    notes = tuple(
        note._replace(pitch=pitch) for note, pitch in zip(tune.notes, mapped, strict=True)
    )
    return replace(tune, id=f"{tune.id} in {scale}", mode=scale, notes=notes, chords=chords)


def by_degree(pitch: int, tones: Sequence[int]) -> int:
    """The pitch of the same degree and octave. tones: the seven pitch classes, rising."""
    octave, tone = divmod(pitch, 12)
    return 12 * octave + tones[DEGREES[tone]]


def _chord(chord: TuneChord, tones: Sequence[int]) -> TuneChord:
    """The chord on the same degrees."""
    sounding = frozenset(by_degree(tone, tones) for tone in _tones(chord.mask))
    root = by_degree(chord.root, tones)
    return TuneChord(chord.onset, root, mask_of(sounding), quality(sounding, root))


def along(pitches: Sequence[int], scale: str) -> list[int]:
    """The pitches of a scale that follow a line most closely: a Viterbi path."""
    goals = [_goal(pitch, scale) for pitch in pitches]
    near = [_near(goal, scale_mask(scale)) for goal in goals]
    costs = [AWAY * abs(pitch - goals[0]) for pitch in near[0]]
    origins: list[list[int]] = []
    for number in range(1, len(pitches)):
        move = pitches[number] - pitches[number - 1]
        found = [
            min(
                (cost + _misfit(to - start, move), origin)
                for origin, (start, cost) in enumerate(zip(near[number - 1], costs, strict=True))
            )
            for to in near[number]
        ]
        origins.append([origin for _, origin in found])
        costs = [
            cost + AWAY * abs(to - goals[number])
            for (cost, _), to in zip(found, near[number], strict=True)
        ]
    path = [costs.index(min(costs))]
    for came_from in reversed(origins):
        path.append(came_from[path[-1]])
    return [notes[place] for notes, place in zip(near, reversed(path), strict=True)]


def _goal(pitch: int, scale: str) -> int:
    return by_degree(pitch, GOALS[scale]) if scale in GOALS else pitch


@lru_cache(maxsize=4096)
def _near(pitch: int, mask: int) -> tuple[int, ...]:
    """The notes of a scale within REACH; the nearest ones if there is none."""
    for reach in range(REACH, 12):
        notes = tuple(n for n in range(pitch - reach, pitch + reach + 1) if mask >> n % 12 & 1)
        if notes:
            return notes
    return (pitch,)


@lru_cache(maxsize=4096)
def _misfit(move: int, wanted: int) -> float:
    """The cost of a move in semitones where the tune makes another."""
    cost = STRETCHED * abs(abs(move) - abs(wanted))
    if move == 0 or wanted == 0:
        return cost + (STALLED if wanted else RESTLESS if move else 0.0)
    return cost + (AGAINST if (move > 0) != (wanted > 0) else 0.0)


@lru_cache(maxsize=4096)
def _tones(mask: int) -> tuple[int, ...]:
    return tuple(tone for tone in range(12) if mask >> tone & 1)
