"""The neutral melody format: what corpora contain, agents learn from and metrics measure.

Time is counted in ticks, 24 to a quarter note, and pitch in semitones above a reference tonic, so
that tunes of all keys are comparable. A corpus file is gzipped JSON, one object a line.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from agent.errors import CorpusError
from agent.files import write_atomically

TICKS = 24
# Lengths of bar and beat in ticks of the meters that agents learn from; the beat of a compound
# meter is a dotted quarter. All others: `agent.music.meter`.
METERS = {
    "4/4": (96, 24),
    "2/2": (96, 48),
    "3/4": (72, 24),
    "2/4": (48, 24),
    "6/8": (72, 36),
    "9/8": (108, 36),
}
SPLITS = ("train", "valid", "test")


class TuneNote(NamedTuple):
    """A note: onset and duration in ticks; pitch in semitones above the reference tonic.

    Onsets count from a bar line: onset % bar is the place within the bar.
    """

    onset: int
    duration: int
    pitch: int


class TuneChord(NamedTuple):
    """A chord from tick `onset` on. root (0-11) and mask (bit n = n semitones): above the tonic."""

    onset: int
    root: int
    mask: int
    quality: str


@dataclass(frozen=True, slots=True)
class Tune:
    """A melody. key: pitch class of the tonic; tonic: MIDI number of the reference tonic.

    bar, beat: lengths in ticks. cluster: near-duplicates share one, and with it their split.
    """

    id: str
    title: str
    source: str
    meter: str
    bar: int
    beat: int
    key: int
    mode: str
    tonic: int
    notes: tuple[TuneNote, ...]
    chords: tuple[TuneChord, ...] = ()
    split: str = "train"
    cluster: str = ""

    @property
    def end(self) -> int:
        """Tick at which the last note ends."""
        return self.notes[-1].onset + self.notes[-1].duration

    def aligned(self) -> Tune:
        """The tune moved by whole bars so that its first note lies in the first bar."""
        shift = self.notes[0].onset // self.bar * self.bar
        if not shift:
            return self
        notes = tuple(note._replace(onset=note.onset - shift) for note in self.notes)
        chords = tuple(chord._replace(onset=chord.onset - shift) for chord in self.chords)
        return replace(self, notes=notes, chords=chords)

    def excerpt(self, bars: int) -> Tune:
        """The first bars, and a pickup before them; the whole tune if it is shorter."""
        tune = self.aligned()
        end = bars * tune.bar + tune.notes[0].onset % tune.bar
        if tune.end <= end:
            return tune
        *notes, last = [note for note in tune.notes if note.onset < end]
        notes.append(last._replace(duration=min(last.duration, end - last.onset)))
        chords = tuple(chord for chord in tune.chords if chord.onset < end)
        return replace(tune, notes=tuple(notes), chords=chords)

    def to_json(self) -> str:
        """The tune as one line of a corpus file."""
        line = {
            "id": self.id,
            "title": self.title,
            "src": self.source,
            "meter": self.meter,
            "bar": self.bar,
            "beat": self.beat,
            "key": {"pc": self.key, "mode": self.mode},
            "tonic": self.tonic,
            "notes": self.notes,
            "chords": self.chords,
            "split": self.split,
            "cluster": self.cluster,
        }
        return json.dumps(line, separators=(",", ":"), ensure_ascii=False)

    @staticmethod
    def from_dict(line: dict[str, Any]) -> Tune:
        """Parse a line; unknown keys are ignored. Raises KeyError, TypeError or ValueError."""
        tune = Tune(
            line["id"],
            line["title"],
            line["src"],
            line["meter"],
            line["bar"],
            line["beat"],
            line["key"]["pc"],
            line["key"]["mode"],
            line["tonic"],
            tuple(TuneNote(*note) for note in line["notes"]),
            tuple(TuneChord(*chord) for chord in line["chords"]),
            line["split"],
            line["cluster"],
        )
        tune._check()
        return tune

    def _check(self) -> None:
        """Raises ValueError for wrong types and impossible values."""
        texts = self.id, self.title, self.source, self.meter, self.mode, self.split, self.cluster
        numbers = [self.bar, self.beat, self.key, self.tonic]
        numbers += [number for note in self.notes for number in note]
        numbers += [number for chord in self.chords for number in chord[:3]]
        if not all(type(text) is str for text in texts):
            raise ValueError("a name that is no text")
        if not all(type(number) is int for number in numbers):
            raise ValueError("a time or a pitch that is no whole number")
        if not self.notes or self.split not in SPLITS or self.bar <= 0 or self.beat <= 0:
            raise ValueError("no notes, or an impossible split or meter")
        if any(a.onset >= b.onset for a, b in pairwise(self.notes)):
            raise ValueError("onsets don't rise")
        if any(note.duration <= 0 for note in self.notes):
            raise ValueError("a note without duration")
        if not all(0 <= chord.root < 12 and 0 <= chord.mask < 1 << 12 for chord in self.chords):
            raise ValueError("a chord with an impossible root or mask")


def read_tunes(path: Path) -> list[Tune]:
    """Read a corpus file. Raises CorpusError with the file's name and line."""
    tunes = []
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                try:
                    tunes.append(Tune.from_dict(json.loads(line)))
                except (ValueError, KeyError, TypeError) as error:
                    raise CorpusError(
                        f"{path}, line {number} is no tune: {_fault(error)}"
                    ) from None
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CorpusError(f"{path} can't be read as a corpus (.jsonl.gz): {reason}") from None
    if not tunes:
        raise CorpusError(f"{path} holds no tunes")
    return tunes


def _fault(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"no {error} in it"
    return "a field of another kind" if isinstance(error, TypeError) else str(error)


def write_tunes(path: Path, tunes: Iterable[Tune]) -> None:
    """Write a corpus file; the same tunes always give the same bytes. Raises CorpusError."""
    text = "".join(f"{tune.to_json()}\n" for tune in tunes)
    try:
        write_atomically(path, gzip.compress(text.encode(), mtime=0))
    except OSError as error:
        raise CorpusError(f"{path} can't be written: {error.strerror or error}") from None
