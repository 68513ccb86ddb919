"""Extract the melody from polyphonic music: choose the part, then take its upper line.

The part is chosen by the features of Rizo et al., "A pattern recognition approach for melody track
selection in MIDI files" (ISMIR 2006): polyphony, register, size of the intervals, share of the
piece in which it sounds, and name. Within a part the highest notes are the melody: the skyline of
Uitdenbogerd and Zobel (ACM Multimedia 1998).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import fmean

from agent.corpus.score import ScorePart, Sound
from agent.music.tune import TICKS

MELODY_NAME = re.compile(
    r"melod|vocal|voice|voz|lead|sing|sopran|cantus|canto|gesang|stimme|chant|solo|theme|tune", re.I
)
OTHER_NAME = re.compile(
    r"bass|drum|perc|beat|chord|accord|akkord|accomp|begleit|backing|rhythm|pad\b|left|links", re.I
)
BASS_PROGRAMS = range(32, 40)
# Ranges of a part's mean MIDI pitch: within COMFORT it is likely a melody, outside OUTER it isn't.
COMFORT, OUTER = (71, 81), (47, 99)
WIDE_INTERVAL = 7
# Ticks by which a higher note may overlap the next one of the melody without hiding it.
LATE_RELEASE = TICKS // 4


def melody_line(parts: Sequence[ScorePart]) -> list[Sound]:
    """The monophonic melody of a piece; empty if no part has notes."""
    sounding = [part for part in parts if part.sounds]
    if not sounding:
        return []
    end = max(sound.end for part in sounding for sound in part.sounds)
    return skyline(max(sounding, key=lambda part: melody_likeness(part, end)).sounds)


def melody_likeness(part: ScorePart, end: int) -> float:
    """Score of how much a part resembles a melody, about -3 to 5. end: of the piece, in ticks."""
    onsets = {sound.onset for sound in part.sounds}
    pitches = [sound.pitch for sound in part.sounds]
    line = skyline(part.sounds)
    monophony = len(onsets) / len(pitches)
    sung = min(1.0, 1.5 * len({sound.onset // TICKS for sound in line}) / max(1, end // TICKS))
    variety = min(1.0, (len(set(pitches)) - 1) / 5)
    return 2 * monophony + _register(fmean(pitches)) + sung + variety + _named(part) - _wide(line)


def skyline(sounds: Sequence[Sound]) -> list[Sound]:
    """The highest notes by onset, each cut off where the next begins."""
    line: list[Sound] = []
    ordered = sorted(sounds, key=lambda sound: (sound.onset, -sound.pitch, -sound.duration))
    for _, together in groupby(ordered, key=lambda sound: sound.onset):
        highest = next(together)
        if line and _hidden(highest, line[-1]):
            continue
        if line and line[-1].end > highest.onset:
            line[-1] = line[-1]._replace(duration=highest.onset - line[-1].onset)
        line.append(highest)
    return line


def _hidden(sound: Sound, before: Sound) -> bool:
    overlap = before.end - sound.onset
    return sound.pitch < before.pitch and overlap > min(LATE_RELEASE, sound.duration / 2)


def _register(mean_pitch: float) -> float:
    """1 within COMFORT, falling to -1 at the bounds of OUTER."""
    below = (COMFORT[0] - mean_pitch) / (COMFORT[0] - OUTER[0])
    above = (mean_pitch - COMFORT[1]) / (OUTER[1] - COMFORT[1])
    return 1 - 2 * min(1.0, max(0.0, below, above))


def _named(part: ScorePart) -> float:
    if OTHER_NAME.search(part.name) or part.program in BASS_PROGRAMS:
        return -2.0
    return 1.5 if MELODY_NAME.search(part.name) else 0.0


def _wide(line: Sequence[Sound]) -> float:
    """Share of intervals wider than a fifth, which are typical of arpeggios and basses."""
    moves = [abs(b.pitch - a.pitch) for a, b in pairwise(line)]
    return sum(move > WIDE_INTERVAL for move in moves) / max(1, len(moves))
