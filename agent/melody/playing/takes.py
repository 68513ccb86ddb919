"""Takes: pieces that an agent plays under the conditions of real tunes, as tunes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from agent.melody.brief import Brief
from agent.melody.line import MODE_MASKS, Line, scale_of
from agent.melody.playing.player import MelodyPlayer
from agent.melody.vocabulary import ACTIONS, NO_PITCH, Event
from agent.music.tune import Tune, TuneNote
from agent.player.knobs import Knobs

REFERENCE_TONIC = 62


def perform(
    player: MelodyPlayer, brief: Brief, knobs: Knobs, random: np.random.Generator, heard: str = ""
) -> list[Event]:
    """Play all events until the end of the brief. heard: chr(action) of what a person played."""
    line, events = Line(tick=brief.start, heard=heard, pickup=brief.pickup), []
    while line.tick < brief.setting.end:
        chance = random.random()
        line = line.begun(chance)
        action = player.choose(line, brief.at(line.tick), knobs, chance)
        events.append(Event(line.tick, action))
        line = line.played(action)
    return events


def take_in(
    player: MelodyPlayer,
    brief: Brief,
    knobs: Knobs,
    seed: int,
    heard: str = "",
    *,
    accidentals: bool = False,
) -> Tune | None:
    """One take as a tune, in the meter and mode of its brief; None if it has rests only.

    accidentals: whether notes outside the mode are allowed, as real tunes have them.
    """
    setting = brief.setting._replace(scale=MODE_MASKS[brief.setting.mode])
    brief = brief._replace(setting=setting)
    scale = "chromatic" if accidentals else scale_of(setting.mode)
    suited = replace(knobs, meter=setting.meter, scale=scale)
    return tune_of(perform(player, brief, suited, np.random.default_rng(seed), heard), brief, seed)


def tune_of(events: Sequence[Event], brief: Brief, seed: int) -> Tune | None:
    """The events of a take as a tune under the conditions of its brief; None without notes."""
    setting = brief.setting
    notes = tuple(
        TuneNote(tick, ACTIONS[action].duration, ACTIONS[action].pitch)
        for tick, action in events
        if ACTIONS[action].pitch != NO_PITCH
    )
    if not notes:
        return None
    return Tune(
        id=f"take/{seed}",
        title=f"take {seed}",
        source=setting.character,
        meter=setting.meter,
        bar=setting.bar,
        beat=setting.beat,
        key=REFERENCE_TONIC % 12,
        mode=setting.mode,
        tonic=REFERENCE_TONIC,
        notes=notes,
        chords=tuple(chord for chord in brief.chords if chord.onset < setting.end),
    )


def takes(
    player: MelodyPlayer, briefs: Sequence[Brief], knobs: Knobs, count: int, seed: int
) -> list[Tune]:
    """`count` takes for the briefs in turn, with seeds from `seed` on; empty ones are left out."""
    played = [
        take_in(player, briefs[number % len(briefs)], knobs, seed + number)
        for number in range(count)
    ]
    return [tune for tune in played if tune is not None]
