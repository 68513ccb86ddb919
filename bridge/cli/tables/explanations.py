"""Explanations of notes for the terminal: a take as a table, or one note in full."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from agent.music.meter import meter_of
from agent.music.note import REST, Note
from agent.music.tune import TICKS
from agent.pieces.piece import Piece, length_name
from agent.player.explanation import COLOUR, FOLLOW, PRIOR, RESTS, SYNCOPATION, TASTE, Explanation
from bridge.cli.shared.lines import print_table

# Alternatives of each note that a table has, where they fit.
MOST_SHOWN, LEAST_SHOWN = 3, 1
UNBOUNDED = 1000
# Notes that are shown before one in full.
BEFORE = 4
ORDINALS = {2: "nd", 3: "rd"}
# Nats: nothing at all, next to nothing, and enough to double the odds.
NOTHING, FAINT, STRONG = 0.005, 0.05, 0.7
# Cells of the bars; the nats that fill one at least.
HALF_BAR, CHANCE_BAR, LEAST_SCALE = 10, 30, 1.0
SPARE = (FOLLOW, TASTE)
HEADS = {"harmony": "harm.", "smoothness": "smooth", "variety": "vary", SYNCOPATION: "sync."}
MEANING = {
    PRIOR: "what real tunes do here",
    FOLLOW: "what it heard from you",
    "harmony": "consonance, chord tones",
    "smoothness": "small steps, leaps turned back",
    "variety": "new notes, no loops",
    "style": "staying with the tunes it knows",
    "form": "motifs that return, phrases that close",
    "reward": "all that the agent was trained for",
    COLOUR: "what is peculiar to the scale",
    SYNCOPATION: "figures off the beat",
    RESTS: "phrases that breathe",
    TASTE: "what your thumbs taught",
}


class Reason(NamedTuple):
    """A note, and why it was chosen."""

    note: Note
    why: Explanation


def overview(console: Console, title: str, piece: Piece, reasons: Sequence[Reason]) -> None:
    """Print a take with a line for each note, and its likeliest alternatives where they fit."""
    tables = (_table(piece, reasons, others) for others in (MOST_SHOWN, LEAST_SHOWN, 0))
    wide = console.options.update(max_width=UNBOUNDED)
    fitting = (t for t in tables if Measurement.get(console, wide, t).maximum <= console.width)
    table = next(fitting, None) or _table(piece, reasons, 0)
    console.print(Text(title, "bold"))
    print_table(console, table)
    console.print(_legend())


def _table(piece: Piece, reasons: Sequence[Reason], others: int) -> Table:
    """The notes of a take; others: how many alternatives of each."""
    names = _parts_shown([why for _, why in reasons])
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim", pad_edge=False)
    for head in ("", "bar", "beat"):
        table.add_column(head, justify="right", style="dim", no_wrap=True)
    table.add_column("note", no_wrap=True)
    for head in ("chance", "rank", *(HEADS.get(name, name) for name in names)):
        table.add_column(head, justify="right", no_wrap=True)
    for number in range(others):
        table.add_column("instead of" if number == 0 else "", no_wrap=True, style="dim")
    for number, (note, why) in enumerate(reasons):
        cells: list[Text | str] = [
            *_place(piece, reasons, number),
            _named(piece, note),
            _chance(why),
            _rank(why),
        ]
        cells += [_nats(why.parts[name]) for name in names]
        instead = [f"{note_name(piece, n)} {chance:.0%}" for n, chance in why.alternatives[:others]]
        table.add_row(str(number + 1), *cells, *instead)
    return table


def in_full(
    console: Console, title: str, piece: Piece, reasons: Sequence[Reason], number: int
) -> None:
    """Print all that is known of one note of a take."""
    note, why = reasons[number]
    bar, beat = _bar_and_beat(piece, note)
    before = [note_name(piece, reason.note) for reason in reasons[max(number - BEFORE, 0) : number]]
    heading = Text.assemble(
        (f"note {number + 1}, bar {bar}, beat {beat}:  ", "dim"),
        ("  ".join([*before, ""]), "dim"),
        (note_name(piece, note), "bold cyan"),
    )
    found = Text(
        f"the {_ordinal(why.rank)} of the {why.allowed} candidates (of {why.candidates}) that the "
        "constraints allow here; the odds are those of all parts together",
        "dim",
    )
    parts, others = _parts_in_full(why), _alternatives_in_full(piece, note, why)
    console.print(Text(title, "bold"), heading, "", sep="\n")
    print_table(console, parts)
    console.print()
    print_table(console, others)
    console.print(found)


def note_name(piece: Piece, note: Note) -> str:
    """'D4:.5': the name and the length in quarters; - is a rest."""
    name = "-" if note.pitch == REST else piece.spelling.note(note.pitch)
    return f"{name}:{length_name(round(note.duration * TICKS))}"


def _named(piece: Piece, note: Note) -> Text:
    name, length = note_name(piece, note).split(":")
    return Text.assemble((name, "bold cyan"), (f":{length}", "cyan"))


def _parts_shown(reasons: Sequence[Explanation]) -> list[str]:
    """The parts to show: follow and taste only where they have an effect."""
    return [
        name
        for name in reasons[0].parts
        if name not in SPARE or any(abs(why.parts[name]) >= NOTHING for why in reasons)
    ]


def _bar_and_beat(piece: Piece, note: Note) -> tuple[str, str]:
    bar, place = divmod(round(note.onset * TICKS), meter_of(piece.knobs.meter).bar)
    return str(bar + 1 - piece.before), f"{1 + place / TICKS:.2f}".rstrip("0").rstrip(".")


def _place(piece: Piece, reasons: Sequence[Reason], number: int) -> tuple[str, str]:
    """Bar and beat; the bar only where it is a new one."""
    bar, beat = _bar_and_beat(piece, reasons[number].note)
    new = number == 0 or _bar_and_beat(piece, reasons[number - 1].note)[0] != bar
    return bar if new else "", beat


def _ordinal(rank: int) -> str:
    return "likeliest" if rank == 1 else f"{rank}{ORDINALS.get(rank, 'th')} likeliest"


def _chance(why: Explanation) -> Text:
    style = "bold" if why.rank == 1 else "yellow" if why.probability < 0.05 else ""
    return Text(f"{why.probability:.0%}", style)


def _rank(why: Explanation) -> Text:
    return Text.assemble(str(why.rank), (f"/{why.allowed}", "dim"))


def _nats(nats: float) -> Text:
    """A part in nats, green for and red against the note; a dot where it is next to 0."""
    return Text(f"{nats:+.1f}" if abs(nats) >= FAINT else "·", _colour(nats))


def _legend() -> Text:
    return Text.assemble(
        ("+0.7", "bold green"),
        (" doubles the odds of a note, compared with what else was likely there; ", "dim"),
        ("-0.7", "bold red"),
        (" halves them; · is next to nothing. rank: among all that the ", "dim"),
        ("constraints allow. --note 3 shows the third note in full.", "dim"),
    )


def _parts_in_full(why: Explanation) -> Table:
    """Each part with its bar, to the right for the note and to the left against it."""
    table = Table(box=None, padding=(0, 1), pad_edge=False, show_header=False)
    for least in (None, 2 * HALF_BAR + 1, None, None):
        table.add_column(min_width=least)
    most = max(LEAST_SCALE, *(abs(nats) for nats in why.parts.values()))
    for name in _parts_shown([why]):
        nats, meaning = why.parts[name], Text(MEANING[name], "dim")
        value = f"{nats:+.2f}" if abs(nats) >= NOTHING else "0"
        table.add_row(name, _two_sided(nats / most), Text(value, _colour(nats)), meaning)
    times = Text(f"together: {math.exp(why.advantage):.2g} times the average odds", "dim")
    table.add_row("", "", Text(f"{why.advantage:+.2f}", "bold"), times)
    return table


def _two_sided(share: float) -> Text:
    """A bar from the middle, HALF_BAR cells to either side for a share of -1 and 1."""
    whole, half = divmod(round(abs(share) * HALF_BAR * 2), 2)
    if share < 0:
        left, right = "╺" * half + "━" * whole, ""
    else:
        left, right = "", "━" * whole + "╸" * half
    return Text.assemble(
        (left.rjust(HALF_BAR), "red"), ("│", "dim"), (right.ljust(HALF_BAR), "green")
    )


def _alternatives_in_full(piece: Piece, note: Note, why: Explanation) -> Table:
    """The note and the likeliest others, with their probabilities as bars."""
    table = Table(box=None, padding=(0, 1), pad_edge=False, show_header=False)
    options = [(note, why.probability), *why.alternatives]
    for other, chance in sorted(options, key=lambda option: -option[1]):
        whole, half = divmod(round(chance * CHANCE_BAR * 2), 2)
        colour = "cyan" if other == note else "dim"
        bar = Text("━" * whole + "╸" * half, colour)
        table.add_row(_named(piece, other), f"{chance:.1%}", bar)
    return table


def _colour(nats: float) -> str:
    if abs(nats) < FAINT:
        return "dim"
    colour = "green" if nats > 0 else "red"
    return f"bold {colour}" if abs(nats) >= STRONG else colour
