"""The music-theory rules of RL Tuner and its published results.

Jaques et al. 2017, "Tuning recurrent neural networks with reinforcement learning"; definitions as
in the code of Magenta's rl_tuner, whose pieces are 32 events, one a sixteenth: hold or silence goes
on (0), note-off (1), or a note (2-37). Adapted here: pitches count from the tonic (note 2 lies an
octave below it; what lies outside is folded in by octaves), the key is the scale of the mode, a
start on the tonic may be in any octave, and a tune's piece is its first 32 sixteenths from its
first note on a downbeat. Notes between two sixteenths go to the nearer one; of two on the same one
the later stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

import numpy as np

from agent.metrics.notes import SIXTEENTH, IntArray, Notes, notes_of
from agent.metrics.statistics import LEAP, SCALES, autocorrelation
from agent.music.tune import Tune

HOLD, NOTE_OFF, LOWEST = 0, 1, 2
STEPS = 32
MOTIF_STEPS = 8
MOTIF_PITCHES = 3
# A leap back resolves a leap only after more steps than these; a gradual return always does.
STEPS_BETWEEN_LEAPS = 6
# How often an event may have come before: in a row, and with holds or rests in between.
REPEATS, REPEATS_APART = 4, 6
COLUMNS = ("Note RNN", "Q", "Psi", "G")


class EventSequence(NamedTuple):
    """A piece. events: one a sixteenth; key: pitch classes of its scale, above the tonic."""

    events: tuple[int, ...]
    key: tuple[int, ...]

    @property
    def notes(self) -> list[int]:
        """The events that are notes."""
        return [event for event in self.events if event >= LOWEST]


def rule_values(tunes: Sequence[Tune]) -> dict[str, float]:
    """The value of each rule over a set of tunes, by its name in RULES; NaN where undefined."""
    sequences = [sequence_of(notes_of(tune)) for tune in tunes]
    return {rule.name: rule.measure(sequences) for rule in RULES}


def sequence_of(notes: Notes, steps: int = STEPS) -> EventSequence:
    """The first `steps` sixteenths (or all there are) from the first note on a downbeat."""
    downbeats = notes.onset[notes.place == 0]
    start = downbeats[0] if len(downbeats) else notes.onset[0]
    begins, ends = _steps(notes.onset - start), _steps(notes.onset + notes.duration - start)
    events = dict.fromkeys(ends, NOTE_OFF) | dict(zip(begins, _codes(notes.pitch), strict=True))
    length = max(min(steps, ends[-1]), 1)
    key = SCALES.get(notes.mode, tuple(range(12)))
    return EventSequence(tuple(events.get(step, HOLD) for step in range(length)), key)


def _steps(ticks: IntArray) -> list[int]:
    return np.rint(ticks / SIXTEENTH).astype(int).tolist()


def _codes(pitch: IntArray) -> list[int]:
    height = np.where(pitch < -12, pitch % 12, pitch + 12)
    return (LOWEST + np.where(height > 35, 24 + height % 12, height)).tolist()


def _share_of_steps(
    marked: Callable[[EventSequence], int], sequences: Sequence[EventSequence]
) -> float:
    return sum(map(marked, sequences)) / sum(len(sequence.events) for sequence in sequences)


def _share_of_sequences(
    marked: Callable[[EventSequence], bool], sequences: Sequence[EventSequence]
) -> float:
    return sum(map(marked, sequences)) / len(sequences)


def excessive_repeats(sequence: EventSequence) -> int:
    """Number of steps whose event was repeated too often: see REPEATS.

    A note-off may follow one other at most, a note or hold as many of its own as REPEATS, or as
    REPEATS_APART if holds or note-offs lie between.
    """
    return sum(
        _repeats(sequence.events[:step], event) for step, event in enumerate(sequence.events)
    )


def _repeats(before: tuple[int, ...], event: int) -> bool:
    count, apart = 0, False
    for earlier in reversed(before):
        if earlier == event:
            count += 1
        elif earlier in (HOLD, NOTE_OFF):
            apart = True
        else:
            break
    if event == NOTE_OFF and count > 1:
        return True
    return count > (REPEATS_APART if apart else REPEATS)


def _autocorrelation(lag: int, sequences: Sequence[EventSequence]) -> float:
    """Mean autocorrelation over pieces, except constant ones."""
    signals = [np.array(sequence.events, dtype=np.float64) for sequence in sequences]
    values = np.array([autocorrelation(signal - signal.mean(), lag) for signal in signals])
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")


def _notes_outside(sequence: EventSequence) -> int:
    return sum((note - LOWEST) % 12 not in sequence.key for note in sequence.notes)


def _starts_with_tonic(sequence: EventSequence) -> bool:
    return sequence.events[0] >= LOWEST and (sequence.events[0] - LOWEST) % 12 == 0


def leap_outcomes(sequence: EventSequence) -> Iterator[bool]:
    """For each leap in order whether it is resolved (True) or doubled (False).

    After a leap, a second one in its direction doubles it; a leap back ends it, and resolves it if
    more than STEPS_BETWEEN_LEAPS steps have passed; and a note at or beyond where it began, reached
    without a leap, resolves it.
    """
    direction, origin, since, before = 0, 0, 0, None
    for event in sequence.events:
        since += 1
        if event < LOWEST:
            continue
        move, before = event - (event if before is None else before), event
        if abs(move) < LEAP:
            if direction * (event - origin) <= 0 and direction:
                yield True
                direction = 0
        else:
            if direction * move > 0:
                yield False
            elif direction:
                if since > STEPS_BETWEEN_LEAPS + 1:
                    yield True
                direction = 0
            else:
                direction, origin = (1 if move > 0 else -1), event - move
            since = 0


def _leaps_resolved(sequences: Sequence[EventSequence]) -> float:
    outcomes = [outcome for sequence in sequences for outcome in leap_outcomes(sequence)]
    return sum(outcomes) / len(outcomes) if outcomes else float("nan")


def _unique_highest(sequence: EventSequence) -> bool:
    return sequence.events.count(max(sequence.events)) == 1


def _unique_lowest(sequence: EventSequence) -> bool:
    return sequence.events.count(min(sequence.notes, default=HOLD)) == 1


def motif_ends(sequence: EventSequence) -> list[int]:
    """The steps at which a motif ends: the last MOTIF_STEPS have at least MOTIF_PITCHES pitches."""
    return [
        end
        for end in range(MOTIF_STEPS, len(sequence.events) + 1)
        if len(set(_motif(sequence, end)) - {HOLD, NOTE_OFF}) >= MOTIF_PITCHES
    ]


def _motif(sequence: EventSequence, end: int) -> tuple[int, ...]:
    return sequence.events[end - MOTIF_STEPS : end]


def repeated_motifs(sequence: EventSequence) -> int:
    """Number of steps at which a motif ends that was heard before, without an overlap."""
    return sum(
        any(
            _motif(sequence, earlier) == _motif(sequence, end)
            for earlier in range(end - MOTIF_STEPS + 1)
        )
        for end in motif_ends(sequence)
    )


class Rule(NamedTuple):
    """A row of the published table, as shares (0-1) or correlations in the order of COLUMNS.

    better: which values its authors aim at.
    """

    name: str
    text: str
    measure: Callable[[Sequence[EventSequence]], float]
    better: Literal["near zero", "higher"]
    published: tuple[float, float, float, float]


RULES = (
    Rule(
        "excessively_repeated",
        "steps whose event repeats too often",
        partial(_share_of_steps, excessive_repeats),
        "near zero",
        (0.633, 0.0, 0.0002, 0.0003),
    ),
    Rule(
        "autocorrelation_1",
        "autocorrelation of the events, lag 1 step",
        partial(_autocorrelation, 1),
        "near zero",
        (-0.16, -0.11, -0.10, 0.55),
    ),
    Rule(
        "autocorrelation_2",
        "autocorrelation of the events, lag 2 steps",
        partial(_autocorrelation, 2),
        "near zero",
        (0.14, 0.03, -0.01, 0.31),
    ),
    Rule(
        "autocorrelation_3",
        "autocorrelation of the events, lag 3 steps",
        partial(_autocorrelation, 3),
        "near zero",
        (-0.13, 0.03, 0.01, 0.17),
    ),
    Rule(
        "not_in_key",
        "steps with a note outside the key",
        partial(_share_of_steps, _notes_outside),
        "near zero",
        (0.001, 0.010, 0.006, 0.287),
    ),
    Rule(
        "starts_with_tonic",
        "pieces that start with the tonic",
        partial(_share_of_sequences, _starts_with_tonic),
        "higher",
        (0.009, 0.288, 0.287, 0.0),
    ),
    Rule(
        "leaps_resolved",
        "leaps resolved, among those resolved or doubled",
        _leaps_resolved,
        "higher",
        (0.772, 0.911, 0.900, 0.522),
    ),
    Rule(
        "unique_highest",
        "pieces whose highest note occurs once",
        partial(_share_of_sequences, _unique_highest),
        "higher",
        (0.647, 0.564, 0.594, 0.371),
    ),
    Rule(
        "unique_lowest",
        "pieces whose lowest note occurs once",
        partial(_share_of_sequences, _unique_lowest),
        "higher",
        (0.494, 0.519, 0.583, 0.565),
    ),
    Rule(
        "in_motif",
        "steps at which a motif ends: 3 or more pitches within 8 steps",
        partial(_share_of_steps, lambda sequence: len(motif_ends(sequence))),
        "higher",
        (0.059, 0.757, 0.738, 0.693),
    ),
    Rule(
        "in_repeated_motif",
        "steps at which a motif ends that was heard before",
        partial(_share_of_steps, repeated_motifs),
        "higher",
        (0.00007, 0.0011, 0.0009, 0.0001),
    ),
)
