"""`melobridge generate`: pieces as MIDI files, as note names, as pictures."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from rich.console import Console

from agent.errors import ConfigError
from agent.library.catalogue import DEFAULT_AGENT, open_agent
from agent.library.loading import player_for
from agent.pieces.piece import Piece, compose
from agent.player.knobs import NO_CHORDS, Knobs
from agent.player.protocol import AnyPlayer
from bridge.cli.shared.knobs import knobs_of, with_knobs
from bridge.cli.shared.options import AgentArgument
from bridge.cli.shared.piece_text import describe, show


class Files(NamedTuple):
    """The files to write.

    first: a MIDI file, which gets numbers where there are several pieces; tempo: quarter notes a
    minute; chords: also as a left hand; png: a piano roll beside each file.
    """

    first: Path
    pieces: int
    tempo: float
    chords: bool
    png: bool

    def path(self, number: int) -> Path:
        """The file of a piece; the first one is 0."""
        if self.pieces == 1:
            return self.first
        return self.first.with_stem(f"{self.first.stem}-{number + 1}")


@with_knobs
def generate(
    agent: AgentArgument = DEFAULT_AGENT,
    bars: Annotated[
        int | None,
        typer.Option(
            help="Length in bars: 16 by default, 8 for the classic agent.", min=1, max=1024
        ),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(help="Same seed, same piece; random by default.", min=0)
    ] = None,
    out: Annotated[Path, typer.Option(help="MIDI file to write.", dir_okay=False)] = Path(
        "piece.mid"
    ),
    count: Annotated[
        int,
        typer.Option(
            help="How many pieces; they are numbered (piece-1.mid ...).", min=1, max=10_000
        ),
    ] = 1,
    png: Annotated[
        bool, typer.Option("--png", help="Also draw a piano roll beside the file.")
    ] = False,
    chords: Annotated[
        bool,
        typer.Option(
            "--chords",
            help="Also write the chords into the file, as a left hand: those of --progression, "
            "--chord or the classic agent.",
        ),
    ] = False,
    tempo: Annotated[float, typer.Option(help="Quarter notes per minute.", min=20, max=400)] = 110,
    **turned: Any,
) -> None:
    """Compose pieces: MIDI file, note names, and what there is to say of them.

    Of a melody it tells the share of steps (moves by a tone or less), of what returns (was there 2,
    4 or 8 bars before), and the surprise: how unlike the tunes it learned from, less is more like.
    """
    name, checkpoint = open_agent(agent)
    player = player_for(checkpoint)
    knobs = knobs_of(turned, bars=bars or player.usual_bars)
    check_chords(player, knobs, chords=chords)
    first = secrets.randbits(31) if seed is None else seed
    console, files = Console(), Files(out, count, tempo, chords, png)
    for number in range(count):
        piece = compose(player, knobs, first + number)
        title = describe(name, first + number, piece)
        _write(files, number, piece, title)
        show(console, files.path(number), title, piece, checkpoint)


def check_chords(player: AnyPlayer, knobs: Knobs, *, chords: bool) -> None:
    """Raises ConfigError for --chord with --progression, and for --chords without any."""
    if knobs.chords != NO_CHORDS and knobs.sounding_chord.mask:
        raise ConfigError("--chord sounds all the time, --progression bar by bar: give one of them")
    known = knobs.progression or knobs.sounding_chord.mask
    if chords and not known and not player.own_chords(knobs.key):
        raise ConfigError("--chords has none to write: give some by --progression 'Am F C G'")


def _write(files: Files, number: int, piece: Piece, title: str) -> None:
    from bridge.export.midi_file import write_midi

    path = files.path(number)
    write_midi(path, piece, files.tempo, chords=files.chords)
    if files.png:
        from bridge.export.pictures import piano_roll

        piano_roll(path.with_suffix(".png"), piece, title)
