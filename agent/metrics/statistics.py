"""Statistics of a tune: one number each, NaN if undefined.

The table STATISTICS is the documentation: name, definition, function. A share lies in 0-1; a move
is the interval between neighbouring notes in semitones; a step is a move of 1 or 2; a leap one of
7 or more. None depends on the key, as pitches count from the tonic. Step inertia and the reversal
of leaps are the regularities of von Hippel and Huron 2000, "Why do skips precede reversals?".
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from agent.metrics.notes import SIXTEENTH, BoolArray, FloatArray, IntArray, Notes, notes_of
from agent.music.tune import Tune

SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
}
LEAP = 7
NAN = float("nan")


def share(of: ArrayLike, among: BoolArray) -> float:
    """Share of true places of `of` among those of `among`; NaN if there are none."""
    count = np.count_nonzero(among)
    return float(np.count_nonzero(np.logical_and(of, among)) / count) if count else NAN


def entropy(counts: Iterable[int]) -> float:
    """Shannon entropy of counts, in bits."""
    chances = np.array([count for count in counts if count], dtype=np.float64)
    chances /= chances.sum()
    return float(-(chances * np.log2(chances)).sum()) + 0.0


def autocorrelation(signal: FloatArray, lag: int) -> float:
    """Sum of x[t] x[t + lag] over the sum of x[t]^2, for a signal with mean 0; NaN if undefined."""
    power = float(signal @ signal)
    return float(signal[lag:] @ signal[:-lag]) / power if 0 < lag < len(signal) and power else NAN


def longest_run(mask: BoolArray) -> int:
    """Length of the longest run of true places."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False]))))
    return int((edges[1::2] - edges[::2]).max(initial=0))


# Pitch


def _moves_between(low: int, high: int, notes: Notes) -> float:
    size = np.abs(notes.interval)
    return share((size >= low) & (size <= high), np.ones_like(size, dtype=bool))


def _mean_interval(notes: Notes) -> float:
    return float(np.abs(notes.interval).mean()) if len(notes.interval) else NAN


def _in_scale(notes: Notes) -> BoolArray:
    return np.isin(notes.pitch_class, SCALES[notes.mode])


def _scale_share(notes: Notes) -> float:
    return float(_in_scale(notes).mean()) if notes.mode in SCALES else NAN


def _starts_on_triad(notes: Notes) -> float:
    if notes.mode not in SCALES:
        return NAN
    return float(notes.pitch_class[0] in (0, SCALES[notes.mode][2], 7))


def _once(value: int, notes: Notes) -> float:
    return float(np.count_nonzero(notes.pitch == value) == 1)


def _pitch_class_entropy(notes: Notes) -> float:
    return entropy(np.bincount(notes.pitch_class).tolist())


def _note_autocorrelation(lag: int, notes: Notes) -> float:
    return autocorrelation(notes.pitch - notes.pitch.mean(), lag)


def _beat_autocorrelation(beats: int, notes: Notes) -> float:
    return autocorrelation(notes.curve, beats * notes.beat // SIXTEENTH)


def _bar_autocorrelation(bars: int, notes: Notes) -> float:
    return autocorrelation(notes.curve, bars * notes.bar // SIXTEENTH)


# Moves and what follows them


def _neighbours(notes: Notes) -> tuple[IntArray, IntArray]:
    """(every move except the last, the move after each), both [n - 2]."""
    return notes.interval[:-1], notes.interval[1:]


def _is_step(interval: IntArray) -> BoolArray:
    return (np.abs(interval) <= 2) & (interval != 0)


def _is_leap(interval: IntArray) -> BoolArray:
    return np.abs(interval) >= LEAP


def _leaps_reversed(notes: Notes) -> float:
    move, after = _neighbours(notes)
    return share(move * after < 0, _is_leap(move))


def _leaps_resolved_by_step(notes: Notes) -> float:
    move, after = _neighbours(notes)
    return share((move * after < 0) & _is_step(after), _is_leap(move))


def _step_inertia(notes: Notes) -> float:
    move, after = _neighbours(notes)
    return share((move * after > 0) & _is_step(after), _is_step(move))


def _reversals(notes: Notes) -> float:
    move, after = _neighbours(notes)
    return share(move * after < 0, move != 0)


def _longest_direction(notes: Notes) -> float:
    return float(max(longest_run(notes.interval > 0), longest_run(notes.interval < 0)))


def _major_tendency(degree: int, goal: int, notes: Notes) -> float:
    if notes.mode != "major":
        return NAN
    return share(notes.pitch_class[1:] == goal, notes.pitch_class[:-1] == degree)


def _chromatic_by_semitone(notes: Notes) -> float:
    if notes.mode not in SCALES:
        return NAN
    return share(np.abs(notes.interval) == 1, ~_in_scale(notes)[:-1])


# Repetition


def _in_repeated(count: int, notes: Notes) -> float:
    """Share of notes in a repetition of `count` notes, by their moves and the durations before."""
    events = list(zip(notes.interval.tolist(), notes.duration.tolist(), strict=False))
    repeated, seen = np.zeros(len(notes.pitch), dtype=bool), set()
    for start in range(len(events) - count + 2):
        gram = tuple(events[start : start + count - 1])
        if gram in seen:
            repeated[start : start + count] = True
        seen.add(gram)
    return float(repeated.mean())


def _bars_seen(rows: Iterable[Hashable], notes: Notes) -> float:
    """Share of bars whose rows (one per note) equal those of an earlier bar."""
    bars: dict[int, tuple[Hashable, ...]] = {}
    for bar, row in zip((notes.onset // notes.bar).tolist(), rows, strict=True):
        bars[bar] = (*bars.get(bar, ()), row)
    return 1 - len(set(bars.values())) / len(bars)


def _rhythm_rows(notes: Notes) -> Iterable[Hashable]:
    return zip(notes.place.tolist(), notes.duration.tolist(), strict=True)


def _exact_rows(notes: Notes) -> Iterable[Hashable]:
    columns = notes.place.tolist(), notes.duration.tolist(), notes.pitch.tolist()
    return zip(*columns, strict=True)


# Rhythm


def _duration_entropy(notes: Notes) -> float:
    return entropy(np.bincount(notes.duration).tolist())


def _final_lengthening(notes: Notes) -> float:
    median = np.sort(notes.duration)[len(notes.duration) // 2]
    return float(notes.duration[-1] / median)


def _syncopation(notes: Notes) -> float:
    away = notes.off_beat
    return float(((away > 0) & (away + notes.duration > notes.beat)).mean())


# Harmony: only notes under a known chord count


def _is_chord_tone(notes: Notes) -> BoolArray:
    return (notes.chord >> notes.pitch_class) & 1 == 1


def _chord_tones(among: Callable[[Notes], BoolArray], notes: Notes) -> float:
    return share(_is_chord_tone(notes), (notes.chord > 0) & among(notes))


def _everywhere(notes: Notes) -> BoolArray:
    return np.ones_like(notes.chord, dtype=bool)


def _on_downbeat(notes: Notes) -> BoolArray:
    return notes.place == 0


def _on_other_beat(notes: Notes) -> BoolArray:
    return (notes.off_beat == 0) & (notes.place > 0)


def _off_the_beat(notes: Notes) -> BoolArray:
    return notes.off_beat > 0


def _long(notes: Notes) -> BoolArray:
    return notes.duration >= 2 * notes.beat


def _chord_tone_time(notes: Notes) -> float:
    known = notes.duration * (notes.chord > 0)
    total = known.sum()
    return float((known * _is_chord_tone(notes)).sum() / total) if total else NAN


def _non_chord_left_by_step(notes: Notes) -> float:
    outside = (notes.chord > 0) & ~_is_chord_tone(notes)
    return share(np.abs(notes.interval) <= 2, outside[:-1])


def _chords_per_bar(notes: Notes) -> float:
    return notes.chords / notes.bars if notes.chords else NAN


class Statistic(NamedTuple):
    """A row of the table. harmonic: whether it needs chords. extensive: whether it grows with the
    length of the tune."""

    name: str
    text: str
    measure: Callable[[Notes], float]
    harmonic: bool = False
    extensive: bool = False


STATISTICS = (
    Statistic("unisons", "share of moves of 0 semitones", partial(_moves_between, 0, 0)),
    Statistic("steps", "share of moves of 1-2 semitones", partial(_moves_between, 1, 2)),
    Statistic("thirds", "share of moves of 3-4 semitones", partial(_moves_between, 3, 4)),
    Statistic("moves_5_7", "share of moves of 5-7 semitones", partial(_moves_between, 5, 7)),
    Statistic("moves_8_12", "share of moves of 8-12 semitones", partial(_moves_between, 8, 12)),
    Statistic(
        "moves_over_12", "share of moves of over 12 semitones", partial(_moves_between, 13, 999)
    ),
    Statistic("mean_interval", "mean size of moves, semitones", _mean_interval),
    Statistic("in_scale", "share of notes in the scale of the mode (natural minor)", _scale_share),
    Statistic(
        "starts_on_tonic", "1 if the first is a tonic", lambda notes: notes.pitch_class[0] == 0
    ),
    Statistic("starts_on_triad", "1 if the first is of the tonic triad", _starts_on_triad),
    Statistic(
        "ends_on_tonic", "1 if the last is a tonic", lambda notes: notes.pitch_class[-1] == 0
    ),
    Statistic(
        "final_lengthening", "duration of the last note over the median one", _final_lengthening
    ),
    Statistic(
        "unique_highest",
        "1 if the highest pitch occurs once",
        lambda notes: _once(notes.pitch.max(), notes),
    ),
    Statistic(
        "unique_lowest",
        "1 if the lowest pitch occurs once",
        lambda notes: _once(notes.pitch.min(), notes),
    ),
    Statistic(
        "range", "highest less lowest pitch, semitones", lambda notes: float(np.ptp(notes.pitch))
    ),
    Statistic(
        "pitch_class_entropy", "entropy of pitch classes by notes, bits", _pitch_class_entropy
    ),
    Statistic("duration_entropy", "entropy of durations, bits", _duration_entropy),
    Statistic(
        "pitch_classes", "number of pitch classes", lambda notes: len(np.unique(notes.pitch_class))
    ),
    Statistic("pitches", "number of pitches", lambda notes: len(np.unique(notes.pitch))),
    *(
        Statistic(
            f"note_autocorrelation_{lag}",
            f"autocorrelation of pitch over notes, lag {lag}",
            partial(_note_autocorrelation, lag),
        )
        for lag in (1, 2, 3)
    ),
    *(
        Statistic(
            f"beat_autocorrelation_{beats}",
            f"autocorrelation of pitch over time, lag {beats} beats",
            partial(_beat_autocorrelation, beats),
        )
        for beats in (1, 2, 3, 4)
    ),
    *(
        Statistic(
            f"bar_autocorrelation_{bars}",
            f"autocorrelation of pitch over time, lag {bars} bars",
            partial(_bar_autocorrelation, bars),
        )
        for bars in (1, 2)
    ),
    Statistic(
        "leaps",
        "number of leaps",
        lambda notes: int(np.count_nonzero(_is_leap(notes.interval))),
        extensive=True,
    ),
    Statistic("leaps_reversed", "share of leaps after which the line turns back", _leaps_reversed),
    Statistic(
        "leaps_resolved_by_step",
        "share of leaps after which it turns back by a step",
        _leaps_resolved_by_step,
    ),
    Statistic(
        "step_inertia", "share of steps followed by a step in the same direction", _step_inertia
    ),
    Statistic(
        "reversals", "share of moves other than unisons after which the line turns", _reversals
    ),
    Statistic(
        "longest_repetition",
        "most notes of one pitch in a row",
        lambda notes: 1 + longest_run(notes.interval == 0),
    ),
    Statistic("longest_direction", "most moves up, or down, in a row", _longest_direction),
    Statistic(
        "leading_note_resolves",
        "major: share of degrees 7 followed by 1",
        partial(_major_tendency, 11, 0),
    ),
    Statistic(
        "fourth_resolves", "major: share of degrees 4 followed by 3", partial(_major_tendency, 5, 4)
    ),
    Statistic(
        "chromatic_by_semitone",
        "share of notes outside the scale left by a semitone",
        _chromatic_by_semitone,
    ),
    *(
        Statistic(
            f"in_repeated_{count}gram",
            f"share of notes in a later occurrence of {count} notes (moves and durations)",
            partial(_in_repeated, count),
        )
        for count in (4, 8)
    ),
    Statistic("bars", "number of bars in which a note begins", lambda n: n.bars, extensive=True),
    Statistic(
        "bar_rhythm_seen",
        "share of bars with the rhythm of an earlier one",
        lambda notes: _bars_seen(_rhythm_rows(notes), notes),
    ),
    Statistic(
        "bar_seen",
        "share of bars with the rhythm and pitches of an earlier one",
        lambda notes: _bars_seen(_exact_rows(notes), notes),
    ),
    Statistic(
        "notes_per_bar",
        "notes over bars in which one begins",
        lambda notes: len(notes.pitch) / notes.bars,
    ),
    Statistic(
        "notes_per_beat",
        "notes over beats from first to last",
        lambda notes: len(notes.pitch) * notes.beat / notes.length,
    ),
    Statistic(
        "rest_share",
        "share of the time without a note",
        lambda notes: 1 - notes.duration.sum() / notes.length,
    ),
    Statistic(
        "off_beat", "share of notes that begin off the beat", lambda n: (n.off_beat > 0).mean()
    ),
    Statistic(
        "syncopation", "share of notes that begin off the beat and last past the next", _syncopation
    ),
    Statistic(
        "chord_tones_on_downbeats",
        "share of chord tones among notes on the first beat",
        partial(_chord_tones, _on_downbeat),
        harmonic=True,
    ),
    Statistic(
        "chord_tones", "share of chord tones", partial(_chord_tones, _everywhere), harmonic=True
    ),
    Statistic(
        "chord_tone_time",
        "share of chord tones in the time of the notes",
        _chord_tone_time,
        harmonic=True,
    ),
    Statistic(
        "chord_tones_off_beats",
        "share of chord tones among notes off the beat",
        partial(_chord_tones, _off_the_beat),
        harmonic=True,
    ),
    Statistic(
        "chord_tones_on_other_beats",
        "share of chord tones among notes on beats but the first",
        partial(_chord_tones, _on_other_beat),
        harmonic=True,
    ),
    Statistic(
        "non_chord_left_by_step",
        "share of non-chord tones left by at most 2 semitones",
        _non_chord_left_by_step,
        harmonic=True,
    ),
    Statistic("chords_per_bar", "chords over bars", _chords_per_bar, harmonic=True),
    Statistic(
        "long_chord_tones",
        "share of chord tones among notes of 2 beats and more",
        partial(_chord_tones, _long),
        harmonic=True,
    ),
)
NAMES = tuple(statistic.name for statistic in STATISTICS)


def measure(tunes: Sequence[Tune]) -> FloatArray:
    """[n, len(STATISTICS)]: every statistic of every tune."""
    prepared = [notes_of(tune) for tune in tunes]
    rows = [[statistic.measure(notes) for statistic in STATISTICS] for notes in prepared]
    return np.array(rows, dtype=np.float64).reshape(len(tunes), len(STATISTICS))


def means(tunes: Sequence[Tune]) -> dict[str, float]:
    """The mean of each statistic over the tunes for which it is defined; NaN if there are none."""
    return means_of(measure(tunes))


def means_of(table: FloatArray) -> dict[str, float]:
    """The `means` of a table [n, len(STATISTICS)] of measured statistics."""
    counts = np.count_nonzero(~np.isnan(table), axis=0)
    with np.errstate(invalid="ignore"):
        return dict(zip(NAMES, (np.nansum(table, axis=0) / counts).tolist(), strict=True))
