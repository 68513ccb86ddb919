"""The keys of a voice, which `/melo/set` changes and `/melo/get` reads; they include the knobs."""

from __future__ import annotations

from collections.abc import Collection

from agent.errors import did_you_mean
from agent.music.meter import METER_TEXT
from agent.music.scales import tonic_and_scale
from agent.player.knobs import KNOB_CHOICES, KNOB_RANGES, USUAL_SPELLING
from bridge.errors import Code, ProtocolError
from bridge.osc.codec import Argument
from bridge.osc.parameters import LARGEST_INT, LONGEST_TEXT, Parameter, Value, name_parameter


def _knob(name: str, kind: str, text: str) -> Parameter:
    least, most = KNOB_RANGES.get(name, (0, LONGEST_TEXT))
    return Parameter(name, kind, text, least, most, usual=USUAL_SPELLING.get(name))


def _choice(name: str, text: str) -> Parameter:
    return _knob(name, "s", f"{text}: {', '.join(KNOB_CHOICES[name])}")


KEYS = {
    parameter.name: parameter
    for parameter in (
        _knob("harmony", "f", "weight of consonance and chord tones (1 = as trained)"),
        _knob("smoothness", "f", "weight of steps over leaps (1 = as trained)"),
        _knob("variety", "f", "weight of new notes over loops (1 = as trained)"),
        _knob("style", "f", "weight of what real melodies do (1 = as trained)"),
        _knob("form", "f", "weight of motifs that return and phrases that close (1 = as trained)"),
        _knob("temperature", "f", "0 always takes the best note; 1 = as the agent was made"),
        _knob("follow", "f", "how much the notes take after what was heard"),
        _knob("taste", "f", "how much what the thumbs taught counts (1 = as it was learned)"),
        _knob(
            "colour",
            "f",
            "how often the scale's own degrees sound, as lydian's #4 (1 = as trained)",
        ),
        _knob("syncopation", "f", "figures that begin off the beat; 0 = as the agent has them"),
        _knob("rests", "f", "how much the phrases breathe; 0 = as the agent has them"),
        _knob("swing", "f", "how late off-beat eighths come: 0 straight, 0.67 triplets, 1 dotted"),
        _knob("character", "s", "kind of melodies to be like, any = all that the agent knows"),
        _knob("key", "k", "tonic; with a scale (A minor, Dm, G dorian) it sets scale, too"),
        _knob("scale", "t", "a name of the list below, or semitones above the tonic: `0 2 4 7 9`"),
        _knob(
            "chord", "t", "what sounds now: Am, F#m7b5, pitch classes `9 0 4` (root first), none"
        ),
        _knob("chords", "s", "progression, one chord a bar: `Am F C G`, none; chord comes first"),
        _choice("chord_tones", "which notes must belong to the chord; strong = on strong beats"),
        _choice("outside", "which notes may leave the scale; chord = those of the sounding chord"),
        _knob("low", "p", "lowest pitch"),
        _knob("high", "p", "highest pitch"),
        _knob("durations", "t", "lengths of notes in quarters, such as `0.5 1 1/3`, or any"),
        _knob("density", "f", "most notes a quarter: none is shorter; 0 = free"),
        _knob("meter", "s", f"no note crosses its bar lines: {METER_TEXT}"),
        _knob("bars", "i", "length of the piece, so that it comes to an end; 0 = endless"),
        Parameter(
            "tempo", "f", "quarters a minute: how far back in beats a thumb reaches", 10, 400
        ),
        name_parameter(
            "listen", "a voice of this client that this one hears (and takes up by follow), or none"
        ),
        name_parameter("morph_to", "a second agent, or none"),
        Parameter(
            "morph", "f", "0 plays the first agent, 1 the second, between: their mixture", 0, 1
        ),
        Parameter("seed", "i", "seed of this voice's choices; starts them anew", 0, LARGEST_INT),
        name_parameter("agent", "name of the agent that plays this voice"),
    )
}


def scale_of(key: Argument) -> str:
    """The scale that a valid key names, as 'A minor' does, or ''."""
    return tonic_and_scale(key)[1] if isinstance(key, str) else ""


def add_scale(keys: dict[str, Value], scale: str) -> None:
    """Add the scale that a key names, if any. Raises ProtocolError if another one is given."""
    if scale and keys.setdefault("scale", scale) != scale:
        text = f"key names the scale {scale}, but scale is '{keys['scale']}': leave out one of them"
        raise ProtocolError(Code.OUT_OF_RANGE, text)


def unknown_key(name: Argument, known: Collection[str]) -> ProtocolError:
    """The error for an unknown key, with the known ones."""
    advice = did_you_mean(str(name), known) or f"use one of {', '.join(known)}"
    return ProtocolError(Code.UNKNOWN_KEY, f"there is no key {name!r}: {advice}")
