"""The knobs as options of every command that composes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from agent.music.scales import SCALES
from agent.player.knobs import KNOB_CHOICES, KNOB_RANGES, NO_CHORDS, Knobs
from bridge.cli.shared.options import with_options
from bridge.osc.keys import KEYS, add_scale, scale_of

USUAL = Knobs()


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


# Type, option and default of each, in the order of --help.
OPTIONS: dict[str, tuple[type, typer.models.OptionInfo, object]] = {
    "progression": (
        str,
        _text("Chords, one a bar, again and again: 'Am F C G' (melody agents), or none."),
        NO_CHORDS,
    ),
    "key": (str, _text("Tonic: C, F#, Bb ..., with a scale if you like: 'A minor', Dm."), "C"),
    "scale": (
        str,
        typer.Option(
            help="Name (dorian, harmonic_minor, blues ...), or semitones above the tonic: "
            "'0 2 4 7 9'.",
            autocompletion=_complete_scale,
            show_default=USUAL.scale,
            rich_help_panel="Knobs",
        ),
        None,
    ),
    "chord": (
        str,
        _text("The chord that sounds all the time: Am, F#m7b5, pitch classes '9 0 4', or none."),
        USUAL.chord,
    ),
    "chord_tones": (
        str,
        _text(
            "Which notes must belong to the chord; strong: those on strong beats.", "chord_tones"
        ),
        USUAL.chord_tones,
    ),
    "outside": (
        str,
        _text("Which notes may leave the scale; chord: those of the chord.", "outside"),
        USUAL.outside,
    ),
    "low": (str, _text("Lowest note: C4, or a MIDI number (60 = middle C)."), str(USUAL.low)),
    "high": (str, _text("Highest note: C6, or a MIDI number."), str(USUAL.high)),
    "durations": (
        str,
        _text("Lengths of notes in quarter notes: '0.5 1 1.5', triplets '1/3 2/3', or any."),
        USUAL.durations,
    ),
    "density": (
        float,
        _knob(
            "Most notes a quarter note: 2 = nothing shorter than an eighth; 0 = free.", "density"
        ),
        USUAL.density,
    ),
    "meter": (
        str,
        _text("Time signature: 4/4, 6/8, 5/4, 7/8 ..., with groups if you like: 2+2+3/8."),
        USUAL.meter,
    ),
    "harmony": (
        float,
        _knob("Weight of consonance and chord tones.", "harmony"),
        USUAL.harmony,
    ),
    "smoothness": (float, _knob("Weight of steps over leaps.", "smoothness"), USUAL.smoothness),
    "variety": (float, _knob("Weight of new notes over loops.", "variety"), USUAL.variety),
    "style": (
        float,
        _knob("Weight of what real melodies do (melody agents).", "style"),
        USUAL.style,
    ),
    "form": (
        float,
        _knob("Weight of motifs that return, phrases that close (melody agents).", "form"),
        USUAL.form,
    ),
    "temperature": (
        float,
        _knob("0 always takes the best note, 1 is as the agent was made, 2 wilder.", "temperature"),
        USUAL.temperature,
    ),
    "colour": (
        float,
        _knob(
            "How often the scale's own degrees sound, as lydian's #4; 1 is as the agent has it "
            "(melody agents).",
            "colour",
        ),
        USUAL.colour,
    ),
    "syncopation": (
        float,
        _knob(
            "How much begins off the beat; 0 is as the agent has it (melody agents).", "syncopation"
        ),
        USUAL.syncopation,
    ),
    "rests": (
        float,
        _knob("How much the phrases breathe; 0 is as the agent has it (melody agents).", "rests"),
        USUAL.rests,
    ),
    "swing": (
        float,
        _knob("How late off-beat eighths come: 0 straight, 0.67 triplets, 1 dotted.", "swing"),
        USUAL.swing,
    ),
    "character": (
        str,
        _text("Kind of melodies to be like, or any (melody agents): fiddle, hymn ..."),
        USUAL.character,
    ),
}


def with_knobs(command: Callable[..., None]) -> Callable[..., None]:
    """A decorator that adds an option for each knob, in place of **turned."""
    return with_options(
        command,
        (
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=default,
                annotation=Annotated[kind, option],
            )
            for name, (kind, option, default) in OPTIONS.items()
        ),
    )


def knobs_of(turned: Mapping[str, Any], **others: Any) -> Knobs:
    """The knobs with the values of the options, and others. Raises MeloError for a wrong value."""
    given = {name: value for name, value in turned.items() if name not in ("progression", "scale")}
    values: dict[str, Any] = {name: KEYS[name].check(value) for name, value in given.items()}
    if turned["scale"] is not None:
        values["scale"] = KEYS["scale"].check(turned["scale"])
    add_scale(values, scale_of(turned["key"]))
    return Knobs(chords=turned["progression"], **values, **others)
