"""Notes in a row: read as text, seen as a picture, kept as a MIDI file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from math import ceil, floor
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Self, SupportsIndex, overload

from agent.music.meter import meter_of
from agent.music.note import REST, Note
from agent.music.spelling import MAJOR, spelling_of
from agent.music.tune import TICKS
from agent.player.knobs import Knobs
from agent.wording import counted
from bridge.client.keys import KNOBS, USUAL
from bridge.osc.keys import KEYS
from bridge.osc.parameters import Value

if TYPE_CHECKING:
    from agent.pieces.piece import Piece

NO_KEYS: Mapping[str, Value] = MappingProxyType({})
# Bars that text and picture show.
MOST_BARS = 64
C_MAJOR = spelling_of(0, MAJOR)


class VoiceNote(NamedTuple):
    """One note. pitch: MIDI, REST for a rest; velocity: 0-1; duration, onset: in quarter notes.

    fallback: whether it was chosen without the network, since `within` left no time.
    """

    index: int  # type: ignore[assignment]  # every tuple has a method of this name
    pitch: int
    velocity: float
    duration: float
    onset: float
    fallback: bool = False

    @property
    def name(self) -> str:
        """'C4' for middle C, '-' for a rest; spelled as in C major. A phrase spells by its key."""
        return "-" if self.pitch == REST else C_MAJOR.note(self.pitch)

    def __repr__(self) -> str:
        length = Fraction(round(self.duration * TICKS), TICKS)
        return f"<VoiceNote {self.index}: {self.name} {length} at {self.onset:g}>"


class Phrase(tuple[VoiceNote, ...]):
    """Notes in a row, and the keys that they were composed with.

    It is a tuple of VoiceNotes; a part of it, and the sum of two, are phrases again. A notebook
    shows it as a piano roll.
    """

    _keys: dict[str, Value]
    _chords: tuple[str, ...]
    _pickup: float

    def __new__(
        cls,
        notes: Iterable[VoiceNote] = (),
        keys: Mapping[str, Value] = NO_KEYS,
        chords: Iterable[str] = (),
        pickup: float = 0.0,
    ) -> Self:
        """keys: as the protocol has them. chords: symbols, one a bar, again and again, if the keys
        name none. pickup: of the piece that it begins, as there."""
        phrase = super().__new__(cls, notes)
        phrase._keys, phrase._chords, phrase._pickup = dict(keys), tuple(chords), pickup
        return phrase

    @property
    def keys(self) -> dict[str, Value]:
        """The keys that it was composed with; those that aren't named are at their defaults."""
        return dict(self._keys)

    @property
    def pickup(self) -> float:
        """Length of the piece's pickup in quarter notes, 0 if it has none.

        A piece with a pickup has a bar for it, bar 0, and onsets count from that bar's line.
        """
        return self._pickup

    @property
    def tempo(self) -> float:
        """Quarter notes a minute."""
        return float(self._keys.get("tempo", USUAL["tempo"]))

    @property
    def piece(self) -> Piece:
        """Its bars as a piece of their own, the first of which may begin with silence.

        Raises TaskError if they are more than a piece may have.
        """
        from agent.pieces.piece import Piece

        knobs = Knobs(**{name: value for name, value in self._keys.items() if name in KNOBS})  # type: ignore[arg-type]
        bar = _bar(knobs)
        first = _number(self[0].onset, bar) if self else 0
        notes = tuple(Note(*note[1:4], note.onset - first * bar) for note in self)
        begun = Piece(notes, knobs, pickup=self._pickup if first < self._before else 0.0)
        end = max((note.onset + note.duration for note in notes), default=0.0)
        bars = ceil(round((end - begun.start) / bar, 3)) if notes else 0
        number = first + begun.before - self._before
        chords = self._chords_of(knobs, range(number, number + bars))
        return begun._replace(knobs=replace(knobs, bars=bars), chords=chords)

    @property
    def _before(self) -> int:
        """How many bars stand before bar 1: that of a pickup."""
        return int(self._pickup > 0)

    def _chords_of(self, knobs: Knobs, bars: range) -> tuple[str, ...]:
        """The chord of each of some bars, of which bar 1 is 0."""
        chord = (knobs.chord,) if knobs.sounding_chord.mask else ()
        cycle = knobs.progression or chord or self._chords
        return tuple(cycle[number % len(cycle)] for number in bars) if cycle else ()

    def to_midi(
        self, path: str | Path, tempo: float | None = None, *, chords: bool = False
    ) -> None:
        """Write it into a MIDI file, which begins with the phrase's first bar.

        tempo: quarter notes a minute, 10 to 400, that of the voice by default. chords: add them as
        a left hand. Raises MeloError, also if the file can't be written.
        """
        from bridge.export.midi_file import write_midi

        bpm = KEYS["tempo"].check(self.tempo if tempo is None else tempo)
        write_midi(Path(path), self.piece, float(bpm), chords=chords)

    @overload
    def __getitem__(self, place: SupportsIndex) -> VoiceNote: ...
    @overload
    def __getitem__(self, place: slice) -> Phrase: ...
    def __getitem__(self, place: SupportsIndex | slice) -> VoiceNote | Phrase:
        if isinstance(place, slice):
            return self._with(super().__getitem__(place))
        return super().__getitem__(place)

    def __add__(self, other: tuple[VoiceNote, ...]) -> Phrase:  # type: ignore[override]
        """Both in a row, with the keys of the first."""
        return self._with((*self, *other))

    def __repr__(self) -> str:
        """Its bars, as `agent.pieces.piece.bar_lines` writes them."""
        shown = self._shown()
        lines = [f"{counted(len(self), 'note')}, {_title(shown.piece)}", *_numbered(shown)]
        return "\n".join(lines if len(shown) == len(self) else [*lines, "..."])

    def _repr_svg_(self) -> str:
        """A piano roll, which Jupyter shows in place of the text."""
        from bridge.export.piano_roll import piano_roll_svg

        shown = self._shown()
        piece = shown.piece
        first = _number(self[0].onset, piece.bar) if self else 0
        return piano_roll_svg(
            shown,
            meter=piece.knobs.meter,
            key=piece.knobs.key,
            scale=piece.knobs.scale,
            symbols=[(first * piece.bar + onset, chord) for onset, chord in piece.symbols],
            title=_title(piece),
            before=self._before,
        )

    def _shown(self) -> Phrase:
        """As much of it as text and picture show."""
        bar = _bar(Knobs(meter=str(self._keys.get("meter", USUAL["meter"]))))
        end = (_number(self[0].onset, bar) + MOST_BARS) * bar if self else 0
        return self._with(note for note in self if note.onset + note.duration <= end)

    def _with(self, notes: Iterable[VoiceNote]) -> Phrase:
        """Other notes with all else that it has."""
        return Phrase(notes, self._keys, self._chords, self._pickup)


def _bar(knobs: Knobs) -> float:
    """Length of a bar in quarter notes."""
    return meter_of(knobs.meter).bar / TICKS


def _number(onset: float, bar: float) -> int:
    """Number of the bar at an onset."""
    return floor(round(onset / bar, 3))


def _title(piece: Piece) -> str:
    """Such as 'D dorian, 6/8'."""
    return f"{piece.spelling.name(piece.knobs.key)} {piece.knobs.scale}, {piece.knobs.meter}"


def _numbered(phrase: Phrase) -> list[str]:
    """The bars of a phrase, each after its number in the voice, from 1, and its chord."""
    from agent.pieces.piece import bar_lines

    piece = phrase.piece
    first = _number(phrase[0].onset, piece.bar) - phrase._before if phrase else 0
    symbols, lines = dict(piece.symbols), []
    for bar, notes in groupby(piece.notes, lambda note: _number(note.onset, piece.bar)):
        [line] = bar_lines(piece._replace(notes=tuple(notes)))
        chord = f"{symbols.get(bar * piece.bar, ''):<7}" if piece.chords else ""
        lines.append(f"{first + bar + 1:>3}  {chord}{line}")
    return lines
