"""Convert a score to a tune: melody, longest passage in one meter, key and chords."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from agent.corpus.harmony import heard_chords, symbol_chords
from agent.corpus.keys import find_key, reference_tonic
from agent.corpus.melody_line import melody_line
from agent.corpus.meters import Passage, lengths, longest_passage, within
from agent.corpus.score import Score, Sound, Symbol, UnusableTune
from agent.music.tune import Tune, TuneNote
from agent.wording import counted

FEWEST_NOTES = 8
FEWEST_PITCHES = 3
# Shares of notes: more on one pitch make a rhythm, more outside LOW to HIGH no single voice.
MOST_ON_ONE_PITCH = 0.75
MOST_OUTSIDE = 0.1
LOW, HIGH = -12, 23

Timed = TypeVar("Timed", Sound, Symbol)


def tune_of(score: Score, identifier: str, source: str) -> Tune:
    """The melody of a score in the neutral format. Raises UnusableTune if there is none."""
    line = melody_line(score.parts)
    _check(line)
    passage = longest_passage(score.meters, line)
    line = within(passage, line)
    _check(line)
    bar, beat = lengths(passage.meter)
    first = _first_bar_line(passage, bar, line[0].onset)
    key = find_key(line, score.signature)
    tonic = reference_tonic([sound.pitch for sound in line], key.pitch_class)
    notes = tuple(TuneNote(s.onset - first, s.duration, s.pitch - tonic) for s in line)
    if sum(not LOW <= note.pitch <= HIGH for note in notes) > MOST_OUTSIDE * len(notes):
        raise UnusableTune("no melody", "its range is too wide for a single voice")
    everything = [sound for part in score.parts for sound in within(passage, part.sounds)]
    end = line[-1].end
    if score.symbols:
        chords = symbol_chords(_shifted(score.symbols, first, end), key.pitch_class)
    else:
        during = _shifted([sound for sound in everything if sound.onset >= first], first, end)
        chords = heard_chords(sorted(during), bar, beat, key.pitch_class)
    return Tune(
        identifier,
        score.title,
        source,
        passage.meter,
        bar,
        beat,
        key.pitch_class,
        key.mode,
        tonic,
        notes,
        tuple(chords),
    )


def _check(line: Sequence[Sound]) -> None:
    if not line:
        raise UnusableTune("empty", "there are no notes in it")
    if len(line) < FEWEST_NOTES:
        raise UnusableTune(
            "too short",
            f"its melody has only {counted(len(line), 'note')}: {FEWEST_NOTES} are needed",
        )
    pitches = [sound.pitch for sound in line]
    most = max(pitches.count(pitch) for pitch in set(pitches))
    if len(set(pitches)) < FEWEST_PITCHES or most > MOST_ON_ONE_PITCH * len(pitches):
        raise UnusableTune("no melody", "its notes hardly leave one pitch: that is no melody")


def _first_bar_line(passage: Passage, bar: int, onset: int) -> int:
    """The bar line at or before the first note."""
    return passage.bar_line + (onset - passage.bar_line) // bar * bar


def _shifted(events: Iterable[Timed], first: int, end: int) -> list[Timed]:
    """Events before tick `end`, moved so that tick `first` becomes 0; earlier ones start at 0."""
    return [
        event._replace(onset=max(0, event.onset - first)) for event in events if event.onset < end
    ]
