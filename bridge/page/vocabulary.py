"""What the page shows comes from the tables of the protocol and of music: pure, as JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from agent.library.catalogue import DEFAULT_AGENT
from agent.melody.line import CHARACTERS
from agent.melody.meter_parts import layout_of
from agent.music.chords import LONGEST_PROGRESSION, QUALITIES, chord_of, progression_of
from agent.music.meter import USUAL_METERS, meter_of
from agent.music.scales import SCALES
from agent.music.tune import TICKS
from agent.player.checkpoint import MELODY, Header
from agent.player.constraints import ANY
from agent.player.knobs import KNOB_CHOICES
from bridge.osc import limits, parameters
from bridge.osc.codec import MAX_DATAGRAM_BYTES
from bridge.osc.keys import KEYS
from bridge.osc.parameters import Parameter
from bridge.server.voices.voice import VoiceSettings

DEFAULTS = VoiceSettings(agent=DEFAULT_AGENT, seed=0)
CHARACTER_TEXTS = {
    ANY: "any character: reels, hymns, art song, songs",
    "fiddle": "reels, jigs and airs",
    "hymn": "hymn tunes over their chords",
    "lied": "art song",
    "song": "popular songs up to 1930",
}


def protocol(agents: Iterable[tuple[str, Header]]) -> dict[str, Any]:
    """Everything that a client may ask for, with ranges and choices."""
    return {
        "keys": [_key(parameter) for parameter in KEYS.values()],
        "scales": list(SCALES),
        "scale_steps": {name: _steps(mask) for name, mask in SCALES.items()},
        "chord_qualities": list(QUALITIES),
        "agents": [_agent(name, header) for name, header in agents],
        "meters": [_meter(name) for name in USUAL_METERS],
        "limits": {
            "notes": parameters.MOST_NOTES,
            "name": parameters.LONGEST_NAME,
            "text": parameters.LONGEST_TEXT,
            "chords": LONGEST_PROGRESSION,
            "index": parameters.HIGHEST_INDEX,
            "integer": parameters.LARGEST_INT,
            "kept_notes": limits.KEPT_NOTES,
            "datagram": MAX_DATAGRAM_BYTES,
        },
    }


def _meter(name: str) -> dict[str, Any]:
    """A meter in quarter notes: its bar, where beats begin, of which known meters it is made.

    place: where a part begins in a bar of its meter.
    """
    meter, layout = meter_of(name), layout_of(name)
    return {
        "name": name,
        "bar": meter.bar / TICKS,
        "beats": [tick / TICKS for tick in meter.beats],
        "parts": [
            {
                "meter": part.meter,
                "start": part.start / TICKS,
                "length": min(part.length, meter.bar) / TICKS,
                "place": part.place / TICKS,
            }
            for part in (layout.parts if layout else ())
        ],
    }


def progression(text: str) -> list[dict[str, Any]]:
    """The chords of 'Am F C G', one a bar, each with its root and pitch classes, root first.

    Raises TaskError.
    """
    return [_chord(symbol) for symbol in progression_of(text)]


def _steps(mask: int) -> list[int]:
    """Semitones above the tonic."""
    return [step for step in range(12) if mask >> step & 1]


def _chord(symbol: str) -> dict[str, Any]:
    chord = chord_of(symbol)
    tones = [(chord.root + step) % 12 for step in range(12)] if chord.mask else []
    present = [tone for tone in tones if chord.mask >> tone & 1]
    return {"symbol": symbol, "root": chord.root, "pitch_classes": present}


def _key(parameter: Parameter) -> dict[str, Any]:
    row = {
        "name": parameter.name,
        "kind": parameter.kind,
        "low": parameter.least,
        "high": parameter.most,
        "default": DEFAULTS.value(parameter.name),
        "text": parameter.text,
    }
    choices = _choices(parameter)
    return row | {"choices": list(choices)} if choices else row


def _choices(parameter: Parameter) -> Iterable[str]:
    if parameter.name == "character":
        return CHARACTERS
    return parameter.choices or KNOB_CHOICES.get(parameter.name, ())


def _agent(name: str, header: Header) -> dict[str, Any]:
    if header.task != MELODY:
        about = "eight bars of quarter notes out of seven degrees"
        return {"name": name, "characters": [], "about": about}
    character = header.task_settings.get("character", ANY)
    characters = CHARACTERS if character == ANY else (character,)
    return {
        "name": name,
        "characters": list(characters),
        "about": CHARACTER_TEXTS.get(character, character),
    }
