"""`melobridge generate`: pieces as MIDI files, as note names, as pictures."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from agent.catalogue import open_agent
from agent.piece import Piece, bar_lines, compose
from agent.player import Knobs, Player
from agent.theory import PITCH_CLASS_NAMES, pitch_class
from bridge.cli.options import AgentArgument, Harmony, Smoothness, Temperature, Variety

TEMPERATURE = Knobs().temperature


def generate(
    agent: AgentArgument = "classic",
    bars: Annotated[int, typer.Option(help="Length in bars.", min=1, max=1024)] = 8,
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
        bool, typer.Option("--chords", help="Also play the chords with the left hand.")
    ] = False,
    tempo: Annotated[float, typer.Option(help="Quarter notes per minute.", min=20, max=400)] = 110,
    key: Annotated[str, typer.Option(help="Tonic: C, F#, Bb ...", rich_help_panel="Knobs")] = "C",
    harmony: Harmony = 1,
    smoothness: Smoothness = 1,
    variety: Variety = 1,
    temperature: Temperature = TEMPERATURE,
) -> None:
    """Compose pieces: MIDI file, note names, and what each reward term says to them."""
    name, checkpoint = open_agent(agent)
    player = Player(checkpoint)
    knobs = Knobs(harmony, smoothness, variety, temperature, pitch_class(key))
    first = secrets.randbits(31) if seed is None else seed
    console = Console()
    for number in range(count):
        path = out if count == 1 else out.with_stem(f"{out.stem}-{number + 1}")
        piece = compose(player, knobs, bars, first + number)
        _write(path, piece, player, knobs, tempo=tempo, bars=bars, chords=chords)
        if png:
            _draw(path.with_suffix(".png"), piece, player, f"{name}, seed {first + number}")
        _show(console, path, piece, player, knobs, first + number)


def _write(
    path: Path, piece: Piece, player: Player, knobs: Knobs, *, tempo: float, bars: int, chords: bool
) -> None:
    from bridge.midifile import chord_notes, write_midi

    task = player.task
    left = chord_notes(task.progression, bars, task.beats_per_bar, knobs.key) if chords else []
    write_midi(path, [piece.notes, left] if chords else [piece.notes], tempo)


def _draw(path: Path, piece: Piece, player: Player, title: str) -> None:
    from bridge.pictures import piano_roll

    piano_roll(path, piece.notes, player.task.beats_per_bar, title)


def _show(
    console: Console, path: Path, piece: Piece, player: Player, knobs: Knobs, seed: int
) -> None:
    task = player.task
    table = Table(box=None, padding=(0, 2), show_header=False)
    lines = bar_lines(piece.notes, task.beats_per_bar)
    for first in range(0, len(lines), task.phrase_bars):
        chords = [task.progression[(first + bar) % task.bars] for bar in range(task.phrase_bars)]
        table.add_row(*(f"[dim]{chord}[/dim]" for chord in chords))
        table.add_row(*lines[first : first + task.phrase_bars])
    console.print(f"[bold]{path}[/bold]  seed {seed}, key {PITCH_CLASS_NAMES[knobs.key]}")
    console.print(table)
    terms = "   ".join(f"{term} {value:g}" for term, value in piece.terms.items())
    console.print(f"reward {piece.reward(task.weights):g}:   {terms}\n")
