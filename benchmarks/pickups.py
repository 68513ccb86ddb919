"""How often real tunes begin with a pickup, and of which length: the table of playing/pickups.py.

    python -m benchmarks.pickups --corpus tunes.jsonl.gz

Of each character and meter, as rows of that table: the length of a pickup in quarter notes, and the
share of the training tunes that have it. Left out are meters with few tunes and pickups that are
rare or longer than half a bar: what begins before the middle of its first bar begins with a rest.
With each row, as a comment, the number of its tunes and the share of those with a pickup, whatever
its length, of which the last bar is shortened by it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from agent.melody.brief import brief_of, character_of
from agent.melody.line import CHARACTERS
from agent.music.tune import METERS, TICKS, Tune, read_tunes
from agent.player.constraints import ANY

# The least number of tunes for a row, and the least share of those for a length.
FEWEST, RAREST = 30, 0.01


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    options = parser.parse_args()
    tunes = [tune.aligned() for tune in read_tunes(options.corpus) if tune.split == "train"]
    for character in CHARACTERS:
        alike = [tune for tune in tunes if character in (ANY, character_of(tune))]
        for meter in METERS:
            found = [tune for tune in alike if tune.meter == meter]
            if len(found) >= FEWEST:
                print(row(character, meter, found))


def row(character: str, meter: str, tunes: Sequence[Tune]) -> str:
    """A row of the table."""
    lengths = shares([brief_of(tune).pickup for tune in tunes])
    shown = ", ".join(f"{ticks / TICKS:g}: {share:.3f}" for ticks, share in lengths.items())
    begun = [tune for tune in tunes if brief_of(tune).pickup]
    short = sum(tune.end % tune.bar == tune.notes[0].onset for tune in begun) / max(len(begun), 1)
    return f'("{character}", "{meter}"): {{{shown}}},  # {len(tunes)}, {short:.2f}'


def shares(pickups: Sequence[int]) -> dict[int, float]:
    """The share of each length of a pickup among all, the commonest first."""
    counted = Counter(pickups).most_common()
    found = {ticks: number / len(pickups) for ticks, number in counted if ticks}
    return {ticks: share for ticks, share in found.items() if share >= RAREST}


if __name__ == "__main__":
    main()
