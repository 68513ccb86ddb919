import inspect
from fractions import Fraction

import numpy as np
import pytest

from bridge.client.keys import USUAL, Setting, pitch_of, readable, takes_keys, values_of
from bridge.errors import ProtocolError
from bridge.osc.keys import KEYS
from bridge.osc.parameters import Value
from bridge.server.voices.voice import VoiceSettings


@pytest.mark.parametrize(
    ("name", "given", "sent"),
    [
        ("chords", ["Am", "F"], "Am F"),
        ("chords", ("Am",), "Am"),
        ("durations", [0.5, 1, "1/3", Fraction(2, 3)], "0.5 1 1/3 2/3"),
        ("durations", Fraction(1, 3), "1/3"),
        ("durations", np.array([0.5, 1.5]), "0.5 1.5"),
        ("scale", range(0, 12, 2), "0 2 4 6 8 10"),
        ("chord", [9, 0, 4], "9 0 4"),
        ("low", "C4", 60),
        ("high", " bb-1 ", 10),
        ("high", np.int64(72), 72),
        ("harmony", np.float32(1.5), 1.5),
        ("harmony", Fraction(3, 2), 1.5),
        ("density", 2, 2.0),
        ("key", "Eb", 3),
        ("key", None, 0),
        ("chords", None, "none"),
        ("tempo", None, 120.0),
    ],
)
def test_a_value_is_sent_as_the_protocol_has_it(name: str, given: Setting, sent: Value) -> None:
    [(key, value)] = values_of({name: given}).items()
    assert (key, value, type(value)) == (name, sent, type(sent))


def test_a_key_may_name_its_scale() -> None:
    assert values_of({"key": "A minor"}) == {"key": 9, "scale": "minor"}
    assert values_of({"key": "Eb harmonic minor"}) == {"key": 3, "scale": "harmonic_minor"}


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ({"harmny": 1}, "there is no key 'harmny': did you mean 'harmony'?"),
        ({"harmony": 2.5}, "harmony is 2.5: use 0 to 2"),
        ({"harmony": True}, "harmony is 'True': it must be a number"),
        ({"harmony": [1]}, "harmony is '[1]': it must be a number"),
        (
            {"low": "H2"},
            "low: 'H2' is no pitch: use a note name with its octave such as C4, F#3 or Bb5",
        ),
        ({"low": "G9", "high": "G#9"}, "high: 'G#9' is no pitch: use a note name"),
        ({"key": "H"}, "key: 'H' is no key: use a note name"),
        (
            {"key": "A minor", "scale": "dorian"},
            "key names the scale minor, but scale is 'dorian': leave out",
        ),
        ({"chords": ["Am", "0 4 7"]}, "chords has '0 4 7' in its list: each must be one word"),
        ({"chords": ["Am", "H7"]}, "'H7' is no chord: use a symbol such as C, Am, F#m7b5"),
        ({"scale": "nothing"}, "there is no scale 'nothing': use pitch classes above the tonic"),
        ({"durations": ["x"]}, "durations is 'x': use any, or lengths in quarter notes"),
        ({"meter": "4/3"}, "meter is '4/3': use one such as 3/4, "),
        ({"durations": [1, None]}, "durations has None in its list: each must be one word"),
    ],
)
def test_a_wrong_value_is_one_sentence(keys: dict[str, Setting], text: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        values_of(keys)
    assert str(caught.value).startswith(text)


def test_the_defaults_are_those_of_a_new_voice_at_the_server() -> None:
    settings = VoiceSettings("all", 1)
    assert USUAL.keys() == KEYS.keys() - {"agent", "seed"}
    assert {key: settings.value(key) for key in USUAL} == USUAL


@pytest.mark.parametrize(
    ("name", "pitch"), [("C4", 60), ("a4", 69), ("Cb4", 59), ("B#3", 60), ("C-1", 0), (61, 61)]
)
def test_a_pitch_has_a_name(name: str | int, pitch: int) -> None:
    assert pitch_of("pitch", name) == pitch


def test_help_and_completion_see_the_keys_of_a_function() -> None:
    @takes_keys("key", "scale")
    def make(name: str, **keys: int) -> str:
        return f"{name} {keys}"

    assert str(inspect.signature(make)) == "(name: str, *, key=..., scale=...) -> str"
    assert make("lead", key=2) == "lead {'key': 2}"


def test_keys_are_read_by_their_names() -> None:
    keys = values_of({"key": "A minor", "low": 56, "high": "C6", "harmony": 1.5})
    named: dict[str, Value] = {
        "key": "A",
        "scale": "minor",
        "low": "G#3",
        "high": "C6",
        "harmony": 1.5,
    }
    assert readable(keys) == named
    assert values_of(named) == keys
    assert readable({"key": 3}) == {"key": "Eb"}
