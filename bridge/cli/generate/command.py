"""`melobridge generate`: pieces as MIDI files, as note names, as sound, as pictures."""

from __future__ import annotations

import secrets
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from agent.errors import ConfigError, TaskError
from agent.files import is_stream
from agent.library.catalogue import DEFAULT_AGENT, agent_paths, open_agent
from agent.library.loading import player_for
from agent.pieces.piece import compose
from agent.player.knobs import NO_CHORDS, Knobs
from agent.player.protocol import AnyPlayer
from bridge.cli.generate.files import DEFAULT, PieceFiles, checked_files
from bridge.cli.shared.knobs import knobs_of, with_knobs
from bridge.cli.shared.options import AgentArgument, PickupOption
from bridge.cli.shared.output_files import Overwrite
from bridge.cli.shared.working import OnProgress, working
from bridge.cli.tables.piece import describe, show


@with_knobs
def generate(
    agent: AgentArgument = DEFAULT_AGENT,
    bars: Annotated[
        int | None,
        typer.Option(
            help="Length in bars: 16 by default, 8 for the classic agent.", min=1, max=1024
        ),
    ] = None,
    pickup: PickupOption = None,
    seed: Annotated[
        int | None, typer.Option(help="Same seed, same piece; random by default.", min=0)
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="MIDI file to write; a number is added to piece.mid where that is there.",
            dir_okay=False,
            show_default=str(DEFAULT),
        ),
    ] = None,
    count: Annotated[
        int,
        typer.Option(
            help="How many pieces; they are numbered (piece-1.mid ...).", min=1, max=10_000
        ),
    ] = 1,
    wav: Annotated[
        Path | None,
        typer.Option(
            help="Also write the sound into this WAV file: by FluidSynth where it is installed.",
            dir_okay=False,
        ),
    ] = None,
    listen: Annotated[bool, typer.Option("--listen", help="Also play it at once.")] = False,
    svg: Annotated[
        bool, typer.Option("--svg", help="Also draw a piano roll beside the file, as SVG.")
    ] = False,
    png: Annotated[
        bool, typer.Option("--png", help="The same as PNG; needs the extra 'plot'.")
    ] = False,
    overwrite: Overwrite = False,
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
    from bridge.cli.generate.write import TakeWriter

    check_agent(agent, chords=chords)
    name, checkpoint = open_agent(agent)
    player = player_for(checkpoint)
    knobs = knobs_of(turned, bars=bars or player.usual_bars)
    check_chords(player, knobs, chords=chords)
    wanted = PieceFiles(out or DEFAULT, count, wav, png, svg)
    files = checked_files(out, wanted, overwrite=overwrite)
    first = secrets.randbits(31) if seed is None else seed
    # The notes go to where they don't mix with a file.
    console = Console(stderr=is_stream(files.midi))
    with _progress(console, count) as on_progress:
        writer = TakeWriter(files, console, tempo, chords=chords, listen=listen)
        for number in range(count):
            piece = compose(player, knobs, first + number, pickup)
            title = describe(name, first + number, piece)
            writer.write(number, piece)
            show(console, files.midi_path(number), title, piece, checkpoint)
            writer.enrich(number, piece, title)
            on_progress("composing", number + 1, count)
    writer.finish()


def _progress(console: Console, count: int) -> AbstractContextManager[OnProgress]:
    """Progress where the pieces themselves don't show it."""
    if count == 1 or console.is_terminal:
        return nullcontext(lambda what, done, total: None)
    return working("composing")


def check_agent(agent: str, *, chords: bool) -> None:
    """Raises ConfigError for chords after --chords, which would be taken for an agent."""
    if chords and agent not in agent_paths() and is_progression(agent):
        raise ConfigError(f"--chords takes no chords: give them by --progression '{agent}'")


def is_progression(text: str) -> bool:
    """Whether it is a progression as --progression takes it."""
    try:
        return bool(Knobs(chords=text).progression)
    except TaskError:
        return False


def check_chords(player: AnyPlayer, knobs: Knobs, *, chords: bool) -> None:
    """Raises ConfigError for --chord with --progression, and for --chords without any."""
    if knobs.chords != NO_CHORDS and knobs.sounding_chord.mask:
        raise ConfigError("--chord sounds all the time, --progression bar by bar: give one of them")
    known = knobs.progression or knobs.sounding_chord.mask
    if chords and not known and not player.own_chords(knobs.key):
        raise ConfigError("--chords has none to write: give some by --progression 'Am F C G'")
