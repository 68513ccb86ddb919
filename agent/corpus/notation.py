"""Reading notation with music21: MusicXML (plain or packed), ABC and Humdrum **kern."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from fractions import Fraction
from typing import Any, NamedTuple

from agent.corpus import repeats
from agent.corpus.repeats import Bar, misfilled, onsets, play_order
from agent.corpus.score import Score, ScorePart, Signature, Sound, Symbol, UnusableTune
from agent.corpus.texts import abc_meters
from agent.errors import MissingExtra
from agent.music.tune import TICKS

MOST_MISFILLED = 0.25
MOST_VOICES = 16
ABC_MODES = {"ionian": "major", "aeolian": "minor"}
MARKS = {
    "DaCapo": (repeats.DA_CAPO,),
    "DaCapoAlFine": (repeats.DA_CAPO,),
    "DaCapoAlCoda": (repeats.DA_CAPO,),
    "DalSegno": (repeats.DAL_SEGNO,),
    "DalSegnoAlFine": (repeats.DAL_SEGNO,),
    "DalSegnoAlCoda": (repeats.DAL_SEGNO,),
    "Fine": (repeats.FINE,),
    "Segno": (repeats.SEGNO,),
}


def read_notation(text: str, kind: str, title: str) -> Score:
    """The score of a text. kind: "musicxml", "abc" or "humdrum". Repeats are unfolded.

    Raises MissingExtra, UnusableTune, or any error of music21 for a text that it can't read.
    """
    with _silence():
        stream = need_music21().converter.parseData(text, format=kind)
        score = _score(stream, title, abc_meters(text) if kind == "abc" else None)
    if kind == "musicxml" and score.signature and score.signature.mode == "major":
        # Notation programs write "major" by default.
        return replace(score, signature=score.signature._replace(mode=None))
    return score


@contextmanager
def _silence() -> Iterator[None]:
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def need_music21() -> Any:
    """Import music21 and return the module. Raises MissingExtra if it isn't installed."""
    try:
        with _silence():
            import music21
    except ImportError:
        raise MissingExtra("reading MusicXML, ABC and kern", "corpus") from None
    return music21


def _score(stream: Any, title: str, meters: set[str] | None) -> Score:
    """The score of a music21 stream; other meters than `meters`, if given, are ignored."""
    named = [
        (part.partName or "", list(part.getElementsByClass("Measure"))) for part in stream.parts
    ]
    parts = [measures for _, measures in named if measures]
    if not parts:
        raise UnusableTune("empty", "there are no bars of music in it")
    bars = _bars(parts, stream, meters)
    order = play_order(bars)
    begins, changes = onsets(bars, order)
    if misfilled(bars, order, begins) > MOST_MISFILLED:
        raise UnusableTune("bars", "its bars don't fill their meter")
    played = list(zip(order, begins, strict=True))
    return Score(
        (stream.metadata and stream.metadata.bestTitle) or title,
        tuple(ScorePart(name, _sounds(measures, played)) for name, measures in named if measures),
        tuple(changes),
        _signature(parts),
        tuple(symbol for measures in parts for symbol in _symbols(measures, played)),
    )


def _bars(parts: list[list[Any]], stream: Any, meters: set[str] | None) -> list[Bar]:
    """The bars of all parts combined: the longest content, and the marks of any part."""
    count = max(map(len, parts))
    endings = _endings(parts, stream)
    bars = []
    meter = "4/4"
    for number in range(count):
        measures = [measures[number] for measures in parts if number < len(measures)]
        named = next((m.timeSignature.ratioString for m in measures if m.timeSignature), meter)
        meter = named if meters is None or named in meters else meter
        bars.append(
            Bar(
                max(_ticks(measure.highestTime) for measure in measures),
                meter,
                any(_repeat(m.leftBarline, "start") for m in measures),
                max(_repeat(m.rightBarline, "end") for m in measures),
                endings.get(number, frozenset()),
                frozenset(mark for measure in measures for mark in _marks(measure)),
            )
        )
    return bars


def _repeat(barline: Any, direction: str) -> int:
    """How often a repeat sign has its section played; 0 if it isn't one of this direction."""
    if barline is None or getattr(barline, "direction", None) != direction:
        return 0
    return barline.times or 2


def _endings(parts: list[list[Any]], stream: Any) -> dict[int, frozenset[int]]:
    """By bar number, the rounds (1 = first) in which a bar under a volta bracket is played."""
    places = {id(m): number for measures in parts for number, m in enumerate(measures)}
    found: dict[int, frozenset[int]] = {}
    for bracket in stream.recurse().getElementsByClass("RepeatBracket"):
        numbers = [places[id(m)] for m in bracket.getSpannedElements() if id(m) in places]
        if numbers:
            rounds = frozenset(bracket.numberRange)
            found |= dict.fromkeys(range(min(numbers), max(numbers) + 1), rounds)
    return found


def _marks(measure: Any) -> Iterator[str]:
    for expression in measure.getElementsByClass("RepeatExpression"):
        kind = type(expression).__name__
        if kind == "Coda":
            # At a bar's end the sign means "to coda", at a bar's beginning it is the coda.
            yield repeats.CODA if expression.offset == 0 else repeats.TO_CODA
        yield from MARKS.get(kind, ())


class _Note(NamedTuple):
    """A note, its place on the staff (diatonic note number), and whether a tie leads to it."""

    sound: Sound
    place: int
    tied: bool


def _sounds(measures: list[Any], played: list[tuple[int, int]]) -> tuple[Sound, ...]:
    """The notes of a part as played: ties merged, grace notes left out.

    played: number and onset in ticks of each bar, in playing order.
    """
    contents = [list(_notes(measure)) for measure in measures]
    notes: list[_Note] = []
    for number, begin in played:
        for note in contents[number] if number < len(contents) else ():
            here = note._replace(sound=note.sound._replace(onset=begin + note.sound.onset))
            if not (note.tied and _continued(notes, here)):
                notes.append(here)
    return tuple(sorted(note.sound for note in notes))


def _notes(measure: Any) -> Iterator[_Note]:
    """The notes of a bar, including those in voices and chords."""
    for element in measure.flatten().notes:
        if element.duration.isGrace or "Harmony" in element.classes:
            continue
        onset, end = _ticks(element.offset), _ticks(element.offset + element.quarterLength)
        for note in element.notes if "ChordBase" in element.classes else [element]:
            if note.isNote and end > onset:
                tied = note.tie is not None and note.tie.type in ("stop", "continue")
                sound = Sound(onset, end - onset, note.pitch.midi)
                yield _Note(sound, note.pitch.diatonicNoteNum, tied)


def _continued(notes: list[_Note], note: _Note) -> bool:
    """Lengthen the note that a tie continues; whether there was one.

    It is looked up by its place on the staff, since ABC doesn't repeat an accidental after a bar
    line and music21 forgets it. A tie between two places is a slur of old ABC.
    """
    for number in range(len(notes) - 1, max(-1, len(notes) - 1 - MOST_VOICES), -1):
        sound, place, _ = notes[number]
        if sound.end == note.sound.onset and place == note.place:
            longer = sound._replace(duration=sound.duration + note.sound.duration)
            notes[number] = notes[number]._replace(sound=longer)
            return True
    return False


def _symbols(measures: list[Any], played: list[tuple[int, int]]) -> Iterator[Symbol]:
    contents = [
        [(_ticks(symbol.offset), symbol) for symbol in flat.getElementsByClass("ChordSymbol")]
        for flat in (measure.flatten() for measure in measures)
    ]
    for number, begin in played:
        for offset, symbol in contents[number] if number < len(contents) else ():
            if symbol.pitches and symbol.root() is not None:
                tones = frozenset(pitch.midi % 12 for pitch in symbol.pitches)
                yield Symbol(begin + offset, symbol.root().midi % 12, tones)


def _signature(parts: list[list[Any]]) -> Signature | None:
    """The key signature of the first part that has one, with its mode if it names one."""
    for measures in parts:
        signatures = list(measures[0].getElementsByClass("KeySignature"))
        if signatures:
            key = max(signatures, key=lambda s: "Key" in s.classes)
            mode = getattr(key, "mode", None)
            return Signature(key.sharps, ABC_MODES.get(mode, mode) if mode else None)
    return None


def _ticks(quarters: Fraction | float) -> int:
    return round(quarters * TICKS)
