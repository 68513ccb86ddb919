"""The takes of a report: chosen, described, and written as MIDI files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from agent.evaluation.contestants import Contestant, in_character
from agent.evaluation.reference import BARS, varied
from agent.melody.brief import Brief
from agent.melody.playing.takes import take_in
from agent.music.note import Note
from agent.music.tune import Tune
from agent.player.constraints import ANY
from agent.player.knobs import Knobs
from bridge.export.midi_file import write_hands
from bridge.export.takes import left_hand, piece_of
from bridge.report.player import Hand, hand_of

TEMPO = 110


def write_take(path: Path, take: Tune) -> None:
    """Write a take as a MIDI file, with chords as a left hand if it has any. Raises MeloError."""
    write_hands(path, piece_of(take), _hands(take), TEMPO)


def played_hands(take: Tune) -> list[Hand]:
    """What its MIDI file plays, for a button."""
    return [hand_of(notes, TEMPO) for notes in _hands(take)]


def _hands(take: Tune) -> list[Sequence[Note]]:
    melody = piece_of(take).notes
    return [melody, left_hand(take)] if take.chords else [melody]


def shown_takes(
    agent: Contestant, briefs: Sequence[Brief], count: int, seed: int = 0
) -> list[Tune]:
    """Takes of the first bars of briefs that are as varied as possible."""
    player = agent.player
    if player is None:
        return []
    chosen = (brief.cut(BARS) for brief in varied(briefs, count, seed))
    asked = [in_character(brief, player.character) for brief in chosen]
    played = [take_in(player, brief, Knobs(), seed + number) for number, brief in enumerate(asked)]
    return [take for take in played if take is not None]


def describe(take: Tune) -> str:
    """A short description of a take: 'fiddle, D dorian, 6/8'."""
    piece = piece_of(take)
    kind = "" if take.source == ANY else f"{take.source}, "
    return f"{kind}{piece.spelling.name(take.key)} {piece.knobs.scale}, {take.meter}"


def midi_name(number: int) -> str:
    """The file name of a take's MIDI file."""
    return f"take-{number}.mid"
