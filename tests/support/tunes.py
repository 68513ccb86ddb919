"""Tunes written as text, for tests that read as music."""

from __future__ import annotations

from agent.music.tune import METERS, Tune, TuneChord, TuneNote


def tune(
    notes: str,
    *,
    meter: str = "4/4",
    mode: str = "major",
    chords: tuple[TuneChord, ...] = (),
) -> Tune:
    """'0 2/12 . 4/48' as pitches above the tonic and durations in ticks (24 a quarter, if none).

    A dot rests; bar lines don't count.
    """
    bar, beat = METERS[meter]
    written, tick = [], 0
    for word in notes.replace("|", "").split():
        pitch, _, duration = word.partition("/")
        ticks = int(duration or 24)
        if pitch != ".":
            written.append(TuneNote(tick, ticks, int(pitch)))
        tick += ticks
    return Tune("test", "Test", "test", meter, bar, beat, 0, mode, 60, tuple(written), chords)
