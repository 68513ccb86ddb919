"""What a real sclang played, and what a real server gave it; see playing.scd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.program import Program
from tests.support.serving import Note, Server

PLAYING = f'"{Path(__file__).with_suffix(".scd")}".load;\n'
REST = -1


@dataclass(frozen=True, slots=True)
class Played:
    """An event: MIDI pitch or REST, when, for how long, beats until the next event; index: of the
    voice's note, None for a fallback."""

    pitch: float
    beat: float
    duration: float
    delta: float
    index: int | None

    @classmethod
    def of(cls, pitch: str, beat: str, duration: str, delta: str, index: str) -> Played:
        """An event from its text."""
        number = int(index) if index != "-1" else None
        return cls(float(pitch), float(beat), float(duration), float(delta), number)

    def note(self, start: float = 0.0) -> tuple[float, float, float]:
        """Pitch, duration and onset of a note whose voice began at a beat."""
        return self.pitch, self.duration, self.beat - start


def played(program: Program, name: str = "lead") -> list[Played]:
    """What was posted as played under a name so far."""
    found = program.printed(rf"^{name} played (\S+) at (\S+) for (\S+), then (\S+), note (-?\d+)$")
    return [Played.of(*one.groups()) for one in found]


def given(
    server: Server, program: Program, voice: str = "lead", count: int = 1, first: int = 0
) -> list[Note]:
    """The notes of a voice as the server has them, after `~end` was called and sclang has ended."""
    (asked,) = program.printed(rf"^{voice} asked as (\d+) in epoch (\d+)$")
    return server.gave(int(asked[1]), voice, int(asked[2]), count, first)


def of_notes(notes: Sequence[Note], stretch: float = 1.0) -> list[tuple[float, float, float]]:
    """Pitch, duration and onset of notes."""
    return [(note.pitch, note.duration * stretch, note.onset * stretch) for note in notes]


def stats(program: Program) -> dict[str, str]:
    """What `m.stats` said when `~end` was called."""
    (line,) = program.printed(r"^stats (.*)$")
    words = line[1].split()
    return dict(zip(words[::2], words[1::2], strict=True))


def pitch_classes(events: Sequence[Played]) -> set[int]:
    """Those of all events but the rests."""
    return {round(event.pitch) % 12 for event in events if event.pitch != REST}


def assert_in_tempo(events: Sequence[Played]) -> None:
    """Each event begins where the one before it ends."""
    for one, following in pairwise(events):
        assert following.beat == pytest.approx(one.beat + one.delta, abs=1e-4)
