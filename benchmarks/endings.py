"""How real tunes end, and how takes of the shipped agents do: the rates of playing/endings.py.

    python -m benchmarks.endings --corpus tunes.jsonl.gz       # some minutes

Of each character, for tunes without and with pickup: the share that closes with the tonic on a
strong beat, held for a third of a bar or more; that strikes the tonic anew on a weak beat at last;
that ends on another note. Takes are of 16 bars in 4/4, without or with a pickup of a quarter note:
"alone", as an agent plays of its own accord; "held", where none may strike the tonic anew; and as
it plays with what its fate demands. Agents close "held", and restrike "alone", of their own accord.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from agent.library.catalogue import shipped_folder
from agent.library.loading import load_melody
from agent.melody.brief import Brief, character_of
from agent.melody.line import CHARACTERS, Line, Setting
from agent.melody.playing.endings import Demand, demand
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.takes import perform, tune_of
from agent.melody.vocabulary import Event
from agent.metrics.endings import Ending, ending_of
from agent.music.tune import METERS, TICKS, Tune, read_tunes
from agent.player.checkpoint import SUFFIX
from agent.player.constraints import ANY
from agent.player.knobs import Knobs

BARS, METER = 16, "4/4"
BAR = METERS[METER][0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--takes", type=int, default=300, help="for each row")
    options = parser.parse_args()
    tunes = [tune.aligned() for tune in read_tunes(options.corpus) if tune.split == "train"]
    print(f"{'':30}  number  closes  restrikes  opens")
    for character in CHARACTERS:
        player = shipped(character)
        alike = [tune for tune in tunes if character in (ANY, character_of(tune))]
        for pickup in (0, TICKS):
            print_rows(player, character, pickup, alike, options.takes)


def print_rows(
    player: MelodyPlayer, character: str, pickup: int, tunes: list[Tune], takes: int
) -> None:
    name = f"{character}, {'pickup' if pickup else 'no pickup'}"
    real = [tune for tune in tunes if (tune.notes[0].onset % tune.bar > 0) == (pickup > 0)]
    brief = brief_with(player.character, pickup)
    seeds = range(takes)
    alone = (tune_of(play_fated(player, brief, seed, 0), brief, seed) for seed in seeds)
    bound = fate_of(Demand.NO_RESTRIKE, brief.setting)
    held = (tune_of(play_fated(player, brief, seed, bound), brief, seed) for seed in seeds)
    whole = (
        tune_of(perform(player, brief, Knobs(), np.random.default_rng(seed)), brief, seed)
        for seed in seeds
    )
    rows = {"real": real, "alone": alone, "held": held, "takes": whole}
    for of_what, found in rows.items():
        endings = [ending_of(tune) for tune in found if tune is not None]
        print(f"{name + ', ' + of_what:30}  {len(endings):6}  {shares(endings)}", flush=True)


def shipped(character: str) -> MelodyPlayer:
    """The shipped agent of a character."""
    name = "all" if character == ANY else character
    return MelodyPlayer(load_melody(shipped_folder() / f"{name}{SUFFIX}"))


def brief_with(character: str, pickup: int) -> Brief:
    """BARS bars in METER; those with a pickup (ticks) end that much before a bar line."""
    start = (BAR - pickup) % BAR
    end = BARS * BAR + start
    return Brief(Setting(METER, *METERS[METER], character=character, end=end), (), start)


def fate_of(wanted: Demand, setting: Setting) -> int:
    """A fate that demands this of a piece; 0, which demands nothing, if none does."""
    fates = (fate for fate in range(1, 1000) if of_fate(fate, setting) == wanted)
    return next(fates, 0)


def of_fate(fate: int, setting: Setting) -> Demand:
    return demand(Line(fate=fate), setting, Knobs())


def play_fated(player: MelodyPlayer, brief: Brief, seed: int, fate: int) -> list[Event]:
    """A take with a fate; nothing is demanded of one without."""
    line, events = Line(tick=brief.start, fate=fate), []
    random = np.random.default_rng(seed)
    while line.tick < brief.setting.end:
        action = player.choose(line, brief.at(line.tick), Knobs(meter=METER), random.random())
        events.append(Event(line.tick, action))
        line = line.played(action)
    return events


def shares(endings: Iterable[Ending]) -> str:
    """The share of each kind of ending, as columns."""
    counted = np.array([(end.closes, end.restrikes, end.opens) for end in endings]).mean(axis=0)
    return "{:6.2f}  {:9.2f}  {:5.2f}".format(*counted)


if __name__ == "__main__":
    main()
