"""The effect of each knob on one statistic of takes, over the knob's whole range."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from agent.evaluation.scale_colours import colour_share
from agent.melody.brief import Brief, brief_of
from agent.melody.learning.dataset import state_actions
from agent.melody.line import MODE_MASKS
from agent.melody.observation import observe
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.takes import take_in, takes
from agent.melody.recall import at_lag
from agent.melody.vocabulary import events_of
from agent.metrics.statistics import NAMES, measure
from agent.music.tune import Tune
from agent.player.knobs import KNOB_RANGES, Knobs

Measure = Callable[[MelodyPlayer, Sequence[Tune]], NDArray[np.float64]]
# Number of settings of each knob.
POSITIONS = 5
HEARD_EVENTS = 16
MOTIF = 3


def statistic(name: str) -> Measure:
    """A statistic of `agent.metrics.statistics` as a measure."""
    column = NAMES.index(name)
    return lambda player, tunes: measure(tunes)[:, column]


def surprise(player: MelodyPlayer, tunes: Sequence[Tune]) -> NDArray[np.float64]:
    """[n]: mean bits per event of each tune under the agent's prior."""
    return np.array([_bits(player, tune) for tune in tunes])


def _bits(player: MelodyPlayer, tune: Tune) -> float:
    steps = [(observe(line, setting), action) for line, setting, action in state_actions(tune)]
    return float(np.mean([player.policy.surprise(seen, action) for seen, action in steps]))


def returns(player: MelodyPlayer, tunes: Sequence[Tune]) -> NDArray[np.float64]:
    """[n]: share of events that repeat those four or eight bars before."""
    return np.array([_returns(tune) for tune in tunes])


def _returns(tune: Tune) -> float:
    steps = state_actions(tune)
    back = [
        any(at_lag(line, bars * setting.bar).action == action for bars in (4, 8))
        for line, setting, action in steps
    ]
    return float(np.mean(back))


def own_colours(player: MelodyPlayer, tunes: Sequence[Tune]) -> NDArray[np.float64]:
    """[n]: share of the notes on the colours of each tune's scale, which is that of its mode."""
    return np.array([colour_share(tune, MODE_MASKS[tune.mode]) for tune in tunes])


def motifs(heard: str, tune: Tune) -> float:
    """Share of a tune's motifs of three events that occur in `heard`."""
    played = "".join(chr(event.action) for event in events_of(tune))
    grams = [played[n : n + MOTIF] for n in range(len(played) - MOTIF + 1)]
    return float(np.mean([gram in heard for gram in grams])) if grams else 0.0


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of a knob. rises: whether its statistic should rise with it; values, errors: mean
    over takes and its standard error at each setting."""

    knob: str
    statistic: str
    rises: bool
    settings: tuple[float, ...]
    values: tuple[float, ...]
    errors: tuple[float, ...]

    @property
    def monotone(self) -> bool:
        """Whether the statistic changes in the right direction from each setting to the next."""
        moves = np.diff(self.values)
        return bool((moves > 0).all() if self.rises else (moves < 0).all())


# By knob: description of its statistic, whether it should rise, and its measure.
EFFECTS: dict[str, tuple[str, bool, Measure]] = {
    "harmony": ("chord tones, share of the time", True, statistic("chord_tone_time")),
    "smoothness": ("mean interval, semitones", False, statistic("mean_interval")),
    "variety": ("notes in a repeated 4-gram, share", False, statistic("in_repeated_4gram")),
    "style": ("surprise, bits an event", False, surprise),
    "form": ("events of 4 or 8 bars before, share", True, returns),
    "temperature": ("surprise, bits an event", True, surprise),
    "colour": ("notes peculiar to the scale, share", True, own_colours),
    "syncopation": ("notes held over a beat from before it, share", True, statistic("syncopation")),
    "rests": ("rests, share of the time", True, statistic("rest_share")),
}
FOLLOW = ("motifs of three events that were heard, share", True)


def effects(
    player: MelodyPlayer, tunes: Sequence[Tune], bars: int, count: int, seed: int
) -> Iterator[Effect]:
    """Measure the effect of each knob, with all others at their defaults, by `count` takes each.

    tunes: real ones, which give the conditions of the takes.
    """
    briefs = [brief_of(tune).cut(bars) for tune in tunes]
    with_chords = [brief for brief in briefs if brief.chords] or briefs
    for knob, (name, rises, measured) in EFFECTS.items():
        suited = with_chords if knob == "harmony" else briefs
        rows = [
            measured(player, takes(player, suited, _turned(knob, setting), count, seed))
            for setting in settings_of(knob)
        ]
        yield _effect(knob, name, rises, rows)
    yield _effect("follow", *FOLLOW, _follow_rows(player, tunes, briefs, count, seed))


def settings_of(knob: str) -> list[float]:
    """Evenly spaced settings over a knob's range; temperature starts above 0."""
    least, most = KNOB_RANGES[knob]
    settings = np.linspace(least, most, POSITIONS)
    if knob == "temperature":
        settings[0] = 0.25
    return [float(setting) for setting in settings]


def _effect(knob: str, name: str, rises: bool, rows: Sequence[NDArray[np.float64]]) -> Effect:
    means = tuple(float(np.nanmean(row)) for row in rows)
    errors = tuple(float(np.nanstd(row) / np.sqrt(max(len(row), 1))) for row in rows)
    return Effect(knob, name, rises, tuple(settings_of(knob)), means, errors)


def _turned(knob: str, setting: float) -> Knobs:
    return replace(Knobs(), **{knob: setting})  # type: ignore[arg-type]


def _follow_rows(
    player: MelodyPlayer, tunes: Sequence[Tune], briefs: Sequence[Brief], count: int, seed: int
) -> list[NDArray[np.float64]]:
    """By setting of follow, shares of heard motifs in takes after the beginning of another tune."""
    heard_before = [_heard(tunes, number) for number in range(min(count, len(tunes)))]
    rows = []
    for setting in settings_of("follow"):
        shares = []
        for number in range(count):
            brief = briefs[number % len(briefs)]
            heard = heard_before[number % len(tunes)]
            tune = take_in(player, brief, _turned("follow", setting), seed + number, heard)
            if tune is not None:
                shares.append(motifs(heard, tune))
        rows.append(np.array(shares))
    return rows


def _heard(tunes: Sequence[Tune], number: int) -> str:
    """The first events of the next tune of the same meter and mode, or else of the next tune."""
    own = tunes[number]
    others = [*tunes[number + 1 :], *tunes[:number]] or [own]
    alike = [t for t in others if (t.meter, t.mode) == (own.meter, own.mode)] or others
    events = events_of(alike[0].aligned())[:HEARD_EVENTS]
    return "".join(chr(event.action) for event in events)
