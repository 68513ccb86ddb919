"""The reference that takes are compared with: figures of real tunes that no agent learned from.

    python -m agent.evaluation.reference tunes.jsonl.gz agent/evaluation/reference.npz

The written file has no melodies, only statistics of each held-out tune, and the briefs (meter,
mode, chords, length) under which takes are played. The same corpus gives the same bytes.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from agent.errors import CorpusError
from agent.evaluation.traits import first_bars, forms_of, measure_traits
from agent.files import write_atomically
from agent.melody.brief import Brief, brief_of, character_of
from agent.melody.line import CHARACTERS, MODE_MASKS, MODES, Setting
from agent.metrics.distances import FEATURE_COLUMNS, Rows, mgeval_rows
from agent.metrics.notes import FloatArray, IntArray
from agent.metrics.repetition import distinct_in_groups
from agent.metrics.rl_tuner_rules import RULES, rule_values
from agent.metrics.statistics import measure
from agent.music.tune import METERS, Tune, TuneChord, read_tunes
from agent.player.constraints import ANY
from agent.wording import counted

BARS = 16
SHIPPED = Path(__file__).with_name("reference.npz")
# The least number of held-out tunes for a meaningful comparison.
FEWEST = 20
NGRAMS = (4, 8)
# The least number of bars of a piece that is shown.
LONG = 8
METER_NAMES = tuple(METERS)
RULE_NAMES = tuple(rule.name for rule in RULES)


class MeterAndMode(NamedTuple):
    """What tunes have in common that are compared like with like."""

    meter: str
    mode: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Figures of n real tunes, of their first bars unless said.

    briefs: of the whole tunes. statistics: [n, len(STATISTICS)]. rules: over all tunes. distinct:
    share of distinct n-grams (`distinct_in_groups`) by their n. traits: [n, len(TRAITS)]. forms: of
    each tune. long: [n, 2], notes a quarter and distinct bars in the first 32 bars, NaN of shorter
    tunes.
    """

    briefs: tuple[Brief, ...]
    statistics: FloatArray
    mgeval: Rows
    rules: dict[str, float]
    distinct: dict[int, float]
    traits: FloatArray
    forms: tuple[str, ...]
    long: FloatArray

    def __len__(self) -> int:
        return len(self.briefs)

    @property
    def features(self) -> FloatArray:
        """[n, len(FEATURES)]: the columns for Frechet distance and classifier."""
        return self.statistics[:, FEATURE_COLUMNS]

    @property
    def kinds(self) -> tuple[MeterAndMode, ...]:
        """Meter and mode of each tune."""
        return tuple(MeterAndMode(brief.setting.meter, brief.setting.mode) for brief in self.briefs)


def held_out(tunes: Sequence[Tune], character: str = ANY) -> tuple[list[Tune], bool]:
    """(the tunes of a character that aren't training tunes, True).

    If there are fewer than FEWEST: (all tunes of the character, False). A character without tunes
    counts as ANY. Raises CorpusError if no tune is in one of METERS.
    """
    known = [tune for tune in tunes if tune.meter in METERS]
    if not known:
        raise CorpusError(f"no tune of the corpus is in one of the meters {', '.join(METERS)}")
    suited = _of_character(known, character)
    unseen = [tune for tune in suited if tune.split != "train"]
    return (unseen, True) if len(unseen) >= FEWEST else (suited, False)


def _of_character(tunes: Sequence[Tune], character: str) -> list[Tune]:
    """The tunes of a character; all tunes if there are none, or for ANY."""
    return [tune for tune in tunes if character in (ANY, character_of(tune))] or list(tunes)


def reference_of(tunes: Sequence[Tune], bars: int = BARS) -> Reference:
    """The reference of the first bars of some tunes."""
    mixed = np.random.default_rng(0).permutation(len(tunes))
    wholes = [tunes[number] for number in mixed]
    excerpts = [tune.excerpt(bars) for tune in wholes]
    return Reference(
        tuple(map(brief_of, wholes)),
        measure(excerpts),
        mgeval_rows(excerpts),
        rule_values(excerpts),
        {n: distinct_in_groups(excerpts, n) for n in NGRAMS},
        measure_traits(excerpts, wholes),
        forms_of(excerpts),
        np.array([first_bars(tune) for tune in wholes]),
    )


def varied(briefs: Sequence[Brief], count: int, seed: int) -> list[Brief]:
    """Choose long briefs that differ as much as possible in character, meter, mode and chords."""
    order = np.random.default_rng(seed).permutation(len(briefs)).tolist()
    long = [briefs[n] for n in order if briefs[n].setting.end >= LONG * briefs[n].setting.bar]
    rest, chosen = long or [briefs[n] for n in order], list[Brief]()
    while rest and len(chosen) < count:
        kinds = [_kind(brief) for brief in chosen]
        best = min(rest, key=lambda brief: _likeness(_kind(brief), kinds))
        rest.remove(best)
        chosen.append(best)
    return chosen


def _kind(brief: Brief) -> tuple[str, str, str, bool]:
    setting = brief.setting
    return setting.character, setting.meter, setting.mode, bool(brief.chords)


def _likeness(kind: tuple[object, ...], others: Sequence[tuple[object, ...]]) -> tuple[int, int]:
    """Number of other kinds with the same character, and number of shared features in all."""
    shared = [[a == b for a, b in zip(kind, other, strict=True)] for other in others]
    return sum(one[0] for one in shared), sum(map(sum, shared))


def write_references(path: Path, tunes: Sequence[Tune]) -> int:
    """Write the reference of the held-out tunes; returns their number."""
    unseen, _ = held_out(tunes)
    references = {name: reference_of(_of_character(unseen, name)) for name in CHARACTERS}
    everything = references[ANY]
    arrays = {
        "statistics": everything.statistics.astype(np.float32),
        "rules": np.array([list(one.rules.values()) for one in references.values()]),
        "distinct": np.array([list(one.distinct.values()) for one in references.values()]),
        "traits": everything.traits.astype(np.float32),
        "forms": np.array(everything.forms, dtype=np.str_),
        "long": everything.long.astype(np.float32),
        **_packed(everything.briefs),
        **{f"mgeval.{name}": rows.astype(np.float32) for name, rows in everything.mgeval.items()},
    }
    content = io.BytesIO()
    np.savez_compressed(content, **arrays)
    try:
        write_atomically(path, content.getvalue())
    except OSError as error:
        raise CorpusError(f"{path} can't be written: {error.strerror or error}") from None
    return len(everything)


def load_reference(character: str = ANY, path: Path = SHIPPED) -> Reference:
    """Load a reference (by default the shipped one), of the tunes of a character or of all."""
    with np.load(path) as arrays:
        briefs = _unpacked(arrays)
        rows = np.array([character in (ANY, brief.setting.character) for brief in briefs])
        number = CHARACTERS.index(character)
        mgeval = {
            name.removeprefix("mgeval."): arrays[name][rows].astype(np.float64)
            for name in arrays.files
            if name.startswith("mgeval.")
        }
        return Reference(
            tuple(brief for brief, wanted in zip(briefs, rows, strict=True) if wanted),
            arrays["statistics"][rows].astype(np.float64),
            mgeval,
            dict(zip(RULE_NAMES, arrays["rules"][number].tolist(), strict=True)),
            dict(zip(NGRAMS, arrays["distinct"][number].tolist(), strict=True)),
            arrays["traits"][rows].astype(np.float64),
            tuple(arrays["forms"][rows].tolist()),
            arrays["long"][rows].astype(np.float64),
        )


def _packed(briefs: Sequence[Brief]) -> dict[str, Any]:
    """Briefs as arrays: a row of numbers each, and all their chords in one table."""
    chords = [chord for brief in briefs for chord in brief.chords]
    qualities = sorted({chord.quality for chord in chords})
    numbered = [(*chord[:3], qualities.index(chord.quality)) for chord in chords]
    return {
        "settings": np.array([_row(brief) for brief in briefs], dtype=np.int32),
        "chords": np.array(numbered, dtype=np.int32).reshape(-1, 4),
        "chord_counts": np.array([len(brief.chords) for brief in briefs], dtype=np.int32),
        "qualities": np.array(qualities, dtype=np.str_),
    }


def _row(brief: Brief) -> tuple[int, ...]:
    setting = brief.setting
    return (
        METER_NAMES.index(setting.meter),
        MODES.index(setting.mode),
        CHARACTERS.index(setting.character),
        setting.end,
        brief.start,
    )


def _unpacked(arrays: Any) -> list[Brief]:
    qualities = arrays["qualities"].tolist()
    chords = [
        TuneChord(onset, root, mask, qualities[quality])
        for onset, root, mask, quality in arrays["chords"].tolist()
    ]
    bounds: IntArray = np.cumsum([0, *arrays["chord_counts"].tolist()])
    return [
        _brief(row, tuple(chords[begin:end]))
        for row, (begin, end) in zip(
            arrays["settings"].tolist(), pairwise(bounds.tolist()), strict=True
        )
    ]


def _brief(row: Sequence[int], chords: tuple[TuneChord, ...]) -> Brief:
    meter, mode, character, end, start = row
    name, known = METER_NAMES[meter], MODES[mode]
    setting = Setting(
        name, *METERS[name], known, CHARACTERS[character], end, scale=MODE_MASKS[known]
    )
    return Brief(setting, chords, start)


if __name__ == "__main__":
    corpus, out = map(Path, sys.argv[1:])
    print(f"{out}: {counted(write_references(out, read_tunes(corpus)), 'tune')}")
