"""The real tunes that melody agents are compared with: the shipped reference, or a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.corpus.songbook import songbook
from agent.errors import CorpusError
from agent.evaluation.reference import BARS, Reference, held_out, load_reference, reference_of
from agent.music.tune import METERS, Tune
from agent.player.constraints import ANY
from agent.wording import counted

ALL = "(all: too few are held out)"
LEAST_TUNES = 4
"""Real tunes are compared with each other, half with half, and the tunes of each half."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Real tunes for comparison.

    reference: their figures, and the briefs of takes. of_what: description of these tunes.
    predicted: whole tunes whose events are predicted; predicted_of: description of them. real: the
    tunes of the reference; training: those that agents may have learned from; both are empty
    without a corpus.
    """

    bars: int
    reference: Reference
    of_what: str
    predicted: tuple[Tune, ...]
    predicted_of: str
    real: tuple[Tune, ...] = ()
    training: tuple[Tune, ...] = ()


def shipped_yardstick(character: str = ANY, bars: int = BARS) -> Yardstick:
    """The shipped reference, and the songbook to predict. Raises CorpusError for other lengths."""
    if bars != BARS:
        raise CorpusError(
            f"the built-in reference is of {BARS} bars: for takes of {bars} give a --corpus"
        )
    reference, tunes = load_reference(character), tuple(songbook())
    kind = "" if character == ANY else f" of the character {character}"
    return Yardstick(
        bars,
        reference,
        f"{counted(len(reference), 'tune')}{kind} of the built-in reference, "
        "unknown to the shipped agents",
        tunes,
        f"{counted(len(tunes), 'tune')} of the songbook "
        "(an agent trained on it has seen most of them)",
    )


def corpus_yardstick(
    tunes: Sequence[Tune], name: str, character: str = ANY, bars: int = BARS
) -> Yardstick:
    """The held-out tunes of a corpus, or all if these are too few.

    Raises CorpusError if there are fewer than LEAST_TUNES.
    """
    chosen, unseen = held_out(tunes, character)
    if len(chosen) < LEAST_TUNES:
        raise CorpusError(
            f"{name} has {counted(len(chosen), 'tune')} to measure with: give {LEAST_TUNES} or more"
        )
    test = [tune for tune in chosen if unseen and tune.split == "test"]
    training = tuple(tune for tune in tunes if tune.split == "train" and tune.meter in METERS)
    return Yardstick(
        bars,
        reference_of(chosen, bars),
        f"{counted(len(chosen), 'held-out tune' if unseen else f'{ALL} tune')} of {name}",
        tuple(test or chosen),
        f"{counted(len(test), 'test tune') if test else counted(len(chosen), 'tune')} of {name}",
        tuple(tune.excerpt(bars) for tune in chosen) if unseen else (),
        training if unseen else (),
    )
