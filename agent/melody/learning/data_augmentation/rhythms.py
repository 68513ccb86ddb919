"""Synthetic rhythms: a tune moved onto a rhythmic figure off the beat, with its pitches in order.

A figure is a cycle of pulses, eighths or sixteenths, a letter each, "x" where notes begin. Each
note goes to a place near its own, rather on the figure than off it, rather early than late: a
shortest path over all notes. So what was stressed is anticipated by a pulse or comes a pulse late,
and stays what it was in the line. Equal bars become equal bars. The first and the last note stay
where they are: agents begin on downbeats, whatever comes, and close there.

No note is held over a bar line, as no agent plays that: what would be is silent from there on, or
struck again if it is the anticipation of a long note, or lasts for another bar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from agent.melody.vocabulary import ABSORBED, DURATIONS, NUMBER, Action
from agent.music.figures import EIGHTH
from agent.music.tune import METERS, TICKS, Tune, TuneNote

STRUCK = "x"
# How far a note may move, in pulses.
REACH = 2
# Costs: of a pulse early and late, of a place off the figure, of one between two pulses.
EARLY, LATE, AWAY, BETWEEN = 0.5, 0.7, 1.3, 0.5
# Bars of a phrase. In pulses: from which length on a note in it breathes, what a breath leaves of a
# note, and how short it is before a bar line if it is struck again and goes on as long after it.
PHRASE = 2
LONG, KEPT, ANTICIPATION = 4, 2, 2
# Meters that become 4/4, and with about how many notes a quarter.
DUPLE, COMMON_TIME = ("4/4", "2/2", "2/4"), "4/4"
DENSITY, FACTORS = 1.2, (0.5, 1.0, 2.0)


class Groove(NamedTuple):
    """The rhythm of a whole tune. figure: as above; pulse: ticks; breath: pulses of silence after
    phrases and long notes; repeats: whether notes are struck again on the figure instead."""

    figure: str
    pulse: int = EIGHTH
    breath: int = 0
    repeats: bool = False

    def has(self, place: int) -> bool:
        """Whether notes begin at a place (ticks) of the figure."""
        pulses, between = divmod(place, self.pulse)
        return not between and self.figure[pulses % len(self.figure)] == STRUCK


def in_groove(tune: Tune, groove: Groove) -> Tune | None:
    """The tune in a groove; None if its notes come too fast, or it has only one."""
    tune = tune.aligned()
    if len(tune.notes) == 1:
        return None
    places = moved([note.onset for note in tune.notes], groove)
    if places is None:
        return None
    notes = [*_struck(_held(tune, places), tune.bar, groove), tune.notes[-1]]
    fitting = tuple(note._replace(duration=_playable(note)) for note in notes)
    return replace(tune, id=f"{tune.id} in {groove.figure}", notes=fitting)


def moved(onsets: Sequence[int], groove: Groove) -> list[int] | None:
    """Where notes with rising onsets go, in ticks, rising; None if there is no room for them.
    onsets: two at least."""
    first, *others, last = onsets
    near = [{first: 0.0}, *(_near(onset, groove) for onset in others), {last: 0.0}]
    costs, origins = near[0], []
    for choices in near[1:]:
        best = {place: _best_before(place, costs) for place in choices if place > min(costs)}
        if not best:
            return None
        origins.append({place: origin for place, (_, origin) in best.items()})
        costs = {place: cost + choices[place] for place, (cost, _) in best.items()}
    path = [min(costs, key=costs.__getitem__)]
    for origin in reversed(origins):
        path.append(origin[path[-1]])
    return path[::-1]


def _best_before(place: int, costs: dict[int, float]) -> tuple[float, int]:
    """The least cost of a way to an earlier place, and that place."""
    return min((cost, before) for before, cost in costs.items() if before < place)


def _near(onset: int, groove: Groove) -> dict[int, float]:
    """The places where a note may go, with their costs."""
    step, reach = groove.pulse // 2, REACH * groove.pulse
    first = max(-(-(onset - reach) // step), 0) * step
    places = range(first, onset + reach + 1, step)
    return {place: _cost(place, onset, groove) for place in places}


def _cost(place: int, onset: int, groove: Groove) -> float:
    move = (place - onset) / groove.pulse
    cost = move * LATE if move > 0 else -move * EARLY
    if place % groove.pulse:
        return cost + AWAY + BETWEEN
    return cost if groove.has(place) else cost + AWAY


def _held(tune: Tune, places: Sequence[int]) -> list[TuneNote]:
    """The notes at their places: up to the next one, if there was no rest between."""
    found = []
    for (note, after), (place, limit) in zip(pairwise(tune.notes), pairwise(places), strict=True):
        rests = after.onset - note.onset - note.duration > ABSORBED
        length = min(note.duration, limit - place) if rests else limit - place
        found.append(TuneNote(place, length, note.pitch))
    return [*found, tune.notes[-1]]


def _struck(notes: Sequence[TuneNote], bar: int, groove: Groove) -> Iterator[TuneNote]:
    """All notes but the last, as they are struck: shorter by a breath, or several times."""
    for note, after in pairwise(notes):
        ends = note.onset // (PHRASE * bar) < after.onset // (PHRASE * bar)
        if ends or not groove.repeats:
            yield from _parts(_breathing(note, groove, ends), bar, groove._replace(repeats=False))
        else:
            yield from _parts(note, bar, groove)


def _breathing(note: TuneNote, groove: Groove, ends: bool) -> TuneNote:
    """A note shorter by a breath, if it ends a phrase or is long."""
    pulse = groove.pulse
    if not ends and note.duration < LONG * pulse:
        return note
    kept = max(note.duration - groove.breath * pulse, min(note.duration, KEPT * pulse))
    return note._replace(duration=kept)


def _parts(note: TuneNote, bar: int, groove: Groove) -> Iterator[TuneNote]:
    """A note up to the bar line, struck again on the figure; perhaps again from there on."""
    onset, whole, pitch = note
    line = (onset // bar + 1) * bar
    end = min(onset + whole, line)
    places = range(onset + KEPT * groove.pulse, end - groove.pulse)
    again = [place for place in places if groove.repeats and groove.has(place)]
    for begin, after in pairwise([onset, *again, end]):
        yield TuneNote(begin, after - begin, pitch)
    later = onset + whole - line
    if line - onset <= ANTICIPATION * groove.pulse <= later or later >= bar:
        yield from _parts(TuneNote(line, later, pitch), bar, groove)


def _playable(note: TuneNote) -> int:
    """The longest duration, up to that of a note, that agents play at its pitch."""
    known = [d for d in DURATIONS if d <= note.duration and Action(note.pitch, d) in NUMBER]
    return max(known, default=note.duration)


def density(tune: Tune) -> float:
    """Notes a quarter."""
    return len(tune.notes) * TICKS / (tune.end - tune.notes[0].onset)


def in_common_time(tune: Tune) -> Tune:
    """A tune in 4/4, 2/2 or 2/4 as one in 4/4, with durations halved or doubled if that brings it
    nearer to DENSITY. Its first full bar begins one."""
    tune = tune.aligned()
    factor = min(FACTORS, key=lambda factor: abs(density(tune) / factor / DENSITY - 1))
    bar, beat = METERS[COMMON_TIME]
    first = tune.bar if tune.notes[0].onset else 0
    shift = -int(first * factor) % bar
    notes = tuple(
        TuneNote(shift + int(onset * factor), max(int(duration * factor), 1), pitch)
        for onset, duration, pitch in tune.notes
    )
    chords = tuple(c._replace(onset=shift + int(c.onset * factor)) for c in tune.chords)
    scaled = replace(tune, meter=COMMON_TIME, bar=bar, beat=beat, notes=notes, chords=chords)
    return scaled.aligned()
