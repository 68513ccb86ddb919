"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from agent.catalogue import agent_paths
from agent.errors import ConfigError
from agent.knobs import KNOB_CHOICES, KNOB_RANGES
from agent.scales import SCALES


def complete_agent(incomplete: str) -> list[str]:
    return [name for name in agent_paths() if name.startswith(incomplete)]


def _complete_scale(incomplete: str) -> list[str]:
    return [name for name in SCALES if name.startswith(incomplete)]


def _knob(text: str, name: str) -> typer.models.OptionInfo:
    least, most = KNOB_RANGES[name]
    option: typer.models.OptionInfo = typer.Option(
        help=text, min=least, max=most, rich_help_panel="Knobs"
    )
    return option


def _text(text: str, name: str = "") -> typer.models.OptionInfo:
    choices = f" One of {', '.join(KNOB_CHOICES[name])}." if name else ""
    option: typer.models.OptionInfo = typer.Option(help=text + choices, rich_help_panel="Knobs")
    return option


SYNCS = ("internal", "midi", "link")
AgentArgument = Annotated[
    str,
    typer.Argument(
        help="Name of an agent ('melobridge agents' lists them), or its file.",
        autocompletion=complete_agent,
    ),
]
Harmony = Annotated[float, _knob("Weight of consonance and chord tones.", "harmony")]
Smoothness = Annotated[float, _knob("Weight of steps over leaps.", "smoothness")]
Variety = Annotated[float, _knob("Weight of new notes over loops.", "variety")]
Style = Annotated[float, _knob("Weight of what real melodies do (melody agents).", "style")]
Form = Annotated[
    float, _knob("Weight of motifs that return, phrases that close (melody agents).", "form")
]
Temperature = Annotated[
    float,
    _knob("0 always takes the best note, 1 is as the agent was made, 2 wilder.", "temperature"),
]
Character = Annotated[
    str, _text("Kind of melodies to be like, or any (melody agents): fiddle, hymn ...")
]
Key = Annotated[str, _text("Tonic: C, F#, Bb ...")]
Scale = Annotated[
    str,
    typer.Option(
        help="Name (dorian, harmonic_minor, blues ...), or semitones above the tonic: '0 2 4 7 9'.",
        autocompletion=_complete_scale,
        rich_help_panel="Knobs",
    ),
]
ChordSymbol = Annotated[
    str, _text("The chord that sounds all the time: Am, F#m7b5, pitch classes '9 0 4', or none.")
]
Progression = Annotated[
    str, _text("Chords, one a bar, again and again: 'Am F C G' (melody agents), or none.")
]
ChordTones = Annotated[
    str,
    _text("Which notes must belong to the chord; strong: those on strong beats.", "chord_tones"),
]
Low = Annotated[int, _knob("Lowest note as a MIDI number (60 = middle C).", "low")]
High = Annotated[int, _knob("Highest note as a MIDI number.", "high")]
Durations = Annotated[
    str, _text("Lengths of notes in quarter notes: '0.5 1 1.5', triplets '1/3 2/3', or any.")
]
Density = Annotated[
    float,
    _knob("Most notes a quarter note: 2 = nothing shorter than an eighth; 0 = free.", "density"),
]
Meter = Annotated[str, _text("Time signature.", "meter")]


def check_sync(sync: str) -> None:
    """Raises ConfigError where there is no such source of time."""
    if sync not in SYNCS:
        raise ConfigError(f"there is no sync '{sync}': use {', '.join(SYNCS)}")
