"""A piece as text for the terminal: its bars, and figures of it."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from agent.classic.playing.checkpoint import ClassicCheckpoint
from agent.classic.task import ClassicTask
from agent.library.loading import Checkpoint, by_task
from agent.melody.playing.checkpoint import MelodyCheckpoint
from agent.melody.playing.player import MelodyPlayer
from agent.pieces.facts import Facts, facts
from agent.pieces.piece import Piece, bar_lines, classic_terms
from agent.wording import counted

BARS_A_LINE = (4, 2, 1)
LEGEND = "a length (in quarters) holds until the next; a bar begins with 1; - is a rest"


def describe(name: str, seed: int, piece: Piece) -> str:
    """A piece in one line: 'all, seed 2, D dorian, 6/8'."""
    knobs = piece.knobs
    return f"{name}, seed {seed}, {piece.spelling.name(knobs.key)} {knobs.scale}, {knobs.meter}"


def show(console: Console, path: Path, title: str, piece: Piece, checkpoint: Checkpoint) -> None:
    """Print a piece that the agent of this checkpoint composed."""
    console.print(Text.assemble((str(path), "bold"), "  ", title), soft_wrap=True)
    console.print(_bars(console, piece))
    if any(note.duration != 1 or note.pitch < 0 for note in piece.notes):
        console.print(f"[dim]{LEGEND}[/dim]", highlight=False)
    console.print(_figures(checkpoint, piece), "\n", sep="", highlight=False, soft_wrap=True)


def _bars(console: Console, piece: Piece) -> Table:
    """The bars, as many on a line as fit, with their chords above and the first one's number."""
    tables = (_table(piece, count) for count in BARS_A_LINE)
    width = console.width
    fitting = [
        table
        for table in tables
        if Measurement.get(console, console.options.update(max_width=1000), table).maximum <= width
    ]
    return fitting[0] if fitting else _table(piece, BARS_A_LINE[-1])


def _table(piece: Piece, count: int) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    lines = bar_lines(piece)
    if piece.before:
        table.add_row(Text("  0", "dim"), lines.pop(0))
    for first in range(0, len(lines), count):
        bars = slice(first, first + count)
        if piece.chords:
            table.add_row("", *(Text(chord, "dim") for chord in piece.chords[bars]))
        table.add_row(Text(f"{first + 1:>3}", "dim"), *map(Text, lines[bars]))
    return table


def _figures(checkpoint: Checkpoint, piece: Piece) -> str:
    """What there is to say of a piece, in the terms of the agent's task."""

    def classic(agent: ClassicCheckpoint) -> str:
        return _rewards(agent.task, piece)

    def melody(agent: MelodyCheckpoint) -> str:
        return _facts(facts(MelodyPlayer(agent), piece), agent.header.scores.get("bits"))

    return by_task(checkpoint, classic=classic, melody=melody)


def _rewards(task: ClassicTask, piece: Piece) -> str:
    terms = classic_terms(task, piece)
    parts = "   ".join(f"{term} {value:g}" for term, value in terms.items())
    reward = sum(w * term for w, term in zip(task.weights, terms.values(), strict=True))
    return f"reward {reward:g}:   {parts}"


def _facts(found: Facts, usual_bits: float | None) -> str:
    usual = "" if usual_bits is None else f" (real tunes: {usual_bits:.1f})"
    chord_tones = found.chord_tones
    chords = "" if chord_tones is None else f"   {chord_tones:.0%} chord tones"
    return (
        f"{counted(found.notes, 'note')}   {found.steps:.0%} steps   "
        f"{found.returns:.0%} returns{chords}   surprise {found.bits:.1f} bits an event{usual}"
    )
