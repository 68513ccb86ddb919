"""Reading a MIDI file: each channel of each track is a part; drums are left out."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import mido

from agent.corpus.meters import played_freely, snapped
from agent.corpus.score import MeterChange, Score, ScorePart, Signature, Sound, UnusableTune
from agent.music.tune import TICKS

DRUM_CHANNEL = 9
SHORTEST = TICKS // 8
MAJOR_KEYS = ("Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#")
# The signature of A minor is that of C major, three fifths below A.
RELATIVE_MAJOR = 3


class _Channel:
    """Collects the notes of one channel of a track (times in ticks)."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.program: int | None = None
        self.notes: list[tuple[Fraction, Fraction, int]] = []
        self._begun: defaultdict[int, list[Fraction]] = defaultdict(list)

    def hear(self, message: Any, now: Fraction) -> None:
        if message.type == "program_change" and self.program is None:
            self.program = message.program
        elif message.type == "note_on" and message.velocity:
            self._begun[message.note].append(now)
        elif message.type in ("note_on", "note_off") and self._begun[message.note]:
            self.notes.append((self._begun[message.note].pop(0), now, message.note))

    def part(self) -> ScorePart:
        """Its notes, quantised, at least a thirty-second long."""
        sounds = []
        for begin, end, pitch in sorted(self.notes):
            onset = snapped(begin)
            sounds.append(Sound(onset, max(SHORTEST, snapped(end) - onset), pitch))
        return ScorePart(self.name, tuple(sounds), self.program)


def read_midi(content: bytes, title: str) -> Score:
    """The score of a MIDI file. Raises UnusableTune, or any error of mido for a damaged file."""
    file = mido.MidiFile(file=io.BytesIO(content), clip=True)
    if not 0 < file.ticks_per_beat < 0x8000:
        raise UnusableTune("no beat", "its time is told in film frames, not in beats")
    scale = Fraction(TICKS, file.ticks_per_beat)
    meters = {0: "4/4"}
    signatures = []
    channels: list[_Channel] = []
    for track in file.tracks:
        # Looking for the name reads the whole track.
        name, here = track.name, dict[int, _Channel]()
        for message, now in _timed(track, scale):
            if message.type == "time_signature":
                meters[snapped(now)] = f"{message.numerator}/{message.denominator}"
            elif message.type == "key_signature":
                signatures.append(_signature(message.key))
            elif getattr(message, "channel", DRUM_CHANNEL) != DRUM_CHANNEL:
                here.setdefault(message.channel, _Channel(name)).hear(message, now)
        channels += [channel for _, channel in sorted(here.items())]
    if played_freely([float(begin) for channel in channels for begin, _, _ in channel.notes]):
        raise UnusableTune("no beat", "it was played freely: its notes don't lie on the beats")
    changes = tuple(MeterChange(*change) for change in sorted(meters.items()))
    parts = tuple(channel.part() for channel in channels)
    return Score(title, parts, changes, signatures[0] if signatures else None)


def _timed(track: mido.MidiTrack, scale: Fraction) -> Iterator[tuple[Any, Fraction]]:
    """Each message with its time in ticks from the beginning; scale: ticks per MIDI tick."""
    now = 0
    for message in track:
        now += message.time
        yield message, now * scale


def _signature(name: str) -> Signature:
    """The signature of a MIDI key name. Only minor counts as a mode: editors default to major."""
    if name.endswith("m"):
        return Signature(_sharps(name[:-1]) - RELATIVE_MAJOR, "minor")
    return Signature(_sharps(name))


def _sharps(major: str) -> int:
    return MAJOR_KEYS.index(major) - MAJOR_KEYS.index("C")
