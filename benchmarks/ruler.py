"""The shipped melody agents beside real tunes of their character: the tables of docs/benchmarks.md.

    python -m benchmarks.ruler                       # some three minutes
    python -m benchmarks.ruler --takes 1000 --agents all

First takes as `generate` plays them without options (16 bars of C major in 4/4, no chords), each
agent beside the held-out real tunes of its character, `all` beside all; then under the briefs of
these tunes; then so that notes outside their mode are allowed, as real tunes have them: their mode
binds takes otherwise. In percent, unless said. Last, for `all`: its share of colour in each scale,
and long pieces.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterator, Sequence

from agent.evaluation.columns import PLAIN, Column, column, real_column
from agent.evaluation.contestants import agent_contestant, briefed_contestant, played
from agent.evaluation.long_pieces import stages
from agent.evaluation.reference import BARS, load_reference
from agent.evaluation.scale_colours import colourings
from agent.evaluation.traits import GROUPS
from agent.evaluation.yardstick import shipped_yardstick
from agent.library.catalogue import shipped_folder
from agent.library.loading import load_melody
from agent.melody.playing.player import MelodyPlayer
from agent.player.checkpoint import SUFFIX
from benchmarks.report import machine, table

LIKENESS_ROWS = 4
AGENTS = ("all", "fiddle", "hymn", "lied", "song")
FORMS = ("ABCD", "AABC", "AABB", "AABA", "ABAB")


def main() -> None:
    options = _options()
    plain, briefed, free = list[Column](), list[Column](), list[Column]()
    for name in options.agents:
        *found, real = columns(name, options.takes, options.seed)
        for shown, one in zip((plain, briefed, free), found, strict=True):
            shown.extend((one, real))
    print(table(("as `generate` plays", *(one.name for one in plain)), rows(plain)), "\n")
    print(table(("under briefs", *(one.name for one in briefed)), rows(briefed)), "\n")
    likeness = rows(free)[:LIKENESS_ROWS]
    print(table(("with accidentals", *(one.name for one in free)), likeness), "\n", flush=True)
    if "all" in options.agents:
        print(table(("scale", "colour", "notes", "even", "real", "hanging"), _scales()), "\n")
        print(table(("256 bars", "notes a quarter", "distinct bars of 32"), _stages()), "\n")
    print(machine("numpy"))


def player_of(name: str) -> MelodyPlayer:
    """A shipped agent."""
    return MelodyPlayer(load_melody(shipped_folder() / f"{name}{SUFFIX}"))


def columns(name: str, takes: int, seed: int) -> tuple[Column, Column, Column, Column]:
    """An agent's takes as `generate` has them, its takes under briefs, without and with
    accidentals, and real tunes."""
    player = player_of(name)
    yardstick = shipped_yardstick(player.character)
    compared = min(takes, len(yardstick.reference) // 2)
    briefs = yardstick.reference.briefs
    contestants = (
        agent_contestant(name, player, BARS, seed),
        briefed_contestant(name, player, briefs, seed),
        briefed_contestant(name, player, briefs, seed, accidentals=True),
    )
    plain, briefed, free = (
        column(name, played(one, takes), yardstick, compared) for one in contestants
    )
    return plain, briefed, free, real_column(yardstick, compared)


def rows(shown: Sequence[Column]) -> list[list[str]]:
    """Every figure as a row of cells."""
    return [
        [label, *(_cell(figure(one), form) for one in shown)] for label, form, figure in _rows()
    ]


Figure = Callable[[Column], float]


def _rows() -> Iterator[tuple[str, str, Figure]]:
    """Label, format and figure of each row."""
    yield "takes, or tunes", ",.0f", lambda one: one.tunes
    yield "overlapping area (1)", ".3f", lambda one: one.overlap
    yield "Frechet distance (0)", ".1f", lambda one: one.frechet
    yield "AUC (0.5)", ".3f", lambda one: one.auc
    kind = f"in {PLAIN.meter} {PLAIN.mode}: "
    yield f"{kind}overlapping area", ".3f", lambda one: one.alike.overlap
    yield f"{kind}Frechet distance", ".1f", lambda one: one.alike.frechet
    yield f"{kind}AUC", ".3f", lambda one: one.alike.auc
    for group in GROUPS:
        for trait in group.traits:
            yield f"{group.title}: {trait.label}", ".1f", _trait(trait.name, share=trait.share)
    for form in FORMS:
        yield f"form {form}", ".1f", _form(form)
    yield "forms, distance", ".1f", lambda one: 100 * one.form_distance


def _trait(name: str, *, share: bool) -> Figure:
    return lambda one: (100 if share else 1) * one.traits[name]


def _form(form: str) -> Figure:
    return lambda one: 100 * one.forms.get(form, 0.0)


def _cell(value: float, form: str) -> str:
    return "" if math.isnan(value) else format(value, form)


def _scales() -> list[list[str]]:
    return [
        [
            one.scale.replace("_", " "),
            one.colours,
            *(_cell(100 * share, ".1f") for share in (one.share, one.even, one.real)),
            f"{one.hanging}",
        ]
        for one in colourings(player_of("all"), load_reference(), seed=0)
    ]


def _stages() -> list[list[str]]:
    return [
        [one.name, f"{one.notes:.2f}", f"{one.distinct_bars:.1f}"]
        for one in stages(player_of("all"), load_reference(), seed=0)
    ]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--agents", nargs="+", choices=AGENTS, default=AGENTS)
    parser.add_argument("--takes", type=int, default=400, help="takes of each kind")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
