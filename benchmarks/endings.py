"""How real tunes end, and how takes of the shipped agents do: the rates of playing/endings.py.

    python -m benchmarks.endings --corpus tunes.jsonl.gz       # some minutes

Of each character, for tunes without and with pickup: the share that closes with the tonic on a
strong beat, held for a third of a bar or more; that strikes the tonic anew on a weak beat at last;
that ends on another note; that ends on a weak beat. Takes are of 16 bars in 4/4, without or with
pickups as real tunes have them: "alone", as an agent plays of its own accord; "held", where none
may strike the tonic anew; "strong", where all end on a strong beat; and as it plays with what its
fate demands. Of an agent's own rates the table has closes "held" and "strong", restrikes "alone",
and weak "alone" and "held".
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np

from agent.library.catalogue import shipped_folder
from agent.library.loading import load_melody
from agent.melody.brief import Brief, character_of
from agent.melody.line import CHARACTERS, MODE_MASKS, Setting
from agent.melody.playing import endings
from agent.melody.playing.endings import Demand
from agent.melody.playing.pickups import shares_of
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.takes import perform, tune_of
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
    print(f"{'':30}  number  closes  restrikes  opens  weak")
    for character in CHARACTERS:
        player = shipped(character)
        alike = [tune for tune in tunes if character in (ANY, character_of(tune))]
        for begun in (False, True):
            print_rows(player, character, alike, options.takes, begun=begun)


def print_rows(
    player: MelodyPlayer, character: str, tunes: list[Tune], takes: int, *, begun: bool
) -> None:
    """begun: whether by a pickup."""
    name = f"{character}, {'pickup' if begun else 'no pickup'}"
    real = [tune for tune in tunes if (tune.notes[0].onset % tune.bar > 0) == begun]
    lengths = pickups(player.character, takes) if begun else [0] * takes
    briefs = [brief_with(player.character, length) for length in lengths]
    rows: dict[str, Iterable[Tune | None]] = {
        "real": real,
        "alone": played_demanding(Demand.NOTHING, player, briefs),
        "held": played_demanding(Demand.NO_RESTRIKE, player, briefs),
        "strong": played_demanding(Demand.STRONG, player, briefs),
        "takes": played(player, briefs),
    }
    for of_what, found in rows.items():
        ends = [ending_of(tune) for tune in found if tune is not None]
        print(f"{name + ', ' + of_what:30}  {len(ends):6}  {shares(ends)}", flush=True)


def shipped(character: str) -> MelodyPlayer:
    """The shipped agent of a character."""
    name = "all" if character == ANY else character
    return MelodyPlayer(load_melody(shipped_folder() / f"{name}{SUFFIX}"))


def pickups(character: str, takes: int) -> list[int]:
    """Lengths of pickups in ticks, in the shares of real tunes."""
    shares = shares_of(character, METER)
    odds = np.array([*shares.values()])
    chosen = np.random.default_rng(0).choice([*shares], takes, p=odds / odds.sum())
    return [round(length * TICKS) for length in chosen.tolist()]


def brief_with(character: str, pickup: int) -> Brief:
    """BARS bars in METER; those with a pickup (ticks) end that much before a bar line."""
    start = (BAR - pickup) % BAR
    end = BARS * BAR + start
    major = Setting(METER, *METERS[METER], character=character, end=end, scale=MODE_MASKS["major"])
    return Brief(major, (), start)


def played(player: MelodyPlayer, briefs: Sequence[Brief]) -> Iterator[Tune | None]:
    """A take for each brief, with seeds from 0 on."""
    for seed, brief in enumerate(briefs):
        yield tune_of(perform(player, brief, Knobs(), np.random.default_rng(seed)), brief, seed)


def played_demanding(
    demanded: Demand, player: MelodyPlayer, briefs: Sequence[Brief]
) -> Iterator[Tune | None]:
    """Takes of which all have to do the same at their end, whatever their fates say."""
    with patch.object(endings, "demand", return_value=demanded):
        yield from played(player, briefs)


def shares(ends: Iterable[Ending]) -> str:
    """The share of each kind of ending, as columns."""
    found = [(end.closes, end.restrikes, end.opens, end.weak) for end in ends]
    return "{:6.2f}  {:9.2f}  {:5.2f}  {:4.2f}".format(*np.array(found).mean(axis=0))


if __name__ == "__main__":
    main()
